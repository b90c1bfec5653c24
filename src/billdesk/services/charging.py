"""Charging stored cards for the invoices of schedules that want it: each one once, whatever happens."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

from billdesk.cards.processor import Answer, Declined, Taken, Terminal, Unclear
from billdesk.domain.card import Charge, StoredCard, asked, require_card
from billdesk.domain.errors import Refused, Trouble
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Allocation, Payment
from billdesk.services.deliveries import is_abandoned
from billdesk.services.moves import Moving
from billdesk.services.office import Office
from billdesk.services.running import ChargeOutcome, Ears, Request, Summary
from billdesk.storage.cards import Tried
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

METHOD = "card"
MOST = 500
"""So many invoices that weren't charged are listed; the oldest first."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the processor is asked."""

    charge: Charge
    card: StoredCard


class Charging:
    """The cards that a payment processor keeps for customers. Without a processor nothing is charged."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = Lock()

    def keep(self, card: StoredCard) -> int:
        """Keep a card of a customer, or what has changed of it; its id.

        Refused where something is missing, or where a card's number is given instead of a token.
        """
        require_card(card)
        with self._office.work() as work:
            work.customers.by_id(card.customer_id)
            key = work.cards.keep(card)
            work.commit()
        self._office.tell("customer", ids=(card.customer_id,))
        return key

    def uncharged(self) -> tuple[Tried, ...]:
        """Invoices whose card was refused and that are still open, and those of which nobody knows."""
        with self._office.reading() as work:
            return tuple(work.cards.uncharged(MOST))

    def charge(self, request: Request, summary: Summary, ears: Ears) -> None:
        """Charge every invoice that waits for it, each one asked for in no transaction.

        What was refused or is unknown is tried again only by a run over its schedule alone, which somebody
        asks for: after a refusal by a new try, else by the same key, which never charges twice.
        """
        terminal = self._office.terminal
        if terminal is None or summary.stopped:
            return
        with self._lock:
            self._lose_abandoned(terminal)
            if request.schedules:
                self._try_again(request.schedules)
            with self._office.reading() as work:
                waiting = work.cards.ready(request.schedules)
            for key in waiting:
                if ears.stop():
                    summary.stopped = True
                    return
                try:
                    found = self._one(terminal, key, request.today)
                except Trouble as trouble:  # what waits is asked for by the next run
                    summary.processor = trouble
                    return
                if found is not None:
                    _tell(found, summary, ears)

    def _one(self, terminal: Terminal, key: int, today: date) -> ChargeOutcome | None:
        """Charge one invoice; None where another desk has it. Trouble where nobody could be asked."""
        waiting, ask = self._claim(terminal, key, today)
        if waiting is None:
            return None
        if ask is not None:
            try:
                answer = terminal.processor.charge(
                    ask.card, ask.charge.amount, ask.charge.currency, ask.charge.key
                )
            except Trouble:
                self._write(waiting)
                raise
            except Exception:
                log.exception("charging try %s ended in a mistake", key)
                answer = Unclear("interrupted")
            self._settle(ask.charge, answer, today)
        with self._office.reading() as work:
            return _outcome(work.cards.tried(key))

    def _claim(self, terminal: Terminal, key: int, today: date) -> tuple[Charge | None, Asked | None]:
        """The try as it waited, and what to ask; nothing without a card that can be charged."""
        with self._office.work() as work:
            charge = work.cards.locked(key, "queued")
            if charge is None:
                return None, None
            invoice = work.invoices.by_id(charge.invoice_id)
            card = _card(work, charge, invoice, terminal.processor.name)
            if card is None or (not charge.key and card.expires < today):
                reason = "card_missing" if card is None else "card_expired"
                refused = replace(charge, state="refused", reason=reason, card_id=card.id if card else None)
                work.cards.write(refused, self._office.now())
                ask = None
            else:
                ask = Asked(
                    asked(charge, card, invoice.balance, invoice.currency, _occasion(work, invoice)), card
                )
                work.cards.write(ask.charge, self._office.now(), terminal.process)
            work.commit()
        return charge, ask

    def _settle(self, charge: Charge, answer: Answer, today: date) -> None:
        """Write what became of a try, and the payment where the money is taken."""
        with self._office.work() as work:
            work.queue_up()
            if work.cards.locked(charge.id, "asking", "unknown") is None:
                return  # another desk has asked by the same key meanwhile
            if isinstance(answer, Taken):
                charge = _paid(Moving(work, self._office.now(), self._office.desk), charge, answer, today)
            elif isinstance(answer, Declined):
                charge = replace(charge, state="refused", reason="card_refused", said=answer.reason)
            else:
                charge = replace(charge, state="unknown", reason="charge_unknown", said=answer.reason)
            work.cards.write(charge, self._office.now())
            _remember(work, self._office, charge)
            work.commit()
        self._office.tell("invoice", "payment", "schedule", ids=(charge.invoice_id,))

    def _write(self, charge: Charge) -> None:
        with self._office.work() as work:
            work.cards.write(charge, self._office.now())
            work.commit()

    def _lose_abandoned(self, terminal: Terminal) -> None:
        """Of what nobody asks for any more, nobody knows whether it was charged."""
        now = self._office.now()
        with self._office.work() as work:
            for charge, holder in work.cards.asking():
                if is_abandoned(holder, terminal.process, now - (charge.changed_at or now)):
                    lost = replace(charge, state="unknown", reason="charge_unknown", said="interrupted")
                    work.cards.write(lost, now)
                    _remember(work, self._office, lost)
            work.commit()

    def _try_again(self, schedules: frozenset[int]) -> None:
        now = self._office.now()
        with self._office.work() as work:
            for one in work.cards.uncharged(MOST, schedules):
                if one.charge.state == "unknown":
                    work.cards.write(replace(one.charge, state="queued"), now)
                else:
                    more = Charge(one.charge.invoice_id, one.charge.attempt + 1)
                    work.cards.queue([more], now)
            work.commit()


def _tell(found: ChargeOutcome, summary: Summary, ears: Ears) -> None:
    """Count what was done, and let those who listen know."""
    summary.charged += found.state == "taken"
    summary.uncharged += found.state != "taken"
    ears.charges([found])
    ears.progress(summary)


def queue_charges(work: Work, invoices: Sequence[Invoice], now: datetime) -> None:
    """Have invoices charged as soon as they are issued."""
    work.cards.queue([Charge(one.id) for one in invoices], now)


def reason_of(one: Tried) -> Refused:
    """Why an invoice isn't charged, for whoever makes a sentence of it."""
    facts = {"number": one.number, "customer": one.customer, "card": one.card, "said": one.charge.said}
    return Refused(one.charge.reason, **facts)


