"""The details of a line: counted names, what is typed about it, tiers, and rubbish that stays with it."""

from datetime import date

import pytest

from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked

UNIT = 10_000


def put(field, text):
    field.setText(text)
    field.textEdited.emit(text)


def choose(field, key):
    field.edit.setCurrentIndex(field.edit.findData(key))
    field.edit.activated.emit(field.edit.currentIndex())


@pytest.fixture
def page(scheduler, schedule_ids):
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))[0]


def test_the_count_and_the_very_names_stand_beside_each_line(page, qtbot):
    details, lines = page.body.details, page.body.lines
    lines.choose(0)
    assert details.how.text() == "Next: Managed IT, Mar 1 – Mar 31, 2026"
    said = []
    for at in range(1, 7):
        lines.choose(at)
        said.append((details.how.text(), details.names.accessibleName()))
    assert said[0] == ("2 counted, so 2 × 32.50 = 65.00", "NB-001, NB-002")
    assert said[1][1] == "NB-001, SRV-1"
    assert said[2][0].startswith("2 counted, at least 3 = 3, so 3 × 12.00")
    assert said[3][1] == "Ann Archer, Cy Cole"
    assert said[4][0].startswith("40 reported on Feb 28 − 2 included = 38, so 5 × 3.00 + 33 × 2.00 = 81.00")
    assert said[5][0] == "This counts nothing at the moment."
    lines.choose(6)
    choose(details.counter.asset, "type:Server")
    looked(qtbot, page)
    assert details.names.accessibleName() == "SRV-1"


def test_everything_about_a_line_is_typed_and_kept(page, qtbot):
    details, lines = page.body.details, page.body.lines
    lines.choose(1)
    details.toggle_more()
    for name, text in {
        "included": "1",
        "minimum": "2",
        "maximum": "30",
        "round_up_to": "5",
        "unit": "piece",
        "discount": "10%",
        "effective_from": "2026-01-01",
        "effective_to": "2027-01-01",
        "every": "3",
    }.items():
        put(details.typed[name].edit, text)
    choose(details.zero, "print")
    choose(details.tax, "-")
    details.once.edit.click()
    line = page.state.schedule.lines[1]
    assert line.measure == Measure(1 * UNIT, 2 * UNIT, 30 * UNIT, 5 * UNIT)
    assert (line.unit, line.discount.percent, line.every) == ("piece", 10 * UNIT, 3)
    assert (line.effective_from, line.effective_to) == (date(2026, 1, 1), date(2027, 1, 1))
    assert (line.when_zero, line.tax.named, line.one_time) == ("print", True, True)
    page.saving.save()
    qtbot.waitUntil(lambda: page.saving.is_over)
    kept = page.bench.desk.scheduling.open(page.state.schedule.id).draft.lines[1]
    assert (kept.measure, kept.every, kept.one_time) == (line.measure, 3, True)


def test_tiers_are_chosen_typed_added_and_taken_out(page):
    details, lines = page.body.details, page.body.lines
    lines.choose(1)
    choose(details.mode, "volume")
    line = page.state.schedule.lines[1]
    assert (line.tier_mode, [tier.up_to for tier in line.tiers]) == ("volume", [5 * UNIT, None])
    put(details.tiers.fields["tiers[0].unit_price"], "9.50")
    details.tiers.add.click()
    put(details.tiers.fields["tiers[1].up_to"], "20")
    tiers = page.state.schedule.lines[1].tiers
    assert [tier.up_to for tier in tiers] == [5 * UNIT, 20 * UNIT, None]
    assert tiers[0] == Tier(5 * UNIT, 9_50 * UNIT)
    for _ in range(3):
        details.tiers.removed.emit(0)
    assert (page.state.schedule.lines[1].tiers, page.state.schedule.lines[1].tier_mode) == ((), None)


def test_rubbish_stays_with_its_line_and_is_told_when_one_comes_back(page, qtbot):
    details, lines = page.body.details, page.body.lines
    lines.choose(1)
    put(details.typed["minimum"].edit, "a few")
    lines.choose(2)
    assert details.typed["minimum"].edit.text() == ""
    lines.choose(1)
    assert details.typed["minimum"].edit.text() == "a few"
    assert details.typed["minimum"].told().startswith("Not a quantity")
    page.saving.save()
    assert not page.saving.busy
    assert lines.painter.chosen == 1
    put(details.typed["minimum"].edit, "4")
    put(details.typed["maximum"].edit, "3")
    page.saving.save()
    assert details.typed["maximum"].told() == "The maximum is below the minimum."
    put(details.typed["minimum"].edit, "2")  # what mends the maximum
    choose(details.counter.asset, "")
    page.saving.save()
    assert details.typed["maximum"].told() == ""
    assert details.counter.asset.told() == "Say here what this line counts."
    assert page.state.schedule.lines[1].counter is None
    choose(details.counter.asset, "type:Laptop")
    assert page.state.schedule.lines[1].counter == Counter(asset_type="Laptop")
    assert details.counter.asset.told() == ""
