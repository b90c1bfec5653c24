"""What a pane or page is to the window: a title, widgets for the top bar, signals that it understands."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.changes import Changed
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Notice
from billdesk.ui.words import tr


class Discarded(NamedTuple):
    """A draft that its editor throws away: the list deletes it and offers to put it back."""

    invoice_id: int


class Pane(QWidget):
    """One pane (from the side bar) or page (with a way back). Panes don't know each other.

    `told` asks for the bar with Undo (words, what takes it back or None), `troubled` for a message about an
    error, `asked` for another place: "invoices", "recurring", "preview_run", with what to show there, or for
    the "outbox" to be sent. `noticed` says that its notice is another now.
    """

    key = ""
    title = ""
    view_words = ""
    """What it shows where nothing is chosen, "All invoices"; one that says so is remembered and has views."""
    early = False
    """Whether it is made before anybody goes there, as it says in the side bar what waits."""
    made_of: ClassVar[Sequence[type[QWidget]]] = ()
    """What it is given when it is made, if there was time to make that before; each may have parts, too."""
    alone = False
    """Whether it has the window to itself, without side bar and top bar."""
    ground = 0
    """How much of it at the left lies on the ground rather than on the sheet, in px at 96 dpi."""
    has_totals = False
    """Whether it ends in a row of totals, above which the bar with Undo stands."""
    told = Signal(str, object)
    troubled = Signal(object)
    asked = Signal(str, object)
    noticed = Signal()
    waits = Signal(int, str, str)  # how many things wait here, in which colors, and what they are
    stands = Signal()  # its first rows are there, or can't be had
    can_changed = Signal()  # what its commands can do now is another
    viewed = Signal()  # its filters, order or columns are others now
    titled = Signal(str, str)  # a page is called otherwise now: its title, and a quiet note after it

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench.of(self)
        self.look = bench.look
        self.setObjectName(self.key)
        self.setAccessibleName(tr(self.title))
        self._missed = False
        self.notice: Notice | None = None
        """What stands above the sheet while this pane is shown."""

    def add_more(self) -> bool:
        """Add what isn't seen before somebody goes here, once the pane is taken in; False if nothing lacks.

        What is put into the window is dressed then, which takes as long as making it.
        """
        return False

    @property
    def is_whole(self) -> bool:
        """Whether all its parts are made; what isn't seen at first may follow a piece at a time."""
        return True

    def top_widgets(self) -> Sequence[QWidget]:
        """Its buttons for the top bar, the filled one last."""
        return ()

    def show_what(self, what: object) -> None:
        """Show what another place asked for; None for nothing in particular."""

    def entered(self) -> None:
        """It is on the screen now: what changed meanwhile is fetched, and the list gets the focus."""
        if self._missed:
            self._missed = False
            self.refresh()

    def leave(self, then: Callable[[], object]) -> None:
        """It goes: finish what is under way, in the background, and call back; a page is thrown away then."""
        self.finish()
        then()

    def finish(self) -> None:
        """Finish at once what must not be lost: what was typed is put where it is found again."""

    def heard(self, changed: Changed) -> None:
        """Something changed: a hidden pane remembers it, a shown one fetches anew."""
        if not changed.kinds & self.kinds():
            return
        if self.isVisible():
            self.refresh()
        else:
            self._missed = True

    def kinds(self) -> frozenset[str]:
        """The kinds of changes that it cares for."""
        return frozenset()

    def remembered(self) -> dict[str, Any]:
        """What of it is kept for the next time, as JSON has it.

        "filter", "sort" and "columns" are what a saved view holds; whatever else there is, is only kept.
        """
        return {}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Show it as it was; parts that are missing are as usual. Bad ones may raise what Python raises."""

    def refresh(self) -> None:
        """Fetch what is shown again."""

    def search(self) -> None:
        """Put the focus into its search field."""

    def toggle_preview(self) -> None:
        """Show or hide what stands beside its list."""

    def fold(self, width: int, height: int) -> None:
        """Make room in a window of that logical size (look.md, Sizes and folding)."""
