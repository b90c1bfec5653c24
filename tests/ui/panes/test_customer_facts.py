"""How a customer stands, in a strip of facts."""

from dataclasses import replace

import pytest

from billdesk.domain.customer_list import Owed
from billdesk.services.customer_sheet import Pays, Unbilled
from billdesk.ui.panes.customer_facts import facts_of


@pytest.fixture
def facts(customers_shop, make_bench):
    sheet = replace(
        customers_shop.sheet("Bistro Müller"),
        currency="USD",
        owed=(),
        credit=(),
        held=(),
        mrr=(),
        pays=None,
        unbilled=Unbilled(0, 0, ()),
        schedules=(),
    )
    bench = make_bench()

    def tell(number, **changes):
        fact = facts_of(bench, replace(sheet, **changes))[number]
        return "".join(text for text, _ in fact.parts), fact.note, fact.parts[0][1], fact.tone

    return tell


def test_a_customer_about_whom_there_is_nothing_says_so_in_grey(facts):
    assert [facts(number)[:3] for number in range(5)] == [
        ("$0.00", "nothing is open", "ink3"),
        ("$0.00", "0 active schedules", "ink3"),
        ("–", "no invoice is paid yet", "ink3"),
        ("$0.00", "no charges wait", "ink3"),
        ("$0.00", "nothing is held", "ink3"),
    ]


@pytest.mark.parametrize(
    ("number", "changes", "said"),
    [
        (0, {"owed": (Owed("USD", 500, 0, 1, 0),)}, ("$5.00", "nothing overdue", "ink", "ink2")),
        (0, {"owed": (Owed("USD", 500, 200, 2, 1),)}, ("$5.00", "$2.00 overdue", "ink", "overdue_fg")),
        (1, {"mrr": None}, ("–", "not known while a schedule fails", "ink3", "ink2")),
        (1, {"mrr": (("USD", 900),)}, ("$9.00", "0 active schedules", "ink", "ink2")),
        (2, {"pays": Pays(1, 1)}, ("1 day", "on average of 1 invoice", "ink", "ink2")),
        (2, {"pays": Pays(6, 12)}, ("6 days", "on average of 12 invoices", "ink", "ink2")),
        (3, {"unbilled": Unbilled(100, 1, ("1042",))}, ("$1.00", "ticket 1042", "ink", "ink2")),
        (3, {"unbilled": Unbilled(100, 2, ("1", "2"))}, ("$1.00", "tickets 1, 2", "ink", "ink2")),
        (3, {"unbilled": Unbilled(0, 1, ("1",), 1)}, ("$0.00", "1 charge has no price", "ink", "ink2")),
        (4, {"credit": (("USD", 100),)}, ("$1.00", "free store credit", "ink", "ink2")),
        (
            4,
            {"credit": (("USD", 100),), "held": (("USD", 50),)},
            ("$1.50", "$0.50 held for tickets", "ink", "ink2"),
        ),
    ],
)
def test_each_fact_has_its_figure_and_what_it_rests_on(facts, number, changes, said):
    assert facts(number, **changes) == said
