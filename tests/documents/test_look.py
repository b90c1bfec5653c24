"""The three looks: each says everything, on both papers, as it is kept in the folder `golden`."""

import io
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from billdesk.documents.invoice import render
from billdesk.documents.look import LOOKS, MODERN, look_of
from billdesk.domain.document import Counted, PrintedInvoice

GOLDEN = Path(__file__).parent / "golden"
EACH = [(look, paper) for look in LOOKS for paper in ("A4", "Letter")]
each = pytest.mark.parametrize(("look", "paper"), EACH)


@pytest.fixture
def sample(acme, shop, item):
    """The little shop's invoice with everything that an invoice can have, in a look and on a paper."""

    def made(look: str, paper: str, **changes) -> PrintedInvoice:
        head = shop(paper=paper, template=look, tax_number="12-345", footer="Since 1998.")
        invoice = acme(letterhead=head, look=look, paid=10000, credit=682, balance=70000, rounding=0)
        lines = tuple(replace(line, tax_letters="A" if line.kind == "item" else "") for line in invoice.lines)
        taxes = tuple(replace(tax, letter="A") for tax in invoice.taxes)
        more = {"reference": "PO 4711", "notes": "Please quote the invoice number.\nThank you."}
        annex = (Counted("Laptops", ("NB-001", "NB-002")),)
        facts = {"lines": lines, "taxes": taxes, "annex": annex, **more, **changes}
        return replace(invoice, **facts)

    return made


@each
def test_each_look_prints_what_is_kept_as_its_golden_text(sample, read, look, paper) -> None:
    """With GOLDEN=write the texts are written anew; look at the difference before you commit it."""
    found = "\f".join(read(render(sample(look, paper)), layout=False))
    found = (
        "\n".join(re.sub(" {2,}", "  ", line.rstrip()) for line in found.splitlines() if line.strip()) + "\n"
    )
    kept = GOLDEN / f"{look}-{paper}.txt"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


@each
def test_each_look_says_everything_that_the_invoice_does(sample, read, found, look, paper) -> None:
    invoice = sample(look, paper)
    text = " ".join(read(render(invoice), layout=False))
    said = [
        *invoice.customer,
        invoice.number,
        invoice.title,
        invoice.terms,
        "PO 4711",
        "12-345",
        "Since 1998.",
    ]
    said += [line.description for line in invoice.lines] + [line.note for line in invoice.lines]
    said += ["Feb 1, 2026", "Feb 15, 2026", "Feb 1 – Feb 28, 2026", "828.15", "−82.82", "61.49", "$806.82"]
    said += [
        "Paid",
        "−100.00",
        "Credit applied",
        "−6.82",
        "Balance due",
        "$700.00",
        "Thank you.",
        "First State Bank",
    ]
    said += ["billing@northgate.example", "(302) 555-0142", "12 Mill Lane", "Dover, DE 19901", "Page 1 of"]
    assert [one for one in said if not found(one, text)] == []


@each
def test_each_look_is_a_clean_pdf_of_its_paper_with_embedded_fonts(sample, complaints, look, paper) -> None:
    pdf = render(sample(look, paper))
    assert complaints(pdf) == ""
    reader = PdfReader(io.BytesIO(pdf))
    size = (595, 842) if paper == "A4" else (612, 792)
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]
    assert reader.metadata.title == "Invoice INV-2026-00004 – Northgate IT"


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_repeats_its_head_over_four_hundred_lines_and_leaves_no_total_alone(
    sample, item, read, look
) -> None:
    lines = tuple(item(f"Row {number:03} x", amount=number, unit="piece") for number in range(400))
    pages = read(render(sample(look, "A4", lines=lines, annex=())))
    assert re.findall(r"Row (\d+) x", "".join(pages)) == [f"{number:03}" for number in range(400)]
    assert all("Description" in page for page in pages)
    assert "Row 399" in pages[-1]
    assert "Subtotal" in pages[-1]


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_bears_long_words_any_script_and_huge_amounts(sample, item, read, found, look) -> None:
    huge, name = 10**15, "Donaudampfschifffahrtsgesellschaftskapitän" * 4
    customer = ("שלום & Söhne", "Москва", "東京", name)
    lines = (item(name, note=name, amount=huge, unit="Kilowattstunden"), item("ไทย नमस्ते"))
    invoice = sample(
        look, "Letter", lines=lines, customer=customer, title=name, terms=name, reference=name,
        number="INV-" + "0123456789" * 4, subtotal=huge, total=huge, balance=huge,
    )  # fmt: skip
    text = " ".join(read(render(invoice), layout=False))
    assert found(invoice.number, text)
    assert found("10,000,000,000,000.00", text)
    assert found(name, text)
    assert found("Москва", text)


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_is_printed_off_the_paper(sample, item, look) -> None:
    """Where each piece of text begins; its right edge is the layout's business and tested there."""
    lines = tuple(item(f"Row {number} " + "word " * (number % 50), note="note") for number in range(60))
    outside = []

    def look_at(text, _matrix, at, _font, size) -> None:
        if text.strip() and not (20 <= at[4] <= 575 and 14 <= at[5] <= 830):
            outside.append((text, at[4:]))

    for page in PdfReader(io.BytesIO(render(sample(look, "A4", lines=lines)))).pages:
        page.extract_text(visitor_text=look_at)
    assert outside == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_size_of_type_in_a_look_can_be_read_on_paper(look) -> None:
    found = look_of(look)
    types = [found.foot, found.table.body, found.table.note, found.table.head, found.totals.small]
    assert min(how.size for how in types) >= 8.0


def test_an_unknown_look_is_modern() -> None:
    assert look_of("baroque") is look_of("") is MODERN


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_says_where_things_go_and_what_it_calls_that(sample, read, found, look) -> None:
    places = ("Acme Dental, laboratory", "7 Quay", "Lewes, DE 19958")
    text = " ".join(read(render(sample(look, "A4", ship_to=places, language="de")), layout=False))
    assert all(found(one, text) for one in ("Lieferung an", *places))
