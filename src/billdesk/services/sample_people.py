"""The customers of the sample shop: their people, their devices, and what vendors report month by month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from billdesk.domain.customer import Asset, Contact, Customer, Usage
from billdesk.domain.money import SCALE
from billdesk.domain.tax import Choice
from billdesk.services.sample_catalog import Shelf
from billdesk.storage.search import folded

MONTHS = 24
"""How far the history of the shop goes back."""


def _words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def _phrases(text: str) -> list[str]:
    """What stands between the strokes of a text."""
    return [one.strip() for one in text.split("|")]


_NAMED = """
Acme Dental|Ann Archer|1 Main St|Dover, DE 19904
Café Québec|Hélène Lévesque|75 rue Saint-Jean|Québec QC G1R 1N4
Bistro Müller|Jürgen Müller|8 Loockerman St|Dover, DE 19901
Sunrise Bakery|Rosa Delgado|210 Division St|Dover, DE 19901
Okafor Law|Chidi Okafor|400 The Green|Dover, DE 19901
Kestrel Logistics|Priya Raman|19 Harbor Way|Wilmington, DE 19801
Dover Public Library|Martin Hale|35 Loockerman Plaza|Dover, DE 19901
Blue Heron Press|Ellen Whitaker|6 Canal St|Lewes, DE 19958
Harbor Vet Clinic|Dr. Tomás Herrera|88 Front St|Lewes, DE 19958
Tidewater Surveyors|Grace Lindqvist|14 Bay Rd|Milford, DE 19963
Whitcomb Architects|Julia Whitcomb|52 State St|Dover, DE 19901
Pine Street Yoga|Maya Brooks|31 Pine St|Smyrna, DE 19977
Delmar Auto Repair|Rick Delmar|907 Route 13|Harrington, DE 19952
Larch & Sons Roofing|Peter Larch|4 Quarry Ln|Camden, DE 19934
St. Brigid School|Sr. Anne Doyle|120 Church Ave|Dover, DE 19904
Corner Market|Samir Haddad|2 Walnut St|Milford, DE 19963
Ελαία Ταβέρνα|Νίκος Παπαδάκης|17 Olive Ct|Newark, DE 19711
مخبز الشام|ليلى حداد|63 Cleveland Ave|Newark, DE 19711
Chesapeake Optics|Dana Kim|700 Silver Lake Blvd|Dover, DE 19904
Żurek & Synowie|Katarzyna Żurek|11 Mechanic St|Wilmington, DE 19805
Brandywine Physio|Oliver Grant|240 Concord Pike|Wilmington, DE 19803
Smyrna Feed & Seed|Walt Simmons|5 Commerce St|Smyrna, DE 19977
Nordström Interiors|Åsa Nordström|33 Delaware Ave|Wilmington, DE 19801
Mispillion Marina|Joe Tull|1 Wharf Rd|Milford, DE 19963
Lewes Lighthouse Inn|Carol Pruitt|9 Savannah Rd|Lewes, DE 19958
Peña & Ortiz Accounting|Lucía Peña|68 Market St|Wilmington, DE 19801
"""
_SURNAMES = _words(
    """
Abbott Bennett Carver Dawson Ellery Fenwick Garrison Hollis Ibarra Jansen Keller Lockwood Marsh
Novák Osborne Prescott Quinn Rowan Sandoval Thatcher Underhill Vance Wexler Yardley Zimmer Ålund
Brontë Castaño Dvořák Eriksen Fabre Gauthier Hájek Iversen Kovács Lefèvre Moreau Nuñez O’Brien
Petrović Ramírez Søndergaard Tóth Villanueva Wójcik Yıldız Ziegler
"""
)
_TRADES = _phrases(
    """
Orthodontics|Law Offices|Landscaping|Print Shop|Pediatrics|Insurance|Cabinetry|Electric|
Veterinary|Realty|Plumbing|Pharmacy|Travel|Catering|Motors|Flooring|Engineering|Florists|
Tile & Stone|Bookkeeping|Optical|Freight|Bike Shop|Studios|Nursery|Welding|Marine|
Chiropractic|Tutoring|Deli
"""
)
_TOWNS = _phrases(
    """
Dover, DE 19901|Smyrna, DE 19977|Milford, DE 19963|Newark, DE 19711|Lewes, DE 19958
"""
)
_STREETS = _phrases(
    """
Maple Ave|Walker Rd|Governors Ave|Forrest St|Lincoln St|Kings Hwy|Water St|Bank Ln
"""
)
_FIRST = _words(
    """
Amy Ben Carla David Elena Frank Gina Hugo Iris Jonas Kira Leo Mona Nils Olga Paul Rita Sam
"""
)


@dataclass(frozen=True, slots=True)
class Client:
    """A customer as the sample imagines it, before it is on file: ids are 0, `plan` names its contract."""

    index: int
    customer: Customer
    plan: str
    payer: str  # prompt late slow
    since: date
    contacts: tuple[tuple[date, Contact], ...]
    assets: tuple[tuple[date, Asset], ...]
    usage: tuple[tuple[date, Usage], ...]

    @property
    def initials(self) -> str:
        """What the refs of its things begin with."""
        return f"c{self.index + 1:04}"


def month(day: date, months: int) -> date:
    """The first of a month, so many months after that of a day."""
    years, at = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, at + 1, 1)


_PLANS = ("managed", "backup", "managed", "hosting", "managed", "antivirus", "backup", "managed")
_OWN_PLANS = _words(
    """
