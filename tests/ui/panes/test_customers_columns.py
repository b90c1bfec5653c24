"""How a customer stands in the list."""

from dataclasses import replace

import pytest

from billdesk.domain.customer_list import CustomerRow, Owed
from billdesk.ui.panes.customers_columns import columns, joined

ROW = CustomerRow(1, "acme", "Acme", "Dover, DE", True, True, "USD", (), 0)


@pytest.fixture
def cells(make_bench):
    made = columns(make_bench())
    return lambda row: [column.cell(row) for column in made[1:4]]


@pytest.mark.parametrize(
    ("changes", "texts"),
    [
        ({}, [("Acme", "Dover, DE"), ("0.00", ""), ("", "")]),
        ({"place": ""}, [("Acme", ""), ("0.00", ""), ("", "")]),
        ({"active": False}, [("Acme", "archived · Dover, DE"), ("0.00", ""), ("", "")]),
        ({"reachable": False}, [("Acme", "no e-mail address · Dover, DE"), ("0.00", ""), ("", "")]),
        ({"owed": (Owed("USD", 7_50, 0, 1, 0),)}, [("Acme", "Dover, DE"), ("7.50", ""), ("", "")]),
        (
            {"owed": (Owed("USD", 7_50, 2_00, 3, 2), Owed("CAD", 100, 0, 1, 0))},
            [("Acme", "Dover, DE"), ("7.50 + CAD 1.00", "2 overdue"), ("", "")],
        ),
        ({"schedules": 1}, [("Acme", "Dover, DE"), ("0.00", ""), ("–", "")]),
        ({"schedules": 1, "mrr": (("USD", 1000),)}, [("Acme", "Dover, DE"), ("0.00", ""), ("10.00", "")]),
        ({"mrr": (("USD", 0),)}, [("Acme", "Dover, DE"), ("0.00", ""), ("0.00", "")]),
        ({"currency": "CAD"}, [("Acme", "Dover, DE"), ("CAD 0.00", ""), ("", "")]),
    ],
)
def test_a_row_tells_who_what_is_owed_and_what_comes(cells, changes, texts):
    assert [(cell.text, cell.second) for cell in cells(replace(ROW, **changes))] == texts


def test_nothing_in_any_currency_is_a_dash(make_bench):
    assert joined(make_bench(), [(0, "USD")]) == "–"
