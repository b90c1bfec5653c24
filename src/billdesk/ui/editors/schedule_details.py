"""The details of the chosen line, right below it: what it counts, its price, and when it counts."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from billdesk.domain.counting import Counter, Tier
from billdesk.domain.folders import moved_path
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.schedule_sheet import SheetLine
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui import choosing
from billdesk.ui.bench import Bench
from billdesk.ui.editors.line_words import measured_words
from billdesk.ui.editors.schedule_cells import MEASURES, ScheduleCells
from billdesk.ui.editors.schedule_counted import CountedThings
from billdesk.ui.editors.schedule_counter import PLACES, CounterFields
from billdesk.ui.editors.schedule_lines import ScheduleLines
from billdesk.ui.editors.schedule_state import ScheduleState
from billdesk.ui.editors.schedule_tiers import TierFields
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, TextField, in_columns
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.names import Names
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.switches import SwitchField
from billdesk.ui.words import tr

_PRICED = {"": "Flat", "graduated": "Graduated", "volume": "Volume"}
_WHEN_ZERO = {"drop": "Drop the line", "print": "Print it"}
_TYPED = {
    "included": "Included",
    "minimum": "Minimum",
    "maximum": "Maximum",
    "round_up_to": "Round up to",
    "unit": "Unit",
    "discount": "Discount",
    "effective_from": "Counts from",
    "effective_to": "Counts to",
    "every": "Every n-th invoice",
}


class LineDetails(Wash):
    """Lies in the grid's gap. `resized` tells that it needs more or less room."""

    resized = Signal()

    def __init__(self, bench: Bench, state: ScheduleState, grid: ScheduleLines) -> None:
        super().__init__(bench.look, "sunken", grid)
        self._bench, self._state, self._grid = bench, state, grid
        self.setObjectName("schedule.line")
        self.setAccessibleName(tr("Details of the line"))
        self._at = -1
        self._opened = False
        self._warnings: dict[str, str] = {}
        self._make()
        self._connect()
        self._lay_out()
        self.hide()

    @property
    def cells(self) -> ScheduleCells:
        """Reads and writes what is typed."""
        return self._grid.cells

    # Made of

    def _make(self) -> None:
        look = self.look
        self.counter = CounterFields(look)
        self.things = CountedThings(self._bench)
        self.typed = {
            name: TextField(look, Caption(f"schedule.line.{name}", tr(words)), 10_000)
            for name, words in _TYPED.items()
        }
        for name in (*MEASURES, "discount", "every"):
            self.typed[name].edit.setFont(look.font("body", True))
        modes = [Choice(key, tr(words)) for key, words in _PRICED.items()]
        self.mode = ChoiceField(look, Caption("schedule.line.tier_mode", tr("Price")), modes)
        zeros = [Choice(key, tr(words)) for key, words in _WHEN_ZERO.items()]
        self.zero = ChoiceField(look, Caption("schedule.line.when_zero", tr("When zero")), zeros)
        self.tax = ChoiceField(look, Caption("schedule.line.tax", tr("Tax")), ())
        self.once = SwitchField(look, Caption("schedule.line.one_time", tr("Once, on the next invoice")))
        self.tiers = TierFields(look)
        self.names = Names(look, "schedule.line.names")
        self.how = Label(look, "", "small", "ink2", True)
        self.how.setObjectName("schedule.line.how")
        self.how.setWordWrap(True)
        self.more = Button(look, tr("Unit, discount, tax, dates"), "link", "", "schedule.line.more")
        self.more.setProperty("room", "small")
        self.more.stand_flush("left")
        self.release = Button(look, "", "link", "x", "schedule.line.release")
        self.release.setProperty("room", "small")

    def _connect(self) -> None:
        self.counter.changed.connect(self._on_counter)
        self.counter.left.connect(self._state.end_step)
        self.things.moved.connect(self._on_moved)
        self.things.kept.connect(self._on_kept)
        for name, field in self.typed.items():
            field.changed.connect(lambda name=name: self._type(name, self.typed[name].edit.text()))
            field.left.connect(lambda name=name: self._on_left(name))
        self.mode.changed.connect(self._on_mode)
        self.zero.changed.connect(lambda: self._change(when_zero=self.zero.value()))
        self.tax.changed.connect(lambda: self._change(tax=choosing.tax_of(self.tax.value())))
        self.once.changed.connect(lambda: self._change(one_time=self.once.value()))
        self.release.clicked.connect(self._on_release)
        self.tiers.typed.connect(self._type)
        self.tiers.left.connect(self._state.end_step)
        self.tiers.added.connect(self._on_added)
        self.tiers.removed.connect(self._on_removed)
        self.more.clicked.connect(self.toggle_more)
        self._state.changed.connect(lambda: self.show_row(self._at))
        self._grid.chosen.connect(self.show_row)
        self._grid.details = self

    def _lay_out(self) -> None:
        px = self.look.px
        self._figures = figures = in_columns(self.look, (), [self.typed[name] for name in MEASURES])
        figures.setVerticalSpacing(px(6))
        figures.addWidget(self.counter, 0, 0, 1, 2)
        figures.addWidget(self.mode, 0, 2)
        figures.addWidget(self.zero, 0, 3)
        small = (*self.typed.values(), *self.counter.fields.values(), self.mode, self.zero, self.tax)
        for field in small:
            field.keep_small()
        self.rest = QWidget()
        rest = QHBoxLayout(self.rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(px(12))
        for name in ("unit", "discount", "effective_from", "effective_to", "every"):
            rest.addWidget(self.typed[name], 2)
        rest.insertWidget(2, self.tax, 3)
        last = QHBoxLayout()
        last.setSpacing(px(16))
        last.addWidget(self.more)
        last.addWidget(self.release)
        last.addWidget(self.once)
        last.addStretch(1)
        said = QHBoxLayout()
        said.setSpacing(px(16))
        said.addWidget(self.how, 1)
        said.addWidget(self.things, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(41), px(12), px(20), px(10))
        column.setSpacing(px(6))
        for part in (figures, self.tiers, said, self.names, self.rest, last):
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)

    def offer(self, form: ScheduleForm) -> None:
        """Offer what there is to choose from."""
        self.counter.offer(form)
        taxes = choosing.taxes(form.catalog.taxes.values(), form.shop)
        self.tax.offer([Choice("", tr("As usual")), *taxes[1:]])

    # What is shown

    def show_row(self, at: int, all_of_it: bool = False) -> None:
        """Show the details of a row; a field that is being typed in is left alone."""
        other = at != self._at or all_of_it
        self._at = at
        row = self._state.rows[at] if 0 <= at < len(self._state.rows) else None
        if row is None:
            return
        line = row.line
        if other:
            self._opened = _has_more(line)
        self.counter.show_line(line)
        self.things.show_line(line, self._state.schedule.customer_id)
        for name, field in self.typed.items():
            unread = row.wrong(name)
            text = unread.text if unread else self.cells.shown(line, name)
            if (other or not field.edit.hasFocus()) and field.edit.text() != text:
                field.edit.setText(text)
            field.tell(self._bench.sentence(unread.reason) if unread else "")
        for choice, value in (
            (self.mode, line.tier_mode or ""),
            (self.zero, line.when_zero),
            (self.tax, choosing.tax_key(line.tax)),
        ):
            if choice.value() != value:
                choice.show_value(value)
        self.once.show_value(line.one_time)
        self.tiers.show_line(line, self._tier_text, self._tier_wrong)
        self._show_parts(line)
        self._tell_unread()
        self._grid.make_room()

    def _show_parts(self, line: ScheduleLine) -> None:
        counts = line.type != "standard"
        for part in (self.zero, *(self.typed[name] for name in MEASURES)):
            part.setVisible(counts)
        self._figures.addWidget(self.mode, 0, 2 if counts else 0)
        self.rest.setVisible(self._opened)
        found = self._grid.painter.found.get(line.id)
        self._show_found(line, found)
        pricing = self._grid.painter.pricing
        product = pricing.products.get(line.product_id or 0) if pricing else None
        self.release.setVisible(product is not None)
        if product is not None:
            self.release.set_words(tr("From the catalog: {name}", name=product.name))
            self.release.setToolTip(tr("Take it out of the catalog's hands"))

    def _show_found(self, line: ScheduleLine, found: SheetLine | None) -> None:
        """The count, how it becomes the amount, and the very names."""
        names = found.names if found is not None and line.type != "standard" else ()
        self.names.show_names(names)
        self.names.setVisible(bool(names))
        said = measured_words(line, found, self._bench, self.cells.currency)
        if "{" in line.description and found is not None and found.printed:
            printed = tr("Next: {title}", title=found.printed[0].description)
            said = f"{said}\n{printed}" if said else printed
        places = ("counter", "description")
        warned = " ".join(filter(None, (self._warnings.get(self._place(one), "") for one in places)))
        self.how.setText(warned or said)
        self.how.recolor("partly_fg" if warned else "ink2")
        self.how.setVisible(bool(warned or said))

    def show_found(self, warnings: dict[str, str]) -> None:
        """What the lines count and come to is known anew; warnings by place."""
        self._warnings = warnings
        self.show_row(self._at)

    def _place(self, field: str) -> str:
        return f"lines[{self._at}].{field}"

    def _tier_text(self, place: str) -> str:
        row = self._state.rows[self._at]
        unread = row.wrong(place)
        return unread.text if unread else self.cells.shown(row.line, place)

    def _tier_wrong(self, place: str) -> str:
        unread = self._state.rows[self._at].wrong(place)
        return self._bench.sentence(unread.reason) if unread else ""

    def _tell_unread(self) -> None:
        """Problems that were told of what is chosen, not typed."""
        row = self._state.rows[self._at]
        self.counter.calm()
        for place in PLACES:
            unread = row.wrong(place)
            if unread:
                self.counter.tell(place, self._bench.sentence(unread.reason))
        unread = row.wrong("price") if row.line.tier_mode else None
        self.mode.tell(self._bench.sentence(unread.reason) if unread else "")

    def go_to(self, at: int, field: str) -> bool:
        """Put the focus into a field of a row; whether there is one."""
        self.show_row(at)
        if field in PLACES:
            first = self.counter.first()
            if first is not None:
                first.setFocus()
            return first is not None
        if field in self.tiers.fields:
            self.tiers.fields[field].setFocus()
            return True
        if field in self.typed:
            self._opened = self._opened or field not in MEASURES
            self.show_row(at)
            self.typed[field].edit.setFocus()
            return True
        return False

    # What is typed

    def toggle_more(self) -> None:
        """Show, or hide, what most lines leave as it is."""
        self._opened = not self._opened
        self.show_row(self._at)
        if self._opened:
            self.typed["unit"].edit.setFocus()

    def _type(self, field: str, text: str) -> None:
        if 0 <= self._at < len(self._state.rows):
            self._state.type_into(self._at, field, text, self.cells)

    def _on_left(self, name: str) -> None:
        self._state.end_step()
        self.show_row(self._at)

    def _change(self, field: str = "", **more: Any) -> None:
        """Change what is chosen of the line; what was wrong with it is forgotten."""
        if 0 <= self._at < len(self._state.rows):
            row = self._state.rows[self._at]
            self._state.set_row(self._at, row.with_line(replace(row.line, **more), field))

    def _on_counter(self, counter: Counter | None, words: str) -> None:
        if not 0 <= self._at < len(self._state.rows):
            return
        row = self._state.rows[self._at]
        line = replace(row.line, counter=counter)
        if words and not line.description.strip():
            line = replace(line, description=words)
        kept = tuple(pair for pair in row.unread if pair[0] not in PLACES)
        self._state.set_row(self._at, replace(row, line=line, unread=kept), (row.key, "counter"))

    def _on_kept(self, counter: Counter, words: str) -> None:
        """What was made or changed is chosen, and the line has the focus again."""
        self._on_counter(counter, words)
        self._state.end_step()
        self.go_to(self._at, "counter")

    def _on_moved(self, old: str, new: str) -> None:
        """Every line that counts the folder goes on counting it, as those on file do."""
        rows = []
        for row in self._state.rows:
            counter = row.line.counter
            if counter is not None and counter.folder:
                counter = replace(counter, folder=moved_path(counter.folder, old, new))
            rows.append(replace(row, line=replace(row.line, counter=counter)))
        self._state.set_rows(rows)

    def _on_mode(self) -> None:
        line, mode = self._state.rows[self._at].line, self.mode.value() or None
        tiers = line.tiers
        if mode and not tiers:
            tiers = (Tier(5 * SCALE, line.unit_price or 0), Tier(None, line.unit_price or 0))
        self._change("price", tier_mode=mode, tiers=tiers if mode else ())

    def _on_added(self) -> None:
        """One more before the endless last one, which begins where the new one ends."""
        tiers = self._state.rows[self._at].line.tiers
        last = tiers[-1] if tiers else Tier(None, 0)
        before = max((one.up_to or 0 for one in tiers), default=0)
        new = Tier(before + 5 * SCALE, last.unit_price)
        after = (*tiers[:-1], new, last) if tiers and last.up_to is None else (*tiers, new)
        self._change("price", tiers=after)

    def _on_removed(self, at: int) -> None:
        row = self._state.rows[self._at]
        tiers = row.line.tiers[:at] + row.line.tiers[at + 1 :]
        kept = tuple(pair for pair in row.unread if not pair[0].startswith("tiers["))
        line = replace(row.line, tiers=tiers, tier_mode=row.line.tier_mode if tiers else None)
        self._state.set_row(self._at, replace(row, line=line, unread=kept))

    def _on_release(self) -> None:
        line = self._state.rows[self._at].line
        price = line.unit_price
        if price is None:
            price = self._grid.painter.price_of(line)
        words = line.description or self._grid.painter.name_of(line)
        self._change("", product_id=None, unit_price=price, description=words)


def _has_more(line: ScheduleLine) -> bool:
    """Whether something stands in what most lines leave as it is."""
    dated = line.effective_from or line.effective_to or line.every != 1
    return bool(line.discount or line.unit or line.tax.named or dated)