managed retainer bistro bakery catalog block library backup volume managed credit hosting antivirus
domain school weekly daily till managed backup semiannual weekly managed hosting quarterly backup
"""
)


def clients(size: int, today: date, shelf: Shelf) -> Iterator[Client]:
    """The first so many customers; each is the same whatever the size."""
    named = [row.split("|") for row in _NAMED.strip().splitlines()]
    used = {row[0] for row in named}
    for index in range(size):
        chance = Random(f"client {index}")  # noqa: S311 – believable, not secret
        name, person, street, town = named[index] if index < len(named) else _made_up(chance, used)
        yield _client(index, (name, person, f"{street}\n{town}"), today, shelf)


def _made_up(chance: Random, used: set[str]) -> tuple[str, str, str, str]:
    surname, town = chance.choice(_SURNAMES), chance.choice(_TOWNS)
    wanted = f"{surname} {chance.choice(_TRADES)}"
    name = wanted if wanted not in used else f"{wanted} {town.partition(',')[0]}"
    number = 2
    while name in used:
        name, number = f"{wanted} No. {number}", number + 1
    used.add(name)
    return (
        name,
        f"{chance.choice(_FIRST)} {surname}",
        f"{chance.randint(1, 990)} {chance.choice(_STREETS)}",
        town,
    )


def _client(index: int, who: tuple[str, str, str], today: date, shelf: Shelf) -> Client:
    chance = Random(f"household {index}")  # noqa: S311 – believable, not secret
    plan = _OWN_PLANS[index] if index < len(_OWN_PLANS) else _PLANS[index % len(_PLANS)]
    joined = chance.choice((0, 0, 0, 2, 4, 7, 9, 12, 15, 18, 21)) if index >= 34 else 0
    joined = 18 if index == 0 else {"weekly": 15, "retainer": 9}.get(plan, joined)
    since = month(today, joined - MONTHS)
    customer = _customer(index, who[0], who[2], shelf)
    domain = customer.email.partition("@")[2] or "library.example"
    payer = "slow" if index % 30 == 7 else "late" if index % 6 in (0, 5) and index else "prompt"
    months = [
        month(since, step) for step in range((today.year - since.year) * 12 + today.month - since.month + 1)
    ]
    counts = plan in ("managed", "catalog", "volume", "credit", "antivirus", "till")
    return Client(
        index,
        customer,
        plan,
        payer,
        since,
        tuple(_contacts(chance, who[1], domain, months)),
        tuple(_assets(chance, months)) if counts else (),
        tuple(_usage(chance, months)) if plan in ("managed", "catalog", "credit", "backup") else (),
    )


def _customer(index: int, name: str, address: str, shelf: Shelf) -> Customer:
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-") or f"customer-{index + 1}"
    terms = ("net-14", "net-30", "net-14", "fifth", "net-14")[index % 5]
    found = Customer(
        0,
        f"c{index + 1:04}-{slug}",
        name,
        f"office@{slug}.example",
        phone=f"(302) 555-{index % 10_000:04}",
        address=address,
        country="US",
        terms_id=shelf.terms[terms],
    )
    if name == "Café Québec":
        tax = Choice(True, shelf.taxes["gst-qst"])
        return replace(found, country="CA", currency="CAD", tax=tax, tax_number="QC 1214 5588")
    if name in ("Dover Public Library", "St. Brigid School"):
        email = "" if name.startswith("Dover") else found.email
        return replace(found, tax_exempt=True, email=email)
    return found


def _contacts(chance: Random, person: str, domain: str, months: list[date]) -> Iterator[tuple[date, Contact]]:
    for at in range(chance.randint(1, 6)):
        name = person if not at else f"{chance.choice(_FIRST)} {chance.choice(_SURNAMES)}"
        day = months[0] if at < 3 else chance.choice(months)
        access = "yes" if chance.random() < 0.6 else "no"
        mail = "" if domain == "library.example" else f"person{at + 1}@{domain}"
        billing = not at and chance.random() < 0.5
        yield day, Contact(0, "", 0, name, mail, billing=billing, fields={"remote_access": access})


_KINDS = (("Laptop", "NB", 14), ("Server", "SRV", 2), ("Till", "POS", 2), ("Desktop", "PC", 4))


def _assets(chance: Random, months: list[date]) -> Iterator[tuple[date, Asset]]:
    for kind, letters, most in _KINDS:
        first = chance.randint(max(1, most // 3), most)
        growth = 0.14 if kind == "Laptop" else 0.02
        days = [months[0]] * first + [day for day in months[1:] if chance.random() < growth]
        for number, day in enumerate(days, 1):
            yield day, _asset(chance, kind, f"{letters}-{number:03}")


def _asset(chance: Random, kind: str, name: str) -> Asset:
    folder = {"Laptop": "Workstations/Mobile", "Desktop": "Workstations/Front desk", "Till": "Tills"}
    encrypted = "yes" if chance.random() < 0.8 else "no"
    fields = {"ram_gb": chance.choice(("8", "16", "16", "32")), "encrypted": encrypted}
    serial = f"{chance.randrange(36**6):09X}"
    return Asset(0, "", 0, name, kind, serial, folder.get(kind, "Servers"), fields=fields)


def _usage(chance: Random, months: list[date]) -> Iterator[tuple[date, Usage]]:
    """What two vendors report on the last day of each month, one after the other growing a little."""
    seats = {
        ("CloudVault", "Backup seat"): chance.randint(4, 24),
        ("Mailhaus", "Mailbox"): chance.randint(2, 15),
    }
    for day in months:
        for (vendor, item), count in seats.items():
            yield day, Usage(0, vendor, item, 0, count * SCALE, day - timedelta(days=1))
            seats[vendor, item] = max(1, count + chance.choice((0, 0, 0, 0, 1, 1, 2, -1)))
