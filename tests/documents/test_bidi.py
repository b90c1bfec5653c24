"""The order of right-to-left scripts on a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.documents.bidi import reads_right, runs


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Acme (12)", [("Acme (12)", False)]),
        ("ABC שלום XYZ", [("ABC ", False), ("שלום", True), (" XYZ", False)]),
        ("ABC (שלום) דוד", [("ABC (", False), ("שלום", True), (") ", False), ("דוד", True)]),
        ("שלום ABC 12", [("ABC 12", False), ("שלום ", True)]),
        ("שלום (ABC)", [(")", True), ("ABC", False), ("שלום (", True)]),
        ("שלום 50%", [("50%", False), ("שלום ", True)]),
        ("رقم 1,234.50 ريال", [(" ريال", True), ("1,234.50", False), ("رقم ", True)]),
        ("שלום (2024) ", [(" ", True), (")", True), ("2024", False), ("שלום (", True)]),
    ],
)
def test_a_line_is_laid_out_as_unicode_says(text: str, pieces: list[tuple[str, bool]]) -> None:
    laid_out = runs(text, reads_right(text))
    assert _joined(laid_out) == _joined(pieces)


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbours of one direction made one, in the order in which they are read."""
    joined: list[tuple[str, bool]] = []
    for text, right in pieces:
        if joined and joined[-1][1] == right:
            before = joined.pop()[0]
            text = text + before if right else before + text
        joined.append((text, right))
    return joined


def test_a_paragraph_runs_as_its_first_letter_does() -> None:
    assert reads_right("12 (שלום) ABC")
    assert not reads_right("12 ABC שלום")
    assert not reads_right("12, 13")


@given(st.text(st.sampled_from("אבش١1 2,.-%()[]aZ\u0301\u200d"), max_size=12), st.booleans())
def test_no_character_is_lost_or_doubled(text: str, right: bool) -> None:
    laid_out = runs(text, right)
    assert sorted("".join(piece for piece, _ in laid_out)) == sorted(text)
