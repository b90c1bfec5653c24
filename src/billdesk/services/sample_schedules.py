"""The contracts of the sample shop: schedules of every frequency, with lines of every type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from billdesk.domain.calendar import LAST_DAY, Recurrence, date_of
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.totals import Discount
from billdesk.services.sample_catalog import Shelf, price
from billdesk.services.sample_people import Client, month

_LAPTOP = Counter(asset_type="Laptop")
_SEATS = Counter(vendor="CloudVault", item="Backup seat")
_MAILBOXES = Counter(vendor="Mailhaus", item="Mailbox")
_REMOTE = Counter(field="remote_access", value="yes")
_TIERS = (Tier(5 * SCALE, price("3.00")), Tier(None, price("2.00")))
_PERCENT = 100 * SCALE


@dataclass(frozen=True, slots=True)
class Contracts:
    """Draws up the schedules of one customer; ids are 0."""

    client: Client
    shelf: Shelf
    today: date

    def all(self) -> Iterator[Schedule]:
        """What this customer's plan comes to."""
        for number, schedule in enumerate(_PLANS[self.client.plan](self), 1):
            yield replace(schedule, ref=f"{self.client.initials}-s{number}")

    def line(self, kind: str, product: str, text: str, **rest: Any) -> ScheduleLine:
        """A line of a type, for a product of the catalog at its price unless another one is given."""
        rest.setdefault("quantity", SCALE if kind == "standard" else 0)
        return ScheduleLine(0, kind, text, product_id=self.shelf.products[product], **rest)

    def schedule(self, title: str, grid: Recurrence, *lines: ScheduleLine, **rest: Any) -> Schedule:
        """A schedule that is sent by itself, unless it is said otherwise."""
        placed = tuple(replace(line, sort=at * 10) for at, line in enumerate(lines, 1))
        rest.setdefault("auto_send", True)
        return Schedule(0, "", 0, grid, placed, title, **rest)

    def monthly(self, day: int = 1, every: int = 1, frequency: str = "monthly") -> Recurrence:
        """A grid from the customer's first month on; 32 is the last day of the month."""
        begin = self.client.since
        first = month(begin, 1) - timedelta(days=1) if day == LAST_DAY else begin.replace(day=day)
        return Recurrence(frequency, every, first, day if day > 28 else None)

    def weekly(self, every: int, ahead: int) -> Recurrence:
        """A grid of weeks whose next date lies so many days ahead."""
        since = self.client.since
        days = (self.today - since).days + ahead
        return Recurrence("weekly", every, since + timedelta(days=days % (7 * every)))

    def care(self) -> list[ScheduleLine]:
        """Managed IT: a line of each of the five types."""
        chance = Random(f"care {self.client.index}")  # noqa: S311 – believable, not secret
        base = price(chance.choice(("180", "240", "320", "400")))
        return [
            self.line("standard", "managed-it", "Managed IT, {period}", unit_price=base),
            self.line("asset", "laptop-care", "Laptops", counter=_LAPTOP),
            self.line(
                "asset",
                "big-machine",
                "Machines with 16 GB and more",
                counter=Counter(search_id=self.shelf.searches["ram-16"]),
            ),
            self.line(
                "policy_folder",
                "workstation-policy",
                "Workstation policy",
                counter=Counter(folder="Workstations"),
            ),
            self.line("contact", "remote-access", "Remote access", counter=_REMOTE),
            self.line(
                "vendor_usage",
                "backup-seat",
                "Backup seats",
                counter=_SEATS,
                measure=Measure(included=2 * SCALE),
                tier_mode="graduated",
                tiers=_TIERS,
            ),
            self.line("asset", "printer-care", "Printers", counter=Counter(asset_type="Printer")),
        ]


