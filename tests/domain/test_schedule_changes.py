"""Was → becomes: the differences between a schedule as it is and as it would be saved."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Period, Recurrence
from billdesk.domain.customer import Customer
from billdesk.domain.money import SCALE
from billdesk.domain.occurrence import Catalog, Holdings, Shop, draw_up
from billdesk.domain.schedule import Schedule, ScheduleLine, passed
from billdesk.domain.schedule_changes import Difference, differences, next_period
from billdesk.domain.schedule_draft import applied
from billdesk.services import phrases

LINE = ScheduleLine(1, "standard", "Managed IT", quantity=SCALE, unit_price=400_00 * SCALE)
OTHER = ScheduleLine(2, "standard", "Backup", quantity=SCALE, unit_price=10_00 * SCALE)
FIRST = Schedule(1, "s", 1, Recurrence("monthly", 1, date(2026, 8, 1)), (LINE, OTHER))
BEFORE = passed(FIRST, 0, billed=True)
SHOP = Catalog(Shop("USD"), phrases.names, phrases.note)


def drawn(schedule):
    return draw_up(
        schedule, schedule.next_index, schedule.next_date, Holdings(Customer(1, "a", "Acme")), SHOP
    )


def found(typed):
    after = applied(BEFORE, typed)
    return differences(BEFORE, after, drawn(BEFORE), drawn(after))


def test_nothing_differs_from_itself():
    assert found(BEFORE) == ()


def test_another_billing_day_moves_the_next_date_and_its_period():
    typed = replace(BEFORE, recurrence=replace(BEFORE.recurrence, billing_day=15))
    rhythm, day, period = found(typed)
    assert rhythm.what == "rhythm"
    assert day == Difference("next_date", date(2026, 9, 1), date(2026, 9, 15))
    assert period.was == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert period.becomes == Period(date(2026, 9, 15), date(2026, 10, 14))


def test_lines_tell_what_they_come_to():
    dearer = replace(LINE, unit_price=450_00 * SCALE)
    new = ScheduleLine(-5, "standard", "Phones", quantity=SCALE, unit_price=5_00 * SCALE)
    assert found(replace(BEFORE, lines=(dearer, new))) == (
        Difference("total", 410_00, 455_00),
        Difference("line_amount", 400_00, 450_00, "Managed IT"),
        Difference("line_added", None, 5_00, "Phones"),
        Difference("line_removed", 10_00, None, "Backup"),
    )
    assert found(replace(BEFORE, lines=(replace(LINE, unit="month"), OTHER))) == (
        Difference("line_changed", None, None, "Managed IT"),
    )
    assert found(replace(BEFORE, lines=(replace(LINE, sort=9), OTHER))) == ()


def test_an_end_that_has_gone_by_ends_it():
    after = applied(BEFORE, replace(BEFORE, end=date(2026, 8, 31)))
    assert [one.what for one in differences(BEFORE, after)] == ["next_date", "period", "over", "end"]
    assert next_period(after) is None


@given(st.text(max_size=5), st.booleans(), st.integers(0, 9), st.none() | st.integers(1, 9))
def test_each_field_that_was_typed_anew_is_named_once(title, auto_send, lead, most):
    typed = replace(BEFORE, title=title, auto_send=auto_send, lead_days=lead, max_occurrences=most)
    names = [one.what for one in differences(BEFORE, applied(BEFORE, typed))]
    for name in ("title", "auto_send", "lead_days", "max_occurrences"):
        assert names.count(name) == (getattr(typed, name) != getattr(BEFORE, name))
