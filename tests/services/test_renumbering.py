"""Provisional ids give way to those on file, wherever they stand."""

from datetime import date

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import Evidence
from billdesk.domain.customer import Customer
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.domain.tax import Choice
from billdesk.services.renumbering import renumbered

IDS = {
    "customer": {-1: 11},
    "tax": {-1: 21},
    "schedule": {-1: 31},
    "schedule_line": {-1: 41},
    "asset": {-1: 51},
}
DAY = date(2026, 1, 1)


def test_a_value_gets_its_own_id_and_those_of_its_links() -> None:
    found = renumbered(Customer(-1, "acme", "Acme", tax=Choice(True, -1)), IDS, "customer")
    assert (found.id, found.tax) == (11, Choice(True, 21))


def test_ids_on_file_and_values_without_links_stay_as_they_are() -> None:
    customer = Customer(7, "acme", "Acme", tax=Choice(True, 3))
    assert renumbered(customer, IDS, "customer") is customer


def test_lines_within_a_schedule_follow() -> None:
    line = ScheduleLine(-1, "standard", "Care", tax=Choice(True, -1))
    found = renumbered(Schedule(-1, "s", -1, Recurrence("monthly", 1, DAY), (line,)), IDS, "schedule")
    assert (found.id, found.customer_id) == (31, 11)
    assert [(one.id, one.tax.tax_id) for one in found.lines] == [(41, 21)]


def test_what_was_counted_is_named_by_its_ids_on_file() -> None:
    line = InvoiceLine(
        "PCs", schedule_line_id=-1, evidence=Evidence("asset", 10_000, ((-1, "PC-1"), (-9, "gone")))
    )
    found = renumbered(Invoice(-1, "USD", DAY, DAY, lines=(line,)), IDS, "invoice")
    (only,) = found.lines
    assert only.schedule_line_id == 41
    assert only.evidence is not None
    assert only.evidence.items == ((51, "PC-1"), (-9, "gone"))
