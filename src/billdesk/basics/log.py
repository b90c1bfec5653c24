"""The log file: turned over by size, readable by its owner only, and never with a secret in it."""

import logging
import os
import re
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAMED = re.compile(
    r"(?i)\b(pass(?:word|wd|phrase)?|secret|token|api[_-]?key)(['\"]?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|\S+)"
)
_IN_URL = re.compile(r"(\w+://[^\s:/@]*):[^\s/@]+@")
_BEARER = re.compile(r"(?i)\b(authorization:\s*|bearer\s+|basic\s+)[\w.+/=~-]{8,}")
_HIDDEN = "•••"
_secrets: set[str] = set()


def start(folder: Path, level: int = logging.INFO) -> Path:
    """Write what is logged from now on to billdesk.log in `folder` (1 MB, five older ones); returns its path.

    OSError if the folder can't be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "billdesk.log"
    out = _PrivateFile(target, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True)
    out.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    stop()
    root.addHandler(out)
    root.setLevel(level)
    return target


def stop() -> None:
    """Close the log file, where one is open."""
    root = logging.getLogger()
    for out in [each for each in root.handlers if isinstance(each, _PrivateFile)]:
        root.removeHandler(out)
        out.close()


def hide(secret: str) -> None:
    """See to it that this text never appears in the log, whatever is logged."""
    if secret:
        _secrets.add(secret)


def discreet(text: str) -> str:
    """The text without the secrets that are known, or that can be recognized as such."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    text = _IN_URL.sub(rf"\1:{_HIDDEN}@", text)
    text = _BEARER.sub(rf"\1{_HIDDEN}", text)
    return _NAMED.sub(rf"\1\2{_HIDDEN}", text)


class _Discreet(logging.Formatter):
    """Hides secrets in the finished text, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


class _PrivateFile(RotatingFileHandler):
    """A log file that is readable by its owner only from the first byte on."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))
        return super()._open()
