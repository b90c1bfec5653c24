"""E-mail: the account, what waits in the outbox, and its way out."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from threading import Lock

from billdesk.basics import secrets
from billdesk.domain.address import usable_address
from billdesk.domain.errors import Problem, Refused, Rejected, Trouble
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.domain.mailbox import MailAccount, account_problems, message_domain
from billdesk.mail.smtp import Account, Connection, open_connection
from billdesk.services import work_orders
from billdesk.services.deliveries import SendingReport, Settlement, is_abandoned, mark
from billdesk.services.flushing import Passing, Post, hand_over_trial
from billdesk.services.invoicing import issue_drafts
from billdesk.services.issuing import mail_domain, new_message_id
from billdesk.services.moves import Moving
from billdesk.services.office import Office
from billdesk.services.pace import Progress, Stop, ignore, never
from billdesk.services.papers import Papers
from billdesk.services.queueing import MAIL_ACCOUNT, addressed, wanted
from billdesk.services.receipt_mail import addressed_receipt, wanted_receipts
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

NEWEST = 500

ReadSecret = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """A delivery with the document and the customer that it is about."""

    delivery: Delivery
    number: str
    customer: str


class Sending:
    """The shop's e-mail: one in each process, which `process` ("desk:process id:start") names."""

    def __init__(
        self,
        office: Office,
        read_secret: ReadSecret,
        process: str,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._office = office
        self._read_secret = read_secret
        self._process = process
        self._trust = trust  # None = the system's certificates
        self._papers = Papers(office)
        self.owed: list[Settlement] = []
        """What is known of deliveries and couldn't be written; only for whoever has the outbox to itself."""
        self._lock = Lock()

    def account(self) -> MailAccount | None:
        """The shop's mail account; None where none is set up."""
        with self._office.reading() as work:
            return _account(work)

    def keep_account(self, account: MailAccount, password: str | None = None, kept: bool = True) -> None:
        """Write the account, and its password to the keyring (`kept`) or for this start only.

        None leaves the password alone. Rejected with its problems by field; Trouble keyring_… (see
        basics/secrets), with nothing written.
        """
        problems = _problems(account)
        if problems:
            raise Rejected(problems)
        if password is not None:
            _keep_password(account, password, kept)
        with self._office.work() as work:
            work.settings.write({MAIL_ACCOUNT: asdict(account)})
            work.commit()
        self._office.tell("settings")

    def has_password(self) -> bool:
        """Whether the account can log in, or needn't; Trouble where the keyring can't be asked."""
        account = self.account()
        return account is not None and (not account.user or self._secret(account) is not None)

    def can_queue(self, invoice_ids: Sequence[int]) -> tuple[Problem, ...]:
        """What keeps documents from being mailed, each with its number (or id) as place.

        no_address (customer), bad_address (customer, address), invoice_is_void,
        delivery_is_unknown (delivery): one that may have gone out is resent, not queued a second time.
        """
        with self._office.reading() as work:
            return tuple(wanted(work, invoice_ids)[1])

    def queue(self, invoice_ids: Sequence[int], today: date) -> tuple[int, ...]:
        """Put documents into the outbox, drafts after issuing them; the ids of the new deliveries.

        All or none. What waits in the outbox already isn't put in again. Rejected with all the problems of
        `can_queue`; Refused for a draft that can't be issued.
        """
        with self._office.work() as work:
            work.queue_up()
            found, problems = wanted(work, invoice_ids)
            if problems:
                raise Rejected(tuple(problems))
            drafts = [invoice for invoice, _ in found if invoice.state == "draft"]
            if drafts:
                issue_drafts(Moving(work, self._office.now(), self._office.desk), drafts, today)
            deliveries = self._deliveries(work, found)
            work.commit()
        self._office.tell("delivery", "invoice", "payment", "ticket", ids=tuple(invoice_ids))
        return tuple(one.id for one in deliveries)

    def queue_receipts(self, payment_ids: Sequence[int]) -> tuple[int, ...]:
        """Put receipts of payments into the outbox; the ids of the new deliveries. All or none.

        What waits there already isn't put in again. Rejected with what `wanted_receipts` names.
        """
        with self._office.work() as work:
            work.queue_up()
            domain = mail_domain(read_settings(work))
            new = [
                Delivery(to, "receipt", None, new_message_id(domain), payment_id=key)
                for key, to in wanted_receipts(work, payment_ids)
            ]
            deliveries = self._added(work, new)
            work.commit()
        self._office.tell("delivery", "payment", ids=tuple(payment_ids))
        return tuple(one.id for one in deliveries)

    def flush(self, stop: Stop = never, progress: Progress = ignore) -> SendingReport:
        """Hand over everything that is due; nothing is lost by stopping, and nothing is handed over twice.

        `progress` hears of each delivery: how many are dealt with, and how many waited at the beginning.
        Without an account everything just waits. `report.trouble` says why a pass ended early.
        """
        with self._lock:
            report = self._flushed(stop, progress)
        report.waiting = self.counts()["queued"]
        if report.sent or report.retried or report.failed or report.unknown:
            self._office.tell("delivery", "invoice", "payment")
        return report

    def can_be_lent(self) -> bool:
        """Whether another process of this user gets at the password as well: it is in the keyring."""
        account = self.account()
        if account is None or not account.user:
            return True
        return self._read_secret is secrets.read and not secrets.is_remembered(account.secret)

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Leave the outbox to another process, which acts under the name that this gives."""
        with self._lock:
            yield self._process

    def recover(self) -> tuple[int, ...]:
        """Find deliveries that nobody hands over any more: they are *unknown* from now on; their ids."""
        with self._lock:
            return self._recovered()

    def resend(self, delivery_id: int) -> None:
        """The biller says that a failed or unknown delivery shall go out (again), under its old Message-ID.

        A failed one goes to the addresses that the customer has now.
        """
        with self._office.work() as work:
            delivery = _decided_on(work, delivery_id, "failed", "unknown")
            to = delivery.recipients
            if delivery.state == "failed":
                to = _current_addresses(work, delivery) or to
            work.outbox.requeue(delivery_id, to, self._office.now())
            mark(work, self._office, delivery, "queued", "")
            work.commit()
        self._tell(delivery)

    def confirm(self, delivery_id: int) -> None:
        """The biller says that an unknown delivery has arrived."""
        with self._office.work() as work:
            delivery = _decided_on(work, delivery_id, "unknown")
            work.outbox.settle(delivery_id, "sent", "confirmed", self._office.now())
            mark(work, self._office, delivery, "sent", "confirmed")
            work.commit()
        self._tell(delivery)

    def send_test_message(self, to: str) -> str:
        """Send a message that tries the account out; what the server said.

        Refused("mail_no_account"), Refused("bad_address"), Trouble of the connection, or
        Trouble("mail_refused") with status and reply, "mail_timeout", "mail_lost".
        """
        if not usable_address(to):
            raise Refused("bad_address", field="to", address=to)
        with self._office.reading() as work:
            account, shop = _account(work), read_settings(work)
        if account is None:
            raise Refused("mail_no_account")
        delivery = Delivery((to,), "test", None, new_message_id(message_domain(account.sender)))
        with self._lock, self._connection(account) as connection:
            return hand_over_trial(delivery, account, shop, connection, self._office.now())

    def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        with self._office.reading() as work:
            found = work.outbox.counts()
        return {state: found.get(state, 0) for state in ("queued", "sending", "sent", "failed", "unknown")}

    def list(self, *states: str, limit: int = NEWEST) -> tuple[OutboxLine, ...]:
        """The newest deliveries in one of the states (in any, where none is named), newest first."""
        with self._office.reading() as work:
            found = work.outbox.newest(limit, *states)
            keys = {one.invoice_id for one in found if one.invoice_id is not None}
            invoices = {one.id: one for one in work.invoices.by_ids(keys)}
            paid = {one.payment_id for one in found if one.payment_id is not None}
            payments = {one.id: one for one in work.payments.by_ids(sorted(paid))}
            tickets = _ticket_lines(work, found)
            customers = work.customers.by_ids({one.customer_id for one in payments.values()})
            told = work.traces.statement_facts(
                one.statement_id for one in found if one.statement_id is not None
            )
        receipts = {key: (one.number or "", customers[one.customer_id].name) for key, one in payments.items()}
        accounts = {key: ("", one.facts["customer"]) for key, one in told.items()}
        return tuple(
            OutboxLine(one, *receipts[one.payment_id])
            if one.payment_id is not None
            else OutboxLine(one, *accounts[one.statement_id])
            if one.statement_id is not None
            else tickets.get(one.id) or _line(one, invoices.get(one.invoice_id or 0))
            for one in found
        )

    def next_due(self) -> datetime | None:
        """When a delivery that was put off may go out again; None where nothing was put off."""
        with self._office.reading() as work:
            return work.outbox.next_due()

    def _flushed(self, stop: Stop, progress: Progress) -> SendingReport:
        account = self.account()
        if account is None:
            return SendingReport()
        post = Post(account, lambda: self._connection(account), self._process)
        passing = Passing(self._office, self._papers, post, self.owed, progress)
        passing.pay_debts()
        self._recovered()
        return passing.go(stop)

    def _recovered(self) -> tuple[int, ...]:
        now = self._office.now()
        with self._office.work() as work:
            lost = [
                delivery
                for delivery, holder in work.outbox.sending()
                if is_abandoned(holder, self._process, now - (delivery.changed_at or now))
            ]
            for delivery in lost:
                work.outbox.lose(delivery.id, "process_ended", now)
                mark(work, self._office, delivery, "unknown", "process_ended")
            work.commit()
        if lost:
            self._office.tell("delivery", "invoice", ids=tuple(one.invoice_id or 0 for one in lost))
        return tuple(one.id for one in lost)

    def _connection(self, account: MailAccount) -> AbstractContextManager[Connection]:
        password = self._secret(account) if account.user else ""
        if password is None:
            raise Trouble("mail_password_missing")
        reached = Account(
            account.host, account.port, account.security, account.user, account.sender, account.timeout
        )
        return open_connection(reached, password, self._trust)

    def _secret(self, account: MailAccount) -> str | None:
        try:
            return self._read_secret(account.secret)
        except secrets.Unavailable as unavailable:
            code = unavailable.code
        raise Trouble(code)

    def _deliveries(self, work: Work, found: Sequence[tuple[Invoice, tuple[str, ...]]]) -> Sequence[Delivery]:
        """Write a new delivery for each document."""
        domain = mail_domain(read_settings(work))
        return self._added(
            work, [Delivery(to, "invoice", one.id, new_message_id(domain)) for one, to in found]
        )

    def _added(self, work: Work, new: Sequence[Delivery]) -> Sequence[Delivery]:
        keys = work.outbox.add(new, self._office.now())
        deliveries = [replace(one, id=key) for one, key in zip(new, keys, strict=True)]
        for one in deliveries:
            mark(work, self._office, one, "queued", "")
        return deliveries

    def _tell(self, delivery: Delivery) -> None:
        self._office.tell(
            "delivery", "invoice", "ticket", ids=(delivery.invoice_id or delivery.ticket_id or 0,)
        )


def _account(work: Work) -> MailAccount | None:
    found = work.settings.read().get(MAIL_ACCOUNT)
    if not found:
        return None
    known = {item.name for item in fields(MailAccount)}
    return MailAccount(**{name: value for name, value in found.items() if name in known})


def _problems(account: MailAccount) -> tuple[Problem, ...]:
    found = account_problems(account)
    try:
        Account(account.host, account.port, account.security, account.user, account.sender, account.timeout)
    except Refused as refused:
        place = str(refused.facts.get("field", "security"))
        found += (Problem(place, refused.code, refused.facts),)
    return found


def _keep_password(account: MailAccount, password: str, kept: bool) -> None:
    if not kept:
        secrets.remember(account.secret, password)
        return
    try:
        secrets.write(account.secret, password)
    except secrets.Unavailable as unavailable:
        code = unavailable.code
    else:
        return
    raise Trouble(code)


def _decided_on(work: Work, delivery_id: int, *states: str) -> Delivery:
    """A delivery that the biller decides on; Refused in any other state."""
    delivery = work.outbox.locked(delivery_id)
    if delivery.state not in states:
        raise Refused(f"delivery_is_{delivery.state}", delivery=delivery_id)
    return delivery


def _current_addresses(work: Work, delivery: Delivery) -> tuple[str, ...]:
    """Whom it would go to if it were made now; nobody where it is about no customer."""
    if delivery.ticket_id is not None:
        return work_orders.addressed(work, delivery.ticket_id)[0]
    if delivery.payment_id is not None:
        return addressed_receipt(work, work.payments.by_id(delivery.payment_id).customer_id)[0]
    if delivery.statement_id is not None:
        sent = work.traces.statement_facts([delivery.statement_id])[delivery.statement_id]
        return addressed_receipt(work, sent.customer_id)[0]
    if delivery.invoice_id is None:
        return ()
    return addressed(work, [work.invoices.by_id(delivery.invoice_id)])[delivery.invoice_id][0]


def _ticket_lines(work: Work, found: Sequence[Delivery]) -> dict[int, OutboxLine]:
    """Those about a ticket's work order, by the delivery's id."""
    tickets = {one.id: one for one in work.tickets.all(ids=[one.ticket_id for one in found if one.ticket_id])}
    customers = work.customers.by_ids({one.customer_id for one in tickets.values()})
    lines = {}
    for one in found:
        if one.ticket_id is not None:
            ticket = tickets[one.ticket_id]
            lines[one.id] = OutboxLine(one, ticket.number or ticket.ref, customers[ticket.customer_id].name)
    return lines


def _line(delivery: Delivery, invoice: Invoice | None) -> OutboxLine:
    number = invoice.number or "" if invoice else ""
    return OutboxLine(delivery, number, invoice.addressee[0] if invoice and invoice.addressee else "")
