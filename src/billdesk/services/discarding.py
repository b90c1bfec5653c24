"""Drafts that a run left waiting and that shall never be billed: thrown away with a reason, and had back."""

from collections.abc import Sequence

from billdesk.domain.bounds import line_problems
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.invoice import Invoice, require_draft
from billdesk.domain.schedule import require_billable_after_all
from billdesk.services.drafts import require_own_charges
from billdesk.services.office import Office
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

LONGEST_REASON = 200


class Discarding:
    """Throws waiting drafts away; their dates stay skipped until somebody bills them after all."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def discard(self, invoice_ids: Sequence[int], reason: str) -> tuple[Invoice, ...]:
        """Delete drafts that wait, all or none, and record their dates as skipped with the reason.

        What they billed of tickets is pending again. Gives them as they were, for `take_back`. Rejected
        without a reason; Missing, or Refused for one that is issued or doesn't wait.
        """
        problems = tuple(line_problems("reason", reason, filled=True, longest=LONGEST_REASON))
        if problems:
            raise Rejected(problems)
        with self._office.work() as work:
            work.queue_up()
            drafts = _waiting(work, invoice_ids)
            work.schedules.lock(one.schedule_id for one in drafts if one.schedule_id is not None)
            for draft in drafts:
                self._discard(work, draft, reason.strip())
            work.commit()
        self._tell(drafts)
        return tuple(drafts)

    def take_back(self, drafts: Sequence[Invoice]) -> None:
        """Keep discarded drafts again as they were, all or none; Conflict where a date is billed by now."""
        with self._office.work() as work:
            work.queue_up()
            keys = [one.schedule_id for one in drafts if one.schedule_id is not None]
            work.schedules.lock(keys)
            for draft in drafts:
                self._take_back(work, draft)
            work.commit()
        self._tell(drafts)

    def _take_back(self, work: Work, draft: Invoice) -> None:
        if draft.schedule_id is None or draft.billing_date is None:
            raise Missing("invoice_missing", invoice=draft.id)
        require_own_charges(work, draft)
        schedule = work.schedules.by_ids([draft.schedule_id])[draft.schedule_id]
        require_billable_after_all(schedule, draft.billing_date)
        work.invoices.add([(draft, None)], self._office.now())
        lines = [line.schedule_line_id for line in draft.lines if line.schedule_line_id is not None]
        if not work.discards.take_back(schedule.id, draft.billing_date, draft.id, lines):
            raise Conflict("schedule_changed", schedule=schedule.ref)
        self._trace(work, draft, "restored", {"dates": [str(draft.billing_date)]})

    def _discard(self, work: Work, draft: Invoice, reason: str) -> None:
        if draft.schedule_id is not None and draft.billing_date is not None:
            work.schedules.forget_invoice(draft.schedule_id, draft.id)
            work.discards.add(draft.schedule_id, draft.billing_date, reason)
        work.invoices.delete_draft(draft.id)
        change = {"dates": [str(draft.billing_date)], "reason": reason, "total": draft.total}
        self._trace(work, draft, "discarded", change)

    def _trace(self, work: Work, draft: Invoice, act: str, change: dict[str, object]) -> None:
        traces = [Trace("invoice", draft.id, act, change)]
        if draft.schedule_id is not None:
            traces.append(Trace("schedule", draft.schedule_id, act, change))
        work.traces.add(traces, self._office.now(), self._office.desk)

    def _tell(self, drafts: Sequence[Invoice]) -> None:
        self._office.tell("invoice", "schedule", "ticket", ids=tuple(one.id for one in drafts))


def _waiting(work: Work, invoice_ids: Sequence[int]) -> list[Invoice]:
    keys = list(dict.fromkeys(invoice_ids))
    found = {one.id: one for one in work.invoices.by_ids(keys)}
    for key in keys:
        if key not in found:
            raise Missing("invoice_missing", invoice=key)
        require_draft(found[key], "delete")
        if not found[key].waiting:
            raise Refused("invoice_does_not_wait", invoice=key)
    return [found[key] for key in keys]
