"""All families of commands, in the order in which --help lists them."""

from billdesk.cli import calc, check, invoices, money, outbox, run, schedules, shop, tickets

FAMILIES = (
    shop.add,
    run.add,
    schedules.add,
    invoices.add,
    tickets.add,
    money.add,
    outbox.add,
    check.add,
    calc.add,
)
