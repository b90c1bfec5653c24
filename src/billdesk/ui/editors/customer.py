"""The editor of a customer: its data, its contacts and its assets, kept together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.customer import Asset, Contact, Record
from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.people_problems import record_problems
from billdesk.services.customers import CustomerForm
from billdesk.ui.bench import Bench
from billdesk.ui.editors.customer_form import CustomerFields
from billdesk.ui.editors.drafts import CustomerDrafts
from billdesk.ui.editors.people_grids import RowsPart, asset_columns, contact_columns, person_of, row_of
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import CustomerTask
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.wide import keep_most
from billdesk.ui.words import tr

WIDEST = 1040


class CustomerEditor(Pane):
    """What is typed and not kept is a draft: it is there again whenever the customer is edited again."""

    key = "customer"
    title = "Customer"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._task = CustomerTask()
        self._form: CustomerForm | None = None
        self._shown: Record | None = None  # what counts as unchanged
        self._busy = False
        self._drafts = CustomerDrafts(bench.desk.target)
        look = self.look
        self.discard = Button(look, tr("Discard changes"), "plain", "undo-2", "customer.discard")
        self.keep_button = Button(look, tr("Keep"), "primary", "check", "customer.keep")
        self.keep_button.setToolTip(with_keys(tr("Keep"), "Ctrl+S"))
        self.draft = Strip(look, "customer.draft", "waits")
        self.fields = CustomerFields(look)
        self.contacts = RowsPart(look, "contacts", tr("Contacts"), tr("Add contact"))
        self.assets = RowsPart(look, "assets", tr("Assets"), tr("Add asset"))
        self._lay_out()
        self._connect()
        self._show_can()

    def _lay_out(self) -> None:
        px = self.look.px
        page = Wash(self.look, "sheet")
        inside = QWidget()
        keep_most(self.look, inside, WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(16), px(20), px(24))
        column.setSpacing(px(24))
        for part in (self.fields, self.contacts, self.assets):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        self.paper = Scroll("customer.scroll", page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.draft)
        whole.addWidget(self.paper, 1)

    def _connect(self) -> None:
        self.keep_button.clicked.connect(self.keep)
        self.discard.clicked.connect(self.throw_away)
        self.draft.used.connect(self.throw_away)
        self.fields.form.changed.connect(lambda _place: self._show_can())
        self.fields.form.left.connect(self._check_field)
        for part in (self.contacts, self.assets):
            part.edited.connect(self._show_can)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.keep)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.discard, self.keep_button)

    def show_what(self, what: object) -> None:
        """Open the customer of a CustomerTask."""
        self._task = what if isinstance(what, CustomerTask) else CustomerTask()
        self.title = "Customer" if self._task.customer_id else "New customer"
        customers, key = self.bench.desk.customers, self._task.customer_id
        self.bench.run(lambda: customers.form(key), self._on_form, self.troubled.emit)

    def entered(self) -> None:
        super().entered()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Whatever isn't kept becomes the draft of this customer."""
        if self._form is None or self._shown is None or self._busy:
            return
        for part in (self.contacts, self.assets):
            part.grid.take_typed()
        if self.is_changed():
            self._drafts.keep(self.record())
            name = self.record().customer.name or tr("the new customer")
            self.told.emit(tr("What you typed for {name} stays as a draft", name=name), None)
        else:
            self._drafts.forget(self._form.record.customer.id)

    # What is shown

    def is_ready(self) -> bool:
        """Whether the customer is there to be edited."""
        return self._form is not None

    def is_changed(self) -> bool:
        """Whether anything is typed that isn't kept."""
        return self._form is not None and self.record() != self._form.record

    def record(self) -> Record:
        """The customer as it is typed."""
        assert self._shown is not None
        contacts = (person_of(row, Contact(0, "", 0, "")) for row in self.contacts.filled())
        assets = (person_of(row, Asset(0, "", 0, "")) for row in self.assets.filled())
        return Record(self.fields.customer(self._shown.customer), tuple(contacts), tuple(assets))

    def _on_form(self, form: CustomerForm) -> None:
        self._form = form
        self.fields.offer(form, self.bench.language)
        draft = self._drafts.find(form.record.customer.id)
        if draft is not None and draft != form.record:
            self._show(draft)
            self.draft.tell(tr("A draft:"), tr("you typed this before and didn't keep it."), tr("Discard"))
        else:
            self.draft.hide()
            self._show(form.record)
        self._begin()

    def _show(self, record: Record) -> None:
        assert self._form is not None
        form = self._form
        self._shown = record
        self.fields.show_customer(record.customer)
        self.contacts.show_rows(contact_columns(form.fields), map(row_of, record.contacts))
        columns = asset_columns(form.fields, form.types, form.folders)
        self.assets.show_rows(columns, map(row_of, record.assets))
        self._show_can()

    def _begin(self) -> None:
        """Put the focus where the editor was opened for."""
        part = {"contacts": self.contacts, "assets": self.assets}.get(self._task.part)
        if part is None:
            self.fields.form.fields["name"].edit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        part.begin(self._task.key)
        self.paper.ensureWidgetVisible(part.grid)

    def _show_can(self) -> None:
        changed = self.is_changed() and not self._busy
        self.keep_button.setEnabled(changed)
        self.discard.setEnabled(changed)

    # What is wrong

    def _check_field(self, place: str) -> None:
        """Say what is wrong with a field that is left, but not that it is still empty."""
        if self._form is None:
            return
        wrong = [one for one in record_problems(self.record()) if one.place == place]
        wrong = [one for one in wrong if one.code != "nothing_typed"]
        self.fields.form.tell(wrong, self.bench.said, focus=False)

    def _refuse(self, problems: Iterable[Problem]) -> None:
        """Say everything that is wrong, and put the focus where the first of it is."""
        found = list(problems)
        strays = self.fields.form.tell(found, self.bench.said)
        told = len(strays) < len(found)
        for part in (self.contacts, self.assets):
            if part.tell(found, self.bench.said) and not told:
                part.focus_wrong()
                told = True

    # Keeping

    def keep(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        for part in (self.contacts, self.assets):
            part.grid.take_typed()
        if self._form is None or self._busy or not self.is_changed():
            return
        record, customers = self.record(), self.bench.desk.customers
        problems = record_problems(record)
        self.contacts.tell((), self.bench.said)
        self.assets.tell((), self.bench.said)
        if problems:
            self._refuse(problems)
            return
        self._set_busy(True)
        self.bench.run(lambda: customers.save(record), self._on_kept, self._on_refused)

    def throw_away(self) -> None:
        """Show what is on file again; the draft is gone, but for a moment it can be taken back."""
        if self._form is None:
            return
        typed = self.record()
        self._drafts.forget(self._form.record.customer.id)
        self.draft.hide()
        self._show(self._form.record)
        self.told.emit(tr("Changes discarded"), lambda: self._take_back(typed))

    def _take_back(self, typed: Record) -> None:
        if self._form is not None:
            self._show(replace(typed))

    def _on_kept(self, record: Record) -> None:
        before = self._form.record.customer.id if self._form else 0
        self._drafts.forget(before)
        self._form = None
        self.told.emit(tr("{name} is kept", name=record.customer.name), None)
        self.asked.emit("customers", record.customer.id)

    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, Rejected):
            self._refuse(error.problems)
        else:
            self.troubled.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.keep_button.set_words(tr("Keeping…") if busy else tr("Keep"))
        self._show_can()
