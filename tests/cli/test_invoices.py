"""`billdesk invoice …`: list, show, issue, void, credit."""

import pytest


@pytest.fixture
def billed(terminal):
    terminal.done("run")
    return terminal


def test_the_list_names_customer_schedule_and_balance(each_terminal):
    each_terminal.done("run")

    found = each_terminal.done("invoice", "list", "--status", "open")

    assert len(found) == 1
    expected = {
        "number": "INV-2026-00001",
        "state": "issued",
        "status": "open",
        "customer": "acme",
        "schedule": "acme-msp",
        "billing_date": "2026-02-01",
        "date": "2026-02-01",
        "due_date": "2026-02-15",
        "currency": "USD",
        "subtotal": "828.15",
        "discount": "82.82",
        "tax": "61.49",
        "total": "806.82",
        "balance": "806.82",
    }
    assert found[0] | expected == found[0]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 4),
        (["--customer", "cafe"], 2),
        (["--status", "draft"], 3),
        (["--status", "draft", "--status", "open"], 4),
        (["--search", "retainer"], 2),
        (["--from", "2026-01-10", "--to", "2026-01-31"], 1),
        (["--limit", "2"], 2),
        (["--status", "void"], 0),
    ],
)
def test_the_list_is_filtered(billed, words, count):
    assert len(billed.done("invoice", "list", *words)) == count


def test_overdue_depends_on_today(billed):
    assert billed.done("invoice", "list", "--status", "overdue") == []
    assert len(billed.done("invoice", "list", "--status", "overdue", today="2026-02-16")) == 1


def test_show_adds_all_that_belongs_to_it(billed):
    billed.done("pay", "acme", "100.00", "--method", "cash")

    found = billed.done("invoice", "show", "INV-2026-00001")

    assert [line["line"] for line in found["lines"]] == list(range(1, 12))
    assert found["taxes"] == [{"name": "Sales tax", "percent": "8.25", "base": "745.33", "amount": "61.49"}]
    assert [one["amount"] for one in found["allocations"]] == ["100.00"]
    assert [one["state"] for one in found["deliveries"]] == ["queued"]
    assert found["history"][0]["act"] == "generated"
    assert found["history"][0]["change"]["total"] == "806.82"
    assert found["status"] == "partly_paid"


def test_what_the_run_calls_an_invoice_is_what_show_takes(terminal):
    for one in terminal.done("run")["generated"]:
        assert terminal.done("invoice", "show", str(one["invoice"]))["total"] == one["total"]


def test_a_draft_is_issued_and_voided(billed):
    draft = billed.done("invoice", "list", "--status", "draft", "--customer", "bistro")[0]["id"]

    issued = billed.done("invoice", "issue", str(draft))
    void = billed.done("invoice", "void", issued["number"])

    assert (issued["number"], issued["state"]) == ("INV-2026-00002", "issued")
    assert (void["number"], void["status"], void["balance"]) == ("INV-2026-00002", "void", "0.00")
    assert "INV-2026-00002" in billed.refused("invoice", "void", "INV-2026-00002")
    assert "INV-2026-00002" in billed.refused("invoice", "issue", "INV-2026-00002")


def test_a_paid_invoice_is_not_voided(billed):
    billed.done("quick-pay", "INV-2026-00001")

    assert "Reverse that first" in billed.refused("invoice", "void", "INV-2026-00001")


def test_a_line_is_credited_by_its_number(billed):
    found = billed.done("invoice", "credit", "INV-2026-00001", "--line", "2=1")

    note = found["credit_notes"][0]
    assert (note["kind"], note["subtotal"]) == ("credit_note", "32.50")
    assert found["allocations"][0]["amount"] == note["total"]
    assert found["balances"]["INV-2026-00001"] == "775.16"


def test_a_whole_invoice_is_credited(billed):
    found = billed.done("invoice", "credit", "INV-2026-00001")

    assert found["credit_notes"][0]["total"] == "806.82"
    assert found["balances"]["INV-2026-00001"] == "0.00"


@pytest.mark.parametrize(
    "line", ["2", "2=", "x=1", "0=1", "99=1", "2=0", "2=-1", "2=1,5", "8=1", "2=3", "=", "²=1"]
)
def test_lines_that_cannot_be_credited_are_refused(billed, line):
    billed.refused("invoice", "credit", "INV-2026-00001", "--line", line)


def test_people_get_tables(billed):
    assert "INV-2026-00001" in billed("invoice", "list").out
    shown = billed("invoice", "show", "INV-2026-00001").out
    assert "Sales tax 8.25 %  61.49" in shown
    assert "No invoice fits." in billed("invoice", "list", "--status", "void").out
