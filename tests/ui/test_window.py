"""Tests of the window on real databases: places, commands, messages, and closing while work goes on."""

from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from billdesk.domain.errors import Refused, Trouble
from billdesk.ui.bench import Bench
from billdesk.ui.panes.pane import Pane
from billdesk.ui.places import Rooms
from billdesk.ui.shell import Shell
from billdesk.ui.widgets.side import Place
from billdesk.ui.window import Window

LATER = date(2026, 3, 5)


class Papers(Pane):
    """A pane made for these tests."""

    key = "invoices"
    title = "Papers"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.button = QPushButton("Own", self)
        self.folded: tuple[int, int] = (0, 0)
        self.refreshed = 0
        self.what: object = None

    def top_widgets(self):
        return (self.button,)

    def kinds(self):
        return frozenset({"invoice"})

    def refresh(self) -> None:
        self.refreshed += 1

    def fold(self, width: int, height: int) -> None:
        self.folded = (width, height)

    def show_what(self, what: object) -> None:
        self.what = what

    take_payment = send = save_pdf = refresh


class Plans(Papers):
    key = "recurring"
    title = "Plans"
    preview_next = pause = resume = bill_now = skip = cancel = Papers.refresh


class Leaf(Papers):
    key = "preview_run"
    title = "Leaf"


@pytest.fixture
def window(qtbot, look, apart, open_desk):
    shell = Shell(look, (Place("invoices", "Papers", "file-text"), Place("recurring", "Plans", "repeat")))
    shell.resize(1440, 900)
    shell.show()
    shell.activateWindow()
    made = Window(open_desk(), shell, Rooms((Papers, Plans), (Leaf,)))
    made.begin(ticking=False)
    qtbot.waitUntil(lambda: not made.background.busy())
    yield made
    shell.close()
    shell.deleteLater()


def test_a_click_in_the_side_bar_opens_a_pane_with_its_own_buttons_above(qtbot, window):
    qtbot.mouseClick(window.shell.side.item("recurring"), Qt.MouseButton.LeftButton)
    assert window.shown.key == "recurring"
    assert window.shell.findChild(QLabel, "window.title").text() == "Plans"
    assert window.pane("recurring").button.isVisible()
    assert not window.pane("invoices").button.isVisible()


