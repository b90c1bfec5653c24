"""The tray and the start at login, both off until somebody wants them."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from billdesk.ui import at_login
from billdesk.ui.shell import Shell
from billdesk.ui.staying import Staying
from billdesk.ui.widgets.side import Place

# An icon in the tray asks for a signal that the offscreen platform doesn't have.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


@pytest.fixture
def shell(qtbot, look, apart, own_folders, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    made = Shell(look, (Place("invoices", "Invoices", "file-text"),))
    made.show()
    yield made
    made.hides = False
    made.close()
    made.deleteLater()
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def staying(shell):
    return Staying(shell, available=lambda: True)


def test_it_is_off_and_closing_ends_the_program(qtbot, shell, staying):
    assert (staying.stays, staying.is_tray(), shell.hides) == (False, False, False)
    with qtbot.waitSignal(shell.closing):
        shell.close()


def test_switched_on_closing_hides_the_window_only_and_it_comes_back(qtbot, shell, staying):
    staying.tray()
    assert (staying.is_tray(), shell.hides) == (True, True)
    assert QSettings("BillDesk", "BillDesk").value("tray") == "true"
    assert not QApplication.quitOnLastWindowClosed()
    assert staying.findChild(QSystemTrayIcon, "window.tray.icon").isVisible()
    with qtbot.assertNotEmitted(shell.closing):
        shell.close()
    assert not shell.isVisible()

    with qtbot.waitSignal(shell.appeared):
        staying._on_activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert shell.isVisible()

    staying.tray()
    assert (staying.is_tray(), shell.hides) == (False, False)
    assert QApplication.quitOnLastWindowClosed()


def test_where_there_is_no_tray_the_window_is_never_lost(shell):
    QSettings("BillDesk", "BillDesk").setValue("tray", "true")
    staying = Staying(shell, available=lambda: False)
    staying.stay(staying.stays)

    assert (staying.can_tray(), staying.is_tray(), shell.hides) == (False, False, False)


def test_starting_at_login_is_switched_on_and_off(staying):
    assert not staying.is_at_login()
    staying.at_login()
    assert (staying.is_at_login(), at_login.is_set()) == (True, True)
    staying.at_login()
    assert not staying.is_at_login()


def test_where_that_cannot_be_kept_it_is_told(qtbot, staying, tmp_path):
    (tmp_path / "conf" / "autostart").parent.mkdir(exist_ok=True)
    (tmp_path / "conf" / "autostart").write_text("in the way")
    with qtbot.waitSignal(staying.troubled) as told:
        staying.at_login()
    assert told.args[0].code == "file_cannot_be_made"
    assert "autostart" in str(told.args[0].facts["path"])


def test_a_minimized_window_comes_to_the_front(qtbot, shell):
    shell.showMinimized()
    shell.come_to_front()
    qtbot.waitUntil(lambda: not shell.isMinimized() and shell.isVisible())
