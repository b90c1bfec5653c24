"""The page Take payment on a real database: in full, in part, split, too much, in cash, and rubbish."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from billdesk.domain.invoice import InvoiceLine
from billdesk.services.payments import Received
from billdesk.ui.pages.payment import PaymentPage
from billdesk.ui.tasks import PaymentTask, Taken
from support.parts import calm, press, put_text
from support.recurring_shop import FEB_1

BALANCES = (100_00, 50_00, 30_00)


class Till:
    """The example shop with a customer that owes three invoices, the oldest first."""

    def __init__(self, shop):
        self.shop, self.payments = shop, shop.real.payments
        choices = shop.real.browsing.customers("Bistro")
        self.customer = choices[0].id
        self.invoices = [self._issued(price, day) for day, price in enumerate(BALANCES, 1)]

    def _issued(self, price, day):
        desk = self.shop.real
        draft = desk.drafts.fresh(self.customer, FEB_1).invoice
        line = InvoiceLine("Thing", quantity=10_000, unit_price=price * 10_000)
        facts = {"lines": (line,), "currency": "CAD", "due_date": date(2026, 1, day)}
        return desk.invoicing.issue(desk.drafts.keep(replace(draft, **facts)).id, FEB_1)

    def balances(self):
        with self.payments._office.reading() as work:
            found = work.invoices.balances([one.id for one in self.invoices])
        return [found[one.id] for one in self.invoices]

    def newest(self):
        with self.payments._office.reading() as work:
            return work.payments.all()[-1]

    def credit(self):
        return self.payments.credit_of(self.customer).get("CAD", 0)


@pytest.fixture
def till(recurring_shop):
    return Till(recurring_shop)


@pytest.fixture
def open_page(till, open_part, qtbot):
    def open_it(came_from=None):
        invoice = None if came_from is None else till.invoices[came_from].id
        task = PaymentTask(till.customer, invoice)
        till.shop.real.announcer.listeners.clear()
        page = open_part(PaymentPage, till.shop, what=task)
        page.till = till
        if came_from is None:
            page.body.currency.show_value("CAD")
            page.body.currency.changed.emit()
        calm(qtbot, page)
        qtbot.waitUntil(lambda: page.settles.table.rows_model.rowCount() == len(BALANCES))
        calm(qtbot, page)
        page.show_top = page.take
        page.layout().addWidget(page.take)  # the window has it in its top bar
        return page

    return open_it


def parts(page):
    return [page.split.parts.get(one.id, 0) for one in page.till.invoices]


def type_amount(page, words):
    put_text(page.body.amount.edit, words)


def take(qtbot, page):
    QTest.keyClick(page.body.amount.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.asked_places))
    return page.asked_places[-1]


def test_the_invoice_one_came_from_is_ticked_and_its_balance_stands_there(qtbot, open_page):
    page = open_page(came_from=1)

    assert page.body.amount.edit.text() == "50.00"
    assert page.body.amount.edit.selectedText() == "50.00"
    assert parts(page) == [0, 50_00, 0]
    assert page.till.invoices[1].id in page.settles.table.rows_model.ticks
    assert page.take.text() == "Take payment of CAD 50.00"
    place, taken = take(qtbot, page)
    assert (place, page.till.balances()) == ("invoices", [100_00, 0, 30_00])
    newest = page.till.newest()
    assert taken == Taken(f"{newest.number}: CAD 50.00 taken from Bistro Müller", (newest.id,))


def test_an_amount_fills_the_oldest_first_and_the_rest_is_credit_with_each_key(qtbot, open_page):
    page = open_page()

    for typed, filled in (
        ("1", [1_00, 0, 0]),
        ("12", [12_00, 0, 0]),
        ("120", [100_00, 20_00, 0]),
    ):
        type_amount(page, typed)
        assert parts(page) == filled
    assert page.settles.sums["owes_after"][2].text() == "CAD 60.00"
    type_amount(page, "200")
    assert page.settles.sums["to_credit"][2].text() == "CAD 20.00"
    assert [one.left for one in page.settles.bar.shares()] == [False, False, False, True]
    table = page.settles.table
    assert [row.part for row in rows_of(table)] == list(BALANCES)
    take(qtbot, page)
    assert (page.till.balances(), page.till.credit()) == ([0, 0, 0], 20_00)


def rows_of(table):
    return [table.rows_model.row(at) for at in range(table.rows_model.rowCount())]


def test_a_part_is_typed_in_its_row_and_stays_when_the_amount_changes(qtbot, open_page):
    page = open_page()
    table = page.settles.table
    type_amount(page, "100")
    table.setFocus()
    table.choose(2)
    for key in ("2", "5"):
        QTest.keyClick(table.cell if table.cell.isVisible() else table, key)
    QTest.keyClick(table.cell, Qt.Key.Key_Return)
    assert parts(page) == [75_00, 0, 25_00]
    type_amount(page, "150")
    assert parts(page) == [100_00, 25_00, 25_00]

    table.choose(0)
    table.begin("40")
    QTest.keyClick(table.cell, Qt.Key.Key_Tab)
    assert parts(page) == [40_00, 50_00, 25_00]
    assert table.cell.isVisible()  # in the next row
    QTest.keyClick(table.cell, Qt.Key.Key_Escape)
    assert page.settles.sums["to_credit"][2].text() == "CAD 35.00"
    take(qtbot, page)
    assert page.till.balances() == [60_00, 0, 5_00]


@pytest.mark.parametrize("rubbish", ["abc", "-5", "1e9", "12,3,4", "٣", "x" * 90])
def test_a_part_that_is_no_amount_is_told_and_nothing_is_taken(qtbot, open_page, rubbish):
    page = open_page()
    type_amount(page, "100")
    page.settles.table.choose(1)
    page.settles.table.begin(rubbish)
    page.finish_payment()
    calm(qtbot, page)

    assert page.settles.wrong.text() == "Not an amount. Type 12.50"
    assert page.settles.table.cell.text() == rubbish
    assert (page.asked_places, page.till.balances()) == ([], list(BALANCES))


def test_more_than_is_open_or_than_came_in_is_told_and_shuts_the_button(qtbot, open_page):
    page = open_page()
    type_amount(page, "60")
    page.settles.changed.emit(page.split.setting(page.till.invoices[1].id, 50_01))
    assert "More is assigned to an invoice" in page.settles.wrong.text()
    assert not page.take.isEnabled()
    page.settles.changed.emit(page.split.setting(page.till.invoices[1].id, 50_00))
    assert page.take.isEnabled()
    page.settles.changed.emit(page.split.setting(page.till.invoices[0].id, 20_00))
    assert "The parts are more than the payment" in page.settles.wrong.text()
    assert not page.take.isEnabled()
    figures = {
        name: (title.text(), figure.text()) for name, (_seat, title, figure) in page.settles.sums.items()
    }
    assert figures["to_credit"] == ("Too much by", "CAD 10.00")
    assert figures["owes_after"] == ("Then owed", "–")
    page.finish_payment()
    calm(qtbot, page)
    assert page.till.balances() == list(BALANCES)


@pytest.mark.parametrize("rubbish", ["abc", "-5", "1e999", "9" * 40, "0", "", "12.345"])
def test_an_amount_that_is_none_is_told_at_its_field_and_nothing_is_taken(qtbot, open_page, rubbish):
    page = open_page()
    type_amount(page, rubbish)
    assert not page.take.isEnabled()
    page.finish_payment()
    calm(qtbot, page)
    assert bool(page.body.amount.told()) == (rubbish not in ("0", ""))
    assert (page.asked_places, page.till.balances()) == ([], list(BALANCES))


def test_invoices_are_ticked_to_be_taken_in_and_the_buttons_fill_them(qtbot, open_page):
    page = open_page(came_from=2)
    ticks = page.settles.table.rows_model.ticks
    ticks.toggle(page.till.invoices[0].id)
    assert (parts(page), page.body.amount.edit.text()) == ([100_00, 0, 30_00], "130.00")
    page.settles.table._on_tick_all()
    assert (parts(page), page.body.amount.edit.text()) == (list(BALANCES), "180.00")
    type_amount(page, "110")
    press(qtbot, page, "payment.oldest_first")
    assert parts(page) == [100_00, 10_00, 0]
    ticks.toggle(page.till.invoices[0].id)
    assert parts(page) == [0, 50_00, 30_00]
    page.settles.clear.click()
    assert (parts(page), page.split.to_credit) == ([0, 0, 0], 110_00)
    take(qtbot, page)
    assert (page.till.balances(), page.till.credit()) == (list(BALANCES), 110_00)


def test_only_the_invoice_one_came_from_is_filled_and_the_rest_is_credit(qtbot, open_page):
    page = open_page(came_from=1)
    type_amount(page, "70")
    assert parts(page) == [20_00, 50_00, 0]
    press(qtbot, page, "payment.only_this")
    assert (parts(page), page.split.to_credit) == ([0, 50_00, 0], 20_00)


def test_cash_asks_what_was_handed_over_and_shows_the_change(qtbot, open_page):
    page = open_page(came_from=1)
    page.body.method.edit.pick("cash")
    put_text(page.body.tendered.edit, "60")
    assert page.body.change.text() == "CAD 10.00"
    put_text(page.body.tendered.edit, "49.99")
    assert not page.take.isEnabled()
    page.finish_payment()
    assert page.body.tendered.told() == "CAD 0.01 is missing. Type what was handed over."
    put_text(page.body.tendered.edit, "100")
    take(qtbot, page)
    assert (page.till.newest().method, page.till.newest().amount) == ("cash", 50_00)


def test_a_check_has_its_number_day_and_note(qtbot, open_page):
    page = open_page(came_from=0)
    page.body.method.edit.pick("check")
    assert page.body.reference.edit.accessibleName() == "Check number"
    assert not page.body.tendered.isVisible()
    put_text(page.body.reference.edit, " 2291 ")
    put_text(page.body.note.edit, "by post")
    put_text(page.body.day.edit, "2026-01-30")
    take(qtbot, page)
    newest = page.till.newest()
    assert (newest.method, newest.reference, newest.note) == ("check", "2291", "by post")
    assert newest.day == date(2026, 1, 30)


def test_a_day_that_is_none_is_told_and_nothing_is_taken(qtbot, open_page):
    page = open_page(came_from=0)
    put_text(page.body.day.edit, "32 Foo")
    page.finish_payment()
    calm(qtbot, page)
    assert page.body.day.told().startswith("Not a date")
    assert page.till.balances() == list(BALANCES)


def test_store_credit_is_used_before_the_money(qtbot, till, open_page):
    till.payments.grant(Received(till.customer, 70_00, FEB_1, "CAD"), "goodwill")
    page = open_page(came_from=0)
    assert page.body.use_credit.isVisible()
    page.body.use_credit.edit.click()
    assert (page.body.amount.edit.text(), page.take.text()) == ("30.00", "Take payment of CAD 30.00")
    _place, taken = take(qtbot, page)
    assert (till.balances()[0], till.credit(), taken.payment_ids) == (0, 0, ())


def test_credit_alone_pays_what_it_can(qtbot, till, open_page):
    till.payments.grant(Received(till.customer, 200_00, FEB_1, "CAD"), "goodwill")
    page = open_page(came_from=0)
    page.body.use_credit.edit.click()
    assert page.take.text() == "Use credit of CAD 100.00"
    _place, taken = take(qtbot, page)
    assert taken == Taken("CAD 100.00 of Bistro Müller's credit used")
    assert (till.balances()[0], till.credit()) == (0, 100_00)


def test_the_receipt_is_queued_where_that_is_switched_on(qtbot, till, open_page):
    page = open_page(came_from=1)
    assert page.body.mail.edit.accessibleDescription().startswith("to ")
    page.body.mail.edit.click()
    place, _taken = take(qtbot, page)
    assert [one[0] for one in page.asked_places] == ["outbox", place]
    with till.payments._office.reading() as work:
        [delivery] = work.outbox.of_payments([till.newest().id], "queued")
    assert delivery.kind == "receipt"


def test_where_another_desk_was_faster_it_is_told_and_what_was_typed_stays(qtbot, till, open_page):
    page = open_page(came_from=1)
    put_text(page.body.reference.edit, "A-17")
    till.payments.quick([till.invoices[1].id], FEB_1)
    page.finish_payment()
    qtbot.waitUntil(lambda: [one.code for one in page.troubles] == ["invoice_is_paid"])
    calm(qtbot, page)
    qtbot.waitUntil(lambda: page.settles.table.rows_model.rowCount() == 2)
    assert page.body.reference.value() == "A-17"
    assert (page.asked_places, till.balances()) == ([], [100_00, 0, 30_00])


def test_without_a_customer_one_is_chosen_first(qtbot, till, open_part):
    page = open_part(PaymentPage, till.shop, what=PaymentTask())
    assert not page.take.isEnabled()
    page.finish_payment()
    page.body.picked.emit(till.customer)
    calm(qtbot, page)
    assert page.sheet.customer.id == till.customer
    qtbot.waitUntil(lambda: len(rows_of(page.settles.table)) == len(page.sheet.invoices))


def test_five_hundred_open_invoices_are_divided_at_each_key(qtbot, till, open_page):
    from billdesk.domain.split import Split

    page = open_page(came_from=0)
    many = tuple(replace(page.split.invoices[0], id=at, number=f"INV-{at}") for at in range(1, 501))
    page._on_sheet(replace(page.sheet, invoices=many))
    page._on_split(Split(many))
    calm(qtbot, page)
    type_amount(page, "49950")
    assert (len(page.split.parts), page.split.to_credit) == (500, 0)
    assert page.settles.table.rows_model.rowCount() == 500


def test_nothing_is_taken_from_the_customer_before_while_another_one_is_read(qtbot, till, open_page):
    page = open_page(0)
    other = next(one.id for one in till.shop.real.browsing.customers("") if one.id != till.customer)
    page._on_picked(other)
    assert not page.take.isEnabled()
    page.finish_payment()
    page._on_picked(till.customer)  # and what is read first isn't shown for the one that was chosen last
    qtbot.waitUntil(lambda: page.sheet is not None)
    calm(qtbot, page)
    assert page.sheet.customer.id == till.customer
    assert till.balances() == list(BALANCES)
