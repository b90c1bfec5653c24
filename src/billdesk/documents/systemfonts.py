"""Chinese, Japanese and Korean faces of this computer, by name; they are too large to be brought along."""

import sys
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFError

from billdesk.documents.faces import Face

# Only faces with TrueType outlines: ReportLab cannot embed the others. A number picks one of a collection.
NAMES = (
    ("msyh.ttc", 0),
    ("malgun.ttf", 0),
    ("msgothic.ttc", 0),
    ("simsun.ttc", 0),
    ("Arial Unicode.ttf", 0),
    ("AppleGothic.ttf", 0),
    ("wqy-microhei.ttc", 0),
    ("wqy-zenhei.ttc", 0),
    ("DroidSansFallbackFull.ttf", 0),
    ("NanumGothic.ttf", 0),
    ("ipag.ttf", 0),
)
FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/System/Library/Fonts/Supplemental", "/Library/Fonts"),
}
OTHER_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_read: list[tuple[Face, ...]] = []
_reading = Lock()


def installed_east_asian() -> tuple[Face, ...]:
    """The faces found, in the order of NAMES, read once; none when the computer has none."""
    with _reading:
        if not _read:
            _read.append(look_for_faces())
    return _read[0]


def look_for_faces() -> tuple[Face, ...]:
    """Reads the faces from the folders of this system."""
    folders = [Path(folder) for folder in FOLDERS.get(sys.platform, OTHER_FOLDERS)]
    present = {path.name: path for folder in folders for path in sorted(folder.rglob("*.tt[fc]"))}
    return tuple(
        found for name, index in NAMES if name in present and (found := _opened(present[name], index))
    )


def _opened(path: Path, index: int) -> Face | None:
    """The face, or None where the file is broken, unreadable, or has outlines that cannot be embedded."""
    try:
        return Face(f"EastAsian-{path.stem}", path, index)
    except (OSError, TTFError):
        return None
