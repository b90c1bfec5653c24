"""What settings of documents are refused for."""

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.settings import ShopSettings
from billdesk.services.paper_settings import require_printable
from billdesk.services.settings import Settings

WRONG = [
    ({"template": "baroque"}, "unknown_word"),
    ({"paper": "Foolscap"}, "unknown_word"),
    ({"annex": "sometimes"}, "unknown_word"),
    ({"iban": "DE00 1234"}, "iban_is_wrong"),
    ({"bic": "BANK"}, "bic_is_wrong"),
    ({"payment_link": "pay me"}, "bad_link"),
    ({"payment_link": "https://pay.example/{iban}"}, "bad_link"),
    ({"pdf_name": "{secret}"}, "unknown_placeholder"),
]


@pytest.mark.parametrize(("fields", "code"), WRONG)
def test_what_no_document_can_be_made_with_is_refused_and_not_kept(office, fields, code):
    with pytest.raises(Refused) as refused:
        Settings(office).keep(ShopSettings(name="New", **fields))
    assert refused.value.code == code
    assert Settings(office).read() == ShopSettings()


def test_the_defaults_and_complete_payment_details_are_fine():
    require_printable(ShopSettings())
    require_printable(
        ShopSettings(
            template="classic",
            paper="Letter",
            iban="DE89 3704 0044 0532 0130 00",
            bic="COBADEFF",
            payment_link="https://pay.example/{number}",
            annex="always",
            pdf_name="{date} {number} {customer}",
        )
    )
