"""What can be done with a ticket: asked in small dialogs, told, and taken back."""

from support.tickets_shop import answer, do, settle


def test_time_is_typed_with_its_rules_and_override_edited_and_removed(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    do(qtbot, pane, "ticket.log.add")
    answer(qtbot, pane, "time.question", minutes=65, notes="Tuning", technician="Jo")
    row = tickets_shop.sheet().log[-1]
    assert (row.entry.minutes, row.billable_minutes, row.entry.technician) == (65, 75, "Jo")

    do(qtbot, pane, "ticket.log.4")
    do(qtbot, pane, "ticket.log.acts.edit")
    answer(qtbot, pane, "time.question", billed_minutes=10)
    assert tickets_shop.sheet().log[-1].billable_minutes == 10

    do(qtbot, pane, "ticket.log.4")
    do(qtbot, pane, "ticket.log.acts.remove")
    assert len(tickets_shop.sheet().log) == 4
    pane.undo[-1]()
    settle(qtbot, pane)
    assert tickets_shop.sheet().log[-1].entry.notes == "Tuning"


def test_a_part_is_typed_edited_and_removed_and_rubbish_is_told_at_its_field(
    qtbot, tickets_shop, tickets_pane
):
    pane = tickets_pane
    do(qtbot, pane, "ticket.charges.add")
    dialog = answer(qtbot, pane, "charge.question", description="", quantity=10_000)
    qtbot.waitUntil(lambda: bool(dialog.form.fields["description"].told()))
    answer(qtbot, pane, "charge.question", description="Kabel <b>", unit_price=4_95_0000)
    charges = tickets_shop.sheet().charges
    assert (charges[-1].charge.description, charges[-1].amount) == ("Kabel <b>", 4_95)

    at = f"ticket.charges.{len(charges) - 1}"
    do(qtbot, pane, at)
    do(qtbot, pane, "ticket.charges.acts.edit")
    answer(qtbot, pane, "charge.question", quantity=20_000)
    assert tickets_shop.sheet().charges[-1].amount == 9_90
    do(qtbot, pane, at)
    do(qtbot, pane, "ticket.charges.acts.remove")
    assert len(tickets_shop.sheet().charges) == len(charges) - 1
    pane.undo[-1]()
    settle(qtbot, pane)
    assert len(tickets_shop.sheet().charges) == len(charges)


def test_a_note_stays_and_an_empty_one_is_told(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    pane.note()
    dialog = answer(qtbot, pane, "note.question", text=" ")
    qtbot.waitUntil(lambda: bool(dialog.form.fields["text"].told()))
    answer(qtbot, pane, "note.question", text="Disk <i>ordered</i>", author="Sam")

    assert [one.text for one in tickets_shop.sheet().notes] == ["Disk <i>ordered</i>"]
    assert "Disk <i>ordered</i>" in pane.detail.notes.text()
