"""What was typed in an editor and not kept, so that it is there again when the editor is opened again."""

import json
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QSettings

from billdesk.domain.customer import Asset, Contact, Customer, Record
from billdesk.domain.tax import Choice


class CustomerDrafts:
    """Drafts of customers of one shop, by the customer's id (0 for a new one); they outlive the program."""

    def __init__(self, target: str) -> None:
        self._kept = QSettings("BillDesk", "BillDesk")
        self._group = "drafts/" + target.replace("/", "|").replace("\\", "|")

    def keep(self, record: Record) -> None:
        """Keep a draft in the place of an older one of the same customer."""
        self._kept.setValue(self._key(record.customer.id), json.dumps(asdict(record)))

    def find(self, customer_id: int) -> Record | None:
        """The draft of a customer, if there is one that can be read."""
        text = self._kept.value(self._key(customer_id))
        try:
            return _record(json.loads(str(text))) if text else None
        except (ValueError, TypeError, KeyError):
            return None

    def forget(self, customer_id: int) -> None:
        """Let go of a draft."""
        self._kept.remove(self._key(customer_id))

    def _key(self, customer_id: int) -> str:
        return f"{self._group}/customer-{customer_id}"


def _record(found: dict[str, Any]) -> Record:
    customer = dict(found["customer"])
    customer |= {"tax": Choice(**customer["tax"]), "cc": tuple(customer["cc"])}
    return Record(
        Customer(**customer),
        tuple(Contact(**one) for one in found["contacts"]),
        tuple(Asset(**one) for one in found["assets"]),
    )
