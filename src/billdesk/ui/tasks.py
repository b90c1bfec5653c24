"""What editors are opened for; panes ask for them by these values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerTask:
    """A customer to edit, None for a new one, and where to begin.

    `part` is "contacts" or "assets", "" for the customer itself; `key` is one of them, None for a new one.
    """

    customer_id: int | None = None
    part: str = ""
    key: int | None = None
