"""All families of commands, in the order in which --help lists them."""

from billdesk.cli import (
    calc,
    check,
    credit,
    demo,
    imports,
    invoices,
    money,
    outbox,
    receipts,
    run,
    schedules,
    shop,
    tickets,
)

FAMILIES = (
    demo.add,
    shop.add,
    run.add,
    schedules.add,
    invoices.add,
    tickets.add,
    money.add,
    credit.add,
    receipts.add,
    imports.add,
    outbox.add,
    check.add,
    calc.add,
)
