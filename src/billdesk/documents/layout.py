"""Pages, the cursor that runs down them, and wrapping: what every look is built from."""

import io
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from billdesk.documents import bidi
from billdesk.documents.colors import INK, WHITE, Color
from billdesk.documents.fonts import REGULAR, Style, clean, face, shaped, width_of

rl_config.useA85 = 0  # plain bytes: a fifth smaller, and pictures needn't be spelled out in letters
PAPERS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
CURVE = 0.5523  # how far the handles of a quarter circle reach, per radius
ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): "\\" + sign for sign in "()\\"
}


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: cut, size and line height in points, color."""

    style: Style = REGULAR
    size: float = 9.4
    leading: float = 13.5
    color: Color = INK

    def width(self, text: str) -> float:
        """Width of the text in points."""
        return width_of(text, self.style, self.size)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a wrapped text; `right` when its paragraph reads from right to left."""

    text: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF says about itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str


@dataclass(slots=True)
class Page:
    """The drawing commands of one page, and its pictures as (PNG or JPEG, x, y, width, height)."""

    code: list[str] = field(default_factory=list)
    pictures: list[tuple[ImageReader, float, float, float, float]] = field(default_factory=list)


class Pages:
    """A document in the making. y is points from the top of the page, `at` the cursor on the last page."""

    def __init__(self, paper: str, facts: Facts, margin: float = 48.0) -> None:
        self.paper = paper if paper in PAPERS else "A4"
        self.width, self.height = PAPERS[self.paper]
        self.left, self.right, self.top = margin, self.width - margin, margin
        self.bottom = self.height - margin
        self.at = self.top
        self.on_new_page: Callable[[], None] = lambda: None
        self.pages = [Page()]
        self._file = io.BytesIO()
        self._canvas = _canvas(self._file, (self.width, self.height), facts)
        self._shown: dict[tuple[str, Style, float, bool], str] = {}

    @property
    def room(self) -> float:
        """Points left below the cursor."""
        return self.bottom - self.at

    def need(self, height: float) -> None:
        """Starts a page when less than `height` is left here and a fresh page has more."""
        if height > self.room and self.at > self.top:
            self.break_page()

    def break_page(self) -> None:
        """Starts a page, with what belongs on top of each."""
        self.pages.append(Page())
        self.at = self.top
        self.on_new_page()

    def text(self, x: float, y: float, text: str | Line, how: Type) -> None:
        """Draws one line from `x` on, its baseline at `y`."""
        line = text if isinstance(text, Line) else Line(text, bidi.reads_right(text))
        if line.text:
            place = f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm"
            self._put(f"{_rgb(how.color)} rg BT {place} {self._glyphs(line, how)} ET")

    def text_right(self, x: float, y: float, text: str, how: Type) -> None:
        """Draws one line that ends at `x`."""
        self.text(x - how.width(text), y, text, how)

    def text_turned(self, centre: tuple[float, float], text: str, how: Type, degrees: float) -> None:
        """Draws one line turned counter-clockwise around its middle."""
        angle, half = math.radians(degrees), how.width(text) / 2
        cosine, sine, lift = math.cos(angle), math.sin(angle), how.size * 0.36  # half the height of capitals
        x = centre[0] - half * cosine + lift * sine
        y = self.height - centre[1] - half * sine - lift * cosine
        place = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} Tm"
        self._put(f"{_rgb(how.color)} rg BT {place} {self._glyphs(Line(text), how)} ET")

    def rule(self, x: float, end: float, color: Color, thick: float = 0.5) -> None:
        """A horizontal line at the cursor."""
        y = self.height - self.at
        self._put(f"{_rgb(color)} RG {thick:.2f} w {x:.2f} {y:.2f} m {end:.2f} {y:.2f} l S")

    def box(self, place: tuple[float, float, float, float], radius: float, fill: Color) -> None:
        """A filled box with round corners at (x, y of its top, width, height)."""
        self._put(f"{_rgb(fill)} rg {self._rounded(place, radius)} f")

    def squares(self, places: Iterable[tuple[float, float, float, float]], fill: Color) -> None:
        """Filled boxes with sharp corners at (x, y of its top, width, height), as one shape."""
        shapes = (
            f"{x:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re"
            for x, top, width, height in places
        )
        self._put(f"{_rgb(fill)} rg {' '.join(shapes)} f")

    def frame(
        self, place: tuple[float, float, float, float], radius: float, color: Color, thick: float
    ) -> None:
        """The outline of such a box."""
        self._put(f"{_rgb(color)} RG {thick:.2f} w {self._rounded(place, radius)} S")

    def picture(self, image: ImageReader, x: float, width: float, height: float) -> None:
        """A picture whose top is at the cursor."""
        self.pages[-1].pictures.append((image, x, self.height - self.at - height, width, height))

    def finish(self, close_page: Callable[[int, int], None]) -> bytes:
        """The PDF. `close_page(page, count)` adds what stands at the foot of each page, counted from 1."""
        done = self.pages
        for number, page in enumerate(done, 1):
            self.pages = [page]
            close_page(number, len(done))
            for image, *place in page.pictures:
                self._canvas.drawImage(image, *place)
            self._canvas.addLiteral("\n".join(page.code))
            self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _put(self, code: str) -> None:
        self.pages[-1].code.append(code)

    def _glyphs(self, line: Line, how: Type) -> str:
        key = (line.text, how.style, how.size, line.right)
        if key not in self._shown:
            self._shown[key] = self._encode(line, how)
        return self._shown[key]

    def _encode(self, line: Line, how: Type) -> str:
        """The glyphs of a line as PDF operators: fonts, rises, and strings with shifts between."""
        doc, code = self._canvas._doc, _Operators(how.size)
        for found, pieces in shaped(line.text, how.style, line.right).runs:
            for piece in pieces:
                for name, text in found.encoded(piece.codes, doc):
                    code.font(name)
                    code.rise(piece.rise)
                    code.show(text.decode("latin-1").translate(ESCAPED))
                code.shift(piece.shift)
        return code.done()

    def _rounded(self, place: tuple[float, float, float, float], radius: float) -> str:
        x, top, width, height = place
        y, r, k = self.height - top - height, radius, radius * (1 - CURVE)
        right, upper = x + width, y + height
        corners = (
            ("m", (x + r, y)),
            ("l", (right - r, y)),
            ("c", (right - k, y, right, y + k, right, y + r)),
            ("l", (right, upper - r)),
            ("c", (right, upper - k, right - k, upper, right - r, upper)),
            ("l", (x + r, upper)),
            ("c", (x + k, upper, x, upper - k, x, upper - r)),
            ("l", (x, y + r)),
            ("c", (x, y + k, x + k, y, x + r, y)),
        )
        return (
            " ".join(" ".join(f"{number:.2f}" for number in points) + f" {sign}" for sign, points in corners)
            + " h"
        )


