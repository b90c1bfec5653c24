"""What the e-mail about a run says."""

import re
from datetime import date

import pytest

from billdesk.basics import resources, words
from billdesk.services.letters import FIELDS
from billdesk.services.run_letter import FACTS, LISTS, run_letter
from support.small_shop import NORTHGATE

DAY = date(2026, 2, 1)
QUIET = {
    "generated": 1,
    "issued": 1,
    "skipped": 0,
    "failed": 0,
    "stopped": False,
    "waiting": {},
    "totals": [["EUR", 1, 119_00]],
    "invoices": [
        {"number": "INV-1", "customer": "Acme", "waiting": "", "total": 119_00, "currency": "EUR"},
    ],
    "failures": [],
    "late_fees": 0,
    "fees": [],
}
FAILURE = {"customer": "Bolt", "title": "", "times": 3, "code": "price_is_missing", "facts": {"line": "<b>"}}


def letter(**more):
    return run_letter(QUIET | more, DAY, {}, NORTHGATE)


def test_a_quiet_run_says_only_what_there_is():
    assert letter().text == (
        "BillDesk has run for Northgate IT on Feb 1, 2026.\n\n"
        "Drawn up: 1\nTotal: €119.00\nIssued: 1\n\n"
        "Drawn up:\n\nINV-1 Acme: €119.00\n\n"
        "Northgate IT\n"
    )


def test_failures_are_told_with_their_reason_and_how_often_and_never_as_markup():
    found = letter(failed=1, failures=[FAILURE])
    assert "Bolt (3 times in a row): “<b>” has no price." in found.text
    assert "<b>" not in found.html


def test_of_long_lists_the_rest_is_counted():
    assert "and 11 more: …" in letter(generated=12).text
    assert "and 69 more: …" in letter(failed=70, failures=[FAILURE]).text


def test_drafts_that_wait_stand_apart():
    late = QUIET["invoices"][0] | {"number": "", "waiting": "late"}
    text = letter(generated=2, invoices=[late, *QUIET["invoices"]], waiting={"late": 1}).text
    assert "These drafts wait until somebody decides on them:\n\nDraft Acme: €119.00" in text
    assert "Of these, came due late: 1" in text


def test_late_fees_are_told_by_the_invoice_that_they_are_for():
    fee = {"for": "INV-1", "customer": "Acme", "currency": "EUR", "number": "INV-9", "total": 15_00}
    bad = {"for": "INV-2", "customer": "Bolt", "currency": "EUR", "code": "amount_too_large", "facts": {}}
    text = letter(late_fees=1, fees=[fee, bad]).text
    assert "Late fees billed: 1" in text
    assert "Late fees:\n\nAcme, for INV-1: €15.00\nBolt, for INV-2: An amount is larger" in text


def test_cards_that_were_not_charged_are_told_with_the_reason():
    facts = {"card": "Visa •••• 4242", "said": "expired", "number": "INV-1", "customer": "Acme"}
    refused = {"customer": "Acme", "title": "Care", "code": "card_refused", "facts": facts}
    text = letter(charged=2, uncharged=[refused]).text
    assert "Charged to stored cards: 2" in text
    assert "weren't charged to a card:\n\nAcme, Care: Visa •••• 4242 was refused: expired." in text


def test_a_stopped_run_says_so():
    assert "stopped" in letter(stopped=True).text


def test_e_mails_are_counted_as_they_stand():
    found = run_letter(QUIET, DAY, {"sent": 3, "queued": 1, "sending": 1, "unknown": 1}, NORTHGATE).text
    assert "E-mails sent so far: 3\nE-mails that still wait: 2\nE-mails that didn't go out: 1" in found


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_template_knows_its_placeholders(language):
    text = resources.read_text("mail", language, "run.txt")
    assert set(re.findall(r"\{(.*?)\}", text)) <= FACTS | LISTS | FIELDS
