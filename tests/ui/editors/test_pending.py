"""Charges that wait: how many and of which tickets, one or some or all of them taken."""

import pytest

from billdesk.domain.ticket import Charge
from billdesk.ui.editors.invoice import InvoiceEditor


@pytest.fixture
def page(open_editor, customer_ids, make_bench, qtbot):
    """Acme with a cable, a disk and something without a price."""
    bench = make_bench()
    with bench.desk.sending._office.work() as work:
        ticket = next(one for one in work.tickets.all() if one.ref == "t2")
        keys = work.take_ids("charge", 2)
        usual = (ticket.id, ticket.customer_id)
        work.tickets.add_charges(
            [
                Charge(keys[0], *usual, "Disk", 10_000, unit_price=100_00 * 10_000),
                Charge(keys[1], *usual, "Something", 10_000),
            ]
        )
        work.commit()
    return open_editor(InvoiceEditor, {"customer": customer_ids["Acme"]})[0]


def test_it_says_how_many_wait_and_what_they_come_to(page):
    bar = page.pending
    assert bar.words.text() == "3 charges are waiting"
    assert bar.more.text().endswith("109.90 before tax")
    assert bar.accessibleName().startswith("3 charges are waiting from")


def test_all_are_taken_but_those_without_a_price(page):
    page.pending.add.click()
    assert [line.description for line in page.state.invoice.items] == ["Cable", "Disk"]
    assert page.pending.words.text() == "1 charge is waiting"
    assert not page.pending.add.isEnabled()


def test_one_can_be_chosen(page):
    page.pending.open_choices()
    boxes = [one for one in page.pending._menu.actions() if one.isCheckable()]
    assert [one.isEnabled() for one in boxes] == [True, True, False]
    assert "no price" in boxes[2].text()
    boxes[1].setChecked(True)
    take = next(one for one in page.pending._menu.actions() if one.objectName() == "invoice.pending.take")
    page.pending._menu.close()
    take.trigger()
    assert [line.description for line in page.state.invoice.items] == ["Disk"]


def test_choosing_none_changes_nothing(page):
    page.pending.open_choices()
    page.pending._menu.close()
    page.pending.added.emit(())
    assert page.state.rows == ()
