"""A new customer in place: the few things that an invoice needs; the rest can follow later."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.customer import Customer, Record
from billdesk.domain.errors import Rejected
from billdesk.domain.people_problems import customer_problems
from billdesk.services.customers import CustomerForm
from billdesk.ui import choosing
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.forms import ChoiceField, LongText, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import tr

_ROWS = (("name",), ("email",), ("address",), ("language", "currency"))


class NewCustomer(FormDialog):
    """`made` tells the id of the new customer, which is on file then."""

    made = Signal(int)

    def __init__(self, bench: Bench, form: CustomerForm, parent: QWidget, name: str = "") -> None:
        look, language = bench.look, bench.language
        place = "new_customer"
        fields = {
            "name": TextField(look, Caption(f"{place}.name", tr("Name"))),
            "email": TextField(look, Caption(f"{place}.email", tr("E-mail"), tr("Gets the invoices"))),
            "address": LongText(look, Caption(f"{place}.address", tr("Address"), tr("As on the envelope"))),
            "language": ChoiceField(
                look, Caption(f"{place}.language", tr("Language")), choosing.languages(form.shop, language)
            ),
            "currency": ChoiceField(
                look, Caption(f"{place}.currency", tr("Currency")), choosing.currencies(form.shop, language)
            ),
        }
        question = Question(place, tr("New customer"), tr("Add customer"))
        super().__init__(look, question, fields, parent, _ROWS)
        self._bench = bench
        self.form.show_values({"name": name})
        self.form.left.connect(self._check)
        self.submitted.connect(self._on_submitted)

    def _customer(self, values: dict[str, Any]) -> Customer:
        return Customer(
            0,
            "",
            values["name"],
            values["email"],
            address=values["address"],
            currency=values["currency"] or None,
            language=values["language"] or None,
        )

    def _check(self, place: str) -> None:
        """What is wrong with a field is said when it is left, but not that it is still empty."""
        problems = customer_problems(self._customer(self.form.values()))
        wrong = [one for one in problems if one.place == place and one.code != "nothing_typed"]
        self.form.tell(wrong, self._say, focus=False)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        customer, customers = self._customer(values), self._bench.desk.customers
        problems = customer_problems(customer)
        if problems:
            self.refuse(problems, self._say)
            return
        self.show_busy(True)
        self._bench.run(lambda: customers.save(Record(customer)), self._on_saved, self._on_failed)

    def _on_saved(self, record: Record) -> None:
        self.made.emit(record.customer.id)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.refuse(error.problems, self._say)
        else:
            self.say(self._bench.sentence(error))

    def _say(self, problem: Any) -> str:
        return self._bench.said(problem)


def ask_new_customer(bench: Bench, parent: QWidget, made: Callable[[int], object], name: str = "") -> None:
    """Open the small form once what it offers is read; `made` is told the id of the new customer."""

    def opened(form: CustomerForm) -> None:
        dialog = NewCustomer(bench, form, parent, name)
        dialog.made.connect(made)
        dialog.open()

    bench.run(bench.desk.customers.form, opened, lambda _error: None)
