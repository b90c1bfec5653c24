"""Why an invoice of the dry run differs, in words."""

from datetime import date

import pytest

from billdesk.services.foresight import Foreseen, LineChange
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.pages.run_words import bare, happens, line_words, signed_amount, signed_count, tone_of, why

DAY = date(2026, 9, 1)


class Today:
    """As much of a desk as words need."""

    @staticmethod
    def today():
        return DAY


@pytest.fixture
def bench():
    return Bench(Today, None, None, Figures("en", "USD"), "en")


def row(fate="emailed", total=100, last=100, lines=(), **more):
    facts = {"last_date": date(2026, 8, 1), "last_total": last, "currency": "USD"} | more
    return Foreseen(1, 1, 1, "Acme", "IT", DAY, fate, total=total, lines=lines, **facts)


def line(before=20000, now=20000, was=100, net=100, **more):
    return LineChange("Laptops", "asset", before, now, was=was, net=net, **more)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (line(now=50000, net=250, added=("a", "b", "c")), "+3 Laptops"),
        (line(now=0, net=0, removed=("NB-1", "NB-2")), "−2 Laptops: NB-1, NB-2"),
        (line(added=("a",), removed=("b",)), "Laptops: others, as many"),
        (line(net=120), "Laptops: other price"),
        (line(before=None, was=None), "Laptops new"),
        (line(now=None, net=None), "Laptops gone"),
        (LineChange("Ticket 7: Mail", "charge", net=5), "Ticket 7"),
        (LineChange("Ticket 7: Mail", "charge", was=5), "without Ticket 7"),
    ],
)
def test_a_line_says_what_changed(bench, change, said):
    assert line_words(change, bench) == said


@pytest.mark.parametrize(
    ("foreseen", "said"),
    [
        (row(), "same as Aug 1"),
        (row(last=90), "other tax or discount"),
        (row(last=None, last_date=None), "the first one"),
        (row(last=None), "in another currency than before"),
        (row(is_last=True), "the last one, then completed"),
        (row("skipped", reason="nothing_to_bill"), "nothing to bill"),
        (row("skipped", reason="catch_up"), "missed, passed over"),
        (
            row(lines=(line(net=1), line(now=None, net=None), line(net=2))),
            "Laptops: other price, Laptops gone and 1 more",
        ),
    ],
)
def test_an_invoice_says_why_in_one_line(bench, foreseen, said):
    assert why(foreseen, bench) == said


def test_what_failed_says_its_reason(bench):
    failed = row("failed", reason="price_is_missing", facts={"line": "Laptops"})

    assert "Laptops" in why(failed, bench)
    assert happens(failed) == ("not drawn up", "triangle-alert", "overdue_fg")


def test_changes_carry_their_sign_and_color():
    assert [signed_amount(minor, "USD", "en") for minor in (20972, -6495, 0)] == ["+209.72", "−64.95", "0.00"]
    assert [signed_count(step, "en") for step in (30000, -5000)] == ["+3", "−0.5"]
    assert [tone_of(change) for change in (1, -1, 0)] == ["paid_fg", "overdue_fg", "ink3"]


def test_long_descriptions_lose_what_follows_the_comma():
    assert bare("Managed IT, Sep 1 – Sep 30, 2026") == "Managed IT"
    assert bare("Laptops, leased") == "Laptops, leased"


def test_a_late_fee_says_for_which_invoice_and_whether_it_is_mailed(bench):
    fee = row(fate="issued", last=None, last_date=None, late_number="INV-3")
    assert why(fee, bench) == "late fee for INV-3"
    assert happens(fee)[0] == "issued, not e-mailed"
    failed = row(fate="failed", reason="amount_too_large", facts={}, late_number="INV-3")
    assert why(failed, bench) != "late fee for INV-3"