class _Operators:
    """Text operators, as few as say it."""

    def __init__(self, size: float) -> None:
        self.size = size
        self.code: list[str] = []
        self.array: list[str] = []
        self.name, self.raised = "", 0.0

    def font(self, name: str) -> None:
        if name != self.name:
            self._flush()
            self.code.append(f"{name} {self.size:g} Tf")
            self.name = name

    def rise(self, rise: float) -> None:
        if rise != self.raised:
            self._flush()
            self.code.append(f"{rise * self.size / 1000:.3f} Ts")
            self.raised = rise

    def show(self, text: str) -> None:
        self.array.append(f"({text})")

    def shift(self, shift: float) -> None:
        """Right by thousandths of the font size."""
        if abs(shift) > 0.5:
            self.array.append(f"{-shift:.0f}")

    def done(self) -> str:
        self.rise(0.0)
        self._flush()
        return " ".join(self.code)

    def _flush(self) -> None:
        if self.array:
            self.code.append(f"[{''.join(self.array)}] TJ")
            self.array = []


def wrap(text: str, how: Type, width: float) -> tuple[Line, ...]:
    """The text in lines no wider than `width`, broken at its line ends, at spaces, inside words too long."""
    return _wrap(text, how.style, how.size, width)


@lru_cache(maxsize=4096)
def _wrap(text: str, style: Style, size: float, width: float) -> tuple[Line, ...]:
    limit = width * 1000 / size
    lines: list[Line] = []
    for paragraph in re.split("[\n\r\v\f\x85\u2028\u2029]+", text.strip()):
        cleaned = clean(paragraph)
        right = bidi.reads_right(cleaned)
        lines += (Line(line, right) for line in _filled(cleaned, style, limit))
    return tuple(lines)


def _filled(paragraph: str, style: Style, limit: float) -> Iterator[str]:
    if shaped(paragraph, style).width <= limit:
        yield paragraph.strip()
        return
    space = shaped(" ", style).width
    line, used = "", 0.0
    for word in _words(paragraph, style, limit):
        wide = shaped(word, style).width
        if line and used + space + wide > limit:
            yield line
            line, used = "", 0.0
        line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    yield line


def _words(paragraph: str, style: Style, limit: float) -> Iterator[str]:
    for word in re.split("[ \t\u2000-\u2006\u2008-\u200a\u3000]+", paragraph.strip()):
        if len(word) < 4 or shaped(word, style).width <= limit:
            yield word
        else:
            yield from _broken(word, style, limit)


def _broken(word: str, style: Style, limit: float) -> Iterator[str]:
    """A word cut into parts that fit; never before a mark that belongs to the letter before it."""
    part, used = "", 0.0
    for letter in re.findall(
        r"(?s).[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u200c\u200d]*", word
    ):
        wide = shaped(letter, style).width
        if part and used + wide > limit:
            yield part
            part, used = "", 0.0
        part, used = part + letter, used + wide
    yield part


@lru_cache(maxsize=4)
def opened_picture(data: bytes) -> ImageReader | None:
    """The logo on white, without transparency; None when the bytes are no picture."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            pixels = image.convert("RGBA")
            if image.format == "JPEG" and image.mode == "RGB":
                return ImageReader(io.BytesIO(data))  # embedded as it is: small, and nothing to compress
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    ground = Image.new("RGBA", pixels.size, (*tuple(round(part * 255) for part in WHITE), 255))
    ground.alpha_composite(pixels)
    return ImageReader(ground.convert("RGB"))


def _canvas(file: io.BytesIO, size: tuple[float, float], facts: Facts) -> Any:
    face(
        "Inter-Regular"
    )  # it is the canvas's first font: the factory one is Helvetica, which would not be embedded
    first: Any = "Inter-Regular"  # the stubs take it for a number
    canvas = Canvas(file, size, invariant=1, pdfVersion=(1, 4), lang=facts.language, initialFontName=first)
    canvas.setTitle(facts.title)
    canvas.setAuthor(facts.author)
    canvas.setSubject(facts.subject)
    canvas.setKeywords(facts.keywords)
    canvas.setCreator("BillDesk")
    canvas.setProducer("BillDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _rgb(color: Color) -> str:
    return f"{color[0]:.3f} {color[1]:.3f} {color[2]:.3f}"
