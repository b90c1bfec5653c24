"""The first start: four steps that keep what is typed, say what is wrong, and can all be skipped."""

import json

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.pages.wizard import WizardPage
from support.catalog_shop import click, settle, type_into
from support.shops import CASES


@pytest.fixture
def page(open_on_shop, qtbot):
    made = open_on_shop(WizardPage, "empty")
    made._show_step(0)
    return made


def shop(page):
    return page.bench.desk.settings.read()


def test_every_step_can_be_skipped_and_nothing_is_written(qtbot, page):
    for _ in range(3):
        click(qtbot, page, "wizard.skip")
    click(qtbot, page, "wizard.next")
    assert page.asked_places == [("invoices", None)]
    assert page.bench.desk.settings.is_new()


def test_the_steps_are_kept_one_by_one(qtbot, page):
    shop_step, tax_step = page.all[0], page.all[1]
    type_into(qtbot, shop_step.name, "Northgate IT")
    type_into(qtbot, shop_step.email, "bills@northgate.example")
    assert "Northgate IT" in page.example.text()
    click(qtbot, page, "wizard.next")
    assert shop(page).name == "Northgate IT"
    type_into(qtbot, tax_step.tax, "Sales tax")
    type_into(qtbot, tax_step.percent, "8.25")
    type_into(qtbot, tax_step.days, "14")
    assert page.example.text() == "An hour of work, invoiced today: 95.00 + 7.84 = $102.84, due Feb 15"
    click(qtbot, page, "wizard.next")
    desk = page.bench.desk
    assert [tax.name for tax in desk.taxes.list()] == ["Sales tax"]
    assert shop(page).default_tax_id == desk.taxes.list()[0].id
    assert [terms.days for terms in desk.terms.list()] == [14]
    assert page.step is page.all[2]
    click(qtbot, page, "wizard.back")
    click(qtbot, page, "wizard.next")
    assert [tax.name for tax in desk.taxes.list()] == ["Sales tax"]  # once, however often it is gone through
    assert len(desk.terms.list()) == 1
    assert not desk.settings.is_new()


@pytest.mark.parametrize(
    ("at", "name", "text"),
    [
        (0, "email", "nobody"),
        (0, "phone", "x" * 10_000),
        (1, "percent", "1e999"),
        (1, "percent", "101"),
        (1, "days", "-1"),
        (1, "number", "INV"),
        (1, "number", "{counter}/{day}"),
    ],
)
def test_rubbish_is_told_at_its_field_and_the_step_stays(qtbot, page, at, name, text):
    page._show_step(at)
    if at == 0:
        type_into(qtbot, page.step.name, "Shop")
    type_into(qtbot, getattr(page.step, name), text)
    click(qtbot, page, "wizard.next")
    assert getattr(page.step, name).told()
    assert page.step is page.all[at]


def test_a_mail_account_is_kept_or_its_rubbish_told(qtbot, page):
    page._show_step(2)
    fields = page.step.fields
    type_into(qtbot, fields.host, "smtp example")
    click(qtbot, page, "wizard.next")
    assert fields.host.told()
    type_into(qtbot, fields.host, "smtp.example.com")
    type_into(qtbot, fields.address, "bills@shop.example")
    assert "bills@shop.example" in page.example.text()
    click(qtbot, page, "wizard.next")
    assert page.bench.desk.sending.account().host == "smtp.example.com"
    assert page.step is page.all[3]


def test_the_sample_fills_a_shop_that_has_been_set_up(qtbot, page, monkeypatch):
    monkeypatch.setattr("billdesk.ui.pages.wizard.CUSTOMERS", 1)
    click(qtbot, page, "wizard.skip")
    type_into(qtbot, page.all[1].tax, "Sales tax")
    type_into(qtbot, page.all[1].percent, "8")
    click(qtbot, page, "wizard.next")
    click(qtbot, page, "wizard.skip")
    page.data.sample.button.click()
    qtbot.waitUntil(lambda: bool(page.asked_places), timeout=60_000)
    assert page.asked_places == [("invoices", None)]
    assert page.bench.desk.browsing.customers("")
    assert page.told_words[-1].startswith("In the shop now: 1 customer")


def test_a_shop_document_is_loaded_or_its_problems_are_told(qtbot, page, tmp_path):
    page._show_step(3)
    bad = tmp_path / "bad.json"
    for content in (b"", b"{", json.dumps({"billdesk": 9}).encode(), b"\xff\xfe"):
        bad.write_bytes(content)
        page.load_file(bad)
        settle(qtbot, page)
        assert page.wrong.text(), content
    page.load_file(tmp_path / "gone.json")
    settle(qtbot, page)
    assert "gone.json" in page.wrong.text()
    assert page.bench.desk.settings.is_new()
    page.load_file(CASES / "little-shop.json")
    qtbot.waitUntil(lambda: bool(page.asked_places), timeout=30_000)
    assert page.bench.desk.browsing.customers("")


def test_the_button_asks_for_a_document(qtbot, page):
    from PySide6.QtWidgets import QFileDialog

    page._show_step(3)
    page.data.load.button.click()
    dialog = page.findChild(QFileDialog, "wizard.file")
    assert dialog is not None
    dialog.reject()


def test_the_window_of_a_new_shop_opens_with_the_wizard_and_esc_leaves_it(qtbot, make_window):
    window = make_window("empty")
    qtbot.waitUntil(lambda: window.shown.key == "wizard")
    assert not window.shell.side.isVisible()
    assert not window.shell.top.isVisible()
    qtbot.keyClick(window.shell, Qt.Key.Key_Escape)
    assert window.shown.key == "invoices"
    assert window.shell.side.isVisible()


def test_the_window_of_a_shop_in_use_opens_without_it(qtbot, make_window):
    window = make_window("little")
    qtbot.waitUntil(lambda: not window.background.busy())
    assert window.shown.key == "invoices"
