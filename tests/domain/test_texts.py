"""What a text on file may hold."""

import pytest

from billdesk.domain.texts import has_control, shortened


@pytest.mark.parametrize("text", ["", "Müller & Söhne", "שלום", "🙂", "<b>", "=cmd()", "a\u00a0b"])
def test_anything_that_can_be_read_is_fine(text):
    assert not has_control(text, lines=False)


@pytest.mark.parametrize("text", ["a\nb", "a\rBcc: x@y.z", "a\tb", "\x00", "\x7f", "\x9f", "\ud800"])
def test_what_steers_is_not(text):
    assert has_control(text, lines=False)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb"])
def test_several_lines_may_break(text):
    assert not has_control(text, lines=True)
    assert has_control(f"{text}\x00", lines=True)


def test_a_wrong_text_is_shown_short_and_on_one_line():
    assert shortened("a\nb" + "x" * 100) == "a?b" + "x" * 57
