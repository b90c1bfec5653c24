"""The names in a vendor's file that nobody is mapped to, each with the customer who may be meant."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.lists import Sort
from billdesk.domain.usage import Alias, Likely, key_of_name
from billdesk.services.usage_intake import Stranger
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.pages.usage_columns import NameRow, UsageWriter
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import tr

_SORTS = {"name": lambda row: (row.name.casefold(), row.id), "rows": lambda row: (row.rows, -row.id)}


class UsageNames(QWidget):
    """`decided` tells that names mean somebody else now; nothing is written before the file is taken in."""

    decided = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._rows: dict[str, NameRow] = {}
        self._offered: set[str] = set()
        self._equal: set[str] = set()
        look = bench.look
        self.accept = Button(look, tr("It is"), "plain", "check", "usage_import.names.accept")
        self.map = Button(look, tr("Map to customer…"), "plain", "user", "usage_import.names.map")
        self.ignore = Button(look, tr("Ignore"), "plain", "ban", "usage_import.names.ignore")
        self.forget = Button(look, tr("Leave unmapped"), "plain", "undo-2", "usage_import.names.forget")
        self.listed = Listed(_SORTS)
        columns = UsageWriter(bench).strangers()
        self.model = PagedTableModel(columns, self.listed.fetch, self.listed.count, bench.background, self)
        self.model.order = Sort("", False)
        self.table = Table(look, self.model, "usage_import.names")
        self.table.setAccessibleName(tr("Names that nobody is mapped to"))
        self._lay_out()
        self._connect()
        self._show_acts(None)

    def _lay_out(self) -> None:
        px = self._bench.look.px
        acts = QHBoxLayout()
        acts.setContentsMargins(px(16), px(8), px(16), px(8))
        acts.setSpacing(px(8))
        for button in (self.accept, self.map, self.ignore, self.forget):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(Rule(self._bench.look))
        column.addLayout(acts)

    def _connect(self) -> None:
        self.accept.clicked.connect(self._accept)
        self.map.clicked.connect(self._pick)
        self.ignore.clicked.connect(lambda: self._decide(lambda row: Alias(row.name, None), ""))
        self.forget.clicked.connect(lambda: self._decide(lambda _row: None, ""))
        self.table.chosen.connect(self._show_acts)
        self.table.opened.connect(lambda _row: self._pick())
        self.model.reloaded.connect(lambda: self._show_acts(self.table.current_row()))
        self.model.failed.connect(self.troubled)

    # What is known

    def begin(self) -> None:
        """Forget the names of the file before."""
        self._rows, self._offered, self._equal = {}, set(), set()
        self._show()

    def show_strangers(self, strangers: Sequence[Stranger]) -> None:
        """Show names besides those for which something is decided; others are mapped by now."""
        found = {key: row for key, row in self._rows.items() if row.alias is not None}
        for one in strangers:
            key = key_of_name(one.name)
            if key not in found:
                place = self._rows[key].id if key in self._rows else len(self._rows) + len(found) + 1
                found[key] = NameRow(place, one.name, one.rows, one.likely)
        self._rows = found
        self._show()

    def choose_equal(self) -> bool:
        """Take names that are those of customers for them, each once; whether there are any."""
        chosen = False
        for key, row in self._rows.items():
            if key not in self._offered and row.alias is None and row.likely and row.likely[0].equal:
                one = row.likely[0]
                self._rows[key] = row._replace(alias=Alias(row.name, one.customer_id), customer=one.name)
                self._offered.add(key)
                self._equal.add(key)
                chosen = True
        if chosen:
            self._show()
        return chosen

    def aliases(self) -> tuple[Alias, ...]:
        """What is decided."""
        return tuple(row.alias for row in self._rows.values() if row.alias is not None)

    def count(self) -> int:
        """How many names nothing is decided for."""
        return sum(row.alias is None for row in self._rows.values())

    def _show(self) -> None:
        """Those that were clear by themselves come last."""
        rows = sorted(self._rows.items(), key=lambda one: (one[0] in self._equal, one[1].id))
        self.listed.replace([row for _key, row in rows])
        self.model.show("")

    def _show_acts(self, row: NameRow | None) -> None:
        likely = row.likely[0] if row is not None and row.alias is None and row.likely else None
        self.accept.setVisible(likely is not None)
        if likely is not None:
            self.accept.set_words(tr("It is {name}", name=likely.name[:40]))
        self.map.setEnabled(row is not None)
        self.ignore.setEnabled(row is not None)
        self.forget.setEnabled(row is not None and row.alias is not None)

    # Deciding

    def _accept(self) -> None:
        row = self.table.current_row()
        if row is not None and row.likely:
            self._map(row.likely[0])

    def _pick(self) -> None:
        if self.table.current_row() is None:
            return
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self._bench.look, "usage_import.customer", tr("Customer"), look_up, self)
        picker.picked.connect(lambda choice: self._map(Likely(int(choice.key), choice.words)))
        picker.open_below(self.map)

    def _map(self, meant: Likely) -> None:
        self._decide(lambda row: Alias(row.name, meant.customer_id), meant.name)

    def _decide(self, alias_of: Callable[[NameRow], Alias | None], customer: str) -> None:
        row = self.table.current_row()
        if row is None:
            return
        key = key_of_name(row.name)
        self._rows[key] = self._rows[key]._replace(alias=alias_of(row), customer=customer)
        self._offered.add(key)
        self._show()
        self.decided.emit()
