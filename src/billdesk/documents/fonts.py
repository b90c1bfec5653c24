"""Which font draws which character, how letters join, and how wide a text becomes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from threading import Lock

import uharfbuzz
from reportlab.pdfbase import pdfmetrics

from billdesk.basics import resources
from billdesk.documents import bidi
from billdesk.documents.faces import Face
from billdesk.documents.systemfonts import installed_east_asian

FOLDER = resources.path("fonts")

# Scripts with a face of their own, by the blocks they live in. What none of these has is looked for in LAST.
SCRIPTS = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0590, 0x05FF, "NotoSansHebrew"),
    (0x0600, 0x08FF, "NotoSansArabic"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew"),
    (0xFB50, 0xFEFC, "NotoSansArabic"),
)
LAST = ("DejaVuSans", "NotoSansSymbols2-Regular")
PLAIN_FEATURES = {
    "calt": False,
    "liga": False,
    "dlig": False,
}  # "2x3" must not become "2×3", nor "->" an arrow
SPACES = {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " "}  # searched for as what people type
JOINERS = "\u200c\u200d"
BOX = "\u25a1"
# What needs neither another font nor joining, only kerning: most of what is printed in Western languages.
SIMPLE = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u0148\u014a-\u017e\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2212]*"
)
DIGITS = "0123456789"
NO_FIGURES: dict[str, int] = {}
_faces: dict[str, Face] = {}
_reading = Lock()


@dataclass(frozen=True, slots=True)
class Style:
    """A cut of the document's type. `figures`: digits of one width, for columns."""

    face: str
    figures: bool = False

    @property
    def bold(self) -> bool:
        """Whether what stands in for a missing glyph should be heavy."""
        return self.face.endswith("Bold")


