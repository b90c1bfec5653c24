"""Small questions about money: a deposit, a refund, credit granted, paid out, taken back or released."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from billdesk.basics import words
from billdesk.services.deposits import DepositForm, Offer
from billdesk.services.refund_sheet import RefundForm
from billdesk.services.store_credit import CreditForm
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.methods import method_words, reference_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import CheckField, ChoiceField, DayField, TextField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.numbers import NumberField, amounts
from billdesk.ui.words import tr

Fields = dict[str, FormField | CheckField]
LONGEST = 200


def deposit_question(bench: Bench, form: DepositForm, parent: QWidget) -> FormDialog:
    """Asks for a deposit: by a product of the catalog that says how much, or any amount."""
    look, figures, code = bench.look, bench.figures, form.currency
    offers = {str(one.product.id): one for one in form.offers}
    choices = [Choice(key, _offer_words(bench, one, code)) for key, one in offers.items()]
    choices.append(Choice("", tr("Another amount")))
    charges = tr("{amount} of charges wait.", amount=figures.headline(form.charges, code))
    product = ChoiceField(look, Caption("deposit.product_id", tr("Deposit")), choices)
    amount = _amount(bench, Caption("deposit.amount", tr("Amount"), charges), code)
    way = _way(bench, "deposit", tr("Method"), form.methods)
    day = DayField(look, Caption("deposit.date", tr("Date")), lambda: bench.today, bench.language)
    fields: Fields = {"product_id": product, "amount": amount, **way, "day": day}
    rows: list[tuple[str, ...]] = [("product_id", "amount"), ("method", "reference"), ("day",)]
    if form.mail_to:
        to = tr("to {address}", address=", ".join(form.mail_to))
        fields["mail"] = CheckField(look, Caption("deposit.mail_receipt", tr("E-mail the receipt"), to))
        rows[-1] = ("day", "mail")
    said = tr("It is held for this ticket and comes off the invoice that is made of it.")
    if form.held:
        said += " " + tr("{amount} is held already.", amount=figures.headline(form.held, code))
    question = Question("deposit.question", tr("Take deposit"), tr("Take deposit"), said)
    dialog = FormDialog(look, question, fields, parent, rows)
    day.show_value(bench.today)

    def ask_for() -> None:
        """Another product asks for another amount."""
        offer = offers.get(product.value())
        amount.show_value((offer.amount or None) if offer else None)

    product.changed.connect(ask_for)
    product.show_value(next((key for key, one in offers.items() if one.amount != 0), ""))
    ask_for()
    amount.edit.setFocus()
    return dialog


def refund_question(bench: Bench, form: RefundForm, parent: QWidget) -> FormDialog:
    """Asks how much of a payment or deposit goes back, by which method, and what is kept of it."""
    payment, figures = form.payment, bench.figures
    code, name = payment.currency, payment.number or str(payment.id)
    said = tr("Up to {amount} can go back.", amount=figures.headline(form.left, code))
    if not form.free:
        said += " " + tr("It opens what it settles again.")
    elif form.free < form.left:
        free = figures.headline(form.free, code)
        said += " " + tr("More than {free} of it opens invoices again.", free=free)
    # Free credit can't become credit once more.
    methods = [one for one in form.methods if one != "store_credit" or payment.is_held or not form.free]
    amount = _amount(bench, Caption("refund.amount", tr("Amount")), code)
    hint = tr("Kept of it, and billed by an invoice of its own.")
    fields: Fields = {
        "amount": amount,
        "fee": _amount(bench, Caption("refund.fee", tr("Fee"), hint), code, needed=False),
        **_way(bench, "refund", tr("Goes back by"), methods),
        "reason": TextField(bench.look, Caption("refund.reason", tr("Why")), LONGEST),
    }
    title = tr("Refund {number}", number=name)
    if payment.is_held:
        title = tr("Refund deposit {number}", number=name)
    rows = (("amount", "fee"), ("method", "reference"), ("reason",))
    question = Question("refund.question", title, tr("Refund it"), said)
    dialog = FormDialog(bench.look, question, fields, parent, rows)
    amount.show_value(form.free if payment.is_held and form.free else form.left)
    amount.edit.setFocus()
    return dialog


def grant_question(bench: Bench, form: CreditForm, parent: QWidget) -> FormDialog:
    """Asks for credit that is given by hand."""
    hint = tr("In {currency}.", currency=form.currency)
    fields: Fields = {
        "amount": _amount(bench, Caption("credit.amount", tr("Amount"), hint), form.currency),
        "reason": _reason(bench),
    }
    said = tr("{name} can use it for any invoice. It is no income.", name=form.name)
    question = Question("credit.question", tr("Give store credit"), tr("Give credit"), said)
    return FormDialog(bench.look, question, fields, parent)


def pay_out_question(bench: Bench, form: CreditForm, parent: QWidget) -> FormDialog:
    """Asks how much of the free credit goes back as money."""
    free = {one.currency: one.amount for one in form.free}
    fields: Fields = {
        **_way(bench, "credit", tr("Goes back by"), form.methods),
        "reason": TextField(bench.look, Caption("credit.reason", tr("Why")), LONGEST),
    }
    said = tr("{name} has {amount} of free credit.", name=form.name, amount=_several(bench, free))
    question = Question("credit.question", tr("Refund store credit"), tr("Refund it"), said)
    return _by_currency(bench, question, fields, free, parent)


def take_back_question(bench: Bench, form: CreditForm, parent: QWidget) -> FormDialog:
    """Asks how much of what was granted is taken back, and why."""
    granted = {one.currency: one.granted for one in form.free if one.granted}
    said = tr(
        "{amount} of {name}'s credit was given by hand and isn't used. What was paid is never taken back.",
        name=form.name,
        amount=_several(bench, granted),
    )
    question = Question("credit.question", tr("Take credit back"), tr("Take it back"), said)
    return _by_currency(bench, question, {"reason": _reason(bench)}, granted, parent)


def release_question(bench: Bench, amount: str, customer: str, parent: QWidget) -> FormDialog:
    """Asks whether what is held for a ticket shall be ordinary credit; that can't be undone."""
    said = tr(
        "{customer} can use {amount} for any invoice then. No invoice of the ticket takes it by itself.",
        customer=customer,
        amount=amount,
    )
    question = Question("deposit.release", tr("Release deposit?"), tr("Release to credit"), said)
    return FormDialog(bench.look, question, {}, parent)


