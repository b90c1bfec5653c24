"""What statements say: in the customer's language, and the letter tells what is owed."""

from dataclasses import replace
from datetime import date

from billdesk.domain.customer import Customer
from billdesk.domain.document import Letterhead
from billdesk.domain.settings import ShopSettings
from billdesk.domain.statement import Ageing, Line, Move, Standing, Statement, Wanted
from billdesk.services.statement_papers import letter_facts, name_of, printed, sent_letter
from billdesk.storage.traces import SentStatement

START, END = date(2026, 2, 1), date(2026, 2, 28)
PAID = Move(END, "payment", 1, -40_00, "R-2026-00001", "2291", method="check")
STATEMENT = Statement(
    Wanted(1, "EUR", END, START),
    100_00,
    (Line(PAID, 60_00),),
    (),
    Ageing((0, 60_00, 0, 0, 0)),
    Standing(60_00),
)
ACME = Customer(1, "acme", "Acme", address="Main St 1\n\nDover")


def shown(statement=STATEMENT, language="de"):
    return printed(statement, ACME, Letterhead("Bench"), language, END)


def test_rows_say_how_it_was_paid_in_the_customers_language():
    document = shown()
    assert document.rows[0].about == "Scheck · 2291"
    assert document.customer == ("Acme", "Main St 1", "Dover")
    assert (document.opening, document.closing) == (100_00, 60_00)


def test_the_letter_tells_what_is_owed_and_overdue():
    letter = sent_letter(SentStatement(1, letter_facts(shown()), b"%PDF"), ShopSettings(name="Bench"))
    assert letter.subject == "Kontoauszug von Bench"
    assert "Saldo: 60,00" in letter.text
    assert "Davon überfällig: 60,00" in letter.text
    assert letter.papers[0].name == "Kontoauszug Acme 2026-02 EUR.pdf"


def test_a_settled_account_is_told_so_and_its_credit():
    settled = replace(STATEMENT, lines=(Line(PAID, -5_00),), ageing=Ageing())
    letter = sent_letter(
        SentStatement(1, letter_facts(shown(settled, "en")), b""), ShopSettings(name="Bench")
    )
    assert "Nothing is left to pay" in letter.text
    assert "Credit balance: €5.00" in letter.text
    assert "overdue" not in letter.text


def test_files_are_named_by_month_or_by_day():
    assert name_of(shown(language="en")) == "Statement Acme 2026-02 EUR"
    assert name_of(replace(shown(language="en"), kind="open")) == "Open items Acme 2026-02-28 EUR"
    assert name_of(replace(shown(language="en"), start=date(2026, 1, 5))) == "Statement Acme 2026-02-28 EUR"
