"""The work order of a ticket from its pane: looked at, saved, sent."""

from billdesk.ui.tasks import WorkOrdersTask
from support.tickets_shop import asked, settle


def test_the_work_order_is_printed_saved_and_sent(qtbot, tickets_shop, tickets_pane, tmp_path):
    pane = tickets_pane
    assert pane.can_print_order()
    pane.print_order()
    assert pane.asked_places == [("print", WorkOrdersTask((1,)))]

    pane.save_order()
    asked(qtbot, pane, "ticket.save_order.folder").reject()
    pane.acts.save_into(pane.detail.sheet.ticket, tmp_path)
    settle(qtbot, pane)
    [path] = tmp_path.glob("*.pdf")
    assert pane.told_words[-1] == f"Saved as {path}"
    assert path.read_bytes()[:4] == b"%PDF"

    pane.send_order()
    settle(qtbot, pane)
    [line] = tickets_shop.real.sending.list("queued")
    assert (line.delivery.kind, line.delivery.ticket_id) == ("work_order", 1)
    assert pane.troubles[-1].code == "mail_no_account"  # it waits, and the biller is told why
    assert pane.asked_places[-1] == ("outbox", None)


def test_what_has_no_address_and_a_folder_that_is_none_are_said(qtbot, tickets_shop, tickets_pane, tmp_path):
    pane = tickets_pane
    customer = tickets_shop.sheet().customer
    with tickets_shop.real.sending._office.work() as work:
        for contact in work.customers.contacts_of([customer.id]):
            work.customers.keep_contact(contact.__class__(**_fields(contact) | {"email": ""}))
        work.customers.keep(customer.__class__(**_fields(customer) | {"email": ""}))
        work.commit()

    pane.send_order()
    qtbot.waitUntil(lambda: bool(pane.troubles))
    assert pane.troubles[-1].problems[0].code == "no_address"
    settle(qtbot, pane)

    (tmp_path / "file").write_text("mine")
    pane.acts.save_into(pane.detail.sheet.ticket, tmp_path / "file")
    qtbot.waitUntil(lambda: len(pane.troubles) > 1)
    assert pane.troubles[-1].code == "file_cannot_be_written"


def _fields(value):
    return {name: getattr(value, name) for name in value.__slots__}
