"""Drafts of customers outlive the editor."""

import pytest
from PySide6.QtCore import QSettings

from billdesk.domain.customer import Asset, Contact, Customer, Record
from billdesk.domain.tax import Choice
from billdesk.ui.editors.drafts import CustomerDrafts
from support.customers_shop import RUBBISH

RECORD = Record(
    Customer(3, "acme", "Acme", cc=("a@b.example",), tax=Choice(True, 2), terms_id=4, version=7),
    (Contact(0, "", 3, "Zoë", fields={"remote": "yes"}),),
    (Asset(9, "nb", 3, "NB-1", active=False),),
)


@pytest.fixture
def drafts(apart):
    return CustomerDrafts("/data/zoe/shop.billdesk")


def test_a_draft_comes_back_as_it_was_even_to_another_window(drafts):
    drafts.keep(RECORD)

    assert CustomerDrafts("/data/zoe/shop.billdesk").find(3) == RECORD
    assert CustomerDrafts("C:\\shop.billdesk").find(3) is None
    assert drafts.find(0) is None
    drafts.forget(3)
    assert drafts.find(3) is None


@pytest.mark.parametrize("name", [*RUBBISH, "x" * 10_000, "a\nb", "\u2028"])
def test_anything_that_was_typed_comes_back(drafts, name):
    record = Record(Customer(0, "", name))
    drafts.keep(record)

    assert drafts.find(0) == record


@pytest.mark.parametrize("text", ["", "{", "[]", '{"customer": {}}', '{"customer": {"x": 1}}', "null"])
def test_what_cannot_be_read_is_no_draft(drafts, text):
    drafts.keep(RECORD)
    kept = QSettings("BillDesk", "BillDesk")
    kept.setValue(drafts._key(3), text)
    kept.sync()

    assert CustomerDrafts("/data/zoe/shop.billdesk").find(3) is None