def test_the_keys_of_a_pane_open_it(qtbot, window):
    qtbot.keyClick(window.shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.shown.key == "recurring"
    qtbot.keyClick(window.shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.shown.key == "invoices"


def test_a_page_lies_over_its_pane_and_escape_leads_back(qtbot, window):
    window.go_to("preview_run", "all")
    assert window.shown.key == "preview_run"
    assert window.shown.what == "all"
    qtbot.keyClick(window.shell, Qt.Key.Key_Escape)
    assert window.shown.key == "invoices"


def test_a_pane_asks_for_another_one_and_what_to_show_there(window):
    window.pane("invoices").asked.emit("recurring", 7)
    assert window.shown.key == "recurring"
    assert window.shown.what == 7


def test_only_the_commands_of_the_shown_pane_can_be_given(window):
    assert window.actions["invoice.send"].isEnabled()
    assert not window.actions["schedule.pause"].isEnabled()
    window.open_pane("recurring")
    assert window.actions["schedule.pause"].isEnabled()
    assert not window.actions["invoice.send"].isEnabled()


def test_a_change_refreshes_the_shown_pane_now_and_a_hidden_one_when_it_is_opened(qtbot, window):
    settings = window.bench.desk
    shown, hidden = window.pane("invoices"), window.pane("recurring")
    row = settings.invoicing.late  # a service on the same desk
    assert callable(row)
    from billdesk.domain.changes import Changed

    settings.announcer(Changed(frozenset({"invoice"})))
    qtbot.waitUntil(lambda: shown.refreshed == 1)
    assert hidden.refreshed == 0
    window.open_pane("recurring")
    assert hidden.refreshed == 1


def test_an_error_is_told_in_words_and_comes_before_a_notice_until_it_is_closed(qtbot, window):
    from billdesk.ui.messages import Notice

    pane = window.pane("invoices")
    pane.notice = Notice("waits", "Three drafts wait")
    pane.noticed.emit()
    banner = window.shell.banner
    assert banner.isVisible()
    assert banner.accessibleName() == "Three drafts wait"
    pane.troubled.emit(Trouble("disk_is_full"))
    assert banner.accessibleName() == "The disk is full. Free some space, then try again."
    pane.noticed.emit()
    assert "disk" in banner.accessibleName()
    qtbot.mouseClick(window.shell.findChild(QWidget, "window.banner.close"), Qt.MouseButton.LeftButton)
    assert banner.accessibleName() == "Three drafts wait"
    qtbot.mouseClick(window.shell.findChild(QWidget, "window.banner.close"), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_undo_is_offered_and_ctrl_z_takes_it(qtbot, window):
    undone = []
    window.pane("invoices").told.emit("Paid", lambda: undone.append(True))
    assert window.shell.toast.isVisible()
    qtbot.keyClick(window.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    assert not window.shell.toast.isVisible()


def test_what_waits_in_a_pane_stands_beside_its_name(window):
    window.pane("recurring").waits.emit(2, "partly", "failed")
    assert window.shell.side.item("recurring").accessibleName() == "Plans, 2 failed"


def test_the_guard_of_the_clock_asks_and_yes_goes_on(qtbot, window):
    gone_on = []
    facts = {"why": "earlier", "today": date(2026, 1, 1), "last": date(2026, 2, 1)}
    window.running.guarded.emit(Refused("clock_guard", **facts), lambda: gone_on.append(True))
    question = window.shell.findChild(QWidget, "run.clock")
    assert question.isVisible()
    qtbot.mouseClick(question.go_on, Qt.MouseButton.LeftButton)
    assert gone_on == [True]


def test_a_small_window_folds_the_side_bar_and_tells_the_pane(qtbot, window):
    window.shell.resize(1024, 640)
    qtbot.waitUntil(lambda: window.shown.folded == (1024, 640))
    assert window.shell.side.narrow
    window.shell.resize(1440, 900)
    qtbot.waitUntil(lambda: not window.shell.side.narrow)
    qtbot.keyClick(window.shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.side.narrow


def test_alt_shows_the_menu_bar_and_the_shop_opens_the_same_commands(qtbot, window):
    qtbot.keyRelease(window.shell, Qt.Key.Key_Alt)
    assert window.menu_bar.isVisible()
    qtbot.mouseClick(window.shell.side.shop, Qt.MouseButton.LeftButton)
    menu = window.shell.findChild(QWidget, "window.shop_menu")
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    opened = QApplication.activePopupWidget()
    assert opened is not menu
    assert "window.quit" in [action.objectName() for action in opened.actions()]
    opened.close()
    menu.close()


def test_the_look_and_the_size_of_text_are_chosen_and_remembered(window, look):
    window.actions["view.dark"].trigger()
    window.actions["view.larger"].trigger()
    assert (look.choice, look.percent) == ("dark", 110)
    kept = QSettings("BillDesk", "BillDesk")
    assert (kept.value("look"), int(kept.value("text"))) == ("dark", 110)
    window.actions["view.smaller"].trigger()
    window.actions["view.light"].trigger()


def test_every_action_is_added_to_the_window_so_that_its_keys_work(window):
    assert {action.objectName() for action in window.shell.actions()} >= set(window.actions.names())


def test_closing_while_a_run_goes_on_stops_it_between_two_groups_and_lets_go_of_the_desk(qtbot, make_window):
    window = make_window(today=LATER)
    window.running.run(by_hand=True)
    window.shell.close()
    assert not window.background.busy()
    assert window.bench.desk.announcer.listeners == []


def test_the_run_is_started_by_its_key_and_told_and_the_list_shows_it(qtbot, make_window):
    window = make_window(today=LATER)
    pane = window.pane("invoices")
    before = pane.model.rowCount()
    with qtbot.waitSignal(window.running.said, timeout=20_000):
        qtbot.keyClick(window.shell, Qt.Key.Key_F5)
    assert "drawn up" in window.shell.toast.words.text()
    qtbot.waitUntil(lambda: pane.model.rowCount() > before)
    qtbot.waitUntil(window.shell.banner.isVisible)


def test_the_run_and_all_that_reads_the_database_stays_off_the_gui_thread(qtbot, make_window, monkeypatch):
    import threading

    from billdesk.storage.engine import Store

    window = make_window(today=LATER)
    threads = set()
    before = Store.transaction

    def noted(self, writes=True):
        threads.add(threading.current_thread() is threading.main_thread())
        return before(self, writes)

    monkeypatch.setattr(Store, "transaction", noted)
    pane = window.pane("invoices")
    with qtbot.waitSignal(window.running.said, timeout=20_000):
        window.run_now()
    pane.search()
    qtbot.keyClicks(pane.search_field, "a")
    press = window.shell.findChild(QWidget, "invoices.glance.draft")
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.background.busy())
    assert threads == {False}


def open_recurring(qtbot, window):
    window.open_pane("recurring")
    pane = window.pane("recurring")
    qtbot.waitUntil(lambda: pane.model.loaded and not window.background.busy())
    return pane


def choose_schedule(qtbot, pane, number):
    """Choose a row of the list and give the sheet that is shown of it."""
    wanted = pane.model.row(number).id
    pane.table.choose(number)
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.schedule.id == wanted)
    qtbot.waitUntil(lambda: not pane.bench.background.busy() and not pane.is_waiting())
    return pane.detail.sheet


@pytest.mark.parametrize("key", ["invoices", "recurring"])
def test_esc_in_a_search_field_clears_it(qtbot, make_window, key):
    window = make_window()
    window.open_pane(key)
    pane = window.pane(key)
    qtbot.waitUntil(lambda: pane.model.loaded and not window.background.busy())
    before = pane.model.rowCount()
    qtbot.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window.shell.findChild(QWidget, f"{key}.search")
    assert field.hasFocus()
    qtbot.keyClicks(field, "zzz")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == ""
    qtbot.waitUntil(lambda: pane.model.rowCount() == before > 0)


def test_esc_in_the_list_of_invoices_takes_the_ticks_away(qtbot, make_window):
    window = make_window()
    pane = window.pane("invoices")
    pane.table.setFocus()
    pane.table.selectAll()
    assert pane.bulk.isVisible()

    qtbot.keyClick(pane.table, Qt.Key.Key_Escape)

    assert not pane.bulk.isVisible()


@pytest.mark.parametrize("at", ["run.search", "run.table"])
def test_on_a_page_esc_clears_what_is_typed_and_then_leads_back(qtbot, make_window, at):
    window = make_window()
    window.go_to("preview_run")
    page = window.shown
    qtbot.waitUntil(lambda: page.model.loaded and not window.background.busy())
    page.search()
    qtbot.keyClicks(page.search_field, "a")
    qtbot.keyClick(page.search_field, Qt.Key.Key_Escape)
    assert page.search_field.text() == ""
    assert window.shown is page

    found = page.findChild(QWidget, at)
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Escape)

    assert window.shown is window.pane("invoices")


@pytest.mark.parametrize("button", ["recurring.generated.0", "recurring.generated.all"])
def test_from_a_schedule_its_invoices_are_shown_and_no_others(qtbot, make_window, button):
    window = make_window()
    pane = open_recurring(qtbot, window)
    number = next(n for n in range(pane.model.rowCount()) if pane.model.row(n).last_invoice_id)
    schedule = choose_schedule(qtbot, pane, number)
    wanted = {row.id for row in schedule.invoices}
    invoices = window.pane("invoices").model
    assert len(wanted) < invoices.rowCount()

    qtbot.mouseClick(pane.findChild(QWidget, button), Qt.MouseButton.LeftButton)

    assert window.shown is window.pane("invoices")
    qtbot.waitUntil(lambda: {invoices.row(n).id for n in range(invoices.rowCount())} == wanted)


def test_bill_now_is_a_command_of_the_recurring_pane_and_counts_for_the_chosen_schedule(qtbot, make_window):
    window = make_window()
    action = window.actions["schedule.bill_now"]
    assert not action.isEnabled()
    pane = open_recurring(qtbot, window)
    number = next(n for n in range(pane.model.rowCount()) if pane.model.row(n).state == "active")
    before = choose_schedule(qtbot, pane, number).schedule.next_date
    qtbot.waitUntil(action.isEnabled)

    action.trigger()

    qtbot.waitUntil(window.shell.toast.isVisible)
    qtbot.waitUntil(lambda: pane.detail.sheet.schedule.next_date > before)


def test_the_command_undo_is_on_while_something_can_be_taken_back(window):
    undo = window.actions["edit.undo"]
    assert not undo.isEnabled()
    window.pane("invoices").told.emit("Paid", str)
    assert undo.isEnabled()
    window.shell.toast.hide()
    assert not undo.isEnabled()


def test_the_database_in_the_status_bar_says_where_the_shop_lies(qtbot, window):
    spot = window.shell.bar.spot("database")
    qtbot.mouseClick(spot, Qt.MouseButton.LeftButton)
    assert window.bench.desk.target in window.shell.toast.words.text()


def test_another_name_of_the_shop_is_shown_at_once_and_its_language_kept(qtbot, window):
    from dataclasses import replace

    desk = window.bench.desk
    desk.settings.keep(replace(desk.settings.read(), name="Northgate Two", language="de"))
    qtbot.waitUntil(lambda: window.shell.windowTitle() == "Northgate Two – BillDesk")
    assert window.shell.side.shop.accessibleName() == "Northgate Two"
    assert window.shell.kept.value("language") == "de"


def test_figures_follow_another_currency_of_the_shop_at_once(qtbot, window):
    from dataclasses import replace

    pane, settings = window.pane("invoices"), window.bench.desk.settings.read()
    before = pane.refreshed
    window._show_shop(replace(settings, currency="CAD"))
    assert pane.bench.figures.amount(100, "USD") == "USD 1.00"
    assert pane.refreshed == before + 1
    window._show_shop(replace(settings, currency="CAD"))
    assert pane.refreshed == before + 1


def test_a_window_that_hid_in_the_tray_shows_what_changed_meanwhile(qtbot, window):
    from billdesk.domain.changes import Changed

    pane = window.pane("invoices")
    window.shell.hides = True
    window.shell.close()
    assert not window.shell.isVisible()
    window.bench.desk.announcer(Changed(frozenset({"invoice"})))
    qtbot.waitUntil(lambda: pane._missed)
    window.staying.come_back()
    assert pane.refreshed == 1
    window.shell.hides = False


def test_quit_ends_it_though_it_would_stay_in_the_tray(window):
    window.shell.hides = True
    window.actions["window.quit"].trigger()
    assert not window.shell.isVisible()
    assert window.bench.desk.announcer.listeners == []
