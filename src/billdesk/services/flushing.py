"""One pass over the outbox: claim, hand over, settle, one delivery after the other on one connection."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from billdesk.domain.delivery import gives_up, pause_after
from billdesk.domain.document import PrintedWorkOrder
from billdesk.domain.errors import Refused, Trouble
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.domain.mailbox import MailAccount
from billdesk.domain.settings import ShopSettings
from billdesk.mail.compose import Attachment, Message, compose
from billdesk.mail.compose import recipients as envelope
from billdesk.mail.smtp import Connection, Outcome, Permanent, Sent, Temporary, Unknown
from billdesk.services.deliveries import SendingReport, Settlement, mark
from billdesk.services.filenames import safe_name
from billdesk.services.letters import (
    Letter,
    message_by,
    message_of,
    trial_message_of,
    work_order_message_of,
)
from billdesk.services.office import Office
from billdesk.services.pace import Progress, Stop
from billdesk.services.papers import Papers
from billdesk.services.receipt_mail import objection_to, receipt_letter
from billdesk.services.receipts import Receipts, read_receipt
from billdesk.services.run_letter import run_letter
from billdesk.services.settings import read_settings
from billdesk.services.statement_papers import sent_letter
from billdesk.services.work_orders import read_work_order
from billdesk.storage.work import Work

GROUP = 20
"""Messages that are made ready at once, with their PDFs."""
MOST_STRIKES = 2
"""So many messages in a row without a clear answer, and the line is taken to be broken."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A delivery ready to be handed over, or the reason why it never can be."""

    delivery: Delivery
    content: bytes = b""
    recipients: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """How a pass reaches the server, and as which process it claims deliveries."""

    account: MailAccount
    connect: Callable[[], AbstractContextManager[Connection]]
    process: str


