"""The commands that make and end invoices: when each can be used, and what each opens."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.invoice import InvoiceLine
from billdesk.services.payments import Received
from billdesk.ui.actions import context_menu
from billdesk.ui.dialogs.invoice_notes import InvoiceNotes
from billdesk.ui.dialogs.reason import ReasonDialog
from billdesk.ui.panes.invoice_commands import MORE_COMMANDS, ROW_COMMANDS

DAY = date(2026, 2, 1)


@pytest.fixture
def window(make_window, qtbot):
    """The whole window with a draft of 10.00 for Acme as well, which is chosen."""
    made = make_window()
    drafts = made.bench.desk.drafts
    fresh = drafts.fresh(made.bench.desk.browsing.customers("acme")[0].id, DAY).invoice
    line = InvoiceLine("Thing", quantity=10_000, unit_price=10_00 * 10_000)
    made.draft = drafts.keep(replace(fresh, lines=(line,)))
    choose(made, qtbot, "draft", made.draft.id)
    return made


def choose(window, qtbot, status, key=None):
    """Choose an invoice in a state."""
    pane = window.pane("invoices")
    qtbot.waitUntil(lambda: not window.background.busy())

    def found():
        rows = [pane.model.row(at) for at in range(pane.model.rowCount())]
        return [at for at, row in enumerate(rows) if row and row.status == status and key in (None, row.id)]

    qtbot.waitUntil(lambda: len(found()) > 0)
    pane.table.choose(found()[0])
    window.actions.refresh()
    return pane.table.current_row()


def usable(window):
    names = "edit issue notes duplicate make_recurring credit write_off void delete"
    return {name for name in names.split() if window.actions[f"invoice.{name}"].isEnabled()}


def test_what_can_be_done_depends_on_the_state(window, qtbot):
    assert usable(window) == {"edit", "issue", "notes", "duplicate", "make_recurring", "delete"}
    choose(window, qtbot, "open")
    assert usable(window) == {"notes", "duplicate", "make_recurring", "credit", "write_off", "void"}


def test_enter_opens_a_draft_in_its_editor_and_an_issued_one_in_the_preview(window, qtbot):
    pane = window.pane("invoices")
    pane.open_row(pane.table.current_row())
    assert window.shown.key == "invoice"
    qtbot.waitUntil(lambda: window.shown.sheet is not None and not window.background.busy(), timeout=20_000)
    assert window.shown.state.invoice.id == window.draft.id
    window.go_back()
    qtbot.waitUntil(lambda: not window.background.busy(), timeout=20_000)
    pane.open_row(choose(window, qtbot, "open"))
    assert window.shown.key == "invoices"


def test_new_and_edit_and_credit_lead_to_their_pages(window, qtbot):
    window.actions["invoice.new"].trigger()
    assert window.shown.key == "invoice"
    qtbot.waitUntil(lambda: not window.background.busy())
    window.go_back()
    choose(window, qtbot, "draft", window.draft.id)
    window.actions["invoice.edit"].trigger()
    qtbot.waitUntil(lambda: window.shown.key == "invoice" and not window.background.busy(), timeout=20_000)
    window.go_back()
    choose(window, qtbot, "open")
    window.actions["invoice.credit"].trigger()
    assert window.shown.key == "credit_note"
    qtbot.waitUntil(lambda: not window.background.busy(), timeout=20_000)
    window.go_back()


def test_the_link_to_recurring_leads_to_the_schedule_of_the_chosen_invoice(window, qtbot):
    pane = window.pane("invoices")
    qtbot.waitUntil(lambda: pane.preview.sheet is not None and not window.background.busy())
    with qtbot.waitSignal(pane.asked) as asked:
        pane.recurring.click()
    assert asked.args == ["recurring", None]
    assert window.shown.key == "recurring"
    window.go_to("invoices")
    invoice = pane.preview.sheet.invoice
    pane.preview.sheet = replace(pane.preview.sheet, invoice=replace(invoice, schedule_id=1))
    with qtbot.waitSignal(pane.asked) as asked:
        qtbot.keyClick(pane.recurring, Qt.Key.Key_Space)
    assert asked.args == ["recurring", 1]
    qtbot.waitUntil(lambda: not window.background.busy())
    window.go_to("invoices")


def test_a_void_waits_for_the_bar_and_ctrl_z_takes_it_back(window, qtbot):
    row = choose(window, qtbot, "open")
    window.actions["invoice.void"].trigger()
    toast = window.shell.toast
    assert toast.words.text() == f"{row.number} becomes void"
    toast.take_back()
    window.actions["invoice.void"].trigger()
    toast.hide()
    qtbot.waitUntil(lambda: window.bench.desk.naming.invoice(row.number).state == "void")
    qtbot.waitUntil(lambda: not window.background.busy())


def test_a_void_that_waits_is_done_when_the_program_ends(window, qtbot, open_desk):
    row = choose(window, qtbot, "open")
    window.actions["invoice.void"].trigger()
    window.shell.close()
    assert open_desk().naming.invoice(row.number).state == "void"


def test_typed_words_are_on_file_when_the_program_ends(window, qtbot, open_desk):
    window.actions["invoice.edit"].trigger()
    qtbot.waitUntil(lambda: window.shown.key == "invoice" and window.shown.sheet is not None)
    window.shown.state.edit("title", title="Typed just before")
    window.shell.close()
    assert open_desk().naming.invoice(str(window.draft.id)).title == "Typed just before"


def test_a_draft_is_deleted_from_its_editor_and_put_back_from_the_bar(window, qtbot):
    window.actions["invoice.edit"].trigger()
    qtbot.waitUntil(lambda: window.shown.key == "invoice" and window.shown.sheet is not None)
    window.shown.finishing.delete()
    qtbot.waitUntil(lambda: window.shell.toast.words.text() == "Draft deleted", timeout=10_000)
    assert window.shown.key == "invoices"
    window.shell.toast.take_back()
    naming = window.bench.desk.naming
    qtbot.waitUntil(lambda: len(naming.invoices([window.draft.id])) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not window.background.busy())


def test_write_off_and_notes_ask_first(window, qtbot):
    row = choose(window, qtbot, "open")
    pane = window.pane("invoices")
    pane.write_off()
    dialog = pane.findChild(ReasonDialog)
    dialog.reason.edit.setText("Closed down")
    dialog.agree.click()
    qtbot.waitUntil(lambda: window.bench.desk.naming.invoice(row.number).written_off == row.balance)
    pane.notes()
    qtbot.waitUntil(lambda: pane.findChild(InvoiceNotes) is not None)
    form = pane.findChild(InvoiceNotes)
    form.notes.edit.setPlainText("Was written off")
    form.keep.click()
    qtbot.waitUntil(lambda: window.bench.desk.naming.invoice(row.number).internal_notes == "Was written off")
    qtbot.waitUntil(lambda: not window.background.busy())


def test_the_menu_of_a_row_has_every_act_in_one_place(window):
    pane = window.pane("invoices")
    menu = context_menu(pane.look, pane, ROW_COMMANDS)
    names = [one.objectName() for one in menu.actions() if not one.isSeparator()]
    assert names == [name for name in ROW_COMMANDS if name]
    menu.close()


def test_ticked_drafts_are_deleted_together_and_come_back(window, qtbot):
    pane = window.pane("invoices")
    row = pane.table.current_row()
    pane.model.ticks.toggle(row.id)
    assert {one for one in MORE_COMMANDS if one} <= {
        one.objectName() for one in context_menu(pane.look, pane, MORE_COMMANDS).actions()
    }
    window.actions["invoice.delete"].trigger()
    naming = window.bench.desk.naming
    qtbot.waitUntil(lambda: len(naming.invoices([row.id])) == 0, timeout=10_000)
    qtbot.waitUntil(lambda: window.shell.toast.words.text() == "Draft deleted")
    window.shell.toast.take_back()
    qtbot.waitUntil(lambda: len(naming.invoices([row.id])) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not window.background.busy())


def test_what_was_paid_can_be_refunded_and_free_credit_be_used(window, qtbot):
    pane, desk = window.pane("invoices"), window.bench.desk
    row = choose(window, qtbot, "open")
    qtbot.waitUntil(lambda: pane.preview.sheet is not None)
    money = ("refund", "use_credit", "take_back_write_off")

    def usable_money():
        return {name for name in money if window.actions[f"invoice.{name}"].isEnabled()}

    assert usable_money() == set()
    desk.payments.grant(Received(row.customer_id, 1_00, DAY, row.currency), "goodwill")
    desk.payments.take(Received(row.customer_id, 2_00, DAY, row.currency, invoices=[(row.id, 2_00)]))
    choose_anew(window, qtbot, row.id)
    qtbot.waitUntil(lambda: usable_money() == {"refund", "use_credit"})
    desk.invoicing.write_off(row.id, DAY, "Closed down")
    choose_anew(window, qtbot, row.id)
    qtbot.waitUntil(lambda: usable_money() == {"refund", "take_back_write_off"})
    assert pane.preview.mark.text() == "Written off"
    pane.take_back_write_off()
    dialog = pane.findChild(QWidget, "invoice.take_back_write_off.question")
    dialog.reason.edit.setText("Pays after all")
    dialog.agree.click()
    qtbot.waitUntil(lambda: desk.naming.invoice(str(row.id)).written_off == 0)
    qtbot.waitUntil(lambda: not window.background.busy())
    choose_anew(window, qtbot, row.id)
    pane.refund()
    assert window.shown.key == "refund"
    qtbot.waitUntil(lambda: window.shown.sheet is not None and not window.background.busy())


def choose_anew(window, qtbot, key):
    """Choose an invoice once its change is heard and shown."""
    pane = window.pane("invoices")
    heard = window._changes
    qtbot.waitUntil(lambda: not heard._kinds and not window.background.busy())
    qtbot.waitUntil(lambda: pane.model.loaded)
    pane.table.choose(pane.model.number_of(key))
    qtbot.waitUntil(lambda: pane.preview.sheet is not None and pane.preview.sheet.invoice.id == key)
    window.actions.refresh()
