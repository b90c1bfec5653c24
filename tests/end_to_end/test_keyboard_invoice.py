"""An invoice of twelve lines, typed with keys only, ends as the right PDF in the right inbox."""

import shutil
import subprocess
from email import message_from_bytes
from email.policy import default

import pytest

from support.mailing import mailing_desk

LINES = 12


@pytest.fixture
def mailing_window(qtbot, apart, open_desk, smtp_server):
    """The whole window on the little shop, whose e-mail goes through a real server."""
    from billdesk.ui.start import enliven, show_shell

    desk = mailing_desk(open_desk(), smtp_server)
    _app, shell = show_shell()
    window = enliven(shell, desk, False)
    shell.resize(1440, 900)
    shell.activateWindow()
    qtbot.waitUntil(lambda: window.pane("invoices").model.loaded and not window.background.busy())
    yield window
    shell.close()
    shell.deleteLater()


@pytest.fixture
def keys(qtbot):
    """Types as a person does: into whatever has the focus."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    class Keys:
        def type(self, text):
            for letter in text:
                QTest.keyClick(QApplication.focusWidget(), letter)

        def press(self, name, modifier=Qt.KeyboardModifier.NoModifier, times=1):
            for _ in range(times):
                QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{name}"), modifier)

        def control(self, name):
            self.press(name, Qt.KeyboardModifier.ControlModifier)

        def at(self):
            widget = QApplication.focusWidget()
            return widget.objectName() if widget is not None else ""

    return Keys()


def pages_of(pdf):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode()


def test_an_invoice_typed_with_keys_only_arrives_as_a_pdf(mailing_window, smtp_server, keys, qtbot):
    window = mailing_window
    qtbot.waitUntil(lambda: keys.at() == "invoices.table")
    keys.control("N")
    qtbot.waitUntil(lambda: keys.at() == "invoice.customer")
    keys.type("acme")
    keys.press("Return")
    qtbot.waitUntil(lambda: keys.at() == "invoice.lines.cell")

    keys.type("ssd")  # from the catalog: its price and its unit come with it
    keys.press("Return")
    keys.type("2")
    keys.press("Return")
    keys.type("bench l")
    keys.press("Return")
    keys.type("1.5")
    keys.press("Tab", times=3)
    keys.type("10%")
    keys.press("Return")
    for number in range(3, LINES):  # by hand: words, quantity, unit, price
        keys.type(f"Cable no. {number}")
        keys.press("Tab")
        keys.type(str(number))
        keys.press("Tab")
        keys.type("m")
        keys.press("Tab")
        keys.type("=1+0,25")
        keys.press("Return")
    keys.type("Call-out")
    keys.press("Tab", times=3)
    keys.type("40")
    keys.press("Return")

    editor = window.shown
    assert len(editor.state.rows) == LINES
    net = 2 * 119_90 + 12_825 + sum(number * 1_25 for number in range(3, LINES)) + 40_00
    tax = (net * 825 + 5_000) // 10_000
    assert (editor.state.invoice.subtotal, editor.state.invoice.total) == (net, net + tax)

    keys.control("Return")
    qtbot.waitUntil(lambda: window.shown.key == "invoices", timeout=20_000)
    issued = newest(window)
    qtbot.waitUntil(lambda: len(messages(smtp_server, issued.number)) > 0, timeout=20_000)

    (message,) = messages(smtp_server, issued.number)
    pdfs = [part.get_content() for part in message.iter_attachments()]
    page = pages_of(pdfs[0])
    assert "office@acme.example" in message["To"]
    assert len(pdfs) == 1
    assert issued.number in page
    for words in ("SSD 1 TB", "Bench labor", "Call-out", *(f"Cable no. {at}" for at in range(3, LINES))):
        assert words in page
    assert f"{(net + tax) // 100:,}.{(net + tax) % 100:02}" in page
    assert "Draft" not in page
    qtbot.waitUntil(lambda: not window.background.busy(), timeout=20_000)


def newest(window):
    """The newest invoice on file."""
    with window.bench.desk.sending._office.reading() as work:
        return max(work.invoices.all(), key=lambda one: one.id)


def messages(server, number):
    """What the server has taken about an invoice."""
    found = [message_from_bytes(one.content, policy=default) for one in server.received]
    return [one for one in found if number in one["Subject"]]
