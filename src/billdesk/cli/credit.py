"""`billdesk credit grant`, `take-back` and `pay-out`: store credit of customers by hand."""

from billdesk.cli.amounts import minor
from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, decimal, filled
from billdesk.cli.moved import moved_document, moved_lines
from billdesk.domain.customer import Customer
from billdesk.services.moves import Moved
from billdesk.services.payments import Received
from billdesk.services.refunding import Request


def add(commands: Commands) -> None:
    """Make the commands known."""
    group = commands.group("credit", "grant, take back and pay out store credit")
    for word, does, act in (
        ("grant", "give store credit by hand", grant),
        ("take-back", "take back credit that was granted", take_back),
        ("pay-out", "give credit back as money", pay_out),
    ):
        words = group.add(word, does, act)
        words.add_argument("customer", metavar="CUSTOMER", type=filled, help="its ref")
        words.add_argument("amount", metavar="AMOUNT", type=decimal, help="such as 12.50")
        words.add_argument("--currency", metavar="CODE", type=filled, help="by default the customer's")
        words.add_argument("--reason", metavar="TEXT", default="", help="why; it stays in the history")
        if word == "pay-out":
            words.add_argument("--method", metavar="M", type=filled, default="other", help="cash, check …")
            words.add_argument("--ref", metavar="R", default="", help="number of the check …")


def grant(call: Call) -> Answer:
    """Give store credit."""
    customer, currency, amount = _asked(call)
    received = Received(customer.id, amount, call.today, currency)
    return _answer(call, call.desk.payments.grant(received, call.typed.reason))


def take_back(call: Call) -> Answer:
    """Take credit back that was granted."""
    customer, currency, amount = _asked(call)
    credit = call.desk.store_credit
    return _answer(call, credit.take_back(customer.id, currency, amount, call.today, call.typed.reason))


def pay_out(call: Call) -> Answer:
    """Give credit back as money."""
    customer, currency, amount = _asked(call)
    typed = call.typed
    request = Request(call.today, amount, method=typed.method, reference=typed.ref, reason=typed.reason)
    return _answer(call, call.desk.store_credit.pay_out(customer.id, currency, request))


def _asked(call: Call) -> tuple[Customer, str, int]:
    """Whose credit, in which currency, and how much in minor units."""
    customer = call.desk.naming.customer(call.typed.customer)
    currency = call.typed.currency or call.desk.naming.currency_of(customer)
    return customer, currency, minor(call.typed.amount, currency)


def _answer(call: Call, moved: Moved) -> Answer:
    document = moved_document(call, moved)
    return Answer(document, moved_lines(document))
