"""The filters of the report of time."""

from datetime import date

from billdesk.domain.time_report import TimeFilter
from billdesk.ui.pages.time_filter import NOBODY, TimeFilters


def test_this_month_is_asked_for_at_first_and_every_chip_narrows(qtbot, make_bench):
    bench = make_bench("unbilled")
    filters = TimeFilters(bench)
    qtbot.addWidget(filters)
    assert filters.wanted().date_from == bench.today.replace(day=1)

    filters.chips.chip("billable").pick(("no",))
    filters.chips.chip("state").pick(("charged",))
    filters.narrow("technician", NOBODY, "Nobody")
    filters.narrow("customer", "3", "Acme")
    filters.narrow("labor", "2", "Bench")

    wanted = filters.wanted()
    assert (wanted.billable, wanted.state, wanted.technician) == (False, "charged", "")
    assert (wanted.customer_id, wanted.labor_id) == (3, 2)
    filters.clear()
    assert filters.wanted() == TimeFilter()


def test_people_and_rates_are_offered_and_what_is_chosen_stays(qtbot, make_bench):
    bench = make_bench("unbilled")
    filters = TimeFilters(bench)
    qtbot.addWidget(filters)
    filters.offer()
    qtbot.waitUntil(lambda: bool(filters.chips.chip("labor").spec.choices))
    rate = filters.chips.chip("labor").spec.choices[0].key
    filters.chips.show_keys("labor", (rate,))
    filters.offer()
    qtbot.waitUntil(lambda: not bench.background.busy())
    assert filters.chips.keys("labor") == (rate,)


def test_a_span_with_one_open_end_is_taken_and_none_means_any_time(qtbot, make_bench):
    filters = TimeFilters(make_bench("empty"))
    qtbot.addWidget(filters)
    filters._on_days(date(2026, 1, 5), None)
    assert (filters.wanted().date_from, filters.wanted().date_to) == (date(2026, 1, 5), None)
    filters._on_days(None, None)
    assert filters.wanted() == TimeFilter()
