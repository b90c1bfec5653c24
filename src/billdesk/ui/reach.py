"""Where the window on a database can be reached by a second start of the program."""

import contextlib
import getpass
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash

from billdesk.basics import places

LONGEST = 100  # signs that the path of a socket may have on every Unix


def name_of(target: str) -> str:
    """Where the window on a database can be reached by the processes of its user, and of nobody else."""
    place = target if "://" in target else str(Path(target).resolve())
    who = f"{_user()}\n{place}".encode()
    mark = QCryptographicHash.hash(who, QCryptographicHash.Algorithm.Sha256)
    name = f"billdesk-{bytes(mark.data()).hex()[:20]}"
    if sys.platform == "win32":
        return name
    path = Path(os.environ.get("XDG_RUNTIME_DIR") or places.cache_folder(), name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return str(path) if len(str(path)) < LONGEST else name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return str(getattr(os, "getuid", int)())


def may_be_there(name: str) -> bool:
    """Whether a window could answer to that name; where there is none, nobody need be called."""
    return not Path(name).is_absolute() or Path(name).exists()
