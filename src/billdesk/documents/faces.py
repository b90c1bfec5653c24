"""One font file inside PDFs: glyphs chosen by shape go in beside characters, all can be searched."""

from collections.abc import Sequence
from functools import cached_property
from itertools import count, islice
from pathlib import Path
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

# Glyphs that stand for no single character (joined letters, tabular digits) get codes above every Unicode
# character, so they can never be taken for one.
FIRST_PRIVATE = 0x110000
SMALLEST_KERN = 8.0  # less cannot be seen at the sizes of a document
BATCH = 100  # the most rows that one block of a ToUnicode table may have


class Face(TTFont):
    """A TrueType face that also embeds glyphs by number and says which text each of them stands for."""

    def __init__(self, name: str, path: Path, index: int = 0) -> None:
        super().__init__(name, str(path), subfontIndex=index, asciiReadable=0, shapable=False)
        self._source = path, index
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self._kerns: dict[str, float] = {}
        self._next = count(FIRST_PRIVATE)

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for this one character."""
        return ord(character) in self.face.charToGlyph

    def code(self, glyph: int, text: str) -> int:
        """The code that draws `glyph` for `text`: the character itself where that is its own glyph."""
        if len(text) == 1 and self.face.charToGlyph.get(ord(text)) == glyph:
            return ord(text)
        known = self._codes.get((glyph, text))
        return self._new_code(glyph, text) if known is None else known

    def width(self, code: int) -> float:
        """Advance of a code in thousandths of the font size, as the PDF states it."""
        return float(self.face.charWidths[code])

    @cached_property
    def shaper(self) -> uharfbuzz.Font:
        """The face as HarfBuzz reads it, in thousandths of the font size."""
        path, index = self._source
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index))  # no copy of it
        font.scale = (1000, 1000)
        return font

    def kern(self, pair: str) -> float:
        """How much closer (negative) or further the two letters stand than their widths say, in 1/1000 em."""
        known = self._kerns.get(pair)
        return self._new_kern(pair) if known is None else known

    def encoded(self, codes: Sequence[int], doc: Any) -> list[tuple[str, bytes]]:
        """The codes as (name of the embedded part, bytes), in order; enters new ones into the part."""
        state = self._assignState(doc)  # type: ignore[attr-defined]
        found: list[tuple[int, bytearray]] = []
        for code in codes:
            number = state.assignments.get(code)
            if number is None:
                number = self._assign(state, code)
            if not found or found[-1][0] != number >> 8:
                found.append((number >> 8, bytearray()))
            found[-1][1].append(number & 0xFF)
        return [(self.getSubsetInternalName(part, doc), bytes(text)) for part, text in found]

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ReportLab calls it so
        """Embeds the used glyphs, with our own text table: ReportLab's knows no ligatures and no U+10000."""
        parts = self.state[doc].subsets
        super().addObjects(doc)
        for number, codes in enumerate(parts):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + name].content = text_table(
                name, [self._text(code) for code in codes]
            )

    def _new_kern(self, pair: str) -> float:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(pair)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.shaper, buffer, {"calt": False, "liga": False})
        moved = sum(position.x_advance for position in buffer.glyph_positions)
        kern = moved - sum(self.shaper.get_glyph_h_advance(info.codepoint) for info in buffer.glyph_infos)
        self._kerns[pair] = kern if abs(kern) >= SMALLEST_KERN else 0.0
        return self._kerns[pair]

    def _new_code(self, glyph: int, text: str) -> int:
        code = next(self._next)
        face = self.face
        face.charToGlyph[code] = glyph
        face.charWidths[code] = float(self.shaper.get_glyph_h_advance(glyph))
        self._texts[code] = text
        self._codes[glyph, text] = code
        return code

    def _text(self, code: int) -> str:
        return self._texts[code] if code >= FIRST_PRIVATE else chr(code)

    @staticmethod
    def _assign(state: Any, code: int) -> int:
        """Gives `code` the next free number; 32 of each embedded part stays the space, 0 no glyph."""
        number = state.nextCode
        while number & 0xFF in (0, 32):
            if number & 0xFF == 0:
                state.subsets.append([0])
            elif number > 32:
                state.subsets[-1].append(32)
            number += 1
        if number < 32:
            state.subsets[0][number] = code
        else:
            state.subsets[number >> 8].append(code)
        state.assignments[code] = number
        state.nextCode = number + 1
        return int(number)


def text_table(name: str, texts: Sequence[str]) -> str:
    """A ToUnicode table: row n says which text byte n stands for."""
    rows = iter([f"<{n:02X}> <{text.encode('utf-16-be').hex().upper()}>" for n, text in enumerate(texts)])
    head = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        f"1 begincodespacerange <00> <{len(texts) - 1:02X}> endcodespacerange",
    ]
    while batch := list(islice(rows, BATCH)):
        head += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
    return "\n".join([*head, "endcmap CMapName currentdict /CMap defineresource pop end end"])
