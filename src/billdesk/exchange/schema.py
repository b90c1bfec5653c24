"""The JSON Schema of the shop document, made from the same shapes that read and write it.

The file that ships is `resources/schema/shop-1.json`; after a change of a shape it is written anew with
`python -m billdesk.exchange.schema resources/schema/shop-1.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from billdesk.exchange.catalog import CUSTOM_FIELD, PRODUCT, SHOP, TAX, TERMS
from billdesk.exchange.content import VERSION
from billdesk.exchange.invoices import CREDIT_NOTE, INVOICE
from billdesk.exchange.payments import DELIVERY, DEPOSIT, PAYMENT, REFUND
from billdesk.exchange.people import CUSTOMER, SEARCH, USAGE
from billdesk.exchange.price_changes import PRICE_CHANGE
from billdesk.exchange.schedules import SCHEDULE
from billdesk.exchange.shapes import Shape
from billdesk.exchange.tickets import TICKET
from billdesk.exchange.vendors import USAGE_IMPORT, VENDOR_NAME

SHAPES: dict[str, Shape] = {
    "taxes": TAX,
    "terms": TERMS,
    "products": PRODUCT,
    "customers": CUSTOMER,
    "saved_searches": SEARCH,
    "vendor_usage": USAGE,
    "vendor_names": VENDOR_NAME,
    "usage_imports": USAGE_IMPORT,
    "schedules": SCHEDULE,
    "price_changes": PRICE_CHANGE,
    "tickets": TICKET,
    "invoices": INVOICE,
    "credit_notes": CREDIT_NOTE,
    "payments": PAYMENT,
    "deposits": DEPOSIT,
    "refunds": REFUND,
    "deliveries": DELIVERY,
}
"""What is in the lists of a document, custom fields aside."""


def schema() -> dict[str, Any]:
    """The schema of format version 1, draft 2020-12."""
    fields = {on: {"type": "array", "items": CUSTOM_FIELD.schema()} for on in ("contact", "asset")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A shop of BillDesk as one document",
        "description": "Amounts, quantities and percentages are decimal strings, dates are ISO 8601. "
        "Everything has a ref of the writer's choosing, unique among its kind, and is named by it.",
        "type": "object",
        "required": ["billdesk"],
        "additionalProperties": False,
        "properties": {
            "billdesk": {"const": VERSION, "description": "the version of the format"},
            "shop": SHOP.schema(),
            "fields": {"type": "object", "properties": fields, "additionalProperties": False},
            **{name: {"type": "array", "items": shape.schema()} for name, shape in SHAPES.items()},
        },
    }


def schema_text() -> str:
    """The schema as the text that ships."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8")
