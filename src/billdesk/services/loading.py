"""Whole shops in and out, as documents: adding what one holds, all or nothing, and writing everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.invoice import Invoice
from billdesk.domain.numbering import Series, counter_of
from billdesk.domain.settings import ShopSettings
from billdesk.exchange import content
from billdesk.exchange.shop import Known, ShopDocument, parse, read, write
from billdesk.exchange.vendors import name_key, report_key
from billdesk.services.office import Office
from billdesk.services.renumbering import renumbered
from billdesk.services.settings import keep_settings, read_letterhead, read_settings
from billdesk.storage.invoices import Issue
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be loaded, and what to call it where something is wrong with it."""

    name: str
    text: bytes


class Loading:
    """Shop documents in and out."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def load(self, sources: Sequence[Source]) -> dict[str, int]:
        """Add what documents hold to the shop, all of them or none; how many there are of each kind.

        Raises Rejected with every problem of the first document that has any; places begin with its name.
        """
        counts: dict[str, int] = dict.fromkeys(content.KINDS.values(), 0)
        with self._office.work() as work:
            for source in sources:
                shop = _read(source, work)
                _Adding(work, self._office, shop).add()
                for rows in counts:
                    counts[rows] += len(getattr(shop, rows))
            work.traces.add([Trace("shop", 0, "loaded", counts)], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("invoice", "schedule", "customer", "payment", "settings", "ticket", "delivery")
        return counts

    def dump(self) -> dict[str, Any]:
        """The whole shop as a document."""
        with self._office.reading() as work:
            return write(read_shop(work))


def _read(source: Source, work: Work) -> ShopDocument:
    try:
        return read(parse(source.text), _known(work))
    except Rejected as rejected:
        problems = (
            Problem(f"{source.name}: {one.place}" if one.place else source.name, one.code, one.facts)
            for one in rejected.problems
        )
        raise Rejected(tuple(problems)) from None


def _known(work: Work) -> Known:
    """What a document may name that is on file already."""
    shop = read_shop(work)
    values = {
        kind: {one.ref: one for one in getattr(shop, rows)}
        for kind, rows in content.KINDS.items()
        if getattr(shop, rows) and hasattr(getattr(shop, rows)[0], "ref")
    }
    numbers = {
        kind: {one.number for one in shop.invoices if one.kind == kind and one.number}
        for kind in ("invoice", "credit_note")
    }
    values["vendor_name"] = {name_key(one.vendor, one.name): one for one in shop.vendor_names}
    vendors = {one.id: one.vendor for one in shop.usage_imports}
    values["vendor_report"] = {
        report_key(vendors[one.import_id], one.name, one.item, one.as_of): one for one in shop.vendor_reports
    }
    numbers["ticket"] = {one.number for one in shop.tickets if one.number}
    for on in ("contact", "asset"):
        values[f"{on}_field"] = {one.ref: one for one in shop.fields if one.on == on}
    numbers["receipt"] = {one.number for one in shop.payments if one.number}
    return Known(shop.settings, values, numbers)


def read_shop(work: Work) -> ShopDocument:
    """Everything on file."""
    customers, catalog, tickets, payments = work.customers, work.catalog, work.tickets, work.payments
    return ShopDocument(
        settings=read_settings(work) if work.settings.read() else None,
        series=work.settings.all_series(),
        taxes=tuple(catalog.taxes().values()),
        terms=tuple(catalog.terms().values()),
        fields=tuple(customers.fields()),
        products=tuple(catalog.products().values()),
        customers=tuple(customers.all()),
        contacts=tuple(customers.contacts_of()),
        assets=tuple(customers.assets_of()),
        searches=tuple(customers.searches().values()),
        usage=tuple(customers.usage_of()),
        vendor_names=tuple(work.usage.names()),
        usage_imports=tuple(work.usage.imports()),
        vendor_reports=tuple(work.usage.reports()),
        schedules=tuple(work.schedules.all()),
        price_changes=tuple(work.price_changes.all()),
        occurrences=tuple(work.schedules.occurrences_of()),
        tickets=tuple(tickets.all()),
        ticket_assets=tickets.all_assets(),
        notes=tickets.notes_of(),
        time_entries=tuple(tickets.time_of()),
        charges=tuple(tickets.charges_of()),
        invoices=tuple(work.invoices.all()),
        write_offs=tuple(payments.write_offs()),
        late_fees=tuple(work.late_fees.all()),
        payments=tuple(payments.all()),
        allocations=tuple(payments.allocations()),
        refunds=tuple(payments.refunds()),
        # runs and statements are no part of it
        deliveries=tuple(one for one in work.outbox.all() if one.kind not in ("run", "statement")),
        spelled=work.spellings.all(),
        logo=work.settings.logo() if work.settings.read() else b"",
    )


@dataclass(frozen=True, slots=True)
class _Adding:
    """Writes one document's values, in the order in which they lean on each other."""

    work: Work
    office: Office
    shop: ShopDocument

    def add(self) -> None:
        """Write everything; the database refuses what its rules don't allow."""
        work, ids = self.work, self._ids()
        values = {
            kind: [renumbered(one, ids, kind) for one in getattr(self.shop, rows)]
            for kind, rows in content.KINDS.items()
        }
        if self.shop.settings is not None:
            self._settings(renumbered(self.shop.settings, ids))
        work.catalog.add_taxes(values["tax"])
        work.catalog.add_terms(values["terms"])
        work.customers.add_fields(values["field"])
        work.catalog.add_products(values["product"])
        work.customers.add(values["customer"])
        work.customers.add_contacts(values["contact"])
        work.customers.add_assets(values["asset"])
        work.customers.add_searches(values["saved_search"])
        work.customers.add_usage(values["usage"])
        work.usage.move_in(values["vendor_name"], values["vendor_import"], values["vendor_report"])
        work.schedules.add(values["schedule"])
        for change in values["price_change"]:
            work.price_changes.add(change)
        work.tickets.add(values["ticket"])
        work.tickets.add_assets(values["ticket_asset"])
        work.tickets.add_notes(values["note"])
        work.tickets.add_time(values["time"])
        work.tickets.add_charges([replace(one, withdrawn=False) for one in values["charge"]])
        self._history(values)
        self._spell(ids)

    def _ids(self) -> dict[str, dict[int, int]]:
        found = {}
        for kind, rows in content.KINDS.items():
            own = [one.id for one in getattr(self.shop, rows)]
            found[kind] = dict(zip(own, self.work.take_ids(kind, len(own)), strict=True))
        lines = [line.id for schedule in self.shop.schedules for line in schedule.lines]
        keys = self.work.take_ids("schedule_line", len(lines))
        found["schedule_line"] = dict(zip(lines, keys, strict=True))
        return found

    def _settings(self, settings: ShopSettings) -> None:
        keep_settings(self.work, settings)
        if self.shop.logo:
            self.work.settings.keep_logo(_checked(self.shop.logo))
        for series in self.shop.series:
            self._raise(series)

    def _raise(self, wanted: Series) -> None:
        """Let a counter go on after the numbers that the document brings; it never goes back."""
        series = self.work.settings.series(wanted.kind)
        if series is None or (wanted.year, wanted.counter) > (series.year, series.counter):
            self.work.settings.keep_series(wanted)

    def _history(self, values: Mapping[str, list[Any]]) -> None:
        """What has happened: voided documents first, for they let go of their charges again.

        Only then are charges withdrawn, as no line could tell of them before.
        """
        now, payments = self.office.now(), self.work.payments
        void = [one for one in values["invoice"] if one.state == "void"]
        self._invoices(void)
        for one in void:
            self.work.invoices.void(one.id)
        self.work.tickets.withdraw(one.id for one in values["charge"] if one.withdrawn)
        self._invoices([one for one in values["invoice"] if one.state != "void"])
        self.work.late_fees.add(values["late_fee"], now)
        self.work.schedules.add_occurrences(values["occurrence"], now)
        payments.add(values["payment"], now)
        payments.allocate(values["allocation"], now)
        payments.refund(values["refund"], now)
        for one in values["write_off"]:
            payments.write_off(one.invoice_id, one.amount, one.day, one.reason, now)
        self.work.outbox.add(values["delivery"], now)

    def _invoices(self, invoices: Sequence[Invoice]) -> None:
        if not invoices:
            return
        now = self.office.now()
        head = self.work.settings.keep_letterhead(read_letterhead(self.work))
        rows: list[tuple[Invoice, Issue | None]] = []
        for invoice in invoices:
            issue = None
            if invoice.number is not None:
                series = self.work.settings.series(invoice.kind)
                counter = counter_of(series.pattern, invoice.number) if series else None
                year = invoice.date.year if series and series.yearly else 0
                issue = Issue(invoice.number, year, counter, head, now)
                if series and counter is not None:
                    self._raise(replace(series, year=max(year, series.year), counter=counter))
            rows.append((invoice, issue))
        self.work.invoices.add(rows, now)

    def _spell(self, ids: Mapping[str, Mapping[int, int]]) -> None:
        self.work.spellings.keep(
            (kind, ids.get(kind, {}).get(key, key), fragment)
            for kind, fragments in self.shop.spelled.items()
            for key, fragment in fragments.items()
        )


def _checked(logo: bytes) -> bytes:
    """The logo of a document, ready for paper; Rejected where it is none."""
    from billdesk.documents.logo import kept  # few documents bring one

    try:
        return kept(logo)
    except Refused as reason:
        raise Rejected((Problem("shop.logo", reason.code, reason.facts),)) from None
