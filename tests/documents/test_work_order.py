"""The work order on paper: task, work and parts are found, and there is always a line to sign on."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.documents.work_order import BLANK_LINES, render
from billdesk.domain.document import Letterhead, PrintedPart, PrintedWork, PrintedWorkOrder

SHOP = Letterhead("Northgate IT", ("12 Mill Lane", "Dover, DE 19901"), "billing@northgate.example")
ORDER = PrintedWorkOrder(
    "en",
    SHOP,
    "T-00042",
    "Slow laptop",
    ("Acme Dental", "Ann Lee", "1 Main St"),
    date(2026, 2, 1),
    date(2026, 2, 4),
    "Sam",
    "In progress",
    "High",
    ("NB-014 (Laptop, S/N 77)",),
    "Starts after ten minutes only.",
    (
        PrintedWork(date(2026, 2, 1), "Sam", "New disk, move of the data", 70),
        PrintedWork(None, "", "Tests", 5),
    ),
    (PrintedPart("SSD 1 TB", 1_0000, "piece"), PrintedPart("Cable", 2_5000)),
)


def test_it_says_what_is_to_be_done_for_whom_and_what_was_done(read, found):
    page = read(render(ORDER), layout=False)[0]
    for words in (
        "Work order", "T-00042", "Slow laptop", "Acme Dental", "Ann Lee", "Feb 1, 2026", "Feb 4, 2026", "Sam",
        "In progress", "High", "NB-014 (Laptop, S/N 77)", "Starts after ten minutes only.",
        "New disk, move of the data", "1:10", "Tests", "0:05", "1:15", "SSD 1 TB", "1 piece", "Cable", "2.5",
        "The work listed above was done.", "Place, date", "Signature of the customer", "Page 1 of 1",
    ):  # fmt: skip
        assert found(words, page), words


def test_it_speaks_the_customers_language_and_leaves_lines_to_write_on(read, found):
    german = replace(ORDER, language="de", work=(), parts=())
    page = read(render(german), layout=False)[0]
    for words in ("Arbeitsauftrag", "Ausgeführte Arbeiten", "Unterschrift des Kunden", "01.02.2026"):
        assert found(words, page), words
    assert "Teile und Leistungen" not in page
    assert BLANK_LINES > 2


@pytest.mark.parametrize("look", ["modern", "classic", "compact"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_long_log_goes_over_several_pages_and_the_signature_is_never_torn_apart(read, look, paper):
    head = replace(SHOP, template=look, paper=paper)
    for rows in (30, 33, 36, 200):
        work = tuple(PrintedWork(date(2026, 2, 1), "Sam", f"Step {at:05}", 5) for at in range(rows))
        pages = read(render(replace(ORDER, work=work, letterhead=head)), layout=False)
        last = pages[-1]
        assert "Signature of the customer" in last
        assert "The work listed above was done." in last
        assert f"Step {rows - 1:05}" in "".join(pages)
        assert all("T-00042" in page for page in pages)


def test_the_same_order_gives_the_same_bytes_and_text_is_never_markup(read, found):
    odd = replace(
        ORDER,
        customer=("<b>Ωmega & Söhne</b>", "x" * 300),
        subject="s" * 400,
        description="<font>" + "y " * 4000,
        technician="t" * 200,
        opened=None,
        due=None,
        status="",
        work=(PrintedWork(None, "", "z" * 9000, 0),),
        parts=(PrintedPart("", 1, "u" * 300),),
    )
    assert render(odd) == render(odd)
    assert found("<b>Ωmega & Söhne</b>", read(render(odd), layout=False)[0])