def _outcome(one: Tried) -> ChargeOutcome:
    reason = reason_of(one) if one.charge.reason else None
    return ChargeOutcome(
        one.charge.state,
        one.number,
        one.customer,
        one.title,
        one.charge.amount,
        one.charge.currency,
        one.charge.attempt,
        reason.code if reason else "",
        reason.facts if reason else {},
    )


def _card(work: Work, charge: Charge, invoice: Invoice, processor: str) -> StoredCard | None:
    """The card that was asked for before, else the customer's."""
    if charge.key and charge.card_id is not None:
        return work.cards.by_id(charge.card_id)
    return work.cards.of(invoice.customer_id, processor)


def _occasion(work: Work, invoice: Invoice) -> str:
    """What an invoice bills, by names that are the same in a shop restored from a backup."""
    schedule = work.schedules.refs([invoice.schedule_id or 0])
    return f"{schedule.get(invoice.schedule_id or 0, '')}|{invoice.billing_date}"


def _paid(moving: Moving, charge: Charge, answer: Taken, today: date) -> Charge:
    """Book the money: what the invoice no longer needs, as it was paid otherwise meanwhile, is credit."""
    invoice = moving.work.invoices.by_id(charge.invoice_id)
    payment = moving.receive(
        Payment(
            invoice.customer_id,
            charge.amount,
            charge.currency,
            today,
            METHOD,
            answer.reference,
            number=moving.work.settings.next_number("receipt", today),
        )
    )
    part = min(payment.amount, invoice.balance) if invoice.state == "issued" else 0
    if part:
        moving.allocate([Allocation(invoice.id, part, today, payment_id=payment.id)])
    return replace(charge, state="taken", reason="", said="", payment_id=payment.id)


def _remember(work: Work, office: Office, charge: Charge) -> None:
    facts = {"amount": charge.amount, "currency": charge.currency, "said": charge.said}
    trace = Trace("invoice", charge.invoice_id, f"card_{charge.state}", facts)
    work.traces.add([trace], office.now(), office.desk)