@dataclass(slots=True)
class Passing:
    """One pass. Only one delivery is *sending* at a time, so that a crash leaves one *unknown* at most.

    `owed` outlives the pass: what is known of deliveries and couldn't be written, as the database was away.
    """

    office: Office
    papers: Papers
    post: Post
    owed: list[Settlement]
    progress: Progress
    report: SendingReport = field(default_factory=SendingReport)
    total: int = 0
    done: int = 0
    strikes: int = 0

    def go(self, stop: Stop) -> SendingReport:
        """Hand over everything that is ready, until told to stop, the limit is reached or the line breaks."""
        with self.office.reading() as work:
            self.total = work.outbox.counts().get("queued", 0)
        with ExitStack() as stack:
            connection: Connection | None = None
            while not stop() and self._goes_on():
                ready = self._prepared()
                if not ready:
                    break
                if connection is None:
                    connection = self._connected(stack)
                if connection is not None:
                    self._hand_over(ready, connection, stop)
        return self.report

    def pay_debts(self) -> None:
        """Write what earlier passes couldn't."""
        while self.owed:
            self._turn(self.owed.pop(0), ())

    def _goes_on(self) -> bool:
        return self.report.trouble is None and not self.report.limited

    def _connected(self, stack: ExitStack) -> Connection | None:
        try:
            return stack.enter_context(self.post.connect())
        except (Trouble, Refused) as trouble:
            self.report.trouble = trouble
            return None

    def _hand_over(self, ready: Sequence[Prepared], connection: Connection, stop: Stop) -> None:
        """Each transaction settles one delivery and claims the next one."""
        by_id = {one.delivery.id: one for one in ready}
        settlement: Settlement | None = None
        while True:
            left = () if stop() or not self._goes_on() else tuple(by_id)
            claimed = self._turn(settlement, left)
            if settlement is not None:
                self._count(settlement)
            if claimed is None:
                return
            prepared = by_id.pop(claimed.id)
            settlement = self._attempt(replace(prepared, delivery=claimed), connection)

    def _turn(self, settlement: Settlement | None, ids: Sequence[int]) -> Delivery | None:
        """Settle one delivery and claim one of `ids`, in one transaction; None where none is left."""
        if settlement is None and not ids:
            return None
        try:
            with self.office.work() as work:
                if settlement is not None:
                    self._write(work, settlement)
                claimed = self._claim(work, ids)
                work.commit()
        except BaseException:
            if settlement is not None:
                self.owed.append(settlement)
            raise
        return claimed

    def _claim(self, work: Work, ids: Sequence[int]) -> Delivery | None:
        if not ids:
            return None
        now, limit = self.office.now(), self.post.account.per_hour
        if limit and work.outbox.handed_over_since(now - timedelta(hours=1)) >= limit:
            self.report.limited = True
            return None
        found = work.outbox.claim(now, self.post.process, 1, ids)
        return found[0] if found else None

    def _attempt(self, prepared: Prepared, connection: Connection) -> Settlement:
        """Hand one over; whatever is raised after that, it is known that it isn't known."""
        delivery = prepared.delivery
        reason = prepared.reason or self._objection(delivery)
        if reason:
            return Settlement(delivery, "failed", reason)
        try:
            sender = self.post.account.sender
            return self._judged(delivery, connection.send(prepared.content, sender, prepared.recipients))
        except Refused as refused:
            return Settlement(delivery, "failed", refused.code)
        except Trouble as trouble:  # always means that nothing of this message was handed over
            self.report.trouble = trouble
            return Settlement(delivery, "back")
        except BaseException:
            self.owed.append(Settlement(delivery, "unknown", "interrupted"))
            raise

    def _objection(self, delivery: Delivery) -> str:
        """Why a delivery shall not go out any more, looked at after it was claimed."""
        if delivery.invoice_id is None and delivery.payment_id is None:
            return ""
        with self.office.reading() as work:
            if delivery.invoice_id is None:
                return objection_to(work, delivery)
            state = work.invoices.by_id(delivery.invoice_id).state
        return "" if state == "issued" else f"invoice_is_{state}"

    def _judged(self, delivery: Delivery, outcome: Outcome) -> Settlement:
        """What the server's answer means; also counts answers that weren't clear."""
        is_clear = isinstance(outcome, Sent | Permanent) or (
            isinstance(outcome, Temporary) and outcome.cause == "answer" and outcome.code != 421
        )
        self.strikes = 0 if is_clear else self.strikes + 1
        if isinstance(outcome, Sent):
            refused = [f"{one.address}: {one.code} {one.reply}" for one in outcome.refused]
            return Settlement(delivery, "sent", " | ".join([f"250 {outcome.reply}", *refused]))
        if isinstance(outcome, Permanent):
            return Settlement(delivery, "failed", _words(outcome))
        if self.strikes >= MOST_STRIKES:
            self.report.trouble = _broken(outcome)
        if isinstance(outcome, Unknown):
            return Settlement(delivery, "unknown", outcome.reply or f"mail_{outcome.cause}")
        tries = delivery.tries + 1
        if gives_up(tries):
            return Settlement(delivery, "failed", _words(outcome))
        return Settlement(delivery, "queued", _words(outcome), self.office.now() + pause_after(tries))

    def _write(self, work: Work, settlement: Settlement) -> None:
        delivery, now = settlement.delivery, self.office.now()
        if not work.outbox.holds(delivery.id, self.post.process):
            return  # the biller has decided meanwhile
        if settlement.state == "back":
            work.outbox.put_back(delivery.id, now)
            return
        work.outbox.settle(delivery.id, settlement.state, settlement.reply, now, settlement.not_before)
        if settlement.state != "queued":
            mark(work, self.office, delivery, settlement.state, settlement.reply)

    def _count(self, settlement: Settlement) -> None:
        names = {"queued": "retried", "back": ""}
        name = names.get(settlement.state, settlement.state)
        if name:
            setattr(self.report, name, getattr(self.report, name) + 1)
            self.done += 1
            self.progress(self.done, self.total)

    def _prepared(self) -> list[Prepared]:
        """The next deliveries with their messages; nothing is taken yet."""
        with self.office.reading() as work:
            deliveries = _in_turn(work.outbox.ready(self.office.now(), GROUP))
            keys = {one.invoice_id for one in deliveries if one.invoice_id is not None}
            invoices = {one.id: one for one in work.invoices.by_ids(keys)}
            shop = read_settings(work)
            told = [one for one in deliveries if one.run_id is not None or one.statement_id is not None]
            letters = {one.id: _letter(work, one, shop) for one in told}
            orders = {
                one.id: read_work_order(work, one.ticket_id)
                for one in deliveries
                if one.ticket_id is not None
            }
        pdfs = self._pdfs(sorted(key for key, one in invoices.items() if one.state == "issued"))
        found = []
        for one in deliveries:
            if one.id in letters:
                found.append(self._with_letter(one, letters[one.id], shop))
            elif one.id in orders:
                found.append(self._with_order(one, orders[one.id], shop))
            elif one.payment_id is not None:
                found.append(self._with_receipt(one, one.payment_id, shop))
            else:
                found.append(self._ready(one, invoices.get(one.invoice_id or 0), pdfs, shop))
        return found

    def _with_order(self, delivery: Delivery, order: PrintedWorkOrder, shop: ShopSettings) -> Prepared:
        """A work order as its ticket stands now; where it can't be drawn, the others still go out."""
        from billdesk.documents.work_order import render

        try:
            pdf = render(order)
        except Exception:
            log.exception("the work order of ticket %s cannot be had", delivery.ticket_id)
            return Prepared(delivery, reason="document_failed")
        message = work_order_message_of(delivery, order, pdf, self.post.account, shop)
        return self._composed(delivery, message)

    def _ready(
        self, delivery: Delivery, invoice: Invoice | None, pdfs: dict[int, bytes], shop: ShopSettings
    ) -> Prepared:
        if invoice is None or invoice.state != "issued":
            return Prepared(delivery, reason=f"invoice_is_{invoice.state if invoice else 'missing'}")
        if invoice.id not in pdfs:
            return Prepared(delivery, reason="document_failed")
        message = message_of(delivery, invoice, pdfs[invoice.id], self.post.account, shop)
        return self._composed(delivery, message)

    def _with_letter(self, delivery: Delivery, letter: Letter, shop: ShopSettings) -> Prepared:
        return self._composed(delivery, message_by(letter, delivery, self.post.account, shop))

    def _with_receipt(self, delivery: Delivery, payment_id: int, shop: ShopSettings) -> Prepared:
        """A receipt with its letter; where its PDF can't be made, the others still go out."""
        try:
            pdf = Receipts(self.office).pdf(payment_id)
        except Exception as error:
            if isinstance(error, Trouble):
                raise
            log.exception("the receipt of payment %s cannot be had", payment_id)
            return Prepared(delivery, reason="document_failed")
        with self.office.reading() as work:
            receipt = read_receipt(work, payment_id)
        message = message_by(receipt_letter(receipt, shop), delivery, self.post.account, shop)
        paper = Attachment(f"{safe_name(receipt.number)}.pdf", "application/pdf", pdf)
        return self._composed(delivery, replace(message, attachments=(paper,)))

    def _composed(self, delivery: Delivery, message: Message) -> Prepared:
        try:
            return Prepared(delivery, compose(message, self.office.now()), envelope(message))
        except Refused as refused:
            return Prepared(delivery, reason=refused.code)

    def _pdfs(self, keys: Sequence[int]) -> dict[int, bytes]:
        """The PDFs; where one can't be made, the others still are."""
        try:
            return self.papers.issued_pdfs(keys)
        except Exception as error:
            if isinstance(error, Trouble) and error.code != "document_is_damaged":
                raise
            if len(keys) == 1:
                log.exception("the PDF of invoice %s cannot be had", keys[0])
                return {}
        found: dict[int, bytes] = {}
        for key in keys:
            found |= self._pdfs([key])
        return found