def _by_currency(
    bench: Bench, question: Question, more: Fields, most: Mapping[str, int], parent: QWidget
) -> FormDialog:
    """A dialog about an amount, of which there may be some in several currencies."""
    codes = list(most)
    amount = _amount(bench, Caption("credit.amount", tr("Amount")), codes[0])
    currency = ChoiceField(
        bench.look, Caption("credit.currency", tr("Currency")), [Choice(code, code) for code in codes]
    )
    first: Fields = {"amount": amount}
    if len(codes) > 1:
        first["currency"] = currency
    rows = [tuple(first), *([("method", "reference")] if "method" in more else []), ("reason",)]
    dialog = FormDialog(bench.look, question, {**first, **more}, parent, rows)

    def follow() -> None:
        """Another currency has another amount."""
        amount.show_value(None)
        amount.use(amounts(currency.value(), bench.language))
        amount.show_value(most[currency.value()])

    currency.changed.connect(follow)
    follow()
    amount.edit.setFocus()
    return dialog


def _amount(bench: Bench, caption: Caption, code: str, needed: bool = True) -> NumberField:
    return NumberField(bench.look, caption, amounts(code, bench.language), bench.language, needed)


def _way(bench: Bench, name: str, label: str, methods: Sequence[str]) -> Fields:
    """By which method, and the reference, which is called what it is of that."""
    choices = [Choice(one, method_words(one)) for one in methods]
    method = ChoiceField(bench.look, Caption(f"{name}.method", label), choices)
    label = reference_words(method.value())
    reference = TextField(bench.look, Caption(f"{name}.reference", label), LONGEST)
    method.changed.connect(lambda: reference.show_label(reference_words(method.value())))
    return {"method": method, "reference": reference}


def _reason(bench: Bench) -> TextField:
    hint = tr("It stays in the history.")
    return TextField(bench.look, Caption("credit.reason", tr("Why"), hint), LONGEST)


def _offer_words(bench: Bench, offer: Offer, code: str) -> str:
    """A product as one chooses it, with what it asks for."""
    product = offer.product
    if product.deposit_percent is not None:
        percent = words.percent(product.deposit_percent, bench.language)
        return tr("{name}, {percent} of the charges", name=product.name, percent=percent)
    if offer.amount is None:
        return product.name
    return tr("{name}, {amount}", name=product.name, amount=bench.figures.headline(offer.amount, code))


def _several(bench: Bench, sums: Mapping[str, int]) -> str:
    return bench.figures.several([(amount, code) for code, amount in sums.items()])
