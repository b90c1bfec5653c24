"""`billdesk ticket …`."""


def test_tickets_are_listed(each_terminal):
    found = each_terminal.done("ticket", "list")

    assert [(one["ticket"], one["customer"], one["status"]) for one in found] == [
        ("t1", "acme", "Resolved"),
        ("t2", "acme", "Waiting for parts"),
    ]
    assert len(each_terminal.done("ticket", "list", "--status", "Resolved")) == 1
    assert each_terminal.done("ticket", "list", "--customer", "cafe") == []


def test_a_ticket_shows_its_time_and_charges(terminal):
    found = terminal.done("ticket", "show", "t1")

    assert found["ticket"] == "t1"
    assert {one["state"] for one in found["time"]} == {"charged", "not_charged"}
    assert found["pending"] == "286.15"
    assert found["invoices"] == []


def test_time_is_charged_once(terminal):
    once = terminal.done("ticket", "charge", "t1")

    assert terminal.done("ticket", "charge", "t1") == once
    assert len(once["charges"]) == len(terminal.done("ticket", "show", "t1")["charges"])
    assert {one["state"] for one in once["time"] if one["billable"]} == {"charged"}


def test_one_entry_is_charged_by_its_id(terminal):
    open_time = [
        one for one in terminal.done("ticket", "show", "t1")["time"] if one["state"] == "not_charged"
    ]
    billable = next(one["id"] for one in open_time if one["billable"])

    found = terminal.done("ticket", "charge", "t1", "--time", str(billable))

    assert next(one["state"] for one in found["time"] if one["id"] == billable) == "charged"
    assert "999" in terminal.refused("ticket", "charge", "t1", "--time", "999")


def test_an_invoice_is_made_of_what_is_pending(terminal):
    found = terminal.done("ticket", "invoice", "t1", "t1")

    assert found["tickets"] == ["t1"]
    assert found["invoice"]["state"] == "draft"
    assert found["invoice"]["subtotal"] == "286.15"
    assert terminal.done("ticket", "show", "t1")["pending"] == "0.00"
    assert "nothing to bill" in terminal.refused("ticket", "invoice", "t1")


def test_tickets_that_are_not_there_are_named(terminal):
    for words in (["show", "t9"], ["charge", "t9"], ["invoice", "t1", "t9"]):
        assert "“t9”" in terminal.refused("ticket", *words)
    assert "“nobody”" in terminal.refused("ticket", "list", "--customer", "nobody")


def test_people_get_tables(terminal):
    assert "Slow laptop" in terminal("ticket", "list").out
    assert "pending 286.15 USD" in terminal("ticket", "show", "t1").out
    assert "Draft made." in terminal("ticket", "invoice", "t1").out
    assert "No ticket fits." in terminal("ticket", "list", "--status", "Closed").out
