"""Spans of time are said by their ends, one of which may be open."""

from datetime import date

from billdesk.ui.periods import ends, span, span_key, span_words

LOW, HIGH = date(2026, 1, 5), date(2026, 1, 9)


def test_a_span_is_said_by_its_ends(make_bench):
    bench = make_bench("empty")
    assert span_words(bench, LOW, HIGH) == "Jan 5, 2026 – Jan 9, 2026"
    assert span_words(bench, LOW, None) == "from Jan 5, 2026"
    assert span_words(bench, None, HIGH) == "up to Jan 9, 2026"


def test_its_key_tells_its_ends():
    for low, high in ((LOW, HIGH), (LOW, None), (None, HIGH)):
        assert ends(span_key(low, high)) == (low, high)
        assert span((span_key(low, high),), date(2026, 2, 1)) == (low, high)
