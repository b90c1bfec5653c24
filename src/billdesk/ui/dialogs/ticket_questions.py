"""Small questions about a ticket: time, a part, a note, its status, and how long doubtful work took."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from billdesk.basics import words
from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.services.labor import TimeForm
from billdesk.services.ticket_charges import ChargeForm
from billdesk.ui import choosing
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.editors.cells import Cells
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.duration import DurationField
from billdesk.ui.widgets.forms import CheckField, ChoiceField, DayField, LongText, TextField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.numbers import NumberField, prices, quantities
from billdesk.ui.widgets.read_field import ReadField
from billdesk.ui.words import tr


def time_question(bench: Bench, form: TimeForm, parent: QWidget) -> FormDialog:
    """Asks for time, new or in the log already."""
    entry, look = form.entry, bench.look
    rates = tuple(Choice(str(one.id), _rate_words(bench, one)) for one in form.rates)
    hint = tr("Such as 1:15, 75 or 1.25h")
    own = tr("Empty: by the rules of the rate")
    fields: dict[str, FormField | CheckField] = {
        "minutes": DurationField(look, Caption("time.minutes", tr("Worked"), hint)),
        "billed_minutes": DurationField(look, Caption("time.billed_minutes", tr("Billed as"), own), False),
        "day": DayField(look, Caption("time.day", tr("Date")), lambda: bench.today, bench.language),
        "labor_id": ChoiceField(look, Caption("time.labor_id", tr("Labor rate")), rates),
        "technician": TextField(look, Caption("time.technician", tr("Technician")), 60),
        "billable": CheckField(look, Caption("time.billable", tr("Billable"))),
        "notes": LongText(look, Caption("time.notes", tr("What was done"), tr("Stands on the invoice.")), 3),
    }
    title, act = (tr("Edit time"), tr("Keep")) if entry.id else (tr("Add time"), tr("Add time"))
    rows = (("minutes", "billed_minutes", "day"), ("labor_id", "technician"), ("billable",), ("notes",))
    started = entry.started.astimezone().date() if entry.started else bench.today
    dialog = FormDialog(look, Question("time.question", title, act), fields, parent, rows)
    dialog.form.show_values(
        {
            "minutes": entry.minutes if entry.id else None,
            "billed_minutes": entry.billed_minutes,
            "day": entry.day or started,
            "labor_id": str(entry.labor_id),
            "technician": entry.technician,
            "billable": entry.billable,
            "notes": entry.notes,
        }
    )
    return dialog


def charge_question(bench: Bench, form: ChargeForm, parent: QWidget) -> FormDialog:
    """Asks for a part, material or flat service."""
    look, language, charge = bench.look, bench.language, form.charge
    cells = Cells(form.currency, language)
    nothing = Choice("", tr("Something else"))
    products = (nothing, *(Choice(str(one.id), one.name) for one in form.products))
    hint = tr("Empty: what the product is called.")
    fields = {
        "product_id": ChoiceField(look, Caption("charge.product_id", tr("Product")), products),
        "description": TextField(look, Caption("charge.description", tr("Description"), hint)),
        "quantity": NumberField(
            look, Caption("charge.quantity", tr("Quantity")), quantities(language, None), language, True
        ),
        "unit": TextField(look, Caption("charge.unit", tr("Unit")), 60),
        "unit_price": NumberField(
            look,
            Caption("charge.unit_price", tr("Price"), tr("Empty: the price of the product.")),
            prices(form.currency, language, None),
            language,
        ),
        "discount": ReadField(
            look,
            Caption("charge.discount", tr("Discount"), tr("10 % or 25.00")),
            (cells.read_discount, cells.discount),
            bench.sentence,
        ),
        "tax": ChoiceField(look, Caption("charge.tax", tr("Tax")), _taxes(form)),
        "note": LongText(look, Caption("charge.note", tr("More words for the invoice")), 2),
    }
    title, act = (tr("Edit charge"), tr("Keep")) if charge.id else (tr("Add charge"), tr("Add charge"))
    rows = (
        ("product_id",),
        ("description",),
        ("quantity", "unit", "unit_price"),
        ("discount", "tax"),
        ("note",),
    )
    dialog = FormDialog(look, Question("charge.question", title, act), fields, parent, rows)
    names = ("description", "quantity", "unit", "unit_price", "discount", "note")
    chosen = {"product_id": str(charge.product_id or ""), "tax": choosing.tax_key(charge.tax)}
    dialog.form.show_values({name: getattr(charge, name) for name in names} | chosen)
    return dialog


def _taxes(form: ChargeForm) -> tuple[Choice, ...]:
    """That of the product or the customer as usual, none, or one of the shop's; an archived one says so."""
    old = [one for one in form.taxes if one.archived]
    return (
        Choice("", tr("As usual")),
        *choosing.taxes(form.taxes, form.shop)[1:],
        *(Choice(str(one.id), tr("{name} (archived)", name=one.name)) for one in old),
    )


def note_question(bench: Bench, author: str, parent: QWidget) -> FormDialog:
    """Asks for a line of the notes."""
    fields = {
        "text": LongText(bench.look, Caption("note.text", tr("Note")), 5),
        "author": TextField(bench.look, Caption("note.author", tr("Written by")), 60),
    }
    stays = tr("It stays as it is written, for the shop's eyes only.")
    dialog = FormDialog(
        bench.look, Question("note.question", tr("Add note"), tr("Add note"), stays), fields, parent
    )
    dialog.form.show_values({"text": "", "author": author})
    return dialog


def status_question(bench: Bench, statuses: Sequence[str], status: str, parent: QWidget) -> FormDialog:
    """Asks for a status."""
    choices = tuple(Choice(one, status_words(one)) for one in statuses)
    field = ChoiceField(bench.look, Caption("status.status", tr("Status")), choices)
    question = Question("status.question", tr("Set status"), tr("Set status"))
    dialog = FormDialog(bench.look, question, {"status": field}, parent)
    dialog.form.show_values({"status": status if status in statuses else statuses[0]})
    return dialog


def doubt_question(bench: Bench, doubt: Refused, parent: QWidget) -> FormDialog:
    """Asks how long work took that nobody could watch."""
    field = DurationField(bench.look, Caption("doubt.minutes", tr("Worked"), tr("Such as 1:15, 75 or 1.25h")))
    question = Question(
        "doubt.question", tr("How long did it take?"), tr("Stop timer"), bench.sentence(doubt)
    )
    dialog = FormDialog(bench.look, question, {"minutes": field}, parent)
    watched = doubt.facts.get("minutes")
    dialog.form.show_values({"minutes": watched if isinstance(watched, int) else None})
    field.edit.selectAll()
    return dialog


def other_question(bench: Bench, other: Refused, parent: QWidget) -> FormDialog:
    """Asks whether the timer that runs shall pause, so that another one can run."""
    question = Question(
        "timer.question", tr("Pause the other timer?"), tr("Pause it and start"), bench.sentence(other)
    )
    return FormDialog(bench.look, question, {}, parent)


def offer_names(field: TextField, names: Sequence[str]) -> None:
    """Complete what is typed by names that are known."""
    completer = QCompleter(list(names), field.edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.edit.setCompleter(completer)


def _rate_words(bench: Bench, labor: Product) -> str:
    """A labor product with its rate, as one chooses it."""
    if labor.unit_price is None:
        return labor.name
    price = words.price(labor.unit_price, labor.currency or bench.figures.home, bench.language, symbol=True)
    return tr("{name}, {price} an hour", name=labor.name, price=price)
