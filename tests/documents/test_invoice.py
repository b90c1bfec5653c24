"""The invoice as a whole, read back from the PDF."""

import io
import pickle
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from billdesk.documents.invoice import render
from billdesk.domain.document import PrintedInvoice, PrintedLine, PrintedTax

GOLDEN = """\
N Northgate IT 12 Mill Lane · Dover, DE 19901 Invoice INV-2026-00004
Balance due $806.82 Due Feb 15, 2026 Invoice date Feb 1, 2026 Terms Net 14
Bill to Acme Dental Ann Archer 1 Main St Dover, DE 19904
Service period Feb 1 – Feb 28, 2026 Subject Managed IT February 2026
Description Quantity Price Amount
Managed IT, Feb 1 – Feb 28, 2026 1 month 400.00 400.00
Laptops NB-001, NB-002 2 device 32.50 65.00
Machines with 16 GB and more NB-001, SRV-1 2 device 4.00 8.00
Workstation policy Minimum of 3 3 device 12.00 36.00
Remote access Ann Archer, Cy Cole 2 person 7.00 14.00
Backup seats 1–5 9 used, 2 included 5 seat 3.00 15.00
Backup seats from 6 2 seat 2.00 4.00
Ticket 1007: Slow laptop
Bench labor Diagnosis 0.5 hour 95.00 47.50
Bench labor New disk 1.25 hour 95.00 118.75
SSD 1 TB 1 piece 119.90 119.90
Subtotal 828.15 Discount 10 % −82.82 Sales tax 8.25% on 745.33 61.49 Total $806.82
Northgate IT 12 Mill Lane, Dover, DE 19901 billing@northgate.example (302) 555-0142
First State Bank Routing 031100000 · Acct 4410 2207 Page 1 of 1
"""
anything = st.text(max_size=60)
amounts = st.integers(-(10**12), 10**12)


def test_the_little_shops_invoice_says_exactly_this_in_this_order(acme, read) -> None:
    pages = read(render(acme()), layout=False)
    assert len(pages) == 1
    assert pages[0].split() == GOLDEN.split()


def test_it_speaks_german(acme, read) -> None:
    page = " ".join(read(render(acme(language="de", currency="EUR"))))
    labels = "Rechnung|Offener Betrag|Fällig am|Leistungszeitraum|Menge|Zwischensumme|Gesamt|Seite 1 von 1"
    for text in (*labels.split("|"), "806,82 €", "15.02.2026", "32,50"):
        assert text in page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_paper_is_the_shops(acme, shop, paper: str) -> None:
    reader = PdfReader(io.BytesIO(render(acme(letterhead=shop(paper=paper)))))
    sizes = {"A4": (595, 842), "Letter": (612, 792)}
    assert (round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)) == sizes[paper]


def test_the_same_invoice_gives_the_same_bytes_in_this_and_in_another_process(acme) -> None:
    invoice = acme(customer=("שלום", "شركة", "Żółć", "\U0010fffd"))
    render(acme(customer=("Somebody else", "क्षत्रिय", "fi ∆ ☎")))
    first = render(invoice)
    assert first == render(invoice)
    assert _in_fresh_process(invoice, threads=1) == {first}


def test_threads_that_start_together_print_the_same(acme) -> None:
    invoice = acme(customer=("שלום", "漢字", "क्षत्रिय", "☎"))
    assert _in_fresh_process(invoice, threads=6) == {render(invoice)}


def _in_fresh_process(invoice: PrintedInvoice, threads: int) -> set[bytes]:
    """What the threads of a new Python print, where no font has been read yet."""
    code = """
import pickle, sys
from concurrent.futures import ThreadPoolExecutor
from billdesk.documents.invoice import render
sys.setswitchinterval(1e-4)
invoice, threads = pickle.load(sys.stdin.buffer)
with ThreadPoolExecutor(threads) as pool:
    pickle.dump(set(pool.map(render, [invoice] * threads)), sys.stdout.buffer)
"""
    task = pickle.dumps((invoice, threads))
    done = subprocess.run(
        [sys.executable, "-c", code], input=task, capture_output=True, check=True, timeout=120
    )
    printed: set[bytes] = pickle.loads(done.stdout)
    return printed


