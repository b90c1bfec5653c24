"""The ticked rows of a list: the bar of what can be done with all of them."""

from collections.abc import Sequence

from billdesk.ui.bench import Bench
from billdesk.ui.panes.acts import Acts
from billdesk.ui.panes.listing import Listing
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.bulk import BulkAct, BulkBar
from billdesk.ui.words import counted


class Ticked(Acts):
    """Shows its bar while rows are ticked; a pane says what can be done with them (`_offers`)."""

    def __init__(self, bench: Bench, pane: Pane, listing: Listing) -> None:
        super().__init__(bench, pane)
        self._model = listing.model
        over = listing.table.parentWidget()
        assert over is not None, "the list is laid out"
        self.bar = BulkBar(bench.look, f"{pane.key}.bulk", over, self._offers())
        self.bar.cleared.connect(self.clear)
        self._model.ticks.changed.connect(self._on_ticked)
        self._model.reloaded.connect(self._on_ticked)

    def count(self) -> int:
        """How many are ticked."""
        return self._model.ticks.count(self._model.rowCount())

    def clear(self) -> None:
        """Tick nothing."""
        self._model.ticks.set_all(False)

    def _offers(self) -> Sequence[BulkAct]:
        """The buttons of the bar."""
        raise NotImplementedError

    def _on_ticked(self) -> None:
        count = self.count()
        self.bar.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
