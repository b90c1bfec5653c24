"""Tests of the popup for a span: both ends, one of them, none, and what can't be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.ui.widgets.span import Span


def read(text):
    return int(text) if text.isdecimal() else None


@pytest.fixture
def span(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = Span(look, "list.amount", "Total", read, over)
    made.over = over
    made.offer(("", ""), "Not a number. Type 12", "12")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open_below(over)
    return made


def type_in(qtbot, span, end, text):
    field = span.findChild(QLineEdit, f"list.amount.{end}")
    field.clear()
    qtbot.keyClicks(field, text)


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [("5", "9", (5, 9)), ("5", "", (5, None)), ("", "9", (None, 9)), ("", "", (None, None))],
)
def test_enter_tells_both_ends_and_closes(span, qtbot, low, high, found):
    type_in(qtbot, span, "from", low)
    type_in(qtbot, span, "to", high)
    told = []
    span.picked.connect(lambda *ends: told.append(ends))
    qtbot.keyClick(span, Qt.Key.Key_Return)
    assert told == [found]
    assert not span.isVisible()


@pytest.mark.parametrize("rubbish", ["x", "-0", "1e999", "9" * 50 + "x", "<b>1</b>"])
def test_what_cannot_be_read_is_told_below_its_field_and_stays(span, qtbot, rubbish):
    type_in(qtbot, span, "from", rubbish)
    told = []
    span.picked.connect(lambda *ends: told.append(ends))
    qtbot.mouseClick(span.apply, Qt.MouseButton.LeftButton)
    assert told == []
    assert span.isVisible()
    assert span.fields[0].told() == "Not a number. Type 12"
    assert span.findChild(QLineEdit, "list.amount.from").text() == rubbish


def test_a_span_that_ends_before_it_begins_is_told(span, qtbot):
    type_in(qtbot, span, "from", "9")
    type_in(qtbot, span, "to", "5")
    span.take()
    assert span.isVisible()
    assert span.fields[1].told()