def _in_turn(deliveries: Sequence[Delivery]) -> Sequence[Delivery]:
    """What tells of a run waits until the e-mails before it are handed over, for it counts them."""
    first = [one for one in deliveries if one.run_id is None]
    return first or deliveries


def _letter(work: Work, delivery: Delivery, shop: ShopSettings) -> Letter:
    """What an e-mail says that isn't about an invoice: about a run, or an account."""
    if delivery.statement_id is not None:
        return sent_letter(work.traces.statements([delivery.statement_id])[delivery.statement_id], shop)
    run = work.traces.runs([delivery.run_id or 0])[delivery.run_id or 0]
    sent = work.outbox.counts_since(run.started_at, delivery.id)
    return run_letter(run.report or {}, run.today, sent, shop)


def _broken(outcome: Temporary | Unknown) -> Trouble:
    if outcome.cause != "answer":
        return Trouble(f"mail_{outcome.cause}", retry=True)
    code = outcome.code if isinstance(outcome, Temporary) else 0
    return Trouble("mail_refused", retry=True, status=code, reply=outcome.reply)


def _words(outcome: Temporary | Permanent) -> str:
    """The server's answer with its code and whom it is about, or why there is none."""
    if not outcome.code:
        cause = outcome.cause if isinstance(outcome, Temporary) else "answer"
        return outcome.reply or f"mail_{cause}"
    about = f"{outcome.address}: " if outcome.address else ""
    return f"{about}{outcome.code} {outcome.reply}"


def hand_over_trial(
    delivery: Delivery, account: MailAccount, shop: ShopSettings, connection: Connection, now: datetime
) -> str:
    """Hand a trial message over; what the server said. Trouble where it didn't take it."""
    message = trial_message_of(delivery, account, shop)
    outcome = connection.send(compose(message, now), account.sender, envelope(message))
    if isinstance(outcome, Sent):
        return outcome.reply
    if isinstance(outcome, Permanent):
        raise Trouble("mail_refused", status=outcome.code, reply=outcome.reply)
    raise _broken(outcome)
