"""A new customer in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.new_customer import NewCustomer, ask_new_customer
from billdesk.ui.figures import Figures
from support.customers_shop import RUBBISH
from support.parts import put_text


@pytest.fixture
def ask(qtbot, customers_shop, look, background):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(over.isActiveWindow)
    bench = Bench(customers_shop.desk, look, background, Figures("en", "USD"), "en")
    made = []

    def open_it(name=""):
        ask_new_customer(bench, over, made.append, name)
        qtbot.waitUntil(lambda: over.findChild(NewCustomer) is not None)
        dialog = over.findChild(NewCustomer)
        qtbot.waitUntil(dialog.isVisible)
        dialog.ids = made
        return dialog

    yield open_it
    background.close()
    over.hide()


def put(dialog, place, text):
    put_text(dialog.form.fields[place].edit, text)


def test_the_made_customer_is_on_file_and_its_id_is_told(qtbot, customers_shop, ask):
    dialog = ask("Harbor Vet")
    assert dialog.form.values()["name"] == "Harbor Vet"
    put(dialog, "email", "vet@harbor.example")
    dialog.form.fields["address"].edit.setPlainText("1 Pier\nLewes")
    dialog.form.fields["language"].show_value("de")
    dialog.form.fields["currency"].show_value("EUR")
    qtbot.keyClick(dialog.form.fields["name"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.ids))

    customer = customers_shop.record("Harbor Vet").customer
    assert dialog.ids == [customer.id]
    assert (customer.email, customer.address) == ("vet@harbor.example", "1 Pier\nLewes")
    assert (customer.language, customer.currency) == ("de", "EUR")


@pytest.mark.parametrize("name", RUBBISH)
def test_any_text_is_a_name(qtbot, customers_shop, ask, name):
    dialog = ask(name)
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog.ids))

    assert customers_shop.record(name).customer.name == name


@pytest.mark.parametrize(
    ("place", "text", "words"),
    [
        ("name", "", "Something must stand"),
        ("name", "x" * 9_999, "too long"),
        ("email", "a\nb@c", "no e-mail"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(qtbot, customers_shop, ask, place, text, words):
    dialog = ask("Harbor Vet")
    put(dialog, place, text)
    dialog.keep.click()

    assert words in dialog.form.fields[place].told()
    assert dialog.ids == []
    assert dialog.isVisible()


def test_leaving_a_field_checks_it(qtbot, ask):
    dialog = ask()
    put(dialog, "email", "nobody")
    qtbot.keyClick(dialog.form.fields["email"].edit, Qt.Key.Key_Tab)

    assert "no e-mail address" in dialog.form.fields["email"].told()
