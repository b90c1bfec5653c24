"""A new product in place: what is wrong is told, what is right is in the catalog."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.products import ProductFilter
from billdesk.ui.dialogs.new_product import NewProduct, Wanted, ask_new_product
from support.parts import put_text


@pytest.fixture
def ask(qtbot, make_bench, apart):
    bench = make_bench()
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made, left = [], []

    def open_it(name="Webcam", currency="USD"):
        wanted = Wanted(name, currency, tuple(bench.desk.taxes.list()))
        ask_new_product(bench, over, wanted, made.append, lambda: left.append(True))
        dialog = over.findChild(NewProduct)
        dialog.bench, dialog.ones, dialog.gone = bench, made, left
        return dialog

    yield open_it
    qtbot.waitUntil(lambda: not bench.background.busy())


def count(dialog, text):
    return dialog.bench.desk.catalog.count(ProductFilter(text=text))


def test_the_new_product_is_in_the_catalog_and_told(ask, qtbot):
    dialog = ask()
    put_text(dialog.form.fields["unit_price"].edit, "49,90")
    put_text(dialog.form.fields["unit"].edit, "piece")
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog.ones))
    product = dialog.ones[0]
    assert (product.name, product.unit, product.unit_price, product.currency) == (
        "Webcam",
        "piece",
        49_90 * 10_000,
        None,
    )
    assert count(dialog, "Webcam") == 1


def test_a_price_in_another_currency_keeps_it(ask, qtbot):
    dialog = ask("Kamera", "EUR")
    put_text(dialog.form.fields["unit_price"].edit, "10")
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog.ones))
    assert dialog.ones[0].currency == "EUR"


@pytest.mark.parametrize("price", ["", "a lot", "1e999", "-0x", "9" * 40])
def test_rubbish_for_a_price_is_told_and_nothing_is_made(ask, price):
    dialog = ask("Headset")
    put_text(dialog.form.fields["unit_price"].edit, price)
    dialog.keep.click()
    assert dialog.form.fields["unit_price"].told()
    assert not dialog.ones
    assert count(dialog, "Headset") == 0


def test_a_product_needs_a_name(ask):
    dialog = ask("")
    put_text(dialog.form.fields["unit_price"].edit, "1")
    dialog.keep.click()
    assert dialog.form.fields["name"].told()


def test_giving_up_is_told(ask):
    dialog = ask()
    dialog.cancel.click()
    assert dialog.gone == [True]
    assert not dialog.ones
