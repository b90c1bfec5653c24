"""Gives the values of a loaded document their ids on file: every link follows."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from billdesk.domain.schedule import ScheduleLine

Value = TypeVar("Value")
Ids = Mapping[str, Mapping[int, int]]
"""Kind -> provisional id (negative) -> id on file."""

_LINKS = {
    "customer_id": "customer",
    "contact_id": "contact",
    "asset_id": "asset",
    "tax_id": "tax",
    "default_tax_id": "tax",
    "terms_id": "terms",
    "default_terms_id": "terms",
    "product_id": "product",
    "labor_id": "product",
    "search_id": "saved_search",
    "schedule_id": "schedule",
    "schedule_line_id": "schedule_line",
    "line_id": "schedule_line",
    "successor_id": "schedule_line",
    "import_id": "vendor_import",
    "ticket_id": "ticket",
    "time_entry_id": "time",
    "charge_id": "charge",
    "invoice_id": "invoice",
    "fee_invoice_id": "invoice",
    "corrects_id": "invoice",
    "credit_note_id": "invoice",
    "payment_id": "payment",
    "credit_id": "payment",
}


def renumbered(value: Value, ids: Ids, kind: str | None = None) -> Value:
    """The value with its own id (where `kind` is given) and every link on file; positive ids stay."""
    changes: dict[str, Any] = {}
    for item in fields(value):  # type: ignore[arg-type]
        found = getattr(value, item.name)
        link = kind if item.name == "id" else _LINKS.get(item.name)
        new = _renumbered(found, link, ids)
        if new is not found:
            changes[item.name] = new
    if kind is None and getattr(value, "items", None) and getattr(value, "kind", "") in ("asset", "contact"):
        counted = ids.get(value.kind, {})  # type: ignore[attr-defined]
        changes["items"] = tuple((counted.get(key, key), name) for key, name in value.items)  # type: ignore[attr-defined]
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _renumbered(found: Any, link: str | None, ids: Ids) -> Any:
    if isinstance(found, int):
        return ids.get(link, {}).get(found, found) if link and found < 0 else found
    if isinstance(found, dict) and isinstance(next(iter(found), None), int):  # by schedule, of its lines
        return {ids["schedule"].get(key, key): _renumbered(some, link, ids) for key, some in found.items()}
    if is_dataclass(found):
        return renumbered(found, ids, link)
    if isinstance(found, tuple) and found and is_dataclass(found[0]):
        own = "schedule_line" if isinstance(found[0], ScheduleLine) else None
        return tuple(renumbered(one, ids, own) for one in found)
    return found
