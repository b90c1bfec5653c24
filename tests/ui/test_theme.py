"""Contrast is recalculated from the theme files, and no color is anywhere else."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from billdesk.basics import resources
from billdesk.ui import theme

ON_SHEET = ("ground", "sheet", "sunken", "raised", "hover", "press", "tint")
BADGES = ("draft", "open", "partly", "overdue", "paid")
TEXT = [("ink", surface) for surface in (*ON_SHEET, "tint2", "partly_bg", "overdue_bg")]
TEXT += [("ink2", surface) for surface in (*ON_SHEET, "partly_bg", "overdue_bg")]
TEXT += [("ink3", surface) for surface in ON_SHEET]
TEXT += [("accent_ink", surface) for surface in ("ground", "sheet", "sunken", "raised", "hover", "tint")]
TEXT += [(f"{badge}_fg", f"{badge}_bg") for badge in BADGES]
TEXT += [(f"{badge}_fg", "sheet") for badge in BADGES]
TEXT += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_press")]
TEXT += [("on_danger", "danger"), ("on_toast", "toast"), ("toast_action", "toast")]
SHAPES = [("edge_strong", surface) for surface in ("sheet", "sunken", "ground")]
SHAPES += [("focus", surface) for surface in ON_SHEET]
SHAPES += [(shape, "sheet") for shape in ("c1", "c2", "c3", "age1", "age2", "age3", "age4", "age5")]


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("name", "pair"), list(product(theme.NAMES, TEXT)), ids=str)
def test_every_text_stands_out_from_its_ground(name, pair):
    tokens = theme.load(name)

    assert contrast(tokens[pair[0]], tokens[pair[1]]) >= 4.5


@pytest.mark.parametrize(("name", "pair"), list(product(theme.NAMES, SHAPES)), ids=str)
def test_every_shape_that_means_something_stands_out_from_its_ground(name, pair):
    tokens = theme.load(name)

    assert contrast(tokens[pair[0]], tokens[pair[1]]) >= 3


def test_both_themes_have_the_same_tokens_and_nothing_but_colors():
    light, dark = (theme.load(name) for name in theme.NAMES)

    assert light.keys() == dark.keys()
    assert all(re.fullmatch("#[0-9A-F]{6}", color) for color in (*light.values(), *dark.values()))


def test_dark_is_neither_black_nor_white():
    assert not {"#000000", "#FFFFFF"} & set(theme.load("dark").values())


@pytest.mark.parametrize("name", theme.NAMES)
def test_the_palette_has_every_role_from_the_tokens(name):
    tokens = theme.load(name)
    made = theme.palette(tokens)
    known = {QColor(color).rgb() for color in tokens.values()}
    roles = [role for role in QPalette.ColorRole if role.name not in ("NoRole", "NColorRoles")]

    assert {role.name for role in roles if made.color(role).rgb() not in known} == set()
    off = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off == QColor(tokens["ink_off"])


def test_the_style_sheet_is_filled_with_colors_scaled_lengths_and_pictures():
    text = theme.style_sheet(
        theme.load("light"), lambda px: round(px * 2), lambda name, tone: f"/{name}-{tone}"
    )

    assert not re.search(r"\{[a-z0-9_:-]+\}", text)
    assert "min-height: 60px" in text
    assert "url(/check-on_accent)" in text


def test_no_color_stands_outside_of_the_theme_files():
    text = resources.read_text("themes", "billdesk.qss")

    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text)


def test_an_unknown_token_in_the_style_sheet_is_an_error():
    tokens = dict(theme.load("light"))
    del tokens["accent"]

    with pytest.raises(KeyError):
        theme.style_sheet(tokens, round, lambda *_: "")


@pytest.mark.parametrize("name", theme.NAMES)
def test_high_contrast_makes_lines_and_quiet_texts_stronger_and_outlines_what_is_chosen(name):
    usual, strong = theme.load(name), theme.load(name, contrast=True)

    assert usual["tint_edge"] == usual["tint"]
    assert strong["tint_edge"] == strong["accent"]
    assert strong["line"] == usual["edge_strong"]
    assert {strong["ink2"], strong["ink3"]} == {usual["ink"]}
    assert {token for token in usual if usual[token] != strong[token]} == {
        "line", "edge", "ink2", "ink3", "tint_edge",
    }  # fmt: skip
