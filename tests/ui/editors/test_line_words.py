"""How a count becomes an amount, in one line of words."""

from dataclasses import replace
from datetime import date

from billdesk.domain.counting import Measure
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.schedule_sheet import SheetLine
from billdesk.ui.editors.line_words import measured_words

LINE = ScheduleLine(1, "asset", "Laptops")


def part(quantity, price):
    return InvoiceLine("x", quantity=quantity * SCALE, unit_price=price * SCALE)


def test_the_whole_sum_is_said(make_bench):
    bench = make_bench()
    seats = ScheduleLine(1, "vendor_usage", "Seats", measure=Measure(included=2 * SCALE))
    found = SheetLine(
        seats, 14 * SCALE, as_of=date(2026, 8, 1), printed=(part(5, 3_00), part(7, 2_00)), net=29_00
    )
    said = "14 reported on Aug 1 − 2 included = 12, so 5 × 3.00 + 7 × 2.00 = 29.00"
    assert measured_words(seats, found, bench, "USD") == said
    unknown = replace(found, count=0, as_of=None, printed=(), net=None)
    assert measured_words(seats, unknown, bench, "USD").startswith("nothing reported")


def test_bounds_are_named_and_lines_that_count_nothing_say_nothing(make_bench):
    bench = make_bench()
    bounded = replace(LINE, measure=Measure(0, 3 * SCALE, 9 * SCALE, 5 * SCALE))
    found = SheetLine(bounded, 1 * SCALE)
    said = "1 counted, at least 3, at most 9, in blocks of 5 = 5"
    assert measured_words(bounded, found, bench, "USD") == said
    assert measured_words(LINE, SheetLine(LINE, 2 * SCALE), bench, "USD") == "2 counted"
    assert measured_words(LINE, SheetLine(LINE), bench, "USD") == ""
    assert measured_words(LINE, None, bench, "USD") == ""
