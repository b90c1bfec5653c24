"""How a customer stands, as a strip of facts: owes, every month, pays after, not billed yet, credit."""

from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.widgets.facts import Fact
from billdesk.ui.words import counted, tr


def facts_of(bench: Bench, sheet: CustomerSheet) -> tuple[Fact, ...]:
    """The facts of a customer, the most important first."""
    return (
        _owes(bench, sheet),
        _monthly(bench, sheet),
        _pays(sheet),
        _unbilled(bench, sheet),
        _credit(bench, sheet),
    )


def _owes(bench: Bench, sheet: CustomerSheet) -> Fact:
    sums = [(one.balance, one.currency) for one in sheet.owed]
    late = [(one.overdue, one.currency) for one in sheet.owed if one.overdue]
    if not sums:
        return Fact(tr("Owes"), ((_zero(bench, sheet), "ink3"),), tr("nothing is open"))
    if late:
        note = tr("{amount} overdue", amount=bench.figures.several(late))
        return Fact(tr("Owes"), ((bench.figures.several(sums), "ink"),), note, "overdue_fg")
    return Fact(tr("Owes"), ((bench.figures.several(sums), "ink"),), tr("nothing overdue"))


def _monthly(bench: Bench, sheet: CustomerSheet) -> Fact:
    active = sum(row.state == "active" for row in sheet.schedules)
    note = counted(active, "{count} active schedule", "{count} active schedules")
    if sheet.mrr is None:
        return Fact(tr("MRR"), ((DASH, "ink3"),), tr("not known while a schedule fails"))
    if not any(amount for _, amount in sheet.mrr):
        return Fact(tr("MRR"), ((_zero(bench, sheet), "ink3"),), note)
    shown = bench.figures.several([(amount, currency) for currency, amount in sheet.mrr])
    return Fact(tr("MRR"), ((shown, "ink"),), note)


def _pays(sheet: CustomerSheet) -> Fact:
    label = tr("Pays after")
    if sheet.pays is None:
        return Fact(label, ((DASH, "ink3"),), tr("no invoice is paid yet"))
    days = counted(sheet.pays.days, "{count} day", "{count} days")
    words = "on average of {count} invoice", "on average of {count} invoices"
    return Fact(label, ((days, "ink"),), counted(sheet.pays.invoices, *words))


def _unbilled(bench: Bench, sheet: CustomerSheet) -> Fact:
    found, label = sheet.unbilled, tr("Not billed yet")
    if not found.charges:
        return Fact(label, ((_zero(bench, sheet), "ink3"),), tr("no charges wait"))
    note = tr("tickets {names}", names=", ".join(found.tickets[:3]))
    if len(found.tickets) == 1:
        note = tr("ticket {name}", name=found.tickets[0])
    if found.unpriced:
        words = "{count} charge has no price", "{count} charges have no price"
        note = counted(found.unpriced, *words)
    return Fact(label, ((bench.figures.headline(found.amount, sheet.currency), "ink"),), note)


def _credit(bench: Bench, sheet: CustomerSheet) -> Fact:
    label = tr("Credit and deposits")
    both: dict[str, int] = {}
    for currency, amount in (*sheet.credit, *sheet.held):
        both[currency] = both.get(currency, 0) + amount
    if not both:
        return Fact(label, ((_zero(bench, sheet), "ink3"),), tr("nothing is held"))
    shown = bench.figures.several([(amount, currency) for currency, amount in both.items()])
    if not sheet.held:
        return Fact(label, ((shown, "ink"),), tr("free store credit"))
    held = bench.figures.several([(amount, currency) for currency, amount in sheet.held])
    return Fact(label, ((shown, "ink"),), tr("{amount} held for tickets", amount=held))


def _zero(bench: Bench, sheet: CustomerSheet) -> str:
    return bench.figures.headline(0, sheet.currency)