def test_it_tells_who_wrote_what_to_whom_in_which_language(acme) -> None:
    reader = PdfReader(io.BytesIO(render(acme(language="de"))))
    told = reader.metadata
    assert told is not None
    assert told.title == "Rechnung INV-2026-00004 – Northgate IT"
    assert told.author == "Northgate IT"
    assert told.subject == "Managed IT February 2026"
    assert "Acme Dental" in told["/Keywords"]
    assert reader.root_object["/Lang"] == "de"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_font_is_embedded_in_part(acme) -> None:
    pdf = PdfReader(io.BytesIO(render(acme(customer=("Ωμέγα", "שלום", "☎ 漢字", "नमस्ते"), state="void"))))
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
            assert "/FontFile2" in font["/FontDescriptor"]


def test_draft_and_void_are_marked_on_every_page(acme, item, read, found) -> None:
    lines = tuple(item(f"Row {number}") for number in range(60))
    drafts = read(render(acme(number=None, state="draft", lines=lines)), layout=False)
    assert len(drafts) > 1
    assert all("DRAFT" in page and "Invoice Draft" in page.replace("\n", " ") for page in drafts)
    assert all(found("VOID", page) for page in read(render(acme(state="void", lines=lines)), layout=False))
    assert not any(re.search("VOID|DRAFT", page) for page in read(render(acme(lines=lines)), layout=False))


def test_text_is_never_taken_as_markup(acme, item, read) -> None:
    text = r"<b>bold</b> &amp; %s {total} \n (a) [x] <font size=99>"
    page = read(render(acme(lines=(item(text, note=text),), title=text, notes=text)), layout=False)[0]
    assert page.replace("\n", " ").count(text) == 4


def test_an_invoice_without_anything_is_still_a_page(acme, shop, read) -> None:
    head = shop(name="", address=(), bank=(), email="", phone="")
    empty = acme(
        letterhead=head, customer=(), lines=(), taxes=(), title="", terms="", subtotal=0, total=0, balance=0
    )
    assert "$0.00" in read(render(empty))[0]


@pytest.mark.parametrize(
    "change", [{}, {"state": "void"}, {"language": "de"}, {"customer": ("שלום (12)", "ไทย", "漢字")}]
)
def test_qpdf_finds_nothing_wrong(acme, complaints, change) -> None:
    assert complaints(render(acme(**change))) == ""


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(anything, min_size=14, max_size=14),
    figures=st.lists(amounts, min_size=9, max_size=9),
    kind=st.sampled_from(["invoice", "credit_note"]),
    state=st.sampled_from(["draft", "issued", "void"]),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_no_text_and_no_amount_breaks_it(acme, shop, texts, figures, kind, state, currency) -> None:
    lines = (
        *tuple(
            PrintedLine("item", text, note, figure * 7, unit, figure * 9999, figure, unit, figure, note[:3])
            for text, note, unit, figure in zip(texts, texts[1:], texts[2:], figures, strict=False)
        ),
        PrintedLine("heading", texts[0]),
    )
    head = shop(
        name=texts[1], address=tuple(texts[2:4]), bank=tuple(texts[4:6]), accent=texts[6], footer=texts[7]
    )
    pdf = render(
        acme(
            kind=kind,
            state=state,
            currency=currency,
            letterhead=head,
            lines=lines,
            customer=tuple(texts[8:10]),
            number=texts[10],
            title=texts[11],
            terms=texts[12],
            notes=texts[13],
            reference=texts[0],
            subtotal=figures[0],
            discount=figures[1],
            discount_text=texts[3],
            total=figures[2],
            balance=figures[3],
            paid=figures[4],
            credit=figures[5],
            rounding=figures[6],
            includes_tax=figures[7] > 0,
            taxes=(PrintedTax(texts[5], figures[8], figures[7], figures[6]),),
        )
    )
    assert 1 <= len(PdfReader(io.BytesIO(pdf)).pages) <= 12


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(
        st.text(st.sampled_from("abcXYZÄßœŁΩжЩ 019.,;:<>&/()[]{}%'\"\\-–€"), min_size=1, max_size=200),
        max_size=6,
    )
)
def test_every_description_can_be_found(acme, item, read, found, texts) -> None:
    pages = read(render(acme(lines=tuple(item(text) for text in texts))), layout=False)
    whole = re.sub(r"Page 1 of.*", "", pages[0], flags=re.DOTALL) if len(pages) == 1 else "".join(pages)
    assert all(found(text, whole) for text in texts)
