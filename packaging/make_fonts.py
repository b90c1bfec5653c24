"""Makes the files of resources/fonts from published packages, so that anybody can check their origin.

Needs fonttools and brotli. Give it two folders:

    python make_fonts.py INTER DEBIAN

INTER   the unpacked npm package `inter-ui` 4.1.1 (its `web/` and `display/` hold WOFF2 files)
DEBIAN  the unpacked Debian packages `fonts-dejavu-core` 2.37 and `fonts-noto-core` 20201225

Inter is unpacked from WOFF2 to TrueType, nothing else is changed: no outline, name, table or time stamp.
The others are copied. The tabular figures in documents are Inter's own `tnum` glyphs, picked when drawn.
"""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parents[1] / "resources" / "fonts"
INTER = {
    "Inter-Regular": "web",
    "Inter-Italic": "web",
    "Inter-Medium": "web",
    "Inter-SemiBold": "web",
    "Inter-Bold": "web",
    "InterDisplay-SemiBold": "display",
}
DEJAVU = ("DejaVuSans", "DejaVuSans-Bold")
NOTO_SCRIPTS = (
    "Arabic",
    "Armenian",
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Lao",
    "Malayalam",
    "Myanmar",
    "Sinhala",
    "Symbols2",
    "Tamil",
    "Telugu",
    "Thai",
)
NOTO_BOLD = ("Arabic", "Devanagari", "Hebrew", "Thai")


def unpack_inter(package: Path) -> None:
    """Writes each Inter face as TrueType, with the licence beside it."""
    for name, folder in INTER.items():
        font = TTFont(package / folder / f"{name}.woff2", recalcTimestamp=False)
        font.flavor = None
        font.save(HERE / f"{name}.ttf")
    shutil.copyfile(package / "LICENSE.txt", HERE / "LICENSE-Inter.txt")


def copy_fallbacks(root: Path) -> None:
    """Copies the faces that stand in where Inter has no glyph, with their licences."""
    truetype, texts = root / "usr/share/fonts/truetype", root / "usr/share/doc"
    for name in DEJAVU:
        shutil.copyfile(truetype / "dejavu" / f"{name}.ttf", HERE / f"{name}.ttf")
    wanted = [f"NotoSans{script}-Regular" for script in NOTO_SCRIPTS]
    for name in wanted + [f"NotoSans{script}-Bold" for script in NOTO_BOLD]:
        shutil.copyfile(truetype / "noto" / f"{name}.ttf", HERE / f"{name}.ttf")
    shutil.copyfile(truetype / "noto" / "NotoSerif-Bold.ttf", HERE / "NotoSerif-Bold.ttf")
    shutil.copyfile(texts / "fonts-dejavu-core/copyright", HERE / "LICENSE-DejaVu.txt")
    shutil.copyfile(texts / "fonts-noto-core/copyright", HERE / "LICENSE-Noto.txt")


if __name__ == "__main__":
    unpack_inter(Path(sys.argv[1]))
    copy_fallbacks(Path(sys.argv[2]))
