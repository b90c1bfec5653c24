"""What is typed finds the beginnings of words, alike on both databases, and is never an operator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.storage.search import LONGEST_WORD, MOST_WORDS, as_words, folded, typed, words_of
from support.ledger import AT, add_customers, an_invoice

TITLES = [
    "Müller's NB-014",
    "Łódź straße",
    "C++ / C#",
    "naïve café",
    "東京 office",
    "1e5 -42 3.14 a@b.example",
]


@pytest.fixture
def shelf(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(an_invoice(key, title=title), None) for key, title in enumerate(TITLES, 1)], AT)
        work.commit()
    return each_office


def found(office, words):
    with office.reading() as work:
        page = work.lists.invoice_page(InvoiceFilter(text=words), Sort("number", descending=False), AT.date())
    return [row.id for row in page.rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mull", [1]),
        ("MÜLLERS", []),
        ("nb-014", [1]),
        ("014 nb", [1]),
        ("lodz STRASSE", [2]),
        ("Łó stra", [2]),
        ("c++ ca", [4]),
        ("cafe naive", [4]),
        ("東", [5]),
        ("1e5", [6]),
        ("42", [6]),
        ("14", [6]),
        ("b.exam", [6]),
        ("b.exam customer", [6]),
        ("xyz", []),
        ("", [1, 2, 3, 4, 5, 6]),
        ("  --  ", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_words_are_found_by_their_beginning_in_any_order_without_case_or_accents(shelf, words, expected):
    assert found(shelf, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "* OR words:a",
        "NEAR(a b)",
        "a AND NOT b",
        "a & !b | (c",
        "\\",
        "a:*",
        "^a",
        "{a b}:c",
        "x\0y",
        "%_",
    ],
)
def test_nothing_that_is_typed_is_taken_for_an_operator(shelf, words):
    assert set(found(shelf, words)) <= set(range(1, len(TITLES) + 1))


def test_a_very_long_word_is_kept_and_found(shelf):
    long = "x" * 5000
    with shelf.work() as work:
        work.invoices.add([(an_invoice(50, title=long), None)], AT)
        work.commit()

    assert found(shelf, long) == [50]


def test_a_changed_draft_is_found_by_its_new_words_only(shelf):
    with shelf.work() as work:
        draft = work.invoices.by_id(4)
        work.invoices.replace_draft(an_invoice(4, title="Replaced", version=draft.version))
        work.commit()

    assert (found(shelf, "cafe"), found(shelf, "replaced")) == ([], [4])


def test_a_deleted_draft_is_not_found(shelf):
    with shelf.work() as work:
        work.invoices.delete_draft(5)
        work.commit()

    assert found(shelf, "office") == []


def test_an_invoice_is_found_by_a_line(shelf):
    with shelf.work() as work:
        lines = (InvoiceLine("Toner cartridge"), InvoiceLine("Heading words", kind="heading"))
        work.invoices.add([(an_invoice(60, lines=lines), None)], AT)
        work.commit()

    assert found(shelf, "cart tone head") == [60]


@given(st.text())
def test_words_are_folded_once_and_for_all(words):
    kept = words_of(words)

    assert words_of(" ".join(kept)) == kept
    assert all(word and len(word) <= LONGEST_WORD and not set(word) & set(" '\"*&|!:()") for word in kept)
    assert as_words(words).split() == kept
    assert typed(words) == kept[:MOST_WORDS]


def test_folding_takes_case_and_accents_away():
    assert folded("Žluťoučký KŮŇ Straße Øre") == "zlutoucky kun strasse ore"
