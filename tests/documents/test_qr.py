"""Payment codes on paper, read back by a reader that isn't ours (ZXing) from the painted page."""

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from billdesk.documents.invoice import render
from billdesk.documents.look import LOOKS
from billdesk.documents.qr import LEAST_SQUARE, side_of, squares
from billdesk.domain.document import PaymentCode
from billdesk.domain.payqr import Claim, payment_code

IBAN = "DE89370400440532013000"


def codes_on(pdf: bytes) -> list[str]:
    """What each code says, on all pages, painted with 200 dots to the inch."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L")):
            assert (code.format, code.ec_level) == (zxingcpp.BarcodeFormat.QRCode, "M")
            found.append(code.text)
    document.close()
    return found


@pytest.fixture
def euro(acme, shop):
    def made(look: str = "modern", **changes):
        head = shop(name="Müller & Söhne", iban=IBAN, bic="COBADEFF", template=look)
        code = payment_code(head, Claim(80682, "EUR", "INV-2026-00004"))
        return acme(**({"letterhead": head, "currency": "EUR", "payment": code, "look": look} | changes))

    return made


@pytest.mark.parametrize("look", LOOKS)
def test_the_giro_code_on_paper_says_its_fields(euro, look) -> None:
    (text,) = codes_on(render(euro(look)))
    fields = [
        "BCD",
        "002",
        "1",
        "SCT",
        "COBADEFF",
        "Müller & Söhne",
        IBAN,
        "EUR806.82",
        "",
        "",
        "INV-2026-00004",
    ]
    assert text.split("\n") == fields


def test_a_code_says_beside_it_what_it_is_and_a_link_also_where_it_leads(euro, read) -> None:
    assert "Scan with your banking app" in read(render(euro()))[0]
    link = PaymentCode("link", "https://pay.example/INV-7", "https://pay.example/INV-7")
    page = read(render(euro(payment=link)))[0]
    assert "Scan to pay online" in page
    assert "https://pay.example/INV-7" in page
    assert codes_on(render(euro(payment=link))) == ["https://pay.example/INV-7"]


def test_notes_stand_beside_a_code_where_they_fit_and_below_it_where_not(euro, read, found) -> None:
    assert found("Thank you.", read(render(euro(notes="Thank you.")))[0])
    text = "".join(read(render(euro(notes="many words " * 400)), layout=False))
    assert text.count("many") == 400


def test_a_code_goes_on_with_the_totals_and_is_never_cut(euro, item) -> None:
    for count in range(12, 24):
        lines = tuple(item(f"Row {number}") for number in range(count))
        assert len(codes_on(render(euro(lines=lines)))) == 1


def test_the_squares_of_a_code_are_large_enough_for_a_telephone() -> None:
    for size in (10, 100, 331):
        code = PaymentCode("epc", "x" * size)
        assert side_of(code) / len(squares(code.text)) >= LEAST_SQUARE


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=150))
def test_any_text_can_be_read_back(text) -> None:
    rows = squares(text)
    size = len(rows) + 8
    picture = Image.new("L", (size, size), 255)
    for down, row in enumerate(rows):
        for right, dark in enumerate(row):
            picture.putpixel((right + 4, down + 4), 0 if dark else 255)
    (found,) = zxingcpp.read_barcodes(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    assert bytes(found.bytes) == text.encode()
