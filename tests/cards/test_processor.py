"""What a processor must keep to, held by the one that the other tests charge by."""

from billdesk.cards.processor import Declined, Processor, Taken, Terminal
from support.processors import Box, card


def test_asked_again_by_the_same_key_it_answers_the_same_and_takes_nothing_more(tmp_path):
    terminal = Terminal(Box(tmp_path / "taken"), "desk-1:1:a")
    processor: Processor = terminal.processor
    first = processor.charge(card(1), 500, "USD", "key-1")
    assert isinstance(first, Taken)
    assert processor.charge(card(1), 500, "USD", "key-1") == first
    assert isinstance(processor.charge(card(1, "tok_empty"), 500, "USD", "key-2"), Declined)
    assert [one["key"] for one in processor.rows()] == ["key-1"]
