"""What a run did, for the biller: collected while it goes on, and queued as one e-mail with its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from billdesk.domain.address import usable_address
from billdesk.domain.history import Delivery
from billdesk.services.failures import MOST, OFTEN, Failing
from billdesk.services.issuing import mail_domain, new_message_id
from billdesk.services.queueing import MAIL_ACCOUNT
from billdesk.services.running import ChargeOutcome, Ears, FeeOutcome, Outcome, Request, Summary
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

Plain = dict[str, Any]
"""What JSON can hold."""
LISTED = 50
"""So many invoices, and so many failures, are told one by one."""


@dataclass(slots=True)
class RunNotice:
    """Hears of a run; `totals` are count and sum of the invoices by currency."""

    request: Request
    totals: dict[str, tuple[int, int]] = field(default_factory=dict)
    invoices: list[Plain] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    fees: list[Plain] = field(default_factory=list)
    failed: set[int] = field(default_factory=set)
    uncharged: list[Plain] = field(default_factory=list)

    def beside(self, ears: Ears) -> Ears:
        """The same ears, with these as well."""

        def sink(found: Sequence[Outcome]) -> None:
            self._hear(found)
            ears.sink(found)

        def fees(found: Sequence[FeeOutcome]) -> None:
            self._hear_fees(found)
            ears.fees(found)

        def charges(found: Sequence[ChargeOutcome]) -> None:
            self.uncharged += [_uncharged(one) for one in found if one.failure]
            ears.charges(found)

        return replace(ears, sink=sink, fees=fees, charges=charges)

    def queue(
        self,
        work: Work,
        run_id: int,
        summary: Summary,
        now: datetime,
        name_message: Callable[[str], str] = new_message_id,
    ) -> None:
        """Queue the e-mail within the transaction that ends the run, if the shop wants one about this run.

        A run over chosen schedules is one that somebody watches, and a shop without a mail account or an
        address of its own can't be told.
        """
        shop = read_settings(work)
        reachable = usable_address(shop.email) and work.settings.read().get(MAIL_ACCOUNT)
        if shop.run_notice == "off" or self.request.schedules or not reachable:
            return
        failing = [one for one in work.failures.all(MOST) if one.id in self.failed]
        if not self._is_wanted(shop.run_notice, summary, failing):
            return
        work.traces.keep_report(run_id, self._report(summary, failing))
        delivery = Delivery((shop.email,), "run", message_id=name_message(mail_domain(shop)), run_id=run_id)
        work.outbox.add([delivery], now)

    def _hear(self, found: Sequence[Outcome]) -> None:
        for one in found:
            if one.failure:
                self.failed.add(one.schedule_id)
            if one.invoice is None:
                continue
            invoice = one.invoice
            count, total = self.totals.get(invoice.currency, (0, 0))
            self.totals[invoice.currency] = (count + 1, total + invoice.total)
            if invoice.waiting:
                self.waiting[invoice.waiting] = self.waiting.get(invoice.waiting, 0) + 1
            if len(self.invoices) < LISTED:
                who = invoice.addressee[0] if invoice.addressee else one.customer
                row = {"number": invoice.number or "", "customer": who, "waiting": invoice.waiting}
                self.invoices.append(row | {"total": invoice.total, "currency": invoice.currency})

    def _hear_fees(self, found: Sequence[FeeOutcome]) -> None:
        for one in found[: LISTED - len(self.fees)]:
            row = {
                "for": one.due.late.number,
                "customer": one.customer.name,
                "currency": one.due.late.currency,
            }
            if one.invoice is None:
                self.fees.append(row | {"code": one.failure, "facts": _plain(one.facts)})
            else:
                self.fees.append(row | {"number": one.invoice.number or "", "total": one.invoice.total})

    def _is_wanted(self, mode: str, summary: Summary, failing: Sequence[Failing]) -> bool:
        """Runs come every hour: what failed at the one before as well is told once, and when it is often."""
        news = any(one.times in (1, OFTEN) for one in failing) or "no_address" in self.waiting
        news = news or bool(self.uncharged)
        return news or (mode == "always" and bool(summary.generated or summary.skipped or summary.late_fees))

    def _report(self, summary: Summary, failing: Sequence[Failing]) -> Plain:
        return {
            "generated": summary.generated,
            "issued": summary.issued,
            "skipped": summary.skipped,
            "failed": len(self.failed),
            "stopped": summary.stopped,
            "waiting": self.waiting,
            "totals": [[currency, *sums] for currency, sums in sorted(self.totals.items())],
            "invoices": self.invoices,
            "late_fees": summary.late_fees,
            "fees": self.fees,
            "failures": [_failure(one) for one in failing[:LISTED]],
            "charged": summary.charged,
            "uncharged": self.uncharged[:LISTED],
        }


def _plain(facts: dict[str, object]) -> Plain:
    return {name: value if isinstance(value, int | str) else str(value) for name, value in facts.items()}


def _uncharged(one: ChargeOutcome) -> Plain:
    return {"customer": one.customer, "title": one.title, "code": one.failure, "facts": _plain(one.facts)}


def _failure(one: Failing) -> Plain:
    return {
        "customer": one.customer,
        "title": one.title,
        "times": one.times,
        "code": one.code,
        "facts": one.facts,
    }
