"""What payment codes say, field by field, and what is no account, code or link."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from billdesk.domain.document import Letterhead
from billdesk.domain.payqr import (
    Claim,
    bic_of,
    filled_link,
    iban_of,
    link_problem,
    payment_code,
    swiss_reference,
)

GERMAN = Letterhead("Northgate IT", iban="de89 3704 0044 0532 0130 00", bic="COBADEFFXXX")
SWISS = Letterhead("Robert Schneider AG", ("Rue du Lac 1268", "2501 Biel"), iban="CH58 0079 1123 0008 8901 2")
QR_IBAN = "CH44 3199 9123 0008 8901 2"
PAYER = ("Pia-Maria Rutschmann", "Grosse Marktgasse 28/2", "9400 Rorschach")


@pytest.mark.parametrize("text", ["DE89370400440532013000", "GB82 WEST 1234 5698 7654 32", QR_IBAN])
def test_an_account_number_with_the_right_check_digits_is_taken(text):
    assert iban_of(text) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["", "DE89370400440532013001", "DE8937040044053201300", "1234", "CH00", "DE89 ÄÖ", "XX" * 30]
)
def test_rubbish_is_no_account_number(text):
    assert iban_of(text) is None


@given(some.integers(0, 21), some.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(place, digit):
    right = "DE89370400440532013000"
    wrong = right[:place] + digit + right[place + 1 :]
    assert (iban_of(wrong) is None) == (wrong != right)


@pytest.mark.parametrize(
    ("text", "found"), [("cobadeff", "COBADEFF"), ("COBA DEFF", "COBADEFF"), ("COBA", None)]
)
def test_a_bank_code_has_eight_or_eleven_characters(text, found):
    assert bic_of(text) == found


def test_the_giro_code_has_the_fields_of_epc069_12_in_their_order():
    code = payment_code(GERMAN, Claim(80682, "EUR", "INV-2026-00004"))
    assert code.kind == "epc"
    assert code.text.split("\n") == [
        "BCD", "002", "1", "SCT", "COBADEFFXXX", "Northgate IT", "DE89370400440532013000", "EUR806.82", "",
        "", "INV-2026-00004",
    ]  # fmt: skip


def test_a_giro_code_never_grows_above_331_bytes_or_gets_a_line_more():
    head = Letterhead("Ü" * 200 + "\nEUR1.00", iban=GERMAN.iban)
    text = payment_code(head, Claim(1, "EUR", "9" * 300 + "\nX")).text
    assert len(text.encode()) <= 331
    assert text.count("\n") == 10


def test_a_swiss_code_has_all_31_fields_with_structured_addresses():
    code = payment_code(SWISS, Claim(199995, "CHF", "RE-2026-7", PAYER))
    fields = code.text.split("\n")
    assert len(fields) == 31
    assert fields[:4] == ["SPC", "0200", "1", "CH5800791123000889012"]
    assert fields[4:11] == ["S", "Robert Schneider AG", "Rue du Lac", "1268", "2501", "Biel", "CH"]
    assert fields[11:18] == [""] * 7
    assert fields[18:20] == ["1999.95", "CHF"]
    assert fields[20:27] == [
        "S",
        "Pia-Maria Rutschmann",
        "Grosse Marktgasse",
        "28/2",
        "9400",
        "Rorschach",
        "CH",
    ]
    assert fields[27] == "SCOR"
    assert fields[29:] == ["RE-2026-7", "EPD"]
    assert code.slip.account == "CH58 0079 1123 0008 8901 2"
    assert (code.slip.amount, code.slip.debtor[-1]) == ("1 999.95", "9400 Rorschach")


def test_references_have_the_check_digits_of_their_standards():
    """The two examples of the Swiss guidelines, and that of ISO 11649."""
    assert swiss_reference(QR_IBAN.replace(" ", ""), "21000000000313947143000901") == (
        "QRR",
        "210000000003139471430009017",
    )
    assert swiss_reference("CH5800791123000889012", "539007547034") == ("SCOR", "RF18539007547034")
    assert swiss_reference("CH5800791123000889012", "–") == ("NON", "")
    assert swiss_reference("CH5800791123000889012", "X" * 22) == ("NON", "")


def test_a_payer_whose_address_is_not_understood_fills_the_slip_in_by_hand():
    code = payment_code(SWISS, Claim(100, "CHF", "7", ("Acme", "1 Main St", "Dover, DE 19904")))
    assert code.text.split("\n")[20:27] == [""] * 7
    assert code.slip.debtor == ()


@pytest.mark.parametrize(
    ("head", "claim"),
    [
        (GERMAN, Claim(0, "EUR", "7")),
        (GERMAN, Claim(-5, "EUR", "7")),
        (GERMAN, Claim(100, "USD", "7")),
        (Letterhead("A", iban="DE00"), Claim(100, "EUR", "7")),
        (Letterhead("", iban=GERMAN.iban), Claim(100, "EUR", "7")),
        (GERMAN, Claim(10**11, "EUR", "7")),
        (GERMAN, Claim(100, "CHF", "7")),
        (Letterhead("A", ("nowhere",), iban=SWISS.iban), Claim(100, "CHF", "7")),
        (Letterhead("Фирма", ("Weg 1", "8000 Zürich"), iban=SWISS.iban), Claim(100, "CHF", "7")),
        (Letterhead("A", payment_link="javascript:alert(1)"), Claim(100, "USD", "7")),
    ],
)
def test_without_what_a_code_needs_there_is_none(head, claim):
    assert payment_code(head, claim) is None


def test_a_link_stands_in_where_no_transfer_is_possible():
    head = Letterhead("A", payment_link="https://pay.example/{number}?sum={amount}&in={currency}")
    code = payment_code(head, Claim(80682, "USD", "INV 7/a"))
    assert (code.kind, code.text) == ("link", "https://pay.example/INV%207%2Fa?sum=806.82&in=USD")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("https://pay.example/{number}", None),
        ("pay.example/{number}", "link_is_no_address"),
        ("ftp://pay.example", "link_is_no_address"),
        ("https://[", "link_is_no_address"),
        ("https://pay.example/a b", "link_is_no_address"),
        ("https://pay.example/{name}", "unknown_placeholder"),
    ],
)
def test_a_link_needs_an_address_and_known_placeholders(pattern, problem):
    assert link_problem(pattern) == problem


@given(some.text())
def test_no_number_changes_where_a_link_leads(number):
    assert filled_link(
        "https://pay.example/{number}", {"number": number.replace("\ud800", "")[:50]}
    ).startswith("https://pay.example/")


@given(some.lists(some.text(max_size=30), max_size=5), some.text(max_size=40), some.integers(1, 10**12))
def test_no_text_breaks_a_code(lines, number, amount):
    for head in (
        Letterhead(lines[0] if lines else "", tuple(lines[1:]), iban=SWISS.iban),
        Letterhead("A", ("Weg 1", "8000 Zürich"), iban=QR_IBAN),
    ):
        code = payment_code(head, Claim(amount, "CHF", number, lines))
        assert code is None or code.text.count("\n") == 30
