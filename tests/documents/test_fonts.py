"""Choice of fonts, shaping, and characters that nothing can draw."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.documents import fonts
from billdesk.documents.fonts import BOLD_FIGURE, FIGURE, REGULAR, SEMIBOLD, missing_glyphs, shaped, width_of

ALL_NAMES = (
    "Åsa Żółć Ωμέγα Привет Հայաստան שלום العربية नमस्ते বাংলা ਪੰਜਾਬੀ "
    "ગુજરાતી தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ไทย ລາວ မြန်မာ ქართული አማርኛ ខ្មែរ Việt"
)


def test_the_names_of_most_of_the_world_can_be_drawn() -> None:
    assert missing_glyphs(ALL_NAMES.split()) == ()


def test_signs_of_currencies_and_trade_can_be_drawn() -> None:
    assert missing_glyphs(["€ $ £ ¥ ₪ ₹ ₺ ₽ ₿ ﷼ ฿ – — − × ½ ™ ® © № ✓ ☎ → •"]) == ()


def test_what_no_font_has_is_reported_once_each_and_sorted() -> None:
    assert missing_glyphs(["A\U000e0fff", "\U0010fffd x", "\U0010fffd"]) == ("\U000e0fff", "\U0010fffd")


def test_what_no_font_has_is_drawn_as_a_box_and_keeps_its_room() -> None:
    box = shaped("\U0010fffd", REGULAR)
    assert box.width > 300
    assert shaped("a\U0010fffdb", REGULAR).width > shaped("ab", REGULAR).width


def test_control_characters_are_spaces_and_invisible_ones_are_gone() -> None:
    assert fonts.clean("a\x00b\tc\u200bd\ufeffe\u00adf") == "a b cdef"
    assert fonts.clean("e\u0301") == "é"
    assert fonts.clean("\ud800") == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("style", [FIGURE, BOLD_FIGURE, fonts.DISPLAY_FIGURE])
def test_figures_are_all_of_one_width(style: fonts.Style) -> None:
    assert len({round(width_of(digit * 7, style, 10), 4) for digit in "0123456789"}) == 1


def test_what_is_set_without_asking_for_other_fonts_is_in_every_cut_of_inter() -> None:
    plain = [chr(code) for code in range(0x3000) if fonts.SIMPLE.fullmatch(chr(code))]
    assert len(plain) > 300
    for style in (REGULAR, SEMIBOLD, fonts.MEDIUM, fonts.DISPLAY):
        assert [letter for letter in plain if not fonts.face(style.face).has(letter)] == []


def test_letters_are_kerned() -> None:
    assert shaped("To", REGULAR).width < shaped("T", REGULAR).width + shaped("o", REGULAR).width - 20


def test_typed_signs_stay_what_was_typed() -> None:
    """Inter would draw an arrow and a multiplication sign."""
    for text in ("->", "2x3", "(c)"):
        parts = sum(shaped(sign, REGULAR).width for sign in text)
        assert shaped(text, REGULAR).width == pytest.approx(parts, abs=60)


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    joined = [
        code for _, pieces in shaped("شركة", REGULAR, True).runs for piece in pieces for code in piece.codes
    ]
    alone = [shaped(letter, REGULAR).runs[0][1][0].codes[0] for letter in "شركة"]
    assert len(joined) == 4
    assert not set(joined) & set(alone)
    assert shaped("شركة", REGULAR, True).runs[0][0].fontName == "NotoSansArabic-Regular"


def test_brackets_are_mirrored_where_text_runs_from_right_to_left() -> None:
    inter = fonts.face("Inter-Regular")
    drawn = [
        inter.face.charToGlyph[code]
        for found, pieces in shaped("(שלום)", REGULAR, True).runs
        for piece in pieces
        for code in piece.codes
        if found is inter
    ]
    assert drawn == [inter.face.charToGlyph[ord("(")], inter.face.charToGlyph[ord(")")]]


def test_bold_text_falls_back_to_bold_faces() -> None:
    names = {found.fontName for found, _ in shaped("שלום ☎", SEMIBOLD).runs}
    assert "NotoSansHebrew-Bold" in names
    assert "NotoSansHebrew-Regular" not in names


def test_marks_stay_in_the_font_of_their_letter() -> None:
    assert len(shaped("ที่", REGULAR).runs) == 1


@given(st.text(max_size=40))
def test_any_text_can_be_shaped_and_has_a_width(text: str) -> None:
    assert shaped(text, REGULAR).width >= 0
    assert shaped(text, FIGURE, True).width >= 0


def test_every_font_comes_with_its_licence_and_all_stay_small() -> None:
    files = list(Path(fonts.FOLDER).glob("*.ttf"))
    licences = {path.name for path in Path(fonts.FOLDER).glob("LICENSE-*.txt")}
    assert {"LICENSE-Inter.txt", "LICENSE-DejaVu.txt", "LICENSE-Noto.txt"} == licences
    assert all(path.name.startswith(("Inter", "DejaVu", "Noto")) for path in files)
    assert sum(path.stat().st_size for path in files) < 8_000_000
