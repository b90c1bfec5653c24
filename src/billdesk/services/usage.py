"""Vendor usage: the list, and files of vendors looked at, taken in, and taken back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from billdesk.basics.words import translate
from billdesk.domain.bounds import line_problems
from billdesk.domain.errors import Missing, Refused, Rejected
from billdesk.domain.lists import TOP, Page, Part, Sort
from billdesk.domain.usage import ROLES, Alias, Entry, Slot, UsageFilter, UsageLine, key_of_name
from billdesk.exchange import usage_csv
from billdesk.exchange.sheets import write_csv
from billdesk.exchange.usage_csv import Contents
from billdesk.services import wording
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.services.usage_intake import (
    MOST_TOLD,
    Intake,
    Made,
    Outlook,
    columns_of,
    contents_of,
    counted_problem,
    outlook_of,
    planned,
    spelled,
)
from billdesk.storage.traces import Trace
from billdesk.storage.usage import MOVED, Import
from billdesk.storage.usage_pages import UsageQuestion
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in; the id of the import takes it back. None where the file brought nothing new."""

    import_id: int | None
    new: int
    changed: int
    same: int
    unmapped: int
    left: int  # rows that stayed out: wrong ones, and those counted on invoices already


class NameLine(NamedTuple):
    """Whom a vendor means by a name; without a customer it is ignored."""

    id: int
    vendor: str
    name: str
    customer_id: int | None
    customer: str
    reports: int


