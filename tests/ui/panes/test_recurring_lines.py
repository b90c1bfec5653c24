"""The lines of a schedule and what they count."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.changes import Changed
from billdesk.domain.counting import Counter
from billdesk.domain.price_change import PriceRule
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.price_changes import Chosen
from billdesk.ui.panes.recurring_lines import counts_words
from support.parts import press


def test_a_counter_line_shows_its_names_and_those_that_are_new(qtbot, recurring_shop, pane):
    recurring_shop.add_laptops("NB-101", "NB-102")
    pane.heard(Changed(frozenset({"customer"})))
    qtbot.waitUntil(lambda: len(pane.detail.sheet.lines[1].added) == 2)

    evidence = pane.detail.lines.evidence
    assert evidence.isVisible()
    assert evidence.title.text() == "Laptops: 4 counted"
    assert evidence.more.text() == "+2: NB-101, NB-102"
    assert "new: NB-101" in evidence.names.accessibleName()
    assert pane.detail.lines.grid.row(1).accessibleName() == "Laptops, Assets, Laptop, 4, +2, 32.50, 130.00"


def test_a_line_is_chosen_by_mouse_and_by_keys_and_closed_again(qtbot, pane):
    lines = pane.detail.lines
    press(qtbot, pane, "recurring.lines.1")
    assert lines.grid.chosen() == -1
    lines.grid.row(1).setFocus()

    qtbot.keyClick(lines.grid.row(1), Qt.Key.Key_Down)
    assert lines.grid.row(2).hasFocus()
    qtbot.keyClick(lines.grid.row(2), Qt.Key.Key_Return)

    assert lines.grid.chosen() == 2
    assert lines.evidence.title.text().startswith("Machines with 16 GB and more")


def test_a_line_of_a_fixed_quantity_has_nothing_to_show_below(qtbot, pane):
    lines = pane.detail.lines
    fixed = next(n for n, line in enumerate(lines.grid.values) if line.count is None)
    press(qtbot, pane, f"recurring.lines.{fixed}")

    assert lines.grid.chosen() == fixed
    assert not lines.evidence.isVisible()


def test_the_chosen_line_stays_chosen_when_the_schedule_is_fetched_again(qtbot, recurring_shop, pane):
    lines = pane.detail.lines
    press(qtbot, pane, "recurring.lines.2")
    recurring_shop.add_laptops("NB-101")
    pane.heard(Changed(frozenset({"customer"})))
    qtbot.waitUntil(lambda: bool(pane.detail.sheet.lines[1].added))

    assert lines.grid.chosen() == 2


def test_a_price_to_come_stands_below_the_present_one_and_takes_its_place_in_time(
    qtbot, recurring_shop, pane
):
    schedule = pane.detail.sheet.schedule
    rule, chosen = PriceRule(percent=5_0000, text="policy"), Chosen((schedule.id,), date(2026, 3, 10))
    recurring_shop.real.price_changes.apply(rule, chosen, date(2026, 2, 1))
    qtbot.waitUntil(lambda: len(pane.detail.sheet.lines) == len(schedule.lines) + 1)

    lines = pane.detail.lines
    shown = [row for row in lines.grid.values if row.line.description == "Workstation policy"]
    said = [lines.grid.row(lines.grid.values.index(row)).accessibleName() for row in shown]
    assert [words.split(", ")[-2:] for words in said] == [["12.00", "36.00"], ["12.60", "from Mar 10"]]

    later = replace(pane.detail.sheet.schedule, next_index=2)
    sheet = replace(pane.detail.sheet, schedule=later)
    assert len(lines._shown(sheet)) == len(sheet.lines)  # today is still before that day
    past = tuple(
        replace(line, effective_to=date(2026, 1, 1)) if line.effective_to else line for line in later.lines
    )
    past = tuple(
        replace(line, effective_from=date(2026, 1, 2)) if line.effective_from else line for line in past
    )
    sheet = replace(
        sheet,
        schedule=replace(later, lines=past),
        lines=tuple(replace(row, line=line) for row, line in zip(sheet.lines, past, strict=True)),
    )
    assert len(lines._shown(sheet)) == len(sheet.lines) - 1


@pytest.mark.parametrize(
    ("type_", "counter", "words"),
    [
        ("standard", None, "Fixed"),
        ("asset", Counter(asset_type="Laptop"), "Assets, Laptop"),
        ("asset", Counter(search_id=3), "Assets by a search"),
        ("policy_folder", Counter(folder="Servers"), "Folder Servers"),
        ("contact", Counter(), "Contacts"),
        ("contact", Counter(field="m365-seat", value="yes"), "Contacts, m365 seat"),
        ("contact", Counter(field="plan", value="gold"), "Contacts, plan: gold"),
        ("vendor_usage", Counter(vendor="Backup", item="Seats"), "Backup, Seats"),
    ],
)
def test_what_a_line_counts_in_words(type_, counter, words):
    assert counts_words(ScheduleLine(1, type_, "Line", counter=counter)) == words
