"""The command box on a real shop, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.domain.errors import Trouble
from billdesk.domain.finds import FoundCustomer
from billdesk.services.browsing import Browsing
from billdesk.ui.widgets.fields import CommandField

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, make_window):
    return make_window()


@pytest.fixture
def box(qtbot, window):
    qtbot.keyClick(window.shell, Qt.Key.Key_K, CONTROL)
    return window.finding.box


def settled(qtbot, window):
    qtbot.waitUntil(lambda: not window.finding.is_waiting() and not window.background.busy())


def typed(qtbot, window, text):
    """Type into the box and give what it offers then, by heading."""
    box = window.finding.box
    box.input.clear()
    qtbot.keyClicks(box.input, text)
    settled(qtbot, window)
    found, heading = {}, ""
    for row in range(box.results.count()):
        item = box.results.item(row)
        offer = item.data(Qt.ItemDataRole.UserRole)
        if offer is None:
            heading = item.text()
            found[heading] = []
        else:
            found[heading].append(offer)
    return found


def words(offers):
    return [one.words for one in offers]


def test_ctrl_k_and_the_field_in_the_top_bar_open_it(qtbot, window):
    field = window.shell.findChild(CommandField, "window.command")
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    box = window.finding.box
    assert box.isVisible()
    assert window.shell.findChild(QLineEdit, "command.input").hasFocus()
    assert window.shell.findChild(QWidget, "command.results").isVisible()
    qtbot.keyClick(box.input, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_empty_it_offers_what_can_be_done_now_the_panes_own_first(qtbot, window, box):
    offers = box.results.offers()
    assert offers[0].name == "invoice.new"
    assert "schedule.pause" not in [one.name for one in offers]  # of another pane
    assert "go.find" not in [one.name for one in offers]
    assert {one.name for one in offers} == {one.name for one in window.actions.offered()} - {"go.find"}


def test_customers_invoices_and_schedules_are_found_with_what_they_owe(qtbot, window, box):
    found = typed(qtbot, window, "acm")

    assert list(found)[:3] == ["Customers", "Invoices", "Schedules"]
    assert words(found["Customers"]) == ["Acme Dental"]
    assert "open invoice" in found["Customers"][0].detail
    assert (found["Customers"][0].place is not None) == ("customers" in window._panes)
    assert "Acme Dental" in found["Invoices"][0].detail


def test_a_ticket_is_found_by_its_subject_and_shown(qtbot, window, box):
    found = typed(qtbot, window, "slow laptop")
    (offer,) = found["Tickets"]
    assert (offer.detail, offer.place) == ("Acme Dental · resolved", ("tickets", 1))
    take(qtbot, window, offer)
    qtbot.waitUntil(lambda: window.shown.key == "tickets" and window.shown.shown_id() == 1)


@pytest.mark.parametrize("text", ["run now", "RUN NO", "run.now", "schedule run now"])
def test_commands_are_found_by_words_name_and_menu_with_their_keys(qtbot, window, box, text):
    found = typed(qtbot, window, text)["Commands"]

    assert (found[0].name, found[0].keys) == ("run.now", ("F5",))


def test_after_a_greater_sign_there_are_commands_only_and_after_a_hash_numbers_only(qtbot, window, box):
    assert list(typed(qtbot, window, ">dark")) == ["Commands"]
    number = window.pane("invoices").model.row(0).number
    found = typed(qtbot, window, f"#{number[:6]}")
    assert list(found) == ["Invoices"]
    assert number in words(found["Invoices"])


def test_what_nobody_has_is_told_with_what_to_do(qtbot, window, box):
    found = typed(qtbot, window, "zzzz")
    assert list(found.values()) == [[]]
    assert "Nothing has these words" in next(iter(found))
    qtbot.keyClick(box.input, Qt.Key.Key_Return)
    assert box.isVisible()


def test_enter_runs_a_command_and_gives_the_focus_back_first(qtbot, window):
    table = window.pane("invoices").table
    table.setFocus()
    window.find()
    typed(qtbot, window, ">dark")
    qtbot.keyClick(window.finding.box.input, Qt.Key.Key_Return)
    assert window.look.choice == "dark"
    assert not window.finding.box.isVisible()
    assert table.hasFocus()


def test_enter_opens_an_invoice_a_schedule_and_what_a_customer_owes(qtbot, window, box):
    invoices, recurring = window.pane("invoices"), window.pane("recurring")
    found = typed(qtbot, window, "acme")
    take(qtbot, window, found["Invoices"][0])
    assert [invoices.model.row(n).number for n in range(invoices.model.rowCount())] == [
        found["Invoices"][0].words
    ]
    take(qtbot, window, found["Schedules"][0])
    assert window.shown is recurring
    assert recurring.table.current_row().customer == "Acme Dental"
    qtbot.waitUntil(lambda: recurring.shown_id() == recurring.table.current_row().id)
    window.go_to("invoices", FoundCustomer(1, "Acme Dental"))
    settled(qtbot, window)
    assert window.shown is invoices
    assert invoices.asked_for.chosen("customer") == ("1",)
    assert invoices.chips.chip("customer").value() == "Acme Dental"


def take(qtbot, window, offer):
    window.finding.box.used.emit(offer)
    settled(qtbot, window)


def test_tab_shows_the_commands_for_a_row_and_runs_them_on_it(qtbot, window, box):
    pane = window.pane("invoices")
    wanted = next(row for n in range(9) if (row := pane.model.row(n)) and row.status == "open")
    typed(qtbot, window, f"#{wanted.number}")
    qtbot.keyClick(box.input, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "invoice.take_payment" in [one.name for one in box.results.offers()])
    settled(qtbot, window)
    assert box.input.hasFocus()
    assert {one.name.partition(".")[0] for one in box.results.offers()} == {"invoice"}
    assert pane.table.current_row().id == wanted.id

    qtbot.keyClicks(box.input, "quick")
    qtbot.keyClick(box.input, Qt.Key.Key_Return)

    qtbot.waitUntil(
        lambda: pane.table.current_row() is not None and pane.table.current_row().status == "paid"
    )


def test_esc_leads_from_one_rows_commands_back_to_all(qtbot, window, box):
    typed(qtbot, window, "#inv")
    qtbot.keyClick(box.input, Qt.Key.Key_Tab)
    settled(qtbot, window)
    qtbot.keyClick(box.input, Qt.Key.Key_Escape)
    assert box.isVisible()
    assert "run.now" in [one.name for one in box.results.offers()]


def test_an_older_answer_never_takes_the_place_of_a_newer_one(qtbot, window, box, monkeypatch):
    asked = []
    real = Browsing.find

    def noted(self, text, *rest):
        asked.append(text)
        return real(self, text, *rest)

    monkeypatch.setattr(Browsing, "find", noted)
    qtbot.keyClicks(box.input, "acme")
    qtbot.waitUntil(lambda: asked == ["acme"])
    box.input.setText(">")
    settled(qtbot, window)
    assert all(one.name for one in box.results.offers())


def test_a_database_that_is_away_is_told_above_the_list(qtbot, window, box, monkeypatch):
    def away(*_all):
        raise Trouble("database_is_away")

    monkeypatch.setattr(Browsing, "find", away)
    typed(qtbot, window, "acme")
    assert not box.isVisible()
    assert "database server" in window.shell.banner.accessibleName()


def test_nothing_is_looked_up_on_the_gui_thread(qtbot, window, box, monkeypatch):
    import threading

    threads = set()
    real = Browsing.find

    def noted(*all_of_them):
        threads.add(threading.current_thread() is threading.main_thread())
        return real(*all_of_them)

    monkeypatch.setattr(Browsing, "find", noted)
    typed(qtbot, window, "acme")
    assert threads == {False}
