"""`billdesk pay`, `quick-pay`, `apply-credit`, `deposit`, `release`, `refund` and `reverse`."""

from billdesk.cli.amounts import minor, units_by_line
from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, WrongUsage, day, decimal, filled
from billdesk.cli.moved import moved_document, moved_lines, payment_document
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.services.moves import Moved
from billdesk.services.payments import Received
from billdesk.services.refunding import Request


def add(commands: Commands) -> None:
    """Make the commands known."""
    words = commands.add("pay", "take a payment: it settles the oldest invoices, the rest is credit", pay)
    words.add_argument("customer", metavar="CUSTOMER", type=filled, help="its ref")
    words.add_argument("amount", metavar="AMOUNT", type=decimal, help="such as 12.50")
    words.add_argument(
        "--method", metavar="M", type=filled, required=True, help="cash, check, card, transfer …"
    )
    words.add_argument(
        "--invoice",
        metavar="NUMBER[=AMOUNT]",
        action="append",
        type=filled,
        help="settles this; repeatable",
    )
    words.add_argument("--ref", metavar="R", default="", help="number of the check, of the transfer …")
    words.add_argument("--date", metavar="DATE", type=day, help="when it was received; today by default")
    words = commands.add("quick-pay", "mark invoices as paid in full today", quick_pay)
    words.add_argument("invoices", metavar="NUMBER", nargs="+", type=filled)
    words = commands.add(
        "apply-credit", "settle open invoices by the free credit of their customer", apply_credit
    )
    words.add_argument("name", metavar="CUSTOMER|INVOICE", type=filled, help="a ref, or one invoice's number")
    words = commands.add("deposit", "take money that is held for a ticket", deposit)
    words.add_argument("ticket", metavar="TICKET", type=filled, help="its ref or number")
    words.add_argument("amount", metavar="AMOUNT", type=decimal, help="such as 50.00")
    words.add_argument("--method", metavar="M", type=filled, default="other", help="cash, check, card …")
    words.add_argument("--ref", metavar="R", default="", help="number of the check, of the transfer …")
    words = commands.add("release", "turn a deposit into ordinary credit of its customer", release)
    words.add_argument("payment", metavar="DEPOSIT", type=filled, help="number of its receipt, its ref or id")
    _add_refund(commands)
    words = commands.add("reverse", "take back a payment that was a mistake or bounced", reverse)
    words.add_argument("payment", metavar="PAYMENT", type=filled, help="number of its receipt, its ref or id")
    words.add_argument("--reason", metavar="TEXT", default="")
    words.add_argument("--fee", metavar="A", type=decimal, help="bill so much for it, as for a bounced check")


def _add_refund(commands: Commands) -> None:
    words = commands.add("refund", "give money back", refund)
    words.add_argument("name", metavar="PAYMENT|INVOICE|DEPOSIT", type=filled, help="its number, ref or id")
    words.add_argument("--amount", metavar="A", type=decimal, help="left out: all that can be given back")
    words.add_argument("--line", metavar="N=Q", action="append", help="a quantity of line N; repeatable")
    words.add_argument("--to-credit", action="store_true", help="keep it as store credit")
    words.add_argument("--method", metavar="M", type=filled, default="other", help="how it goes back")
    words.add_argument("--fee", metavar="A", type=decimal, help="keep so much for restocking, and bill it")
    words.add_argument("--reason", metavar="TEXT", default="")


def pay(call: Call) -> Answer:
    """Take a payment; the document is the payment with its allocations and credit."""
    typed, naming = call.typed, call.desk.naming
    customer = naming.customer(typed.customer)
    parts = [_part(text, call) for text in typed.invoice or ()]
    currency = parts[0][0].currency if parts else naming.currency_of(customer)
    received = Received(
        customer.id,
        minor(typed.amount, currency),
        typed.date or call.today,
        currency,
        typed.method,
        typed.ref,
        invoices=[(invoice.id, amount) for invoice, amount in parts],
    )
    moved = call.desk.payments.take(received)
    document = moved_document(call, moved)
    made = payment_document(moved.payments[0]) if moved.payments else {}
    settled = {name: document[name] for name in ("customer", "allocations", "balances")}
    return Answer(made | settled | {"customer_credit": document["credit"]}, moved_lines(document))


def quick_pay(call: Call) -> Answer:
    """Mark invoices as paid."""
    ids = [call.desk.naming.invoice(name).id for name in call.typed.invoices]
    return _answer(call, call.desk.payments.quick(ids, call.today))


def apply_credit(call: Call) -> Answer:
    """Use free credit."""
    customer, invoice = call.desk.naming.payer(call.typed.name)
    ids = [invoice.id] if invoice else []
    return _answer(call, call.desk.payments.apply_credit(customer.id, call.today, ids))


def deposit(call: Call) -> Answer:
    """Hold money for a ticket."""
    typed = call.typed
    amount = minor(typed.amount, call.desk.tickets.show(typed.ticket).currency)
    moved = call.desk.payments.deposit(typed.ticket, amount, typed.method, call.today, typed.ref)
    return _answer(call, moved)


def release(call: Call) -> Answer:
    """Hold a deposit no longer."""
    payment = call.desk.payments.show(call.typed.payment).payment
    return _answer(call, call.desk.deposits.release(payment.id))


def refund(call: Call) -> Answer:
    """Give money back; of an invoice this makes the credit note too."""
    typed = call.typed
    source = call.desk.naming.refundable(typed.name)
    if typed.line and not isinstance(source, Invoice):
        raise Refused("payment_has_no_lines")
    request = Request(
        call.today,
        minor(typed.amount, source.currency) if typed.amount else None,
        units_by_line(typed.line, source) if isinstance(source, Invoice) else None,
        typed.method,
        typed.to_credit,
        reason=typed.reason,
        fee=minor(typed.fee, source.currency) if typed.fee else 0,
    )
    payments = call.desk.payments
    give_back = payments.refund_invoice if isinstance(source, Invoice) else payments.refund_payment
    return _answer(call, give_back(source.id, request))


def reverse(call: Call) -> Answer:
    """Take a payment back as a whole."""
    payment = call.desk.payments.show(call.typed.payment).payment
    fee = minor(call.typed.fee, payment.currency) if call.typed.fee else 0
    return _answer(call, call.desk.payments.reverse(payment.id, call.today, call.typed.reason, fee))


def _answer(call: Call, moved: Moved) -> Answer:
    document = moved_document(call, moved)
    return Answer(document, moved_lines(document))


def _part(text: str, call: Call) -> tuple[Invoice, int | None]:
    """Typed NUMBER or NUMBER=AMOUNT: the invoice, and how much of it."""
    name, is_split, amount = text.rpartition("=")
    if not is_split:
        return call.desk.naming.invoice(text), None
    invoice = call.desk.naming.invoice(name)
    found = minor(amount, invoice.currency) if amount and not amount.startswith("-") else 0
    if found <= 0:
        raise WrongUsage(f"--invoice {text}: behind = an amount above 0 must stand, such as {name}=12.50.")
    return invoice, found
