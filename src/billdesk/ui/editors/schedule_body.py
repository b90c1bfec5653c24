"""Everything of the schedule editor that scrolls: the fields in their sections, and the lines."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import Problem
from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.editors.schedule_cells import ScheduleCells
from billdesk.ui.editors.schedule_details import LineDetails
from billdesk.ui.editors.schedule_happens import ScheduleHappens
from billdesk.ui.editors.schedule_head import ScheduleHead
from billdesk.ui.editors.schedule_lines import ScheduleLines
from billdesk.ui.editors.schedule_more import ScheduleMore
from billdesk.ui.editors.schedule_part import Part, Titled
from billdesk.ui.editors.schedule_state import ScheduleState
from billdesk.ui.editors.schedule_when import ScheduleWhen
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class ScheduleBody(Scroll):
    """`parts` are those whose fields belong to the schedule itself."""

    def __init__(self, bench: Bench, state: ScheduleState, page: QWidget) -> None:
        super().__init__("schedule.scroll")
        self._bench, self._state = bench, state
        look = bench.look
        self.head = ScheduleHead(bench, page)
        self.when = ScheduleWhen(bench)
        self.happens = ScheduleHappens(bench)
        self.more = ScheduleMore(bench)
        self.offers = LineSuggestions(bench, page, "schedule.catalog")
        self.lines = ScheduleLines(bench, state, self.offers)
        self.details = LineDetails(bench, state, self.lines)
        choices = (Choice("fixed", tr("Prices fixed")), Choice("catalog", tr("Follow the catalog")))
        self.prices = Segments(look, "schedule.prices", choices)
        self.prices.setAccessibleName(tr("Prices"))
        self.counted = Label(look, "", "small", "ink2")
        self.parts: tuple[Part, ...] = (self.head, self.when, self.happens, self.more)
        self.setWidget(self._inside())
        self.lines.reached.connect(self._on_reached)

    def _inside(self) -> QWidget:
        look = self._bench.look
        inside = Wash(look, "sheet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        hints = (
            (self.when, tr("When"), tr("The first invoice has the start date, the others the billing day.")),
            (self.happens, tr("What happens"), tr("After the invoice is drawn up.")),
        )
        column.addWidget(self.head)
        for part, title, hint in hints:
            column.addWidget(Rule(look))
            column.addWidget(Titled(look, title, hint, part))
        column.addWidget(Rule(look))
        column.addLayout(self._lines_head())
        column.addWidget(self.lines)
        column.addWidget(Rule(look))
        hint = tr("What most schedules leave as it is.")
        column.addWidget(Titled(look, tr("On the invoice"), hint, self.more))
        column.addStretch(1)
        return inside

    def _lines_head(self) -> QHBoxLayout:
        px = self._bench.look.px
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(8), px(20), px(8))
        row.setSpacing(px(8))
        row.addWidget(Label(self._bench.look, tr("Lines"), "bold"))
        row.addWidget(self.counted, 1)
        row.addWidget(self.prices)
        return row

    # What is shown

    def offer(self, form: ScheduleForm) -> None:
        """Offer what there is to choose from."""
        for part in self.parts:
            part.offer(form)
        self.details.offer(form)
        self.offers.products = form.products
        painter = self.lines.painter
        painter.searches = {one.id: one.name for one in form.catalog.searches.values()}
        painter.fields = {one.ref: one.name for one in form.fields}
        self.counted.setText(tr("counted today for {customer}", customer=form.customer.name))

    def show_draft(self, draft: Schedule, form: ScheduleForm, all_of_it: bool = False) -> None:
        """Show a draft's values, but for the lines, which show themselves."""
        pricing = form.pricing(draft)
        cells = ScheduleCells(pricing.currency, self._bench.language, self._bench.today)
        painter = self.lines.painter
        painter.pricing, painter.follows = pricing, draft.prices == "catalog"
        self.lines.cells = self.head.cells = cells
        self.prices.show_chosen(draft.prices)
        for part in self.parts:
            part.show_draft(draft, all_of_it)
        self.lines.update()

    def set_usable(self, usable: bool) -> None:
        """Whether there is a customer whose schedule can be typed."""
        for part in (self.when, self.happens, self.more, self.lines, self.prices):
            part.setEnabled(usable)
        for field in self.head.form.fields.values():
            field.setEnabled(usable)

    def tell_parts(self, problems: list[Problem], focus: bool, state: str = "wrong") -> list[Problem]:
        """Say problems at the fields of the schedule itself; gives those that have no field there."""
        strays = problems
        for part in self.parts:
            had = len(strays)
            strays = part.form.tell(strays, self._bench.said, focus)
            focus = focus and len(strays) == had
        return strays

    def _on_reached(self, rect: QRect) -> None:
        place = rect.translated(self.lines.pos())
        self.ensureVisible(0, place.bottom(), 0, 0)
        self.ensureVisible(0, place.top(), 0, 0)
