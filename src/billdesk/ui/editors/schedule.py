"""The schedule editor: what is billed again and again, with dates, counts and amounts beside the words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain import schedule_draft as rules
from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.domain.placeholders import Facts, fill
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.services.scheduling import Outlook, ScheduleForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.frame import EditorFrame
from billdesk.ui.editors.placeholder_offers import PlaceholderOffers
from billdesk.ui.editors.schedule_body import ScheduleBody
from billdesk.ui.editors.schedule_drafts import ScheduleDrafts
from billdesk.ui.editors.schedule_looking import Looking
from billdesk.ui.editors.schedule_preview import SchedulePreview
from billdesk.ui.editors.schedule_saving import ScheduleSaving
from billdesk.ui.editors.schedule_state import ScheduleState
from billdesk.ui.editors.schedule_top import ScheduleTop
from billdesk.ui.editors.schedule_words import date_words
from billdesk.ui.tasks import ScheduleTask
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import tr

BESIDE = 372
KINDS = frozenset({"customer", "product", "ticket", "settings", "saved_search", "field"})


class ScheduleEditor(EditorFrame):
    """Opened with a ScheduleTask. What is typed and not saved is there again when it is opened again."""

    key = "schedule"
    title = "New schedule"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        bench = self.bench
        self.state = ScheduleState(self)
        self.looking = Looking(bench, self)
        self.drafts = ScheduleDrafts(bench.desk.target)
        self.form: ScheduleForm | None = None
        self.outlook: Outlook | None = None
        self._opened: Schedule | None = None  # what counts as unchanged
        self._build()
        self.saving = ScheduleSaving(bench, self.state, self.body, self)
        self._connect()
        self._show_state()

    # Made of

    def _build(self) -> None:
        bench, look = self.bench, self.look
        self.draft = Strip(look, "schedule.draft", "waits")
        self.body = ScheduleBody(bench, self.state, self)
        self.placeholders = PlaceholderOffers(look, self)
        self.preview = SchedulePreview(bench)
        self.lay_around(((self.draft, 0), (self.body, 1)), self.preview)
        self.top = ScheduleTop(look, self._calls(), self)

    def _calls(self) -> Mapping[str, Callable[[], object]]:
        return {
            "undo": self.state.undo,
            "redo": self.state.redo,
            "preview": self.toggle_preview,
            "cancel": lambda: self.asked.emit("recurring", None),
            "save": self._save,
        }

    def _connect(self) -> None:
        body = self.body
        self.state.changed.connect(self._on_changed)
        self.state.rewound.connect(self._on_rewound)
        for part in body.parts:
            part.changed.connect(self._on_field)
            part.left.connect(self._on_left)
        body.when.rhythm_picked.connect(self._on_rhythm)
        body.prices.picked.connect(lambda key: self._on_field("prices", key))
        body.offers.draw = self._draw
        body.head.customer.picked.connect(self._on_customer)
        body.head.customer.new_asked.connect(self._on_new_customer)
        body.head.customer.failed.connect(self.troubled)
        body.lines.undo_asked.connect(self.state.undo)
        body.lines.redo_asked.connect(self.state.redo)
        self.looking.found.connect(self._on_outlook)
        self.looking.failed.connect(self._on_failed)
        self.saving.changed.connect(self._show_state)
        self.saving.failed.connect(self._on_failed)
        self.saving.saved.connect(self._on_saved)
        self.draft.used.connect(self.throw_away)
        self.placeholders.meaning = self._meaning
        self.placeholders.watch(body.head.title.edit, body.more.notes.edit, body.lines.cell)
        self.have_keys(self.state.undo, self.state.redo, body.lines.cell)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            self.have_shortcuts((keys, self.saving.save))

    def _save(self) -> None:
        self.saving.save()

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return self.top.widgets()

    def show_what(self, what: object) -> None:
        """Open what a ScheduleTask names, or ask for whom a new one is."""
        task = what if isinstance(what, ScheduleTask) else ScheduleTask()
        services, today = self.bench.desk.scheduling, self.bench.today
        if task.schedule_id is not None:
            key = task.schedule_id
            self._read(lambda: services.open(key), self._on_opened)
        elif task.copy_of is not None:
            copied = task.copy_of
            self._read(lambda: services.duplicate(copied, today), self._on_opened)
        elif task.invoice_id is not None:
            invoice = task.invoice_id
            self._read(lambda: services.from_invoice(invoice, today), self._on_opened)
        elif task.customer_id is not None:
            self._on_customer(task.customer_id)
        else:
            self._begin()

    def _begin(self) -> None:
        """A new schedule: the one that was typed before and not saved, or one for whoever is chosen."""
        kept, services = self.drafts.find(0), self.bench.desk.scheduling
        if kept is None:
            self.body.head.customer.ask()
            return
        today = self.bench.today
        self.bench.run(lambda: services.fresh(kept.customer_id, today), self._on_opened, self._on_gone)

    def _on_gone(self, _error: Exception) -> None:
        """The customer of what was typed before is there no longer."""
        self.drafts.forget(0)
        self.body.head.customer.ask()

    def entered(self) -> None:
        super().entered()
        self._show_state()
        if self.form is None:
            self.body.head.customer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, then: Callable[[], object]) -> None:
        """What is typed and not saved becomes a draft."""
        self.end_keys()
        self.top.throw_away()
        self.looking.end()
        super().leave(then)

    def finish(self) -> None:
        if self.form is None or self.saving.is_over:
            return
        if not self.is_changed():
            if self.form.before is not None or self.drafts.find(0) == self._opened:
                self.drafts.forget(self.state.schedule.id)
            return
        self.drafts.keep(self.state.schedule)
        if self.state.unread():
            self.told.emit(tr("What can't be read was left out; the rest stays as a draft"), None)
        else:
            name = self.form.customer.name
            self.told.emit(tr("What you typed for {name} stays as a draft", name=name), None)

    def kinds(self) -> frozenset[str]:
        return KINDS

    def refresh(self) -> None:
        """Look anew at what there is to choose from, and at what it comes to."""
        if self.form is None:
            return
        services, draft, today = self.bench.desk.scheduling, self.state.schedule, self.bench.today
        if draft.id:
            self._read(lambda: services.open(draft.id), self._on_form)
        else:
            self._read(lambda: services.fresh(draft.customer_id, today), self._on_form)
        self.looking.want(draft, at_once=True)

    def fold(self, width: int, height: int) -> None:
        self.drawer.lie_over(width < self.look.px(1280), self.look.px(BESIDE))

    # What is read

    def _on_opened(self, form: ScheduleForm) -> None:
        """Another schedule altogether; where something was typed for it before, that is shown."""
        self._on_form(form)
        self.state.restart(form.draft)
        self._opened = self.state.schedule
        kept = self.drafts.find(form.draft.id)
        if kept is not None and _continues(kept, form):
            words = tr("you typed this before and didn't save it.")
            if kept.version != form.draft.version:
                words = tr("you typed this before, and the schedule has changed since. Look at what changes.")
            self.state.restart(replace(kept, version=form.draft.version))
            self.draft.tell(tr("A draft:"), words, tr("Discard"))
        self.looking.want(self.state.schedule, at_once=True)
        self._focus_first()

    def _focus_first(self) -> None:
        rows = self.state.rows
        if rows:
            self.body.head.title.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.body.lines.choose(0)
        else:
            self.body.head.title.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form(self, form: ScheduleForm) -> None:
        self.form = self.saving.form = form
        self.body.offer(form)
        self._show_state()

    def _draw(self, product: Product, currency: str) -> tuple[ScheduleLine, Refused | None]:
        """The line of a product, whose price follows the catalog until one is typed over it."""
        assert self.form is not None
        line = ScheduleLine(0, "standard", product.name, product_id=product.id, unit=product.unit)
        price = self.form.pricing(self.state.schedule).of(line)
        follows = self.state.schedule.prices == "catalog"
        line = ScheduleLine(
            0,
            "standard",
            product.name,
            product_id=product.id,
            unit=product.unit,
            unit_price=None if follows else price,
        )
        if price is not None:
            return line, None
        facts: dict[str, Any] = {"product": product.name, "currency": currency}
        code = "price_is_missing" if product.unit_price is None else "price_in_other_currency"
        return line, Refused(code, line=product.name, **facts)

    # What is typed

    def _on_field(self, place: str, value: Any) -> None:
        if self.form is not None:
            self.state.edit(place, value)

    def _on_left(self, place: str) -> None:
        """A field was left: say what is wrong with it."""
        self.state.end_step()
        if self.form is not None:
            draft = self.state.schedule
            found = [one for one in rules.problems(draft, self.form.pricing(draft)) if one.place == place]
            self.body.tell_parts(found, focus=False)

    def _on_rhythm(self, unit: str, count: int) -> None:
        grid = replace(self.state.schedule.recurrence, frequency=unit, interval=count)
        self.state.change(lambda draft: replace(draft, recurrence=grid))
        self._show_draft(all_of_it=True)

    def _on_customer(self, customer_id: int) -> None:
        services, draft, today = self.bench.desk.scheduling, self.state.schedule, self.bench.today
        if self.form is None:
            self._read(lambda: services.fresh(customer_id, today), self._on_opened)
        else:
            self._read(lambda: services.move(draft, customer_id), self._on_moved)

    def _on_moved(self, form: ScheduleForm) -> None:
        self._on_form(form)
        self.state.replace_schedule(form.draft)

    # What is shown

    def _on_changed(self) -> None:
        if self.form is None:
            return
        self._show_draft()
        self.looking.want(self.state.schedule)
        self._show_state()

    def _on_rewound(self) -> None:
        self._show_draft(all_of_it=True)

    def _show_draft(self, all_of_it: bool = False) -> None:
        if self.form is not None:
            self.body.show_draft(self.state.schedule, self.form, all_of_it)

    def _on_outlook(self, outlook: Outlook) -> None:
        self.outlook = outlook
        body = self.body
        body.lines.show_found(outlook.lines)
        self.preview.show_outlook(outlook, self.form is not None and self.form.before is not None)
        body.when.becomes.tell(date_words(outlook.differences, self.bench))
        warned = {one.place: self.bench.said(one) for one in outlook.warnings}
        for part in body.parts:
            part.warn(warned)
        body.details.show_found(warned)
        self._show_filled()

    def _show_filled(self) -> None:
        """What title and description become on the next invoice."""
        draft = self.state.schedule
        filled = self._filled(draft.title) if "{" in draft.title else ""
        self.body.head.title.show_hint(tr("Next: {title}", title=filled) if filled else "")

    def _filled(self, text: str) -> str:
        facts = self._facts()
        return fill(text, facts) if facts else ""

    def _meaning(self, name: str) -> str:
        return self._filled(f"{{{name}}}")

    def _facts(self) -> Facts | None:
        """What placeholders stand for on the next invoice."""
        if self.form is None or self.outlook is None or not self.outlook.coming:
            return None
        coming, form = self.outlook.coming[0], self.form
        names = form.catalog.names(form.customer.language or form.shop.language)
        return Facts(coming.billing_date, coming.period, coming.index + 1, form.customer.name, names)

    def _show_state(self) -> None:
        some, schedule = self.form is not None, self.state.schedule
        self.body.set_usable(some)
        self.top.show_state((self.state.can_undo(), self.state.can_redo(), some), self.saving.busy)
        title = plain(schedule.title) or tr("Schedule") if schedule.id else tr("New schedule")
        self.titled.emit(title, self.form.customer.name if self.form else "")

    # Leaving

    def is_changed(self) -> bool:
        """Whether anything is typed that isn't saved."""
        return self._opened is not None and (self.state.schedule != self._opened or bool(self.state.unread()))

    def _on_saved(self, schedule: Schedule) -> None:
        self.drafts.forget(self.state.schedule.id)
        self.told.emit(self.saving.saved_words(schedule), None)
        self.asked.emit("recurring", schedule.id)

    def throw_away(self) -> None:
        """Show what is on file again; for a moment that can be taken back."""
        if self.form is None or self._opened is None:
            return
        typed, opened = self.state.schedule, self._opened
        self.drafts.forget(typed.id)
        self.draft.hide()
        self.state.restart(opened)
        self.told.emit(tr("Changes discarded"), lambda: self.state.restart(typed))


def _continues(kept: Schedule, form: ScheduleForm) -> bool:
    """Whether what was typed before goes on here: for the same customer, and not over a copy."""
    same = kept.customer_id == form.draft.customer_id
    return same and (form.before is not None or not form.draft.lines)
