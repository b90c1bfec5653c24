"""Folders of tests lie in memory where there is room: databases by the hundred are made, and none is kept."""

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Three workers, each with a server, take less than one GB at a time."""


def has_room(folder: Path = MEMORY, available: str = "/proc/meminfo") -> bool:
    """Whether a folder in memory takes programs too, and neither it nor the machine gets full."""
    try:
        facts = os.statvfs(folder)
        lines = Path(available).read_text(encoding="ascii").splitlines()
    except (AttributeError, OSError):  # no Linux
        return False
    free = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), 0)
    programs = not facts.f_flag & os.ST_NOEXEC
    return programs and os.access(folder, os.W_OK) and min(free, facts.f_bavail * facts.f_frsize) > ROOM


def use_memory() -> None:
    """Let all that is temporary lie there, that of started programs too; a place that was chosen stays."""
    if "TMPDIR" not in os.environ and has_room():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