def _managed(own: Contracts) -> Iterator[Schedule]:
    ten = Discount(percent=_PERCENT // 10) if own.client.index % 3 == 0 else None
    lead = 5 if own.client.index % 4 == 3 else 0
    yield own.schedule(
        "Managed IT {month_name} {year}", own.monthly(), *own.care(), discount=ten, lead_days=lead
    )


def _catalog(own: Contracts) -> Iterator[Schedule]:
    pending = Pending(order="ticket")
    yield own.schedule(
        "Managed IT {month_name} {year}", own.monthly(), *own.care(), prices="catalog", pending=pending
    )


def _credit(own: Contracts) -> Iterator[Schedule]:
    setup = own.line("standard", "onsite", "Set-up of the new office", one_time=True)
    review = own.line("standard", "remote", "Half-yearly review", every=6)
    yield own.schedule(
        "Managed IT {month_name} {year}", own.monthly(), *own.care(), setup, review, apply_credit=True
    )


def _volume(own: Contracts) -> Iterator[Schedule]:
    tiers = (Tier(10 * SCALE, price("34.00")), Tier(25 * SCALE, price("29.00")), Tier(None, price("25.00")))
    laptops = own.line("asset", "laptop-care", "Laptops", counter=_LAPTOP, tier_mode="volume", tiers=tiers)
    servers = own.line(
        "asset",
        "server-care",
        "Servers",
        counter=Counter(asset_type="Server"),
        measure=Measure(minimum=SCALE, maximum=3 * SCALE),
    )
    printers = own.line(
        "asset", "printer-care", "Printers", counter=Counter(asset_type="Printer"), when_zero="print"
    )
    yield own.schedule("Managed IT {month_name} {year}", own.monthly(), laptops, servers, printers)


def _backup(own: Contracts) -> Iterator[Schedule]:
    seats = own.line("vendor_usage", "backup-seat", "Backup seats", counter=_SEATS)
    boxes = own.line(
        "vendor_usage",
        "mailbox",
        "Mailboxes, in packs of 5",
        counter=_MAILBOXES,
        measure=Measure(round_up_to=5 * SCALE),
    )
    pending = Pending() if own.client.index % 2 else None
    yield own.schedule("Backup and mail {month_name}", own.monthly(), seats, boxes, pending=pending)


def _hosting(own: Contracts) -> Iterator[Schedule]:
    line = own.line("standard", "hosting", "Website hosting, {period}")
    yield own.schedule("Website hosting", own.monthly(day=1 if own.client.index % 2 else 15), line)


def _antivirus(own: Contracts) -> Iterator[Schedule]:
    line = own.line(
        "asset", "antivirus", "Antivirus on laptops", counter=_LAPTOP, measure=Measure(minimum=5 * SCALE)
    )
    yield own.schedule("Antivirus", own.monthly(day=15), line, apply_credit=own.client.index % 2 == 0)


def _retainer(own: Contracts) -> Iterator[Schedule]:
    """Café Québec: since its date of yesterday a line has a price in another currency, and so it fails."""
    grid = own.weekly(2, ahead=13)
    steps = (own.today - grid.start).days // 14
    retainer = own.line("standard", "managed-it", "Retainer", unit_price=price("62.50"))
    terminals = own.line(
        "standard", "terminal-support", "Card terminal support", effective_from=date_of(grid, steps)
    )
    yield own.schedule("Retainer", grid, retainer, terminals)


def _bistro(own: Contracts) -> Iterator[Schedule]:
    hosting = own.line("standard", "hosting", "Hosting, quarter {quarter}", quantity=3 * SCALE)
    yield own.schedule("Hosting", own.monthly(LAST_DAY, frequency="quarterly"), hosting)
    screens = own.line("standard", "hosting", "Menu screens", unit_price=price("10.00"))
    yield own.schedule("Menu screens", own.monthly(), screens)


def _bakery(own: Contracts) -> Iterator[Schedule]:
    """A lease of twelve months with one to come, and one that is over."""
    lease = own.line("standard", "managed-it", "Tablet lease {occurrence} of 12", unit_price=price("45.00"))
    billed = 10 if own.today.day >= 20 else 11  # months before this one
    start = month(own.today, -billed).replace(day=20)
    yield own.schedule("Tablet lease", Recurrence("monthly", 1, start), lease, max_occurrences=12)
    oven = own.line("standard", "managed-it", "Oven controller lease", unit_price=price("60.00"))
    yield own.schedule("Oven controller lease", own.monthly(day=20), oven, max_occurrences=6)


def _block(own: Contracts) -> Iterator[Schedule]:
    """Kestrel Logistics: in arrears, with what its tickets came to, looked through before it goes out."""
    block = own.line(
        "standard",
        "remote",
        "Service block, {period}",
        quantity=8 * SCALE,
        discount=Discount(percent=_PERCENT // 20),
    )
    yield own.schedule(
        "Service block {month_name}",
        own.monthly(LAST_DAY),
        block,
        period="arrears",
        auto_send=False,
        pending=Pending(place="before"),
        reference="PO 4471",
    )


def _domain(own: Contracts) -> Iterator[Schedule]:
    start = date(own.client.since.year, 10, 12)
    names = own.line("standard", "domain", "Domain names", quantity=4 * SCALE)
    mail = own.line("standard", "mailbox", "Mail for the domain, {year}", quantity=24 * SCALE)
    yield own.schedule("Domain and mail", Recurrence("yearly", 1, start), names, mail)
    yield own.schedule("Website care", own.monthly(), own.line("standard", "hosting", "Website care"))


def _school(own: Contracts) -> Iterator[Schedule]:
    labs = own.line("standard", "onsite", "Computer room visit", quantity=5 * SCALE)
    tenth = Discount(percent=_PERCENT // 5)
    yield own.schedule("Computer room", own.weekly(6, ahead=24), labs, discount=tenth)


def _weekly(own: Contracts) -> Iterator[Schedule]:
    tills = own.line("standard", "till-care", "Till check, week {week}", quantity=2 * SCALE)
    yield own.schedule("Till check", own.weekly(1, ahead=3), tills)


def _daily(own: Contracts) -> Iterator[Schedule]:
    grid = Recurrence("daily", 10, own.today - timedelta(days=96))
    review = own.line("standard", "remote", "Log review", quantity=SCALE // 2)
    yield own.schedule("Log review", grid, review)
    yield from _hosting(own)


def _till(own: Contracts) -> Iterator[Schedule]:
    tills = own.line("asset", "till-care", "Tills", counter=Counter(asset_type="Till"))
    servers = own.line("asset", "server-care", "Servers", counter=Counter(asset_type="Server"))
    yield own.schedule("Tills and servers", own.monthly(), tills, servers, lead_days=5)


def _semiannual(own: Contracts) -> Iterator[Schedule]:
    service = own.line("standard", "onsite", "Network inspection", quantity=4 * SCALE)
    yield own.schedule("Inspection", own.monthly(day=15, every=6), service)


def _quarterly(own: Contracts) -> Iterator[Schedule]:
    hosting = own.line("standard", "hosting", "Hosting, {period}", quantity=3 * SCALE)
    yield own.schedule("Hosting", own.monthly(frequency="quarterly"), hosting)


def _library(own: Contracts) -> Iterator[Schedule]:
    """Without an address to send to: each invoice waits as a draft until it is printed."""
    public = own.line("standard", "managed-it", "Managed IT, public computers", unit_price=price("1486.00"))
    yield own.schedule("Managed IT", own.monthly(), public)


_PLANS: dict[str, Callable[[Contracts], Iterator[Schedule]]] = {
    "managed": _managed,
    "catalog": _catalog,
    "credit": _credit,
    "volume": _volume,
    "backup": _backup,
    "hosting": _hosting,
    "antivirus": _antivirus,
    "retainer": _retainer,
    "bistro": _bistro,
    "bakery": _bakery,
    "block": _block,
    "domain": _domain,
    "school": _school,
    "weekly": _weekly,
    "daily": _daily,
    "till": _till,
    "semiannual": _semiannual,
    "quarterly": _quarterly,
    "library": _library,
}
