"""The example of the product pages, from its document to the invoices that its run must give."""

import json
from datetime import date
from typing import Any

from billdesk.domain.money import amount_text, scaled_text
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.services.run import Ears, Outcome, Request, Run
from support.shops import CASES, load_case

FIRST_OF_FEBRUARY = date(2026, 2, 1)


def _run(office: Office, preview: bool = False) -> list[Outcome]:
    found: list[Outcome] = []
    run = Run(office)
    (run.preview if preview else run.go)(Request(FIRST_OF_FEBRUARY), Ears(found.extend))
    return found


def _as_in_the_example(outcome: Outcome) -> dict[str, Any]:
    invoice = outcome.invoice
    assert invoice is not None
    items = invoice.items
    return {
        "schedule": outcome.schedule,
        "customer": outcome.customer,
        "billing_date": str(outcome.billing_date),
        "due_date": str(invoice.due_date),
        "period_start": str(invoice.period.start) if invoice.period else None,
        "period_end": str(invoice.period.end) if invoice.period else None,
        "currency": invoice.currency,
        "state": invoice.state,
        "quantities": [scaled_text(line.quantity) for line in items],
        "nets": [amount_text(line.net, invoice.currency) for line in items],
        "counted": [
            [name for _, name in line.evidence.items]
            if line.evidence and line.evidence.kind != "usage"
            else None
            for line in items
        ],
        "subtotal": amount_text(invoice.subtotal, invoice.currency),
        "discount": amount_text(invoice.discount_amount, invoice.currency),
        "tax": amount_text(invoice.tax, invoice.currency),
        "total": amount_text(invoice.total, invoice.currency),
    }


def _expected() -> list[dict[str, Any]]:
    return json.loads((CASES / "little-shop.expected.json").read_text(encoding="utf-8"))["invoices"]


def test_the_run_gives_exactly_the_invoices_of_the_example(each_office: Office) -> None:
    load_case(each_office)
    assert [_as_in_the_example(one) for one in _run(each_office)] == _expected()


def test_a_second_run_of_the_same_day_gives_nothing(each_office: Office) -> None:
    load_case(each_office)
    _run(each_office)
    assert _run(each_office) == []


def test_the_preview_shows_what_the_run_then_writes(each_office: Office) -> None:
    load_case(each_office)
    foreseen = [_as_in_the_example(one) for one in _run(each_office, preview=True)]
    assert foreseen == [_as_in_the_example(one) for one in _run(each_office)]


def test_the_preview_writes_nothing(each_office: Office) -> None:
    load_case(each_office)
    before = Loading(each_office).dump()
    _run(each_office, preview=True)
    assert Loading(each_office).dump() == before


def test_a_dump_after_the_load_is_the_document_again(each_office: Office) -> None:
    load_case(each_office)
    document = json.loads((CASES / "little-shop.json").read_text(encoding="utf-8"))
    assert Loading(each_office).dump() == document


def test_a_shop_that_has_run_moves_over_whole(each_office: Office, office: Office) -> None:
    load_case(each_office)
    _run(each_office)
    document = Loading(each_office).dump()
    Loading(office).load([Source("moved.json", json.dumps(document).encode())])
    assert Loading(office).dump() == document
    assert _run(office) == []
