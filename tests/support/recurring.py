"""Little shops made of documents, and runs over them, for tests of what recurs."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import text

from billdesk.domain.history import Occurrence
from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import Schedule
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.services.run import Ears, Outcome, Request, Run, Stop, Summary

ACME = {"ref": "acme", "name": "Acme", "email": "office@acme.example"}
FLAT = {"type": "standard", "description": "Care", "quantity": "1", "unit_price": "100.00"}


def schedule(ref: str = "care", **fields: Any) -> dict[str, Any]:
    """A monthly schedule of Acme's from the first of January on, sent by itself."""
    usual = {"customer": "acme", "frequency": "monthly", "start": "2026-01-01", "auto_send": True}
    return {"ref": ref, "lines": [FLAT]} | usual | fields


def overdue(**fee: Any) -> bytes:
    """A document with an invoice of Acme's that was due on January 15; its late fee came due ten days on."""
    late_fee = {"after_days": 10, "flat": "15.00"} | fee
    terms = {"ref": "strict", "name": "Strict", "days": 14, "late_fee": late_fee}
    head = {"ref": "old", "number": "OLD-1", "customer": "acme", "date": "2026-01-01", "state": "issued"}
    line = {"description": "Work", "quantity": "1", "unit_price": "200.00"}
    invoice = head | {"terms": "strict", "due_date": "2026-01-15", "lines": [line]}
    return json.dumps({"billdesk": 1, "terms": [terms], "invoices": [invoice]}).encode()


def load(office: Office, *schedules: dict[str, Any], **parts: Any) -> None:
    """Load a shop with some schedules; a customer Acme unless others are given."""
    usual = {"billdesk": 1, "shop": {"name": "Shop", "email": "bills@shop.example", "currency": "USD"}}
    document = usual | {"customers": [ACME], "schedules": list(schedules)} | parts
    Loading(office).load([Source("shop.json", json.dumps(document).encode())])


@dataclass(frozen=True)
class Book:
    """What is on file, and runs that add to it."""

    office: Office
    outcomes: list[Outcome] = field(default_factory=list)

    def run(self, day: str, *, group: int = 200, stop: Stop = lambda: False, **request: Any) -> Summary:
        """A run of that day."""
        ears = Ears(self.outcomes.extend, stop=stop)
        return Run(self.office, group).go(Request(date.fromisoformat(day), **request), ears)

    def preview(self, day: str, **request: Any) -> list[Outcome]:
        """A preview as of that day."""
        found: list[Outcome] = []
        Run(self.office).preview(Request(date.fromisoformat(day), **request), Ears(found.extend))
        return found

    def invoices(self) -> list[Invoice]:
        """Every invoice, oldest first."""
        with self.office.reading() as work:
            return work.invoices.all()

    def numbers(self) -> list[str | None]:
        """Their numbers."""
        return [one.number for one in self.invoices()]

    def days(self, ref: str = "care", state: str = "billed") -> list[str]:
        """The billing dates of a schedule that were billed, or skipped."""
        found = self.occurrences(ref)
        return [str(one.billing_date) for one in found if one.state == state]

    def occurrences(self, ref: str = "care") -> list[Occurrence]:
        """What was dealt with of a schedule."""
        with self.office.reading() as work:
            return work.schedules.occurrences_of(work.schedules.by_ref(ref).id)

    def schedule(self, ref: str = "care") -> Schedule:
        """A schedule as it stands."""
        with self.office.reading() as work:
            return work.schedules.by_ref(ref)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self.office.reading() as work:
            return [tuple(row) for row in work.connection.execute(text(sql))]

    def change(self, sql: str) -> None:
        """Change something behind the program's back."""
        with self.office.work() as work:
            work.connection.execute(text(sql))
            work.commit()
