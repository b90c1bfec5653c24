"""Payment terms and late fees: what an invoice was issued under never changes, edited terms are new ones."""

from dataclasses import asdict, replace

from billdesk.domain.errors import Missing, Problem, Refused, Rejected
from billdesk.domain.terms import Terms, terms_problems
from billdesk.services.office import Office
from billdesk.services.refs import ref_of
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


class PaymentTerms:
    """How long customers have to pay, and what lateness costs."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, archived: bool = True) -> tuple[Terms, ...]:
        """The terms by name, those that are archived at the end or not at all."""
        with self._office.reading() as work:
            found = [terms for terms in work.catalog.terms().values() if archived or not terms.archived]
        return tuple(sorted(found, key=lambda one: (one.archived, one.name.casefold(), one.id)))

    def problems(self, terms: Terms) -> tuple[Problem, ...]:
        """What keeps terms from being kept, by field: name, days, late_fee.percent …"""
        with self._office.reading() as work:
            return _problems(work, terms)

    def create(self, terms: Terms) -> Terms:
        """Make new terms; Rejected with their problems. Their id and ref are made here."""
        with self._office.work() as work:
            wanted = _checked(work, terms)
            ref = ref_of(wanted.name, work.catalog.refs("terms"), "terms")
            made = replace(wanted, id=work.take_ids("terms", 1)[0], ref=ref, archived=False)
            work.catalog.add_terms([made])
            self._trace(work, made, "created")
            work.commit()
        self._office.tell("terms", ids=(made.id,))
        return made

    def change(self, terms: Terms) -> Terms:
        """Write edited terms; what is now in force, with a new id where an invoice has the old ones.

        Customers and schedules that name them, and the shop, go on with the new version. Rejected;
        Refused("terms_are_archived").
        """
        with self._office.work() as work:
            before = _find(work, terms.id)
            if before.archived:
                raise Refused("terms_are_archived", terms=before.name)
            wanted = _checked(work, replace(terms, ref=before.ref, archived=False))
            after = before if wanted == before else self._replaced(work, before, wanted)
            work.commit()
        self._office.tell("terms", "customer", "schedule", "settings", ids=(before.id, after.id))
        return after

    def archive(self, terms_id: int) -> Terms:
        """Offer terms no longer; what names them keeps them. Refused("terms_are_default") for the shop's."""
        return self._shown(terms_id, archived=True)

    def restore(self, terms_id: int) -> Terms:
        """Offer archived terms again."""
        return self._shown(terms_id, archived=False)

    def delete(self, terms_id: int) -> None:
        """Take terms off the file; Refused("terms_are_used") where anything names them or ever did."""
        with self._office.work() as work:
            terms = _find(work, terms_id)
            if _are_used(work, terms_id):
                raise Refused("terms_are_used", terms=terms.name)
            work.uses.delete("terms", terms_id)
            self._trace(work, terms, "deleted")
            work.commit()
        self._office.tell("terms", ids=(terms_id,))

    def set_default(self, terms_id: int | None) -> None:
        """Let terms count where nothing else is named; None: due at once. Refused("terms_are_archived")."""
        with self._office.work() as work:
            if terms_id is not None and _find(work, terms_id).archived:
                raise Refused("terms_are_archived", terms=_find(work, terms_id).name)
            work.settings.write({"default_terms_id": terms_id})
            trace = Trace("settings", 0, "changed", {"default_terms_id": terms_id})
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("terms", "settings", "schedule")

    def _replaced(self, work: Work, before: Terms, wanted: Terms) -> Terms:
        if not work.uses.on_invoices("terms", before.id):
            work.catalog.change_terms(wanted)
            self._trace(work, wanted, "changed", before)
            return wanted
        old_ref = ref_of(f"{before.ref} old", work.catalog.refs("terms"), "old")
        work.catalog.change_terms(replace(before, ref=old_ref, archived=True))
        after = replace(wanted, id=work.take_ids("terms", 1)[0])
        work.catalog.add_terms([after], before.id)
        work.uses.move("terms", before.id, after.id)
        if read_settings(work).default_terms_id == before.id:
            work.settings.write({"default_terms_id": after.id})
        self._trace(work, after, "changed", before)
        return after

    def _shown(self, terms_id: int, archived: bool) -> Terms:
        with self._office.work() as work:
            terms = _find(work, terms_id)
            if archived and read_settings(work).default_terms_id == terms_id:
                raise Refused("terms_are_default", terms=terms.name)
            after = replace(terms, archived=archived)
            work.catalog.change_terms(after)
            self._trace(work, after, "archived" if archived else "restored")
            work.commit()
        self._office.tell("terms", ids=(terms_id,))
        return after

    def _trace(self, work: Work, terms: Terms, act: str, before: Terms | None = None) -> None:
        change = {"after": asdict(terms)} | ({"before": asdict(before)} if before else {})
        work.traces.add([Trace("terms", terms.id, act, change)], self._office.now(), self._office.desk)


def _checked(work: Work, terms: Terms) -> Terms:
    wanted = replace(terms, name=terms.name.strip())
    problems = _problems(work, wanted)
    if problems:
        raise Rejected(problems)
    return wanted


def _problems(work: Work, terms: Terms) -> tuple[Problem, ...]:
    found = list(terms_problems(terms))
    others = (one for one in work.catalog.terms().values() if one.id != terms.id and not one.archived)
    if terms.name.strip().casefold() in {one.name.casefold() for one in others}:
        found.append(Problem("name", "there_already", {"value": terms.name}))
    return tuple(found)


def _are_used(work: Work, terms_id: int) -> bool:
    if read_settings(work).default_terms_id == terms_id or work.uses.is_replaced("terms", terms_id):
        return True
    return bool(work.uses.counts("terms", terms_id)) or work.uses.on_invoices("terms", terms_id)


def _find(work: Work, terms_id: int) -> Terms:
    found = work.catalog.terms().get(terms_id)
    if found is None:
        raise Missing("terms_are_missing", terms=terms_id)
    return found
