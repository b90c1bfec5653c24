"""The upper part of the schedule editor: whom it bills, what stands on the invoice, terms and discount."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from billdesk.domain.schedule import Schedule
from billdesk.domain.totals import Discount
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.customer_finder import CustomerFinder
from billdesk.ui.editors.schedule_cells import ScheduleCells
from billdesk.ui.editors.schedule_part import Part
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.read_field import ReadField
from billdesk.ui.words import tr


class ScheduleCustomer(CustomerFinder):
    """The customer's name; one of a schedule on file stays."""

    def __init__(self, bench: Bench, page: QWidget) -> None:
        self._name = ""
        super().__init__(bench, page, "schedule")
        self.field.installEventFilter(self)

    def show_customer(self, name: str, stays: bool) -> None:
        """Show a customer; `stays` where nobody else can be chosen."""
        self._name = name
        self.offers.hide()
        self.field.setText(name)
        self.field.setCursorPosition(0)
        self.field.setReadOnly(stays)
        why = tr("A schedule stays with its customer. Duplicate it for another.")
        self.field.setToolTip(why if stays else "")

    def give_up(self) -> None:
        self.field.setText(self._name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and watched is self.field and self._name:
            self.offers.hide()
            self.give_up()
        return False


class ScheduleHead(Part):
    """Customer, title, terms, discount."""

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__()
        look = bench.look
        self._bench = bench
        self.cells = ScheduleCells(bench.figures.home, bench.language, bench.today)
        self.customer = ScheduleCustomer(bench, page)
        self.title = TextField(look, Caption("schedule.title", tr("Title on the invoice")), 10_000)
        self.terms = ChoiceField(look, Caption("schedule.terms", tr("Terms")), (Choice("", tr("As usual")),))
        self.discount = ReadField(
            look,
            Caption("schedule.discount", tr("Discount")),
            (self._read_discount, self._write_discount),
            bench.sentence,
        )
        self.discount.edit.setPlaceholderText(tr("10 % or 25.00"))
        self.begin({"title": self.title, "terms_id": self.terms, "discount": self.discount})
        px = look.px
        grid = QGridLayout(self)
        grid.setContentsMargins(px(20), px(14), px(20), px(10))
        grid.setHorizontalSpacing(px(12))
        for column, (field, share) in enumerate(
            ((self.customer, 6), (self.title, 7), (self.terms, 5), (self.discount, 3))
        ):
            grid.addWidget(field, 0, column)
            grid.setColumnStretch(column, share)

    def _read_discount(self, text: str) -> Discount | None:
        return self.cells.read_discount(text)

    def _write_discount(self, value: Discount | None) -> str:
        return self.cells.discount(value)

    def offer(self, form: ScheduleForm) -> None:
        terms = form.catalog.terms
        mine = form.customer.terms_id or form.shop.default_terms_id
        usual = terms[mine].name if mine is not None and mine in terms else tr("at once")
        named = (Choice(str(one.id), one.name) for one in terms.values() if not one.archived)
        self.terms.offer([Choice("", tr("As usual ({terms})", terms=usual)), *named])
        self.customer.show_customer(form.customer.name, stays=form.before is not None)

    def values(self, draft: Schedule) -> dict[str, Any]:
        terms = "" if draft.terms_id is None else str(draft.terms_id)
        return {"title": draft.title, "terms_id": terms, "discount": draft.discount}

    def read(self, place: str, value: Any) -> Any:
        return (int(value) if value else None) if place == "terms_id" else value
