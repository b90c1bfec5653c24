"""Lines of invoices in the shop document: texts, rates, amounts, and what was counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from billdesk.domain.counting import COUNTERS, Evidence
from billdesk.domain.credit import BY_AMOUNT
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import Schedule
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.texts import LONGEST_REF
from billdesk.exchange.catalog import LINE, RATE, WORDS
from billdesk.exchange.desk import Desk
from billdesk.exchange.fields import BAD, Many, Maybe, OneOf, Pen, Reading, Text, Whole
from billdesk.exchange.figures import Day, Decimals
from billdesk.exchange.references import Ref
from billdesk.exchange.schedules import DISCOUNT
from billdesk.exchange.shapes import Key, Shape, plainly

MINOR = Decimals("amount")
COUNTED = Shape("one that was counted", Key("ref", Maybe(Text(LONGEST_REF)), None), Key("name", LINE))
EVIDENCE = Shape(
    "what was counted",
    Key("kind", OneOf(("asset", "contact", "usage"))),
    Key("quantity", Decimals(least=0)),
    Key("items", Many(COUNTED), ()),
    Key("as_of", Maybe(Day()), None),
)


class EvidenceKind:
    """What was counted, with the ids of assets or contacts that are still there."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        """The evidence; what was counted and is gone by now has no ref, and the id 0."""
        values = EVIDENCE.read(raw, place, reading)
        if values is BAD:
            return BAD
        items = []
        for index, item in enumerate(values["items"]):
            at = f"{place}.items[{index}].ref"
            number = 0 if item["ref"] is None else Ref(values["kind"]).read(item["ref"], at, reading)
            items.append((number, item["name"]))
        return (
            BAD
            if any(number is BAD for number, _ in items)
            else Evidence(**(values | {"items": tuple(items)}))
        )

    def write(self, value: Evidence, pen: Pen) -> Any:
        """The evidence as words."""
        values = {key.field: getattr(value, key.field) for key in EVIDENCE.keys.values()}
        values["items"] = tuple(
            {"ref": _ref(value.kind, number, pen), "name": name} for number, name in value.items
        )
        return EVIDENCE.write(values, pen)

    def schema(self) -> dict[str, Any]:
        """The evidence as JSON Schema."""
        return EVIDENCE.schema()


def _ref(kind: str, number: int, pen: Pen) -> str | None:
    try:
        return pen.ref_of(kind, number)
    except KeyError:
        return None


RATES = Many(plainly(RATE, Rate))
INVOICE_LINE = Shape(
    "a line as it stands on the invoice; amounts left out are worked out",
    Key("kind", OneOf(("item", "heading")), "item"),
    Key("source", OneOf(("manual", "standard", *COUNTERS, "charge", BY_AMOUNT)), "manual"),
    Key("description", WORDS),
    Key("note", WORDS, ""),
    Key("quantity", Decimals(), None),
    Key("unit", LINE, ""),
    Key("unit_price", Decimals("price"), 0),
    Key("discount", DISCOUNT, None),
    Key("tax", Maybe(Ref("tax")), None, "tax_id"),
    Key("tax_name", LINE, None),
    Key("rates", RATES, None),
    Key("gross", MINOR, None),
    Key("net", MINOR, None),
    Key("taxable", MINOR, None),
    Key("product", Maybe(Ref("product")), None, "product_id"),
    Key("schedule_line", Maybe(Whole(1, 100_000)), None),
    Key("charge", Maybe(Ref("charge")), None, "charge_id"),
    Key("corrects_line", Maybe(Whole(1, 100_000)), None),
    Key("evidence", Maybe(EvidenceKind()), None),
)
AMOUNTS = ("gross", "net", "taxable")


def usual(kind: str, tax: Tax | None) -> dict[str, Any]:
    """What a line has where its document doesn't say it; amounts aside."""
    return {
        "quantity": SCALE if kind == "item" else 0,
        "tax_name": tax.name if tax else "",
        "rates": tax.members if tax else (),
    }


def read_line(
    desk: Desk, raw: Any, place: str, schedule_id: int | None
) -> tuple[InvoiceLine, dict[str, int]] | None:
    """A line without its amounts, and those of them that are spelled out; None where it is wrong."""
    number = desk.next_id("invoice_line")
    values = INVOICE_LINE.read(raw, place, desk.reading)
    if values is BAD:
        return None
    for name, value in usual(values["kind"], desk.get("tax", values["tax_id"])).items():
        if values[name] is None:
            values[name] = value
    if values["kind"] == "heading" and any(
        values[name] for name in ("quantity", "unit_price", "rates", *AMOUNTS)
    ):
        desk.reading.bad(place, "heading_with_amount")
    amounts = {name: values[name] for name in AMOUNTS if values[name] is not None}
    position = values.pop("schedule_line")
    rest = {name: value for name, value in values.items() if name not in AMOUNTS}
    line_id = _schedule_line(desk, position, schedule_id, place)
    return InvoiceLine(id=number, schedule_line_id=line_id, **rest), amounts


def _schedule_line(desk: Desk, position: int | None, schedule_id: int | None, place: str) -> int | None:
    if position is None:
        return None
    if schedule_id is None:
        desk.reading.bad(f"{place}.schedule_line", "only_with", key="schedule")
        return None
    schedule = desk.get("schedule", schedule_id)
    lines = schedule.lines if schedule else ()
    if schedule and position > len(lines):
        desk.reading.bad(f"{place}.schedule_line", "no_such_line", line=position, lines=len(lines))
    return lines[position - 1].id if position <= len(lines) else None


def word_line(
    line: InvoiceLine, reckoned: InvoiceLine, tax: Tax | None, schedule: Schedule | None, pen: Pen
) -> Mapping[str, Any]:
    """A line as words, beside the same with the amounts that would be worked out."""
    values = {
        key.field: getattr(line, key.field)
        for key in INVOICE_LINE.keys.values()
        if key.name != "schedule_line"
    }
    values["schedule_line"] = _position(line.schedule_line_id, schedule)
    if values["product_id"] is not None and _ref("product", values["product_id"], pen) is None:
        values["product_id"] = None
    needless = [name for name, value in usual(line.kind, tax).items() if values[name] == value]
    needless += [name for name in AMOUNTS if getattr(line, name) == getattr(reckoned, name)]
    return INVOICE_LINE.words(values, pen, needless, AMOUNTS if line.kind == "item" else ())


def _position(line_id: int | None, schedule: Schedule | None) -> int | None:
    ids = [line.id for line in schedule.lines] if schedule and line_id is not None else []
    return ids.index(line_id) + 1 if line_id in ids else None


def require_sums(desk: Desk, invoice: Invoice, place: str) -> None:
    """Report totals that aren't what the lines of the document add up to."""
    items: Sequence[InvoiceLine] = invoice.items
    added = 0 if invoice.rules.includes_tax else invoice.tax
    expected = {
        "subtotal": sum(line.net for line in items),
        "discount_amount": invoice.subtotal - sum(line.taxable for line in items),
        "tax": sum(row.amount for row in invoice.taxes),
        "total": invoice.subtotal - invoice.discount_amount + added + invoice.rounding,
    }
    pen = Pen(lambda _kind, _number: "", invoice.currency)
    for name, value in expected.items():
        found = getattr(invoice, name)
        if found != value:
            facts = {"expected": MINOR.write(value, pen), "found": MINOR.write(found, pen)}
            desk.reading.bad(f"{place}.{name}", "totals_disagree", **facts)
