"""What stands above the table in the look Compact, and how its lines are set."""

import re

from billdesk.documents.invoice import render


def test_the_head_says_number_date_due_and_terms_and_what_is_to_be_paid(acme, read) -> None:
    page = read(render(acme(look="compact")))[0]
    for label, value in (("Invoice", "INV-2026-00004"), ("Date", "Feb 1, 2026"), ("Due", "Feb 15, 2026")):
        assert re.search(f"{label} +{value}", page)
    assert re.search(r"Terms +Net 14", page)
    assert re.search(r"Bill to +Subject +Balance due", page)
    assert "Ann Archer, 1 Main St, Dover, DE 19904" in page


def test_long_terms_stand_with_the_subject(acme, read, found) -> None:
    terms = "Payable at once and without any deduction, whatever the weather " * 2
    assert found(terms, read(render(acme(look="compact", terms=terms)), layout=False)[0])


def test_lines_are_numbered_without_headings_and_notes_stand_behind_them(acme, read) -> None:
    page = read(render(acme(look="compact")))[0]
    assert re.search(r"# +Description +Qty +Unit +Price +Amount", page)
    assert re.search(r"2 +Laptops +NB-001, NB-002 +2 +device +32.50 +65.00", page)
    assert re.search(r"10 +SSD 1 TB", page)
    assert re.search(r"\n +Ticket 1007: Slow laptop\n", page)


def test_a_note_too_long_for_the_line_stands_below_it(acme, item, read, found) -> None:
    note = ", ".join(f"NB-{number:03}" for number in range(40))
    page = read(render(acme(look="compact", lines=(item("Laptops", note=note),))), layout=False)[0]
    assert found(note, page)


def test_a_credit_note_says_what_was_credited(acme, read) -> None:
    page = read(render(acme(look="compact", kind="credit_note", number="CN-7")))[0]
    assert "Credited" in page
    assert "Due" not in page


def test_four_hundred_lines_need_fewer_pages_than_modern(acme, item, read) -> None:
    lines = tuple(item(f"Row {number}", note="note") for number in range(400))
    compact, modern = (len(read(render(acme(look=look, lines=lines)))) for look in ("compact", "modern"))
    assert compact < 0.6 * modern
