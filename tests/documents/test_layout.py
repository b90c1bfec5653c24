"""Wrapping, pages, and pictures."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from billdesk.documents.layout import Facts, Pages, Type, opened_picture, wrap

FACTS = Facts("Title", "Author", "Subject", "Keywords", "en")
BODY = Type()


@given(st.text(max_size=80), st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrap(text, BODY, width)
    kept = "".join(line.text for line in lines)
    assert len(lines) == 1 or all(BODY.width(line.text) <= width + 6 or len(line.text) < 4 for line in lines)
    letters = [letter for letter in text if letter.isalnum() and letter.isascii()]
    assert [letter for letter in kept if letter.isalnum() and letter.isascii()] == letters


def test_words_break_at_spaces_before_they_break_inside() -> None:
    assert [line.text for line in wrap("Managed services for INV-2026-00004", BODY, 90)] == [
        "Managed services",
        "for",
        "INV-2026-00004",
    ]


def test_typed_line_ends_are_kept_and_empty_ends_are_not() -> None:
    assert [line.text for line in wrap("\none\r\ntwo\n\n", BODY, 100)] == ["one", "two"]


def test_a_word_of_ten_thousand_letters_is_cut_into_lines() -> None:
    lines = wrap("W" * 10_000, BODY, 200)
    assert "".join(line.text for line in lines) == "W" * 10_000
    assert all(BODY.width(line.text) <= 200 for line in lines)


def test_each_wrapped_line_keeps_the_direction_of_its_paragraph() -> None:
    lines = wrap("שלום " * 30 + "\nabc", BODY, 100)
    assert len(lines) > 2
    assert all(line.right for line in lines[:-1])
    assert not lines[-1].right


def test_an_unknown_paper_is_a4() -> None:
    assert (Pages("Foolscap", FACTS).width, Pages("Letter", FACTS).width) == (595.28, 612.0)


def test_a_page_breaks_only_when_the_next_one_has_more_room() -> None:
    pages = Pages("A4", FACTS)
    pages.need(10_000)
    assert len(pages.pages) == 1
    pages.at = pages.bottom - 10
    pages.need(5)
    assert len(pages.pages) == 1
    pages.need(20)
    assert len(pages.pages) == 2
    assert pages.at == pages.top


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_opened_and_laid_on_white(kind: str) -> None:
    file = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, (4, 2)).save(file, kind)
    picture = opened_picture(file.getvalue())
    assert picture is not None
    assert picture.getSize() == (4, 2)
    assert (kind == "JPEG") or picture.getRGBData() == b"\xff" * 24


def test_rubbish_is_no_logo() -> None:
    assert opened_picture(b"rubbish") is None
    assert opened_picture(b"\x89PNG\r\n\x1a\n" + b"0" * 40) is None
