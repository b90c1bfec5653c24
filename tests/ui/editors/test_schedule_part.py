"""Parts of the editor: what stands in a field that can't be read isn't told, and warnings come and go."""

import pytest
from PySide6.QtWidgets import QBoxLayout

from billdesk.ui.editors.schedule_more import ScheduleMore
from billdesk.ui.editors.schedule_part import Titled
from billdesk.ui.editors.schedule_when import ScheduleWhen


@pytest.fixture
def form(make_bench, schedule_ids):
    return make_bench().desk.scheduling.open(schedule_ids["bistro-host"])


@pytest.fixture
def shown(qtbot, make_bench, form):
    def show(kind, *more):
        part = kind(make_bench(), *more)
        qtbot.addWidget(part)
        part.heard = []
        part.changed.connect(lambda place, value: part.heard.append((place, value)))
        part.offer(form)
        part.show_draft(form.draft, all_of_it=True)
        return part

    return show


def test_rubbish_is_not_told_and_not_overwritten(shown, form):
    when = shown(ScheduleWhen)
    for text in ("often", "", "3"):
        when.interval.edit.setText(text)
        when.interval.edit.textEdited.emit(text)
        when.show_draft(form.draft)
    assert when.heard == [("interval", 3)]


def test_warnings_come_and_go_but_never_hide_what_is_wrong(shown):
    when = shown(ScheduleWhen)
    when.warn({"billing_day": "Short months"})
    assert when.day.told() == "Short months"
    assert not when.day.is_wrong()
    when.warn({})
    assert when.day.told() == ""
    when.lead.tell("Too many")
    when.warn({"lead_days": "Early"})
    assert when.lead.told() == "Too many"


def test_what_is_chosen_is_told_as_the_draft_holds_it(shown, form):
    when, more = shown(ScheduleWhen), shown(ScheduleMore)
    for part, field, key in (
        (when, when.day, ""),
        (when, when.day, "32"),
        (when, when.period, ""),
        (more, more.tax, "-"),
        (more, more.currency, "EUR"),
        (more, more.currency, ""),
    ):
        field.edit.setCurrentIndex(field.edit.findData(key))
        field.edit.activated.emit(field.edit.currentIndex())
        assert part.heard
    assert when.heard == [("billing_day", None), ("billing_day", 32), ("period", None)]
    assert [place for place, _ in more.heard] == ["tax", "currency", "currency"]
    assert [value for _, value in more.heard][1:] == ["EUR", None]
    assert when.values(form.draft)["billing_day"] == "32"


def test_the_title_of_a_section_goes_above_where_there_is_no_room(look, qtbot, shown):
    section = Titled(look, "When", "The first invoice has the start date.", shown(ScheduleWhen))
    qtbot.addWidget(section)
    section.resize(900, 300)
    section.show()
    assert section._row.direction() == QBoxLayout.Direction.LeftToRight
    section.resize(section.minimumSizeHint().width(), 300)
    assert section._row.direction() == QBoxLayout.Direction.TopToBottom
    assert section.minimumSizeHint().width() < 700
