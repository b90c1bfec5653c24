"""The Swiss payment slip, read back from the PDF."""

import io

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from billdesk.documents.invoice import render
from billdesk.domain.payqr import Claim, payment_code

PAYER = ("Pia Rutschmann", "Marktgasse 28", "9400 Rorschach")
MM = 72 / 25.4


@pytest.fixture
def swiss(acme, shop):
    def made(payer=PAYER, paper="A4", **changes):
        head = shop(
            name="Muster & Söhne AG",
            address=("Musterstrasse 12a", "8000 Zürich"),
            iban="CH44 3199 9123 0008 8901 2",
            paper=paper,
        )
        code = payment_code(head, Claim(80682, "CHF", "INV-2026-00004", payer))
        return acme(letterhead=head, currency="CHF", payment=code, **changes)

    return made


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_code_on_the_slip_can_be_read_in_spite_of_its_cross(swiss, paper) -> None:
    document = pypdfium2.PdfDocument(render(swiss(paper=paper)))
    page = document[len(document) - 1]
    (found,) = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))
    document.close()
    assert found.text == swiss().payment.text
    assert found.text.split("\n")[3] == "CH4431999123000889012"


def test_the_slip_says_in_words_what_the_code_says(swiss, read, found) -> None:
    pages = read(render(swiss()), layout=False)
    for text in (
        "Receipt",
        "Payment part",
        "Account / Payable to",
        "Reference",
        "Payable by",
        "Acceptance point",
    ):
        assert text in pages[-1]
    for text in (
        "CH44 3199 9123 0008 8901 2",
        "Musterstrasse 12a",
        "8000 Zürich",
        "Pia Rutschmann",
        "806.82",
    ):
        assert pages[-1].count(text) == 2
    assert "00 00000 00000 00000 20260 00043" in pages[-1]
    assert "Page 1 of 2" in pages[0]
    assert "Page" not in pages[-1]


def test_the_slip_is_the_lowest_105_millimetres_of_the_last_page(swiss) -> None:
    page = PdfReader(io.BytesIO(render(swiss()))).pages[-1]
    lowest = []
    page.extract_text(visitor_text=lambda text, _m, at, _f, _s: lowest.append((text.strip(), at[4], at[5])))
    titles = {text: (x / MM, y / MM) for text, x, y in lowest if text in ("Receipt", "Payment part")}
    assert titles["Receipt"][0] == pytest.approx(5, abs=0.2)
    assert titles["Payment part"][0] == pytest.approx(67, abs=0.2)
    assert 95 < titles["Receipt"][1] < 100
    assert all(y / MM < 105 for text, _, y in lowest if "CH44" in text)


def test_without_a_payer_the_slip_has_a_field_for_one(swiss, read) -> None:
    page = read(render(swiss(payer=())), layout=False)[-1]
    assert page.count("Payable by (name/address)") == 2


def test_the_slip_speaks_german(swiss, read) -> None:
    page = read(render(swiss(language="de")), layout=False)[-1]
    assert "Empfangsschein" in page
    assert "Vor der Einzahlung abzutrennen" in page


def test_without_a_swiss_code_there_is_no_slip(acme, read) -> None:
    assert "Payment part" not in "".join(read(render(acme())))
