"""Vendor usage on file: reports as they came, whom names mean, and imports that can be taken back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, delete, func, select, update

from billdesk.domain.usage import (
    Alias,
    Filed,
    Kept,
    Slot,
    UsageImport,
    VendorName,
    VendorReport,
    key_of_name,
)
from billdesk.storage.mapping import Values, chunks, insert_rows, pick, plain, table, take_ids, update_rows
from billdesk.storage.tables import (
    InvoiceLineRow,
    InvoiceRow,
    ScheduleLineRow,
    UsageRow,
    VendorCustomerRow,
    VendorImportRow,
    VendorReportRow,
)

_U, _R = table(UsageRow), table(VendorReportRow)
_A, _I = table(VendorCustomerRow), table(VendorImportRow)
Key = tuple[str, str, date]
MOVED = "moved"
"""In what takes an import back: that it came with a whole shop, and nothing takes it back."""


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was taken in: its titles by role, and what was there in place of what it changed."""

    id: int
    vendor: str
    file: str
    columns: Mapping[str, str]
    rows: int
    before: Mapping[str, Any]


class VendorUsage:
    """What vendors report, as it came and as it is counted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Looking

    def vendors(self) -> list[str]:
        """Every vendor that reported something, or that a line of a schedule counts by."""
        found = {one for column in (_U.c.vendor, _I.c.vendor) for one in self._different(select(column))}
        return sorted(found | {vendor for vendor, _item in self._countered()}, key=str.casefold)

    def items(self, vendor: str) -> list[str]:
        """Every item of a vendor on file, those that lines of schedules count by first."""
        reported = [
            one
            for source in (_U, _R)
            for one in self._different(select(source.c.item).where(source.c.vendor == vendor))
        ]
        return list(dict.fromkeys((*self.items_counted(vendor), *reported)))

    def items_counted(self, vendor: str) -> list[str]:
        """The items of a vendor that lines of schedules count by."""
        return [item for of, item in self._countered() if of == vendor]

    def _different(self, query: Any) -> list[str]:
        return list(self._connection.execute(query.distinct()).scalars())

    def _countered(self) -> list[tuple[str, str]]:
        """The vendor and item of each line that counts by them."""
        lines = table(ScheduleLineRow)
        query = select(lines.c.counter).where(lines.c.type == "vendor_usage").order_by(lines.c.id)
        found = (counter or {} for counter in self._connection.execute(query).scalars())
        return [(one["vendor"], one["item"]) for one in found if "vendor" in one and "item" in one]

    def aliases(self, vendor: str) -> dict[str, Alias]:
        """Whom a vendor means, by the key of the name."""
        query = select(_A.c.name_key, _A.c.name, _A.c.customer_id).where(_A.c.vendor == vendor)
        return {row.name_key: Alias(row.name, row.customer_id) for row in self._connection.execute(query)}

    def filed(self, vendor: str, days: Iterable[date], decided: Mapping[str, Alias]) -> Filed:
        """What is on file for some days and for names `decided` now, and the usage of all concerned."""
        reports = self._reports(vendor, days, decided)
        aliases = self.aliases(vendor) | dict(decided)
        owners = {one.customer_id for one in reports.values()} | {one.customer_id for one in aliases.values()}
        usage: dict[Slot, tuple[int, int]] = {}
        last: dict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
        for some in chunks(sorted(one for one in owners if one is not None)):
            query = select(_U.c.id, _U.c.customer_id, _U.c.item, _U.c.quantity, _U.c.as_of)
            query = query.where(_U.c.customer_id.in_(some), _U.c.vendor == vendor).order_by(
                _U.c.as_of, _U.c.id
            )
            for key, customer_id, item, quantity, day in self._connection.execute(query):
                usage[Slot(customer_id, item, day)] = (key, quantity)
                last[customer_id, item].append((day, quantity))
        return Filed(reports, aliases, usage, last)

    def _reports(self, vendor: str, days: Iterable[date], keys: Iterable[str]) -> dict[Key, Kept]:
        """The reports of names, and all of the days in question: what belongs together is added up."""
        named = self._reports_by(vendor, _R.c.name_key, keys)
        return self._reports_by(vendor, _R.c.as_of, {*days, *(day for _key, _item, day in named)}) | named

    def _reports_by(self, vendor: str, column: Column[Any], values: Iterable[object]) -> dict[Key, Kept]:
        found: dict[Key, Kept] = {}
        columns = (_R.c.name_key, _R.c.id, _R.c.name, _R.c.item, _R.c.quantity, _R.c.as_of, _R.c.customer_id)
        for some in chunks(values):
            query = select(*columns).where(_R.c.vendor == vendor, column.in_(some))
            for key, *rest in self._connection.execute(query):
                kept = Kept(*rest)
                found[key, kept.item, kept.as_of] = kept
        return found

    def counted(self, usage: Mapping[Slot, int]) -> set[int]:
        """Which rows of usage stand on an invoice that isn't void, drafts too.

        Evidence that names no row, as of invoices from a document, is taken for any row of that day.
        """
        by_customer: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for slot, key in usage.items():
            by_customer[slot.customer_id].append((slot.as_of, key))
        lines, invoices = table(InvoiceLineRow), table(InvoiceRow)
        found: set[int] = set()
        for some in chunks(by_customer):
            query = (
                select(invoices.c.customer_id, lines.c.evidence)
                .join_from(lines, invoices, lines.c.invoice_id == invoices.c.id)
                .where(invoices.c.customer_id.in_(some), invoices.c.state != "void")
                .where(lines.c.source == "vendor_usage", lines.c.evidence.is_not(None))
            )
            for customer_id, evidence in self._connection.execute(query):
                found |= _named(evidence, by_customer[customer_id])
        return found

    def last_import(self, vendor: str) -> Import | None:
        """The newest import of a vendor that wasn't taken back."""
        query = select(_I).where(_I.c.vendor == vendor, _I.c.undone_at.is_(None)).order_by(_I.c.id.desc())
        row = self._connection.execute(query.limit(1)).first()
        return _import(row) if row else None

    def last_vendor(self) -> str:
        """The vendor of the newest import; "" before the first one."""
        query = select(_I.c.vendor).where(_I.c.undone_at.is_(None)).order_by(_I.c.id.desc()).limit(1)
        return self._connection.execute(query).scalar() or ""

    def import_of(self, import_id: int) -> Import | None:
        """One import, whether it was taken back or not."""
        row = self._connection.execute(select(_I).where(_I.c.id == import_id)).first()
        return _import(row) if row else None

    def usage_of_import(self, made: Import) -> dict[Slot, int]:
        """The rows of usage that an import wrote or changed."""
        ids = [key for key, _quantity in made.before.get("usage", ())]
        query = select(_U.c.id, _U.c.customer_id, _U.c.item, _U.c.as_of)
        rows = list(self._connection.execute(query.where(_U.c.import_id == made.id)))
        for some in chunks(ids):
            rows += self._connection.execute(query.where(_U.c.id.in_(some)))
        return {Slot(customer_id, item, day): key for key, customer_id, item, day in rows}

    def names(self) -> list[VendorName]:
        """Whom all vendors mean by names, oldest first."""
        query = select(_A).order_by(_A.c.id)
        return [VendorName(**pick(row, VendorName)) for row in self._connection.execute(query)]

    def report_counts(self) -> dict[tuple[str, str], int]:
        """How many reports came, by vendor and the key of the name."""
        query = select(_R.c.vendor, _R.c.name_key, func.count()).group_by(_R.c.vendor, _R.c.name_key)
        return {(vendor, key): int(count) for vendor, key, count in self._connection.execute(query)}

    def imports(self) -> list[UsageImport]:
        """Every import, taken back or not, oldest first."""
        query = select(_I).order_by(_I.c.id)
        return [UsageImport(**pick(row, UsageImport)) for row in self._connection.execute(query)]

    def reports(self) -> list[VendorReport]:
        """Every report as it came, oldest first."""
        query = select(_R).order_by(_R.c.id)
        return [VendorReport(**pick(row, VendorReport)) for row in self._connection.execute(query)]

    # Writing

    def move_in(
        self,
        names: Sequence[VendorName],
        imports: Sequence[UsageImport],
        reports: Sequence[VendorReport],
    ) -> None:
        """Write what another shop had on file; its imports can't be taken back any more."""
        rows = [plain(one) | {"name_key": key_of_name(one.name)} for one in names]
        insert_rows(self._connection, VendorCustomerRow, rows)
        moved = [plain(one) | {"columns": dict(one.columns), "before": {MOVED: True}} for one in imports]
        insert_rows(self._connection, VendorImportRow, moved)
        vendors = {one.id: one.vendor for one in imports}
        came = [
            plain(one) | {"name_key": key_of_name(one.name), "vendor": vendors[one.import_id]}
            for one in reports
        ]
        insert_rows(self._connection, VendorReportRow, came)

    def add_import(self, made: Import, at: datetime, desk: str) -> None:
        """Write down that a file was taken in."""
        facts = {"id": made.id, "vendor": made.vendor, "file": made.file, "rows": made.rows}
        kept = {"columns": dict(made.columns), "before": dict(made.before)}
        when = {"made_at": at, "desk": desk, "undone_at": None}
        insert_rows(self._connection, VendorImportRow, [facts | kept | when])

    def add_reports(self, rows: Sequence[Values]) -> None:
        """Write new reports as they came; their ids are given here."""
        keys = take_ids(self._connection, VendorReportRow, len(rows))
        insert_rows(
            self._connection,
            VendorReportRow,
            [{"id": key} | row for key, row in zip(keys, rows, strict=True)],
        )

    def keep_reports(self, rows: Sequence[Values]) -> None:
        """Change quantities or customers of reports."""
        update_rows(self._connection, VendorReportRow, rows)

    def add_usage(self, rows: Sequence[Values]) -> None:
        """Write new rows of usage; their ids are given here."""
        keys = take_ids(self._connection, UsageRow, len(rows))
        insert_rows(
            self._connection, UsageRow, [{"id": key} | row for key, row in zip(keys, rows, strict=True)]
        )

    def keep_usage(self, rows: Sequence[Values]) -> None:
        """Change quantities of usage."""
        update_rows(self._connection, UsageRow, rows)

    def keep_aliases(self, vendor: str, aliases: Mapping[str, Alias]) -> None:
        """Write whom names mean, in place of whom they meant before."""
        self.drop_aliases(vendor, aliases)
        rows = [
            {"vendor": vendor, "name": one.name, "name_key": key, "customer_id": one.customer_id}
            for key, one in aliases.items()
        ]
        insert_rows(self._connection, VendorCustomerRow, rows)

    def drop_aliases(self, vendor: str, keys: Iterable[str]) -> None:
        """Forget whom names mean."""
        for some in chunks(keys):
            self._connection.execute(delete(_A).where(_A.c.vendor == vendor, _A.c.name_key.in_(some)))

    def take_back(self, made: Import, at: datetime) -> None:
        """Put everything as it was before an import."""
        before = made.before
        for source in (_U, _R):
            self._connection.execute(delete(source).where(source.c.import_id == made.id))
        self.keep_usage([{"id": key, "quantity": units} for key, units in before.get("usage", ())])
        self.keep_reports([{"id": key, "quantity": units} for key, units in before.get("reports", ())])
        self.keep_reports([{"id": key, "customer_id": None} for key in before.get("mapped", ())])
        self.drop_aliases(made.vendor, before.get("named", ()))
        self.keep_aliases(
            made.vendor, {key: Alias(name, owner) for key, name, owner in before.get("aliases", ())}
        )
        statement = update(_I).where(_I.c.id == made.id).values(undone_at=at)
        self._connection.execute(statement)


def _named(evidence: Mapping[str, Any], usage: Sequence[tuple[date, int]]) -> set[int]:
    """The rows that evidence was counted from."""
    if "usage" in evidence:
        return {key for _day, key in usage if key == evidence["usage"]}
    return {key for day, key in usage if day.isoformat() == evidence.get("as_of")}


def _import(row: Any) -> Import:
    return Import(row.id, row.vendor, row.file, row.columns, row.rows, row.before)
