"""Large shops, made quickly: many customers with assets, each with a schedule that is due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from billdesk.domain.calendar import Recurrence
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Counter, Measure
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.domain.ticket import Charge, Ticket
from billdesk.services.office import Office
from billdesk.services.settings import keep_settings
from billdesk.storage.work import Work

ASSETS = 20
STEP = 1000


@dataclass(frozen=True)
class Mix:
    """What a large shop is made of: every n-th schedule is left as a draft, every n-th takes a charge."""

    schedules: int
    drafts: int = 0
    charges: int = 0
    start: date = date(2026, 2, 1)


def fill(office: Office, mix: Mix) -> None:
    """Make the shop, in transactions of STEP customers each."""
    with office.work() as work:
        work.catalog.add_taxes([Tax(1, "vat", "VAT 20 %", (Rate("VAT", 200_000),))])
        work.catalog.add_terms([Terms(1, "net-14", "14 days", 14)])
        products = [
            Product(1, "care", "Managed care", unit="device", unit_price=1_250_000, tax=Choice(True, 1))
        ]
        work.catalog.add_products(products)
        keep_settings(work, ShopSettings("Shop", "bills@shop.example", default_tax_id=1, default_terms_id=1))
        work.commit()
    for first in range(1, mix.schedules + 1, STEP):
        with office.work() as work:
            _some(work, range(first, min(first + STEP, mix.schedules + 1)), mix)
            work.commit()


def _some(work: Work, keys: range, mix: Mix) -> None:
    work.customers.add(
        [
            Customer(key, f"c{key}", f"Customer {key}", f"c{key}@example.com", address="Main St 1")
            for key in keys
        ]
    )
    work.customers.add_contacts(
        [Contact(key, f"p{key}", key, f"Person {key}", f"p{key}@example.com", billing=True) for key in keys]
    )
    work.connection.execute(
        text(
            "WITH RECURSIVE n(at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM n WHERE at + 1 < :assets)"
            " INSERT INTO assets (id, ref, customer_id, name, type, serial, policy_folder, active, fields,"
            " version)"
            " SELECT (c.id - 1) * :assets + at + 1, 'a' || ((c.id - 1) * :assets + at + 1), c.id,"
            " 'PC-' || (100 + at), CASE WHEN at < 12 THEN 'Workstation' ELSE 'Server' END, '',"
            " CASE WHEN at < 15 THEN 'Office/Desk' ELSE 'Cellar' END, true, '{}', 1"
            " FROM customers c, n WHERE c.id BETWEEN :first AND :last ORDER BY c.id, at"
        ),
        {"assets": ASSETS, "first": keys[0], "last": keys[-1]},
    )
    work.schedules.add([_schedule(key, mix) for key in keys])
    charged = [key for key in keys if mix.charges and key % mix.charges == 0]
    work.tickets.add([Ticket(key, f"t{key}", key, "Printer", "Resolved", f"T-{key}") for key in charged])
    work.tickets.add_charges(
        [Charge(key, key, key, "Toner", 10_000, 49_000_000, ref=f"h{key}") for key in charged]
    )


def _schedule(key: int, mix: Mix) -> Schedule:
    line = key * 4
    lines = (
        ScheduleLine(line + 1, "asset", "Workstations {month_name} {year}", product_id=1,
                     counter=Counter(asset_type="Workstation"), sort=1),
        ScheduleLine(line + 2, "policy_folder", "Monitoring", unit_price=350_0000,
                     counter=Counter(folder="Office"), measure=Measure(included=50_000), sort=2),
        ScheduleLine(line + 3, "standard", "Backup, 1 TB", quantity=20_000, unit_price=1900_0000, sort=3),
        ScheduleLine(line + 4, "standard", "Helpdesk flat", quantity=10_000, unit_price=9900_0000, sort=4),
    )  # fmt: skip
    return Schedule(
        key,
        f"s{key}",
        key,
        Recurrence("monthly", 1, mix.start),
        lines,
        "Managed services {month_name} {year}",
        auto_send=not mix.drafts or key % mix.drafts != 0,
        pending=Pending() if mix.charges else None,
    )
