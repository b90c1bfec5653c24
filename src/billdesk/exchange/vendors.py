"""Vendors' names for customers, and the files of theirs that were taken in, in the shop document."""

from collections.abc import Iterable
from datetime import date

from billdesk.domain.usage import ROLES, UsageImport, VendorName, VendorReport, key_of_name
from billdesk.exchange.catalog import LINE, NAME
from billdesk.exchange.desk import Apart, Desk, Written
from billdesk.exchange.fields import BAD, Maybe, Pen, Whole
from billdesk.exchange.figures import Day, Decimals, Moment
from billdesk.exchange.references import Ref
from billdesk.exchange.shapes import Key, Made, Shape

VENDOR_NAME = Shape(
    "whom a vendor means by a name",
    Key("vendor", NAME),
    Key("name", NAME),
    Key("customer", Maybe(Ref("customer")), None, "customer_id"),
)
REPORT = Shape(
    "a report as it came",
    Key("name", NAME),
    Key("item", NAME),
    Key("quantity", Decimals(least=0)),
    Key("as_of", Day()),
    Key("customer", Maybe(Ref("customer")), None, "customer_id"),
)
COLUMNS = Made(
    Shape("the titles of its columns", *(Key(role, LINE, "") for role in ROLES)),
    lambda values, _place, _reading: {role: title for role, title in values.items() if title},
    lambda titles: {role: titles.get(role, "") for role in ROLES},
)
USAGE_IMPORT = Shape(
    "a vendor's file that was taken in",
    Key("vendor", NAME),
    Key("file", LINE, ""),
    Key("columns", COLUMNS, {}),
    Key("rows", Whole(), 0),
    Key("made_at", Moment()),
    Key("desk", LINE, ""),
    Key("undone_at", Maybe(Moment()), None),
    Key("reports", Apart(REPORT), ()),
)


def name_key(vendor: str, name: str) -> str:
    """By what a name of a vendor is told apart from others."""
    return f"{vendor}|{key_of_name(name)}"


def report_key(vendor: str, name: str, item: str, day: date) -> str:
    """By what a report is told apart from others."""
    return f"{name_key(vendor, name)}|{item}|{day}"


def read_vendors(desk: Desk) -> None:
    """Whom vendors mean by names, and what came in with their files."""
    names: set[str] = set()
    for item, values in desk.each("vendor_names", VENDOR_NAME):
        key = name_key(values["vendor"], values["name"])
        if key in names or desk.known.get("vendor_name", key) is not None:
            desk.reading.bad(f"{item.place}.name", "ref_doubled", kind="vendor_name", ref=values["name"])
        names.add(key)
        desk.keep("vendor_name", VendorName(item.id, **values))
    reports: set[str] = set()
    for item, values in desk.each("usage_imports", USAGE_IMPORT):
        raws = values.pop("reports")
        made = UsageImport(item.id, **values)
        desk.keep("vendor_import", made)
        for index, raw in enumerate(raws):
            place = f"{item.place}.reports[{index}]"
            found = REPORT.read(raw, place, desk.reading)
            if found is BAD:
                continue
            mark = report_key(made.vendor, found["name"], found["item"], found["as_of"])
            if mark in reports or desk.known.get("vendor_report", mark) is not None:
                desk.reading.bad(place, "ref_doubled", kind="vendor_report", ref=found["name"])
            reports.add(mark)
            desk.keep("vendor_report", VendorReport(desk.next_id("vendor_report"), item.id, **found))


def word_vendor_name(one: VendorName, pen: Pen) -> Written:
    """Whom a vendor means by a name, as words."""
    return Written("vendor_name", one.id, VENDOR_NAME.words(one, pen))


def word_usage_import(one: UsageImport, reports: Iterable[VendorReport], pen: Pen) -> Written:
    """An import as words, with its reports inside."""
    values = {name: getattr(one, name) for name in USAGE_IMPORT.keys if name != "reports"}
    values["reports"] = tuple(REPORT.write(report, pen) for report in reports)
    return Written("vendor_import", one.id, USAGE_IMPORT.words(values, pen))
