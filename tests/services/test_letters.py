"""What the e-mails say."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from billdesk.basics import resources, words
from billdesk.domain.customer import Customer
from billdesk.domain.history import Delivery
from billdesk.domain.mailbox import MailAccount
from billdesk.mail.compose import compose
from billdesk.services.letters import (
    FIELDS,
    filled,
    language_folder,
    letter_of,
    message_of,
    trial_letter,
)
from support.mailing import SENDER
from support.small_shop import NORTHGATE, an_invoice

ACME = Customer(1, "acme", "Acme Dental")
KINDS = ("invoice", "settled", "credit_note", "test")


def letter(**more):
    return letter_of(an_invoice(ACME, **({"number": "INV-7", "state": "issued"} | more)), NORTHGATE)


def test_text_and_html_say_the_same_in_the_customers_language():
    found = letter(language="de")
    assert found.subject == "Rechnung INV-7 von Northgate IT"
    for fact in ("Acme Dental", "INV-7", "119,00", "15.02.2026", "01.02.2026"):
        assert fact in found.text
        assert fact in found.html


def test_the_balance_is_that_of_today_and_a_settled_invoice_asks_for_nothing():
    assert "Balance due: €100.00" in letter(settled=1900).text
    assert "nothing is left to pay" in letter(settled=11900).text
    assert "Balance due" not in letter(settled=11900).text


def test_a_credit_note_is_called_one():
    assert letter(kind="credit_note").subject == "Credit note INV-7 from Northgate IT"


def test_lines_without_a_value_are_left_out():
    assert "Your reference" not in letter().text
    assert "Your reference: PO 9" in letter(reference="PO 9").text


def test_text_from_people_never_becomes_markup_or_a_placeholder():
    found = letter(addressee=("<b>{total}</b> & Co",), title="<script>", reference="{password}")
    assert "&lt;b&gt;{total}&lt;/b&gt; &amp; Co" in found.html
    assert "<script>" not in found.html
    assert "Subject: <script>" in found.text
    assert "{password}" in found.text


def test_an_accent_that_is_no_color_stays_out_of_the_html():
    shop = replace(NORTHGATE, accent='red;"><script>')
    assert "<script>" not in letter_of(an_invoice(ACME), shop).html


def test_names_with_line_breaks_make_no_headers():
    shop = replace(NORTHGATE, name="Shop\r\nBcc: spy@x.example")
    delivery = Delivery(("jo@acme.example",), message_id="<1@x.example>")
    account = MailAccount("localhost", sender=SENDER)
    invoice = an_invoice(ACME, number="A/7", state="issued")
    message = message_of(delivery, invoice, b"%PDF", account, shop)
    assert message.attachments[0].name == "A-7.pdf"
    head = compose(message, datetime(2026, 2, 1, tzinfo=UTC)).split(b"\r\n\r\n")[0]
    assert b"\r\nBcc" not in head


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_there_and_knows_its_placeholders(language, kind):
    text = resources.read_text("mail", language, f"{kind}.txt")
    assert set(re.findall(r"\{(.*?)\}", text)) <= FIELDS
    assert text.split("\n\n")[0].count("\n") == 0


def test_a_test_message_names_the_shop():
    assert trial_letter(NORTHGATE).subject == "Test message from Northgate IT"


def test_an_unknown_language_or_placeholder_does_no_harm():
    assert [language_folder(one) for one in ("de-CH", "fr", "../..", "")] == ["de", "en", "en", "en"]
    assert filled("{a}{unknown}", {"a": "{unknown}"}) == "{unknown}"