REGULAR, MEDIUM, SEMIBOLD = Style("Inter-Regular"), Style("Inter-Medium"), Style("Inter-SemiBold")
DISPLAY = Style("InterDisplay-SemiBold")
SERIF = Style("NotoSerif-Bold")
FIGURE, BOLD_FIGURE = Style("Inter-Regular", figures=True), Style("Inter-SemiBold", figures=True)
DISPLAY_FIGURE = Style("InterDisplay-SemiBold", figures=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs drawn in a row, raised by `rise`; then the pen goes right by `shift` (1/1000 em)."""

    codes: tuple[int, ...]
    shift: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text ready to be drawn: pieces by face, from left to right. Width in thousandths of the font size."""

    width: float
    runs: tuple[tuple[Face, tuple[Piece, ...]], ...]


def missing_glyphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Every character of the texts that no font can draw, once each, sorted; they are printed as a box."""
    wanted = sorted({character for text in texts for character in clean(text)})
    return tuple(character for character in wanted if _face(character, REGULAR) is None)


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """The text as it is printed: composed, with spaces for control characters, and without invisible ones."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable(character) for character in unicodedata.normalize("NFC", text))


def _printable(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    invisible = (kind == "Cf" and character not in JOINERS) or 0xFE00 <= ord(character) <= 0xFE0F
    return "" if invisible else character


@lru_cache(maxsize=16384)
def shaped(text: str, style: Style, right: bool = False) -> Shaped:
    """The text, cleaned, in glyphs. `right`: it is part of a paragraph that reads from right to left."""
    if not right and SIMPLE.fullmatch(text) and style != SERIF:
        pieces, width = _simple(face(style.face), text, style)
        return Shaped(width, ((face(style.face), pieces),))
    runs: list[tuple[Face, tuple[Piece, ...]]] = []
    width = 0.0
    for part, turned in bidi.runs(clean(text), right):
        spans = list(_spans(part, style))
        for found, span in reversed(spans) if turned else spans:
            if found is None:
                pieces, advance = _boxes(face(style.face), span)
            elif style.figures and span[0] in DIGITS:
                pieces, advance = _figures(found, span)
            else:
                pieces, advance = _shape(found, span, turned)
            runs.append((found or face(style.face), pieces))
            width += advance
    return Shaped(width, tuple(runs))


def width_of(text: str, style: Style, size: float) -> float:
    """How wide the text is, in points."""
    return shaped(text, style).width * size / 1000


def face(name: str) -> Face:
    """The font file of this name, read when first asked for: one object for all threads."""
    found = _faces.get(name)
    if found is None:
        with _reading:
            found = _faces.get(name) or _faces.setdefault(name, Face(name, FOLDER / f"{name}.ttf"))
            pdfmetrics.registerFont(found)
    return found


def _spans(text: str, style: Style) -> Iterator[tuple[Face | None, str]]:
    """The text cut where another face must draw it; marks and joiners stay with what they follow."""
    chosen: list[Face | None] = []
    for character in text:
        stays = chosen and (character in JOINERS or unicodedata.category(character).startswith("M"))
        last = chosen[-1] if stays else None
        keep = last is not None and (character in JOINERS or last.has(character))
        chosen.append(last if keep else _face(character, style))
    place = 0
    cut = [
        (found, style.figures and character in DIGITS) for found, character in zip(chosen, text, strict=True)
    ]
    for (found, _), group in groupby(cut):
        size = len(list(group))
        yield found, text[place : place + size]
        place += size


@lru_cache(maxsize=16384)
def _face(character: str, style: Style) -> Face | None:
    """The first face with the character: the style's own, its script's, the last resorts, East Asian ones."""
    own = face(style.face)
    if own.has(character) or character in JOINERS:
        return own
    names = [_cut(name, style) for first, last, name in SCRIPTS if first <= ord(character) <= last]
    if style.bold:
        names.append("DejaVuSans-Bold")
    for name in (*names, *LAST):
        if face(name).has(character):
            return face(name)
    return next((found for found in installed_east_asian() if found.has(character)), None)


def _cut(script: str, style: Style) -> str:
    heavy = f"{script}-Bold"
    return heavy if style.bold and (FOLDER / f"{heavy}.ttf").exists() else f"{script}-Regular"


def _shape(found: Face, text: str, turned: bool) -> tuple[tuple[Piece, ...], float]:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if turned else "ltr"
    uharfbuzz.shape(found.shaper, buffer, PLAIN_FEATURES if found.fontName.startswith("Inter") else {})
    return _pieces(found, text, buffer)


def _simple(own: Face, text: str, style: Style) -> tuple[tuple[Piece, ...], float]:
    """One glyph per character and the kerning of pairs; many times as fast as asking HarfBuzz."""
    tabular = _tabular(own) if style.figures else NO_FIGURES
    widths, kern = own.face.charWidths, own.kern
    pieces: list[Piece] = []
    codes: list[int] = []
    width, before = 0.0, ""
    for character in text:
        code = tabular.get(character) or ord(character)
        shift = kern(before + character) if before and not tabular else 0.0
        if shift:
            pieces.append(Piece(tuple(codes), shift))
            codes = []
            width += shift
        codes.append(code)
        width += widths[code]
        before = character
    return (*pieces, Piece(tuple(codes))), width


def _figures(found: Face, text: str) -> tuple[tuple[Piece, ...], float]:
    codes = _tabular(found)
    return (Piece(tuple(codes[digit] for digit in text)),), len(text) * found.width(codes["0"])


@cache
def _tabular(found: Face) -> dict[str, int]:
    """The codes of the digits of one width."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(DIGITS)
    buffer.guess_segment_properties()
    uharfbuzz.shape(found.shaper, buffer, {"tnum": True, "kern": False})
    return {
        digit: found.code(info.codepoint, digit)
        for digit, info in zip(DIGITS, buffer.glyph_infos, strict=True)
    }


def _pieces(found: Face, text: str, buffer: uharfbuzz.Buffer) -> tuple[tuple[Piece, ...], float]:
    """HarfBuzz's glyphs as pieces, and their width; the pen moves by the PDF's widths and is corrected."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = sorted({info.cluster for info in infos})
    ends = dict(zip(clusters, [*clusters[1:], len(text)], strict=True))
    pieces, codes, told, pen = _Pieces(), [], set(), 0.0
    for info, position in zip(infos, positions, strict=True):
        cluster = info.cluster
        meant = "" if cluster in told else text[cluster : ends[cluster]]
        told.add(cluster)
        if meant in JOINERS and position.x_advance == 0 and meant:
            continue
        code = found.code(info.codepoint, SPACES.get(meant, meant))
        codes.append(code)
        pieces.add(code, found.width(code), (position.x_advance, position.x_offset, position.y_offset))
        pen += position.x_advance
    return pieces.done(), pen


class _Pieces:
    """Collects glyphs into pieces; differences below half a thousandth of the font size are left alone."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.codes: list[int] = []
        self.rise = 0.0
        self.owed = 0.0  # how much further right the pen should be

    def add(self, code: int, width: float, place: tuple[float, float, float]) -> None:
        """A glyph `width` wide in the PDF, at (advance, x offset, y offset)."""
        advance, right, up = place
        self.owed += right
        if abs(self.owed) > 0.5 or up != self.rise:
            self._cut()
        self.rise = up
        self.codes.append(code)
        self.owed += advance - width - right

    def done(self) -> tuple[Piece, ...]:
        """All pieces; the last one brings the pen to the end."""
        self._cut()
        return tuple(self.found)

    def _cut(self) -> None:
        if self.codes or self.owed:
            self.found.append(Piece(tuple(self.codes), self.owed, self.rise))
        self.codes, self.owed = [], 0.0


def _boxes(own: Face, text: str) -> tuple[tuple[Piece, ...], float]:
    """A box for every character; searching still finds the character."""
    glyph = own.face.charToGlyph[ord(BOX)]
    codes = tuple(own.code(glyph, character) for character in text)
    return (Piece(codes),), sum(own.width(code) for code in codes)