class Usage:
    """What vendors report about the shop's customers."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # Looking

    def page(self, wanted: UsageFilter, sort: Sort, today: date, part: Part = TOP) -> Page[UsageLine]:
        """One part of the list: the newest report of each customer and item, and of unmapped names."""
        with self._office.reading() as work:
            return work.usage_pages.page(UsageQuestion(wanted, sort, today), part)

    def count(self, wanted: UsageFilter, today: date) -> int:
        """How many rows a filter shows."""
        with self._office.reading() as work:
            return work.usage_pages.count(UsageQuestion(wanted, Sort("customer", False), today))

    def vendors(self) -> tuple[str, ...]:
        """The vendors that reported something, or that lines of schedules count by."""
        with self._office.reading() as work:
            return tuple(work.usage.vendors())

    def last_vendor(self) -> str:
        """The vendor whose file was taken in last; "" before the first one."""
        with self._office.reading() as work:
            return work.usage.last_vendor()

    def look(self, intake: Intake) -> Outlook:
        """What a file would bring; Rejected where it can't be read as a table at all."""
        table = usage_csv.table_of(intake.content)
        with self._office.reading() as work:
            intake = spelled(work, intake)
            columns = columns_of(work, intake, table)
            if not columns.enough:
                return Outlook(table.titles, columns)
            contents = contents_of(work, intake, table, columns)
            made = planned(work, intake.vendor, contents.reports, _decided(intake.aliases))
            return outlook_of(work, intake, made, contents, Outlook(table.titles, columns))

    def names(self) -> tuple[NameLine, ...]:
        """Whom vendors mean by names, as it was decided, with how many reports came under each."""
        with self._office.reading() as work:
            found, counts = work.usage.names(), work.usage.report_counts()
            owners = work.customers.by_ids({one.customer_id for one in found if one.customer_id is not None})
        lines = (
            NameLine(
                one.id,
                one.vendor,
                one.name,
                one.customer_id,
                owners[one.customer_id].name if one.customer_id in owners else "",
                counts.get((one.vendor, key_of_name(one.name)), 0),
            )
            for one in found
        )
        return tuple(sorted(lines, key=lambda one: (one.vendor.casefold(), one.name.casefold(), one.id)))

    def save_wrong(self, intake: Intake, path: Path) -> int:
        """Save the rows that can't come in as a CSV file, each with the reason; how many they are.

        Trouble where the file can't be written, Rejected where the vendor's isn't a table.
        """
        table = usage_csv.table_of(intake.content)
        with self._office.reading() as work:
            intake = spelled(work, intake)
            columns = columns_of(work, intake, table)
            contents = contents_of(work, intake, table, columns)
            made = planned(work, intake.vendor, contents.reports, _decided(intake.aliases))
            language = read_settings(work).language
        wrong = dict(contents.wrong)
        wrong |= {one.id: counted_problem(one) for one in made.plan.entries if one.fate == "refused"}
        head = (translate("Row", language), translate("What is wrong", language), *table.titles)
        rows = (
            (str(number), wording.sentence(wrong[number], language), *cells)
            for number, cells in table.rows
            if number in wrong
        )
        return write_csv(path, head, rows) or 0

    # Changing

    def take(self, intake: Intake, good_rows: bool = False) -> Taken:
        """Take a file in, all of it or nothing; where only `good_rows` are asked for, these.

        Rejected with what is wrong by row and column, and with rows that were counted on an invoice already.
        """
        table = usage_csv.table_of(intake.content)
        with self._office.work() as work:
            work.queue_up()
            intake = spelled(work, intake)
            _require_vendor(intake.vendor)
            columns = columns_of(work, intake, table)
            contents = contents_of(work, intake, table, columns)
            decided = _decided(intake.aliases)
            made = planned(work, intake.vendor, contents.reports, decided)
            if not good_rows:
                _require_good(contents, made)
            titles = {role: table.titles[at] for role in ROLES if (at := getattr(columns, role)) is not None}
            importing = _Importing(self._office, work, replace(intake, columns=columns), titles)
            taken = importing.write(made, decided, contents.bad)
            work.commit()
        self._office.tell("usage", "customer")
        return taken

    def name(self, vendor: str, name: str, customer_id: int | None) -> Taken:
        """Say whom a vendor means by a name: a customer, or (None) nobody that matters.

        Its reports on file that nobody was mapped to count for the customer from now on.
        """
        with self._office.work() as work:
            work.queue_up()
            if customer_id is not None:
                work.customers.by_id(customer_id)
            decided = _decided((Alias(name, customer_id),))
            made = planned(work, vendor, (), decided)
            _require_uncounted(made)
            importing = _Importing(self._office, work, Intake(vendor, b"", self._office.now().date()), {})
            taken = importing.write(made, decided, 0)
            work.commit()
        self._office.tell("usage", "customer")
        return taken

    def forget(self, vendor: str, name: str) -> Taken:
        """Forget whom a vendor means by a name: its next reports are mapped to nobody, those on file stay.

        Missing where nothing was decided about it.
        """
        with self._office.work() as work:
            work.queue_up()
            key = key_of_name(name)
            alias = work.usage.aliases(vendor).get(key)
            if alias is None:
                raise Missing("vendor_name_missing", name=name, vendor=vendor)
            import_id = work.take_ids("vendor_import", 1)[0]
            before = {"aliases": [[key, alias.name, alias.customer_id]]}
            made = Import(import_id, vendor, "", {}, 0, before)
            work.usage.add_import(made, self._office.now(), self._office.desk)
            work.usage.drop_aliases(vendor, [key])
            trace = Trace("usage_import", import_id, "name_forgotten", {"vendor": vendor, "name": alias.name})
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("usage", "customer")
        return Taken(import_id, 0, 0, 0, 0, 0)

    def undo(self, import_id: int) -> None:
        """Take an import back, the vendor's last one, as long as no invoice counted what it brought."""
        with self._office.work() as work:
            work.queue_up()
            made = work.usage.import_of(import_id)
            if made is None:
                raise Missing("usage_import_missing", number=import_id)
            if made.before.get(MOVED):
                raise Refused("usage_import_was_moved", vendor=made.vendor)
            last = work.usage.last_import(made.vendor)
            if last is None or last.id != import_id:
                raise Refused("usage_import_is_not_last", vendor=made.vendor)
            counted = work.usage.counted(work.usage.usage_of_import(made))
            if counted:
                raise Refused("usage_import_is_counted", vendor=made.vendor, count=len(counted))
            work.usage.take_back(made, self._office.now())
            trace = Trace("usage_import", import_id, "taken_back", {"vendor": made.vendor, "file": made.file})
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("usage", "customer")


def _require_vendor(vendor: str) -> None:
    problems = tuple(line_problems("vendor", vendor, filled=True, longest=200))
    if problems:
        raise Rejected(problems)


def _decided(aliases: Iterable[Alias]) -> dict[str, Alias]:
    return {key_of_name(one.name): one for one in aliases}


def _require_good(contents: Contents, made: Made) -> None:
    refused = [one for one in made.plan.entries if one.fate == "refused"]
    problems = contents.problems + tuple(map(counted_problem, refused[:MOST_TOLD]))
    if problems:
        raise Rejected(problems[:MOST_TOLD])
    _require_uncounted(made)


def _require_uncounted(made: Made) -> None:
    """A name can't get reports on file that would change what an invoice has counted."""
    for slot in made.plan.refused:
        raise Refused("usage_of_name_is_counted", item=slot.item, day=slot.as_of)


