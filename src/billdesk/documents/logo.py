"""Makes a shop's logo ready for paper: checked, laid on white, and no larger than print can show."""

import io
import re
from typing import Any
from xml.etree import ElementTree

from PIL import Image, ImageOps, UnidentifiedImageError

from billdesk.domain.errors import Refused

MOST_BYTES = 5_000_000
MOST_DOTS = 40_000_000
LONGEST_SIDES = (800, 320)  # dots; on paper a logo is at most 60 by 13 mm, and more would only slow printing
LARGEST_PNG = 100_000
MOST_STRETCHED = 20  # times as wide as high, or the other way round
KINDS = ("PNG", "JPEG")

_ACTIVE = {"script", "foreignobject", "iframe", "handler", "listener", "set", "animate"}
_INSIDE = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*([0-9.]+)\s*(px|pt|mm|cm|in|pc|q)?\s*$", re.IGNORECASE)


def readied(content: bytes) -> bytes:
    """The picture as PNG or JPEG for letterheads.

    Refused: logo_too_large (most, megabytes), logo_is_no_picture, logo_is_broken, logo_is_stretched,
    logo_is_unsafe (found): an SVG that runs scripts or fetches something from elsewhere.
    """
    if len(content) > MOST_BYTES:
        raise Refused("logo_too_large", most=MOST_BYTES // 1_000_000)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _finished(_painted(content), "PNG")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as image:
            return _read(image)
    except Image.DecompressionBombError:
        raise Refused("logo_too_large", most=MOST_BYTES // 1_000_000) from None
    except UnidentifiedImageError:
        raise Refused("logo_is_no_picture") from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError):
        raise Refused("logo_is_broken") from None


def kept(content: bytes) -> bytes:
    """A picture that is ready for paper just as it is, any other one made so; Refused as in `readied`.

    So what was readied once comes back byte by byte out of a document that it was written to.
    """
    ready = readied(content)
    with Image.open(io.BytesIO(content), formats=KINDS) as image:
        fits = all(side <= most for side, most in zip(image.size, LONGEST_SIDES, strict=True))
        plain = image.mode == "RGB" and not image.getexif()
    return content if fits and plain and len(content) <= max(len(ready), LARGEST_PNG) else ready


def _read(image: Image.Image) -> bytes:
    kind = image.format or "PNG"
    if image.width * image.height > MOST_DOTS:
        raise Refused("logo_too_large", most=MOST_BYTES // 1_000_000)
    image.load()
    return _finished(ImageOps.exif_transpose(image), kind)


def _finished(image: Image.Image, kind: str) -> bytes:
    _require_shape(image.width, image.height)
    pixels = image.convert("RGBA")
    ground = Image.new("RGBA", pixels.size, "white")
    ground.alpha_composite(pixels)
    done = ground.convert("RGB")
    done.thumbnail(LONGEST_SIDES, Image.Resampling.LANCZOS)
    as_png = _saved(done, "PNG", optimize=True) if kind == "PNG" else b""
    # A photograph would be compressed anew, and badly, for every page as PNG; as JPEG it never is.
    return as_png if 0 < len(as_png) <= LARGEST_PNG else _saved(done, "JPEG", quality=92)


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def _require_shape(width: float, height: float) -> None:
    if not 1 / MOST_STRETCHED <= width / height <= MOST_STRETCHED:
        raise Refused("logo_is_stretched", most=MOST_STRETCHED)


def _painted(content: bytes) -> Image.Image:
    """An SVG as dots; by resvg, which runs nothing and is given nothing to fetch."""
    import resvg_py  # used for logos alone

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("logo_is_broken") from None
    if "<!ENTITY" in text:  # they can grow without end
        raise Refused("logo_is_unsafe", found="<!ENTITY>")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  without entities nothing can grow
    except ElementTree.ParseError:
        raise Refused("logo_is_broken") from None
    if _bare(root.tag) != "svg":
        raise Refused("logo_is_no_picture")
    for element in root.iter():
        _require_harmless(element)
    wide, high = _size(root)
    _require_shape(wide, high)
    scale = 2 * min(LONGEST_SIDES[0] / wide, LONGEST_SIDES[1] / high)  # twice, and made smaller: smoother
    try:
        done = resvg_py.svg_to_bytes(svg_string=text, width=max(1, round(wide * scale)), dpi=96.0)
        with Image.open(io.BytesIO(done), formats=("PNG",)) as image:
            image.load()
            return image.copy()
    except (ValueError, OSError):
        raise Refused("logo_is_broken") from None


def _require_harmless(element: ElementTree.Element) -> None:
    name = _bare(element.tag)
    if name in _ACTIVE:
        raise Refused("logo_is_unsafe", found=f"<{name}>")
    if name == "style":
        _require_inside(element.text or "")
    for key, value in element.attrib.items():
        key = _bare(key)
        if key.startswith("on"):
            raise Refused("logo_is_unsafe", found=key)
        if key == "href" and not _INSIDE.match(value.strip()):
            raise Refused("logo_is_unsafe", found=value[:60])
        _require_inside(value)


def _require_inside(text: str) -> None:
    """Refused for a style that names something outside of the file."""
    if "@import" in text.lower():
        raise Refused("logo_is_unsafe", found="@import")
    for address in _ADDRESS.findall(text):
        if not _INSIDE.match(address.strip()):
            raise Refused("logo_is_unsafe", found=address[:60])


def _bare(name: object) -> str:
    """A name without its namespace, in small letters; "" for comments."""
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in any unit; only their ratio counts."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [root.get("width", ""), root.get("height", "")]
    found = [_NUMBER.match(side) for side in sides]
    try:
        if all(found):
            wide, high = (float(match[1]) for match in found if match)
        else:
            wide, high = (float(side) for side in box[2:4])
    except ValueError:
        raise Refused("logo_is_broken") from None
    if not (0 < wide < 1e6 and 0 < high < 1e6):
        raise Refused("logo_is_broken")
    return wide, high
