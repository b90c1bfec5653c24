"""Which documents go into the outbox, and to whom."""

import pytest

from billdesk.domain.errors import Missing
from billdesk.services.queueing import addressed, wanted


def test_each_document_is_wanted_once_in_the_order_asked_for(paper_shop):
    keys = paper_shop.invoices(paper_shop.customer(), 3)
    with paper_shop.office.reading() as work:
        found, problems = wanted(work, [keys[2], keys[0], keys[2]])
    assert [invoice.id for invoice, _ in found] == [keys[2], keys[0]]
    assert {to for _, to in found} == {("ann@acme.example",)}
    assert problems == []


def test_a_missing_document_is_named(paper_shop):
    with paper_shop.office.reading() as work, pytest.raises(Missing) as missing:
        wanted(work, [5])
    assert missing.value.facts["invoice"] == 5


def test_a_wrong_copy_address_is_a_problem_though_the_first_is_usable(paper_shop):
    key = paper_shop.invoice(paper_shop.customer(cc=("boss@acme",)))
    with paper_shop.office.reading() as work:
        to, problem = addressed(work, [work.invoices.by_id(key)])[key]
    assert to == ("ann@acme.example",)
    assert (problem.code, problem.facts["address"]) == ("bad_address", "boss@acme")
