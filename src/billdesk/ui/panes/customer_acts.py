"""What can be done with a customer from its pane: in the background, with Undo where there is one."""

from collections.abc import Callable, Sequence

from billdesk.domain.customer import Asset, Customer
from billdesk.ui.dialogs.asset_questions import folder_question, paste_question, put_question
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import counted, tr


class CustomerActs(Acts):
    """What can be done with a customer and its assets."""

    def archive(self, customer: Customer) -> None:
        """Put a customer away."""
        services = self._bench.desk.customers
        words = tr("{name} is archived", name=customer.name)
        self._do(
            lambda: services.archive(customer.id, customer.version),
            lambda after: self.told.emit(words, lambda: self.restore(after)),
        )

    def restore(self, customer: Customer) -> None:
        """Bring a customer back."""
        services = self._bench.desk.customers
        words = tr("{name} is active again", name=customer.name)
        self._do(
            lambda: services.restore(customer.id, customer.version),
            lambda after: self.told.emit(words, lambda: self.archive(after)),
        )

    def delete(self, customer: Customer) -> None:
        """Take a customer off the file to whom nothing was ever billed."""
        services = self._bench.desk.customers
        words = tr("{name} is deleted", name=customer.name)
        self._do(lambda: services.delete(customer.id), lambda _none: self.told.emit(words, None))

    def archive_assets(self, ids: Sequence[int]) -> None:
        """Put assets away."""
        services = self._bench.desk.assets
        words = "{count} asset is archived", "{count} assets are archived"
        self._do(
            lambda: services.archive(ids), lambda after: self._changed(after, words, self.restore_assets)
        )

    def restore_assets(self, ids: Sequence[int]) -> None:
        """Bring assets back."""
        services = self._bench.desk.assets
        words = "{count} asset is back", "{count} assets are back"
        self._do(
            lambda: services.restore(ids), lambda after: self._changed(after, words, self.archive_assets)
        )

    def paste(self, customer: Customer) -> None:
        """Ask for lines of assets and add them."""
        services = self._bench.desk.assets
        dialog = paste_question(self._bench, customer.name, self._over)
        words = "{count} asset is added", "{count} assets are added"
        self._ask(
            dialog,
            lambda values: services.paste(customer.id, values["lines"]),
            lambda made: self._changed(made, words, self.archive_assets),
        )

    def put(self, ids: Sequence[int], folders: Sequence[str]) -> None:
        """Ask for a folder and put assets into it."""
        services = self._bench.desk.assets
        dialog = put_question(self._bench, len(ids), folders, self._over)
        words = "{count} asset is put into the folder", "{count} assets are put into the folder"
        self._ask(
            dialog,
            lambda values: services.put(ids, values["folder"]),
            lambda after: self._changed(after, words, None),
        )

    def move_folder(self, customer: Customer, folder: str, folders: Sequence[str]) -> None:
        """Ask how a folder shall be called, and move it there."""
        services = self._bench.desk.assets
        dialog = folder_question(self._bench, folder, folders, self._over)
        words = "The folder is moved with {count} asset", "The folder is moved with {count} assets"
        self._ask(
            dialog,
            lambda values: services.move_folder(customer.id, folder, values["folder"]),
            lambda count: self.told.emit(counted(count, *words), None),
        )

    def _changed(
        self,
        assets: tuple[Asset, ...],
        words: tuple[str, str],
        undo: Callable[[Sequence[int]], None] | None,
    ) -> None:
        ids = tuple(one.id for one in assets)
        back = (lambda: undo(ids)) if undo is not None and ids else None
        self.told.emit(counted(len(ids), *words), back)
