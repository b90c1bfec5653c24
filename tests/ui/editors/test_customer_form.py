"""The fields of a customer."""

from dataclasses import replace

import pytest

from billdesk.domain.customer import Customer, Record
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Tax
from billdesk.domain.terms import Terms
from billdesk.services.customers import CustomerForm
from billdesk.ui.editors.customer_form import CustomerFields

ACME = Customer(
    1,
    "acme",
    "Acme",
    "a@b.example",
    ("c@d.example", "e@f.example"),
    address="1 Main St\nDover",
    country="US",
    currency="USD",
    language="en",
    tax=Choice(True, 2),
    terms_id=3,
    notes="Rings twice",
    ship_to="Lab\n7 Quay",
)
FORM = CustomerForm(
    Record(ACME), (), (Tax(2, "vat", "VAT", ()),), (Terms(3, "net", "Net 14"),), ShopSettings(), (), ()
)


@pytest.fixture
def fields(look, qtbot):
    made = CustomerFields(look)
    qtbot.addWidget(made)
    made.offer(FORM, "en")
    return made


@pytest.mark.parametrize(
    "customer",
    [
        ACME,
        Customer(1, "a", "A"),
        replace(ACME, tax=UNTAXED, currency=None, language=None, terms_id=None),
        replace(ACME, tax=INHERIT, tax_exempt=True),
        replace(
            ACME, country="Old Prussia", currency="XCD", language="de-AT", tax=Choice(True, 99), terms_id=9
        ),
        replace(ACME, notes="  with blanks \r\n and lines\n", address="\n1 Main\n"),
    ],
)
def test_a_customer_that_is_only_shown_is_not_changed(fields, customer):
    fields.show_customer(customer)

    assert fields.customer(customer) == customer
    assert not fields.form.is_changed()


@pytest.mark.parametrize("sign", [", ", ";", " ", ",,"])
def test_copies_may_be_parted_by_commas_semicolons_or_blanks(fields, sign):
    fields.show_customer(ACME)
    fields.form.fields["cc"].edit.setText(f"a@b.example{sign}c@d.example")

    assert fields.customer(ACME).cc == ("a@b.example", "c@d.example")


def test_choices_become_what_they_stand_for(fields):
    fields.show_customer(ACME)
    for place, key in (("tax", "-"), ("currency", ""), ("language", ""), ("terms_id", ""), ("country", "DE")):
        fields.form.fields[place].show_value(key)
    found = fields.customer(ACME)

    assert (found.tax, found.currency, found.language, found.terms_id, found.country) == (
        UNTAXED,
        None,
        None,
        None,
        "DE",
    )
