"""The taxes of a shop: what was used never changes, an edited tax is a new version that takes its place."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from billdesk.domain.errors import Missing, Problem, Refused, Rejected
from billdesk.domain.tax import Rate, Tax, tax_problems
from billdesk.services.office import Office
from billdesk.services.refs import ref_of
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class TaxSheet:
    """A tax, whether it is the shop's, and who names it (product, customer, schedule, …: how many)."""

    tax: Tax
    default: bool
    on_invoices: bool
    uses: dict[str, int] = field(default_factory=dict)


class Taxes:
    """Taxes and groups of taxes."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, archived: bool = True) -> tuple[Tax, ...]:
        """The taxes by name, those that are archived at the end or not at all."""
        with self._office.reading() as work:
            found = [tax for tax in work.catalog.taxes().values() if archived or not tax.archived]
        return tuple(sorted(found, key=lambda tax: (tax.archived, tax.name.casefold(), tax.id)))

    def sheet(self, tax_id: int) -> TaxSheet:
        """A tax with who names it; Missing when there is none."""
        with self._office.reading() as work:
            tax = _find(work, tax_id)
            default = read_settings(work).default_tax_id == tax_id
            on_invoices = work.uses.on_invoices("tax", tax_id)
            return TaxSheet(tax, default, on_invoices, work.uses.counts("tax", tax_id))

    def problems(self, tax: Tax) -> tuple[Problem, ...]:
        """What keeps a tax from being kept, by field: name, members[0].percent …"""
        with self._office.reading() as work:
            return _problems(work, _called(tax))

    def create(self, tax: Tax) -> Tax:
        """Make a new tax; Rejected with its problems. Its id and ref are made here."""
        with self._office.work() as work:
            wanted = _checked(work, tax)
            ref = ref_of(wanted.name, work.catalog.refs("tax"), "tax")
            made = replace(wanted, id=work.take_ids("tax", 1)[0], ref=ref, archived=False)
            work.catalog.add_taxes([made])
            self._trace(work, made, "created")
            work.commit()
        self._office.tell("tax", ids=(made.id,))
        return made

    def change(self, tax: Tax) -> Tax:
        """Write an edited tax; what is now in force, with an id of its own where the old one was in use.

        Products, customers, schedules and charges that name it, and the shop, go on with the new version;
        the old one is archived. Invoices keep what they have. Rejected; Refused("tax_is_archived").
        """
        with self._office.work() as work:
            before = _find(work, tax.id)
            if before.archived:
                raise Refused("tax_is_archived", tax=before.name)
            wanted = _checked(work, replace(tax, ref=before.ref, archived=False))
            after = before if wanted == before else self._replaced(work, before, wanted)
            work.commit()
        self._office.tell("tax", "product", "customer", "schedule", "settings", ids=(before.id, after.id))
        return after

    def archive(self, tax_id: int) -> Tax:
        """Offer a tax no longer; what names it keeps it. Refused("tax_is_default") for the shop's own."""
        return self._shown(tax_id, archived=True)

    def restore(self, tax_id: int) -> Tax:
        """Offer an archived tax again."""
        return self._shown(tax_id, archived=False)

    def delete(self, tax_id: int) -> None:
        """Take a tax off the file; Refused("tax_is_used") where anything names it or ever did."""
        with self._office.work() as work:
            tax = _find(work, tax_id)
            if _is_used(work, tax_id):
                raise Refused("tax_is_used", tax=tax.name)
            work.uses.delete("tax", tax_id)
            self._trace(work, tax, "deleted")
            work.commit()
        self._office.tell("tax", ids=(tax_id,))

    def set_default(self, tax_id: int | None) -> None:
        """Let a tax count wherever nothing else is named; None for no tax. Refused("tax_is_archived")."""
        with self._office.work() as work:
            if tax_id is not None and _find(work, tax_id).archived:
                raise Refused("tax_is_archived", tax=_find(work, tax_id).name)
            work.settings.write({"default_tax_id": tax_id})
            trace = Trace("settings", 0, "changed", {"default_tax_id": tax_id})
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("tax", "settings", "schedule")

    def _replaced(self, work: Work, before: Tax, wanted: Tax) -> Tax:
        """The new version in the place of the old one, which stays, archived, where an invoice has it."""
        on_invoices = work.uses.on_invoices("tax", before.id)
        taken = work.catalog.refs("tax")
        work.catalog.change_tax(before.id, ref=ref_of(f"{before.ref} old", taken, "old"), archived=True)
        after = replace(wanted, id=work.take_ids("tax", 1)[0])
        work.catalog.add_taxes([after], before.id if on_invoices else None)
        work.uses.move("tax", before.id, after.id)
        if read_settings(work).default_tax_id == before.id:
            work.settings.write({"default_tax_id": after.id})
        if not on_invoices and not work.uses.is_replaced("tax", before.id):
            work.uses.delete("tax", before.id)
        self._trace(work, after, "changed", before)
        return after

    def _shown(self, tax_id: int, archived: bool) -> Tax:
        with self._office.work() as work:
            tax = _find(work, tax_id)
            if archived and read_settings(work).default_tax_id == tax_id:
                raise Refused("tax_is_default", tax=tax.name)
            work.catalog.change_tax(tax_id, archived=archived)
            self._trace(work, tax, "archived" if archived else "restored")
            work.commit()
        self._office.tell("tax", ids=(tax_id,))
        return replace(tax, archived=archived)

    def _trace(self, work: Work, tax: Tax, act: str, before: Tax | None = None) -> None:
        change: dict[str, Any] = {"after": asdict(tax)} | ({"before": asdict(before)} if before else {})
        work.traces.add([Trace("tax", tax.id, act, change)], self._office.now(), self._office.desk)


def _called(tax: Tax) -> Tax:
    """A plain rate without a name of its own is called like its tax; documents print the rate's name."""
    if tax.group or len(tax.members) != 1:
        return tax
    rate = tax.members[0]
    return replace(tax, members=(Rate(rate.name.strip() or tax.name, rate.percent),))


def _checked(work: Work, tax: Tax) -> Tax:
    wanted = _called(replace(tax, name=tax.name.strip()))
    problems = _problems(work, wanted)
    if problems:
        raise Rejected(problems)
    return wanted


def _problems(work: Work, tax: Tax) -> tuple[Problem, ...]:
    found = list(tax_problems(tax))
    names = {
        one.name.casefold() for one in work.catalog.taxes().values() if one.id != tax.id and not one.archived
    }
    if tax.name.casefold() in names:
        found.append(Problem("name", "there_already", {"value": tax.name}))
    return tuple(found)


def _is_used(work: Work, tax_id: int) -> bool:
    if read_settings(work).default_tax_id == tax_id or work.uses.is_replaced("tax", tax_id):
        return True
    return bool(work.uses.counts("tax", tax_id)) or work.uses.on_invoices("tax", tax_id)


def _find(work: Work, tax_id: int) -> Tax:
    found = work.catalog.taxes().get(tax_id)
    if found is None:
        raise Missing("tax_is_missing", tax=tax_id)
    return found
