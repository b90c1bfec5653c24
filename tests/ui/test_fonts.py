"""The type scale is made of the program's own fonts, and figures stand in columns."""

import pytest

from billdesk.ui import fonts


def test_the_fonts_are_the_programs_own(look):
    assert {fonts.TEXT, fonts.DISPLAY} <= set(fonts.load_fonts())


@pytest.mark.parametrize("role", sorted(fonts.ROLES))
def test_ones_and_eights_are_equally_wide_in_every_figure_font(look, role):
    metrics = look.metrics(role, tabular=True)

    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


@pytest.mark.parametrize("role", sorted(fonts.ROLES))
def test_every_role_is_painted_by_the_family_that_it_names(look, role):
    from PySide6.QtGui import QFontInfo

    info = QFontInfo(look.font(role))

    assert info.family() == fonts.ROLES[role].family
    assert info.weight() == fonts.ROLES[role].weight or role == "tiny_bold"


def test_words_are_not_tabular_so_that_hyphens_stay_narrow(look):
    words, figures = look.metrics("body"), look.metrics("body", tabular=True)

    assert words.horizontalAdvance("E-mail") < figures.horizontalAdvance("E-mail")


def test_sizes_are_whole_pixels_at_every_scale():
    for scale in (0.9, 1.0, 1.25, 1.5):
        sizes = [fonts.font(role, scale, False, True).pixelSize() for role in fonts.ROLES]
        assert all(size >= 9 for size in sizes)