# Writing


@dataclass(frozen=True, slots=True)
class _Importing:
    """Writes one import."""

    office: Office
    work: Work
    intake: Intake
    titles: Mapping[str, str]

    def write(self, made: Made, decided: Mapping[str, Alias], bad: int) -> Taken:
        """Write reports, usage and names, and what takes them back; nothing where all is on file already."""
        known = self.work.usage.aliases(self.intake.vendor)
        named = {key: one for key, one in decided.items() if known.get(key) != one}
        reports = self._reports(made)
        mapped = self._newly_owned(made, named)
        counts = Counter(one.fate for one in made.plan.entries)
        left = bad + counts["refused"] + counts["ignored"]
        totals = (counts["new"], counts["changed"], counts["same"], counts["unmapped"], left)
        if not (named or any(reports) or mapped or made.plan.targets):
            return Taken(None, *totals)
        key = self.work.take_ids("vendor_import", 1)[0]
        before = self._before(made, reports[1], mapped)
        before["named"] = list(named)
        before["aliases"] = [[key, known[key].name, known[key].customer_id] for key in named if key in known]
        self._add_import(key, before, len(made.rows))
        self._write_rows(key, made, reports, mapped)
        self.work.usage.keep_aliases(self.intake.vendor, named)
        return Taken(key, *totals)

    def _reports(self, made: Made) -> tuple[list[Entry], list[tuple[int, Entry]]]:
        """The rows that are new as reports, and those that have other units than the report on file."""
        new, changed = [], []
        for one in made.plan.entries:
            if one.fate in ("refused", "ignored"):
                continue
            kept = made.filed.reports.get((key_of_name(one.name), one.item, one.as_of))
            if kept is None:
                new.append(one)
            elif kept.quantity != one.quantity:
                changed.append((kept.id, one))
        return new, changed

    def _newly_owned(self, made: Made, named: Mapping[str, Alias]) -> dict[int, int]:
        """Reports on file that belonged to nobody, by the customer that they belong to now."""
        found: dict[int, int] = {}
        for (key, item, day), kept in made.filed.reports.items():
            alias = named.get(key)
            owner = alias.customer_id if alias else None
            if kept.customer_id is not None or owner is None:
                continue
            if Slot(owner, item, day) not in made.plan.refused:
                found[kept.id] = owner
        return found

    def _before(
        self, made: Made, changed: Sequence[tuple[int, Entry]], mapped: Mapping[int, int]
    ) -> dict[str, object]:
        usage, units = made.filed.usage, {one.id: one.quantity for one in made.filed.reports.values()}
        return {
            "usage": [list(usage[slot]) for slot in made.plan.targets if slot in usage],
            "reports": [[key, units[key]] for key, _ in changed],
            "mapped": list(mapped),
        }

    def _add_import(self, key: int, before: Mapping[str, object], rows: int) -> None:
        made = Import(key, self.intake.vendor, self.intake.file[:200], self.titles, rows, before)
        self.work.usage.add_import(made, self.office.now(), self.office.desk)
        facts = {"vendor": made.vendor, "file": made.file, "rows": rows, "names": before["named"]}
        trace = Trace("usage_import", key, "taken_in", facts)
        self.work.traces.add([trace], self.office.now(), self.office.desk)

    def _write_rows(
        self,
        key: int,
        made: Made,
        reports: tuple[Sequence[Entry], Sequence[tuple[int, Entry]]],
        mapped: Mapping[int, int],
    ) -> None:
        vendor, usage = self.intake.vendor, self.work.usage
        usage.add_reports(
            [
                {
                    "import_id": key,
                    "vendor": vendor,
                    "name": one.name,
                    "name_key": key_of_name(one.name),
                    "item": one.item,
                    "quantity": one.quantity,
                    "as_of": one.as_of,
                    "customer_id": one.customer_id,
                }
                for one in reports[0]
            ]
        )
        usage.keep_reports([{"id": report, "quantity": one.quantity} for report, one in reports[1]])
        usage.keep_reports([{"id": report, "customer_id": owner} for report, owner in mapped.items()])
        known = made.filed.usage
        new = [(slot, units) for slot, units in made.plan.targets.items() if slot not in known]
        usage.add_usage(
            [{**slot._asdict(), "vendor": vendor, "quantity": units, "import_id": key} for slot, units in new]
        )
        changed = [(slot, units) for slot, units in made.plan.targets.items() if slot in known]
        usage.keep_usage([{"id": known[slot][0], "quantity": units} for slot, units in changed])
