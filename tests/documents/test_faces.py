"""Glyphs by number inside a PDF, and the table that says what they mean."""

from billdesk.documents.faces import FIRST_PRIVATE, text_table
from billdesk.documents.fonts import face


def test_a_character_is_its_own_code_and_a_ligature_gets_one_beyond_unicode() -> None:
    inter = face("Inter-Regular")
    glyph = inter.face.charToGlyph[ord("A")]
    assert inter.code(glyph, "A") == ord("A")
    assert inter.code(glyph, "AB") >= FIRST_PRIVATE
    assert inter.code(glyph, "AB") == inter.code(glyph, "AB") != inter.code(glyph, "AC")


def test_a_text_table_says_what_each_byte_means_in_blocks_of_a_hundred() -> None:
    table = text_table("X", ["A", "fi", "\U0001f44d", ""] + ["B"] * 200)
    assert "<00> <0041>" in table
    assert "<01> <00660069>" in table
    assert "<02> <D83DDC4D>" in table
    assert "<03> <>" in table
    assert table.count("100 beginbfchar") == 2
    assert "\n4 beginbfchar" in table


def test_more_characters_than_one_part_holds_go_into_the_next(read, acme, item, found) -> None:
    letters = "".join(map(chr, range(0x100, 0x180))) + "".join(map(chr, range(0x400, 0x500)))
    from billdesk.documents.invoice import render

    pages = read(render(acme(lines=(item(letters),))), layout=False)
    assert found(letters[:120], pages[0])
    assert found(letters[-100:], pages[0])
