"""The accent of a shop, made legible."""

from hypothesis import given
from hypothesis import strategies as st

from billdesk.documents import colors

accents = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#{:02X}{:02X}{:02X}".format(*parts))


def test_what_is_no_color_becomes_the_factory_accent() -> None:
    assert colors.from_hex("red") == colors.from_hex("#0B6470") == colors.from_hex("")


@given(accents)
def test_the_balance_can_be_read_on_the_band_with_any_accent(accent: str) -> None:
    color = colors.from_hex(accent)
    ground = colors.tint(color)
    assert colors.contrast(colors.legible(color, ground), ground) >= 4.5
    assert colors.contrast(colors.INK2, ground) >= 4.5


@given(accents)
def test_the_letter_can_be_read_on_the_mark_with_any_accent(accent: str) -> None:
    color = colors.from_hex(accent)
    assert colors.contrast(colors.ink_on(color), color) >= 4.0


def test_all_inks_can_be_read_on_paper_and_on_a_stamp() -> None:
    for ink in (colors.INK, colors.INK2, colors.INK3, colors.PAID):
        assert colors.contrast(ink, colors.WHITE) >= 4.5
        assert colors.contrast(ink, colors.GHOST) >= 4.5
