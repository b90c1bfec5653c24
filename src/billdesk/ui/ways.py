"""The ways to panes and pages, by the names that commands.py calls them."""

from collections.abc import Callable


class Ways:
    """`go` leads to a place by its key; `there` says whether the window has it, or soon will."""

    def __init__(self, go: Callable[[str], object], there: Callable[[str], bool]) -> None:
        self._go, self._there = go, there

    def invoices(self) -> None:
        self._go("invoices")

    def recurring(self) -> None:
        self._go("recurring")

    def can_recurring(self) -> bool:
        return self._there("recurring")

    def tickets(self) -> None:
        self._go("tickets")

    def can_tickets(self) -> bool:
        return self._there("tickets")

    def customers(self) -> None:
        self._go("customers")

    def can_customers(self) -> bool:
        return self._there("customers")

    def payments(self) -> None:
        self._go("payments")

    def can_payments(self) -> bool:
        return self._there("payments")

    def catalog(self) -> None:
        self._go("catalog")

    def can_catalog(self) -> bool:
        return self._there("catalog")

    def settings(self) -> None:
        self._go("settings")

    def can_settings(self) -> bool:
        return self._there("settings")

    def preview_run(self) -> None:
        self._go("preview_run")

    def failures(self) -> None:
        self._go("failures")

    def can_failures(self) -> bool:
        return self._there("failures")

    def can_preview_run(self) -> bool:
        return self._there("preview_run")

    def statements(self) -> None:
        self._go("statements")

    def can_statements(self) -> bool:
        return self._there("statements")

    def closing(self) -> None:
        self._go("closing")

    def can_closing(self) -> bool:
        return self._there("closing")

    def audit(self) -> None:
        self._go("audit")

    def can_audit(self) -> bool:
        return self._there("audit")

    def time_report(self) -> None:
        self._go("time_report")

    def can_time_report(self) -> bool:
        return self._there("time_report")

    def usage(self) -> None:
        self._go("usage")

    def can_usage(self) -> bool:
        return self._there("usage")

    def usage_import(self) -> None:
        self._go("usage_import")

    def can_usage_import(self) -> bool:
        return self._there("usage_import")
