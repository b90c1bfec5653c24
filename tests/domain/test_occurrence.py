"""From a schedule to the invoice: the little shop of the product pages, computed by hand."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.calendar import Period, Recurrence
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.customer import Asset, Condition, Contact, Customer, SavedSearch, Usage
from billdesk.domain.errors import Refused
from billdesk.domain.occurrence import Catalog, Holdings, Shop, draw_up, ordered, tax_of
from billdesk.domain.placeholders import Names
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.domain.ticket import Charge, Ticket
from billdesk.domain.totals import Discount

DAY = date(2026, 2, 1)
NAMES = Names(lambda month: f"M{month}", date.isoformat, lambda one, two: f"{one} to {two}")


def words(language, code, facts):
    return f"{code} " + " ".join(str(value) for value in facts.values())


SALES, OTHER = (
    Tax(number, name, name, (Rate(name, 82_500),)) for number, name in ((1, "Sales"), (2, "Other"))
)
CATALOG = Catalog(
    Shop("USD", tax_id=1, terms_id=1),
    lambda _language: NAMES,
    words,
    {1: SALES, 2: OTHER},
    {1: Terms(1, "net14", "Net 14", 14), 2: Terms(2, "net30", "Net 30", 30)},
    {
        1: Product(1, "care", "Device care", unit="device", unit_price=32_500_000),
        2: Product(2, "bench", "Bench labor", unit="hour", unit_price=95_000_000),
        3: Product(3, "ssd", "SSD 1 TB", unit="piece", unit_price=119_900_000),
        4: Product(4, "free", "Free", tax=UNTAXED),
        5: Product(5, "euro", "Euro thing", unit_price=10_000_000, currency="EUR"),
    },
    {1: SavedSearch(1, "big", "Big", "all", (Condition("ram", "greater", "15"),))},
)
ACME = Customer(1, "acme", "Acme Dental", address="1 Main St\n\n Dover, DE ")
HOLDINGS = Holdings(
    ACME,
    (
        Asset(1, "a1", 1, "NB-001", "Laptop", "S1", "Workstations", True, {"ram": "16"}),
        Asset(2, "a2", 1, "NB-002", "Laptop", "S2", "Workstations/Front desk", True, {"ram": "8"}),
        Asset(3, "a3", 1, "SRV-1", "Server", "S3", "Servers", True, {"ram": "64"}),
        Asset(4, "a4", 1, "NB-OLD", "Laptop", "", "Workstations", False),
    ),
    (Contact(1, "ann", 1, "Ann Archer", fields={"remote": "yes"}), Contact(2, "bob", 1, "Bob Byrne")),
    (Usage(1, "CloudVault", "Seat", 1, 90_000, date(2026, 1, 31)),),
    (
        (Ticket(7, "t7", 1, "Slow laptop", "Resolved", "T-10"), Charge(1, 7, 1, "", 5_000, product_id=2)),
        (Ticket(8, "t8", 1, "Cable", "New", "T-9"), Charge(2, 8, 1, "Cable", 20_000, 4_950_000)),
        (Ticket(7, "t7", 1, "Slow laptop", "Resolved", "T-10"), Charge(3, 7, 1, "", 10_000, product_id=3)),
    ),
)
TIERS = (Tier(50_000, 3_000_000), Tier(None, 2_000_000))
LINES = (
    ScheduleLine(1, "standard", "Managed IT, {period}", quantity=10_000, unit_price=400_000_000),
    ScheduleLine(2, "asset", "Laptops ({count})", product_id=1, counter=Counter(asset_type="Laptop")),
    ScheduleLine(3, "asset", "Big ones", unit_price=4_000_000, counter=Counter(search_id=1)),
    ScheduleLine(
        4,
        "policy_folder",
        "Policy",
        unit_price=12_000_000,
        counter=Counter(folder="Workstations"),
        measure=Measure(minimum=30_000),
    ),
    ScheduleLine(5, "contact", "Remote", unit_price=7_000_000, counter=Counter(field="remote", value="YES")),
    ScheduleLine(
        6,
        "vendor_usage",
        "Seats",
        counter=Counter(vendor="CloudVault", item="Seat"),
        measure=Measure(included=20_000),
        tier_mode="graduated",
        tiers=TIERS,
    ),
    ScheduleLine(7, "asset", "Printers", unit_price=9_000_000, counter=Counter(asset_type="Printer")),
)
SCHEDULE = Schedule(
    1,
    "acme-msp",
    1,
    Recurrence("monthly", 1, DAY),
    LINES,
    title="Managed IT {month_name} {year}",
    discount=Discount(percent=100_000),
    pending=Pending(("resolved",)),
)


def drawn(schedule=SCHEDULE, holdings=HOLDINGS, index=0, day=DAY):
    return draw_up(schedule, index, day, holdings, CATALOG)


def one_line(line, **schedule):
    return drawn(replace(SCHEDULE, lines=(line,), pending=None, discount=None, **schedule))


def test_the_managed_customer_is_billed_to_the_cent():
    """400 + 65 + 8 + 36 + 7 + 15 + 4 + 47.50 + 119.90 = 702.40; less 10 %; 8.25 % of 632.16 = 52.15."""
    invoice = drawn()
    assert [line.quantity for line in invoice.items] == [
        10_000, 20_000, 20_000, 30_000, 10_000, 50_000, 20_000, 5_000, 10_000,
    ]  # fmt: skip
    assert [line.net for line in invoice.items] == [40_000, 6_500, 800, 3_600, 700, 1_500, 400, 4_750, 11_990]
    assert (invoice.subtotal, invoice.discount_amount, invoice.tax, invoice.total) == (
        70_240,
        7_024,
        5_215,
        68_431,
    )
    assert invoice.title == "Managed IT M2 2026"
    assert (invoice.date, invoice.due_date, invoice.terms_name) == (DAY, date(2026, 2, 15), "Net 14")
    assert invoice.period == Period(DAY, date(2026, 2, 28))
    assert invoice.addressee == ("Acme Dental", "1 Main St", "Dover, DE")


def test_what_was_counted_is_kept_with_the_line():
    lines = drawn().items
    counted = [[name for _, name in line.evidence.items] if line.evidence else None for line in lines]
    assert counted[:5] == [
        None,
        ["NB-001", "NB-002"],
        ["NB-001", "SRV-1"],
        ["NB-001", "NB-002"],
        ["Ann Archer"],
    ]
    assert (lines[5].evidence.quantity, lines[5].evidence.as_of) == (90_000, date(2026, 1, 31))
    assert lines[0].description == "Managed IT, 2026-02-01 to 2026-02-28"
    assert lines[1].description == "Laptops (2)"
    assert lines[1].note == "NB-001, NB-002"
    assert lines[3].note == "minimum_of 3"
    assert lines[5].note == "used_included 9 2"
    assert [line.description for line in lines[5:7]] == ["tier_range Seats 1 5", "tier_from Seats 6 7"]
    assert lines[6].note == ""


def test_many_names_go_to_the_annex():
    assets = tuple(Asset(number, "", 1, f"A{number}") for number in range(13))
    line = ScheduleLine(1, "asset", "All", unit_price=1, counter=Counter())
    invoice = drawn(replace(SCHEDULE, lines=(line,), pending=None), replace(HOLDINGS, assets=assets))
    assert invoice.lines[0].note == "counted_in_annex 13"


def test_the_invoice_takes_over_the_look_of_its_schedule():
    assert drawn(replace(SCHEDULE, template="compact")).template == "compact"
    assert drawn().template == ""


def test_a_count_of_zero_drops_the_line_or_prints_it():
    printers = LINES[6]
    assert one_line(printers) is None
    printed = one_line(replace(printers, when_zero="print"))
    assert [(line.quantity, line.net) for line in printed.lines] == [(0, 0)]
    tiered = one_line(replace(printers, when_zero="print", tier_mode="graduated", tiers=TIERS))
    assert [(line.quantity, line.unit_price) for line in tiered.lines] == [(0, 3_000_000)]


def test_an_occurrence_with_nothing_to_bill_is_none_unless_blank_invoices_are_wished():
    assert one_line(LINES[6]) is None
    blank = one_line(LINES[6], blank_invoices=True)
    assert (blank.lines, blank.total) == ((), 0)


def test_volume_tiers_are_one_line_at_one_price():
    invoice = one_line(replace(LINES[5], tier_mode="volume"))
    assert [(line.quantity, line.unit_price, line.net) for line in invoice.lines] == [
        (70_000, 2_000_000, 1_400)
    ]


def test_a_fixed_discount_is_shared_by_the_tiers_of_a_line():
    invoice = one_line(replace(LINES[5], discount=Discount(amount=190)))
    assert [line.net for line in invoice.lines] == [1_350, 360]  # 190 x 15/19 and x 4/19
    assert invoice.subtotal == 1_710


def test_lines_come_and_go_with_their_dates_and_turns():
    line = replace(LINES[0], effective_from=date(2026, 2, 1), effective_to=date(2026, 3, 1))
    for index, day, billed in (
        (0, date(2026, 1, 31), 0),
        (0, DAY, 1),
        (1, date(2026, 3, 1), 1),
        (2, date(2026, 3, 2), 0),
    ):
        schedule = replace(SCHEDULE, lines=(line,), pending=None)
        assert (drawn(schedule, index=index, day=day) is not None) == bool(billed)
    yearly = replace(SCHEDULE, lines=(replace(LINES[0], every=12),), pending=None)
    assert [index for index in range(25) if drawn(yearly, index=index)] == [0, 12, 24]
    once = replace(SCHEDULE, lines=(replace(LINES[0], one_time=True, used_on=DAY),), pending=None)
    assert drawn(once) is None


@pytest.mark.parametrize(
    ("line", "product", "schedule", "customer", "expected"),
    [
        (INHERIT, INHERIT, INHERIT, INHERIT, SALES),
        (INHERIT, INHERIT, INHERIT, Choice(True, 2), OTHER),
        (INHERIT, INHERIT, INHERIT, UNTAXED, None),
        (INHERIT, INHERIT, Choice(True, 2), UNTAXED, OTHER),
        (INHERIT, UNTAXED, Choice(True, 2), INHERIT, None),
        (Choice(True, 2), UNTAXED, INHERIT, INHERIT, OTHER),
    ],
)
def test_the_nearest_tax_counts(line, product, schedule, customer, expected):
    assert tax_of(CATALOG, replace(ACME, tax=customer), line, product, schedule) == expected


def test_an_exempt_customer_pays_no_tax_whatever_the_line_says():
    assert tax_of(CATALOG, replace(ACME, tax_exempt=True), Choice(True, 2)) is None
    with pytest.raises(Refused, match="tax_is_missing"):
        tax_of(CATALOG, ACME, Choice(True, 99))


def test_charges_come_after_or_before_under_a_heading_per_ticket():
    after = drawn()
    assert [line.source for line in after.lines][-3:] == ["charge"] * 3
    assert after.lines[-3].description == "ticket_heading T-10 Slow laptop"
    assert [line.charge_id for line in after.lines[-2:]] == [1, 3]
    before = drawn(replace(SCHEDULE, pending=Pending(place="before")))
    assert [line.kind for line in before.lines[:5]] == ["heading", "item", "item", "heading", "item"]
    assert before.lines[5].schedule_line_id == 1


@pytest.mark.parametrize(("order", "tickets"), [("oldest", [7, 8]), ("newest", [7, 8]), ("ticket", [8, 7])])
def test_tickets_stand_in_the_order_asked_for(order, tickets):
    found = ordered(HOLDINGS.pending, Pending(order=order))
    assert [ticket.id for ticket, _ in found] == tickets  # T-9 before T-10; 7 has the oldest and the newest


def test_charges_stay_pending_where_the_schedule_bills_in_another_currency():
    assert all(
        line.source != "charge" for line in drawn(replace(SCHEDULE, currency="EUR", lines=LINES[:1])).lines
    )


def test_prices_are_the_lines_or_follow_the_catalog():
    line = replace(LINES[1], unit_price=10_000_000)
    assert one_line(line).lines[0].unit_price == 10_000_000
    assert one_line(line, prices="catalog").lines[0].unit_price == 32_500_000
    assert one_line(replace(LINES[0], unit="month"), prices="catalog").lines[0].unit_price == 400_000_000


def test_a_price_that_is_missing_or_in_another_currency_is_a_reason():
    with pytest.raises(Refused, match="price_is_missing"):
        one_line(replace(LINES[0], unit_price=None))
    with pytest.raises(Refused, match="price_in_other_currency"):
        one_line(replace(LINES[0], unit_price=None, product_id=5))


def test_terms_and_currency_are_the_schedules_then_the_customers_then_the_shops():
    assert one_line(LINES[0], terms_id=2).due_date == date(2026, 3, 3)
    schedule = replace(SCHEDULE, lines=LINES[:1], pending=None)
    invoice = drawn(
        schedule, replace(HOLDINGS, customer=replace(ACME, terms_id=2, currency="CHF", language="de"))
    )
    assert (invoice.due_date, invoice.currency, invoice.language) == (date(2026, 3, 3), "CHF", "de")
    assert drawn(replace(schedule, currency="JPY")).currency == "JPY"


def test_the_contact_of_a_schedule_is_on_the_envelope():
    invoice = drawn(replace(SCHEDULE, contact_id=2))
    assert invoice.addressee == ("Acme Dental", "Bob Byrne", "1 Main St", "Dover, DE")


def test_a_run_says_where_the_customers_things_go():
    elsewhere = replace(HOLDINGS, customer=replace(ACME, ship_to="Lab\n7 Quay"))
    assert drawn(holdings=elsewhere).ship_to == "Lab\n7 Quay"
    assert drawn().ship_to == ""
