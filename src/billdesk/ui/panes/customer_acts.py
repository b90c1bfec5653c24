"""What can be done with a customer from its pane: in the background, with Undo where there is one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from billdesk.domain.customer import Asset, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.payment import Payment
from billdesk.services.moves import Moved
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from billdesk.services.store_credit import CreditForm, Free
from billdesk.ui.dialogs.asset_questions import folder_question, paste_question, put_question
from billdesk.ui.dialogs.money_questions import grant_question, pay_out_question, take_back_question
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import counted, tr


def _currency(values: Mapping[str, Any], free: Sequence[Free]) -> str:
    """The currency that was chosen, or the only one that there is."""
    return str(values.get("currency") or free[0].currency)


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

    # Store credit

    def use_credit(self, customer: Customer) -> None:
        """Settle what is open by free credit, the oldest due first."""
        payments, today = self._bench.desk.payments, self._bench.today

        def done(moved: Moved) -> None:
            count = len({one.invoice_id for one in moved.allocations})
            words = "Credit used for {count} invoice", "Credit used for {count} invoices"
            self.told.emit(counted(count, *words), None)

        self._do(lambda: payments.apply_credit(customer.id, today), done)

    def grant_credit(self, customer: Customer) -> None:
        """Ask for credit that is given by hand, and offer to take it back."""
        desk, today = self._bench.desk, self._bench.today

        def ask(form: CreditForm) -> None:
            def job(values: dict[str, Any]) -> Moved:
                received = Received(customer.id, values["amount"], today, form.currency)
                return desk.payments.grant(received, values["reason"])

            def done(moved: Moved) -> None:
                given = moved.payments[0]
                amount = self._bench.figures.headline(given.amount, given.currency)
                words = tr("{amount} of credit given to {name}", amount=amount, name=customer.name)
                self.told.emit(words, lambda: self._take_back(customer, given))

            self._ask(grant_question(self._bench, form, self._over), job, done)

        self._do(lambda: desk.store_credit.form(customer.id), ask)

    def _take_back(self, customer: Customer, given: Payment) -> None:
        credit, today = self._bench.desk.store_credit, self._bench.today
        reason = tr("Taken back at once")
        self._do(
            lambda: credit.take_back(customer.id, given.currency, given.amount, today, reason),
            lambda _moved: self.told.emit(tr("Taken back"), None),
        )

    def pay_out(self, customer: Customer) -> None:
        """Ask how much free credit goes back as money."""
        credit, today = self._bench.desk.store_credit, self._bench.today

        def ask(form: CreditForm) -> None:
            if not form.free:  # another desk has used it meanwhile
                self.refused.emit(Refused("no_credit"))
                return

            def job(values: dict[str, Any]) -> Moved:
                request = Request(
                    today,
                    values["amount"],
                    method=values["method"],
                    reference=values["reference"],
                    reason=values["reason"],
                )
                return credit.pay_out(customer.id, _currency(values, form.free), request)

            self._ask(pay_out_question(self._bench, form, self._over), job, self._tell_back)

        self._do(lambda: credit.form(customer.id), ask)

    def take_back_credit(self, customer: Customer) -> None:
        """Ask how much of the granted credit is taken back, and why."""
        credit, today = self._bench.desk.store_credit, self._bench.today

        def ask(form: CreditForm) -> None:
            granted = tuple(one for one in form.free if one.granted)
            if not granted:
                self.refused.emit(Refused("nothing_granted"))
                return

            def job(values: dict[str, Any]) -> Moved:
                currency = _currency(values, granted)
                return credit.take_back(customer.id, currency, values["amount"], today, values["reason"])

            self._ask(take_back_question(self._bench, form, self._over), job, self._tell_back)

        self._do(lambda: credit.form(customer.id), ask)

    def _tell_back(self, moved: Moved) -> None:
        sums: dict[str, int] = {}
        codes = {one.id: one.currency for one in moved.payments}
        for one in moved.refunds:
            code = codes[one.payment_id or 0]
            sums[code] = sums.get(code, 0) + one.amount
        said = self._bench.figures.several([(amount, code) for code, amount in sums.items()])
        taken = any(one.kind == "withdrawn" for one in moved.refunds)
        words = tr("{amount} of credit taken back", amount=said)
        self.told.emit(words if taken else tr("{amount} of credit given back", amount=said), None)

    # Assets

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
