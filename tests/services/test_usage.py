"""Vendor usage: a file is looked at, taken in once, counted by the run, and taken back while it can be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Missing, Refused, Rejected
from billdesk.domain.lists import Sort
from billdesk.domain.usage import Alias, UsageFilter
from billdesk.services.run import Request, Run
from billdesk.services.usage import Taken, Usage
from billdesk.services.usage_intake import Intake
from billdesk.services.wording import sentence
from support.shops import load_case
from support.values import some

FEB_1, FEB_27, MAR_1 = date(2026, 2, 1), date(2026, 2, 27), date(2026, 3, 1)
HEAD = "Customer,Product,Seats\n"
ACME = Alias("Acme", 1)


@pytest.fixture
def shop(each_office):
    """The example shop; Acme's backup seats were reported as 7, 9 and, for the end of February, 40."""
    load_case(each_office)
    return each_office


@pytest.fixture
def usage(shop):
    return Usage(shop)


def a_file(*rows, vendor="CloudVault", day=FEB_27, aliases=(ACME,), head=HEAD):
    text = head + "".join(f"{row}\n" for row in rows)
    return Intake(vendor, text.encode(), day, aliases=aliases, file="february.csv")


SEATS = a_file("Acme,Backup seat,12")


def reports(shop):
    with shop.reading() as work:
        return [(one.item, one.quantity // 10_000, one.as_of) for one in work.customers.usage_of([1])]


def listed(usage, **wanted):
    rows = usage.page(UsageFilter(**wanted), Sort("customer", False), MAR_1).rows
    return [(row.customer, row.item, row.quantity // 10_000) for row in rows]


def everything(shop):
    """All that an import could have written."""
    with shop.reading() as work:
        filed = work.usage.filed("CloudVault", [FEB_27, FEB_1, MAR_1], {})
        return work.customers.usage_of(), dict(filed.reports), dict(filed.aliases)


def fates(outlook):
    return [one.fate for one in outlook.entries]


# Looking


def test_a_look_says_what_is_new_changed_the_same_and_unmapped_and_writes_nothing(shop, usage):
    rows = ("Acme,Backup seat,12", "acme dental,Archive,3", "Bistro Mueller,Backup seat,4")
    file = a_file(*rows, aliases=())
    before = everything(shop)
    outlook = usage.look(file)

    assert fates(outlook) == ["unmapped"] * 3
    assert [(one.name, [who.name for who in one.likely]) for one in outlook.strangers] == [
        ("Acme", []),
        ("acme dental", ["Acme Dental"]),
        ("Bistro Mueller", ["Bistro Müller"]),
    ]
    assert outlook.strangers[1].likely[0].equal
    assert everything(shop) == before

    mapped = usage.look(replace(file, aliases=(ACME, Alias("ACME Dental", 1))))
    assert mapped.named == 2
    assert fates(mapped) == ["new", "new", "unmapped"]
    assert mapped.names == {1: "Acme Dental"}
    assert [(one.last, one.change) for one in mapped.entries[:2]] == [(90_000, 30_000), (None, None)]
    assert [(one.item, one.quantity, one.before, one.counted) for one in mapped.items] == [
        ("Archive", 30_000, 0, False),
        ("Backup seat", 160_000, 90_000, True),
    ]


def test_vendor_and_items_are_spelled_as_the_lines_of_schedules_count_by_them(shop, usage):
    usage.take(a_file("Acme,BACKUP  Seat,12", vendor=" cloudvault "))

    assert ("Backup seat", 12, FEB_27) in reports(shop)
    assert usage.vendors() == ("CloudVault",)
    assert usage.last_vendor() == "CloudVault"


# Taking in


def test_a_file_taken_in_is_on_file_with_a_trace_and_taken_in_again_it_changes_nothing(shop, usage):
    taken = usage.take(SEATS)
    after = everything(shop)

    assert (taken.new, taken.changed, taken.unmapped, taken.left) == (1, 0, 0, 0)
    assert ("Backup seat", 12, FEB_27) in reports(shop)
    again = usage.take(SEATS)
    assert (again.import_id, again.same) == (None, 1)
    assert everything(shop) == after
    with shop.reading() as work:
        [trace] = work.traces.of("usage_import", taken.import_id)
    assert (trace.act, trace.change["file"], trace.change["rows"]) == ("taken_in", "february.csv", 1)


def test_a_later_file_of_the_day_replaces_the_units_and_adds_up_names_of_one_customer(shop, usage):
    usage.take(SEATS)
    taken = usage.take(
        a_file("Acme,Backup seat,14", "Acme East,Backup seat,2", aliases=(Alias("Acme East", 1),))
    )

    assert taken.changed == 2
    assert [one for one in reports(shop) if one[2] == FEB_27] == [("Backup seat", 16, FEB_27)]


def counted_lines(shop, day):
    with shop.reading() as work:
        invoices = [one for one in work.invoices.all() if one.customer_id == 1 and one.billing_date == day]
        return [line for one in invoices for line in one.lines if line.source == "vendor_usage"]


def test_the_run_counts_the_new_units_and_what_it_counted_stays_whatever_comes_later(shop, usage):
    """12 seats without 2 that are included: 5 at 3.00 and 5 at 2.00."""
    taken = usage.take(replace(SEATS, as_of=MAR_1))
    Run(shop).go(Request(MAR_1, confirmed=True))
    lines = counted_lines(shop, MAR_1)

    assert [line.net for line in lines] == [1500, 1000]
    evidence = lines[0].evidence
    assert (evidence.kind, evidence.quantity, evidence.as_of) == ("usage", 120_000, MAR_1)
    with shop.reading() as work:
        [row] = [one for one in work.customers.usage_of([1]) if one.as_of == MAR_1]
    assert evidence.usage_id == row.id

    later = a_file("Acme,Backup seat,13", "Acme,Archive,1", day=MAR_1)
    assert fates(usage.look(later)) == ["refused", "new"]
    with pytest.raises(Rejected) as rejected:
        usage.take(later)
    assert sentence(rejected.value) == (
        "row 2: An invoice has counted “Backup seat” of “Acme” as of Mar 1, 2026 already. It stays as it is."
    )
    usage.take(later, good_rows=True)
    assert counted_lines(shop, MAR_1) == lines
    assert [one for one in reports(shop) if one[2] == MAR_1] == [
        ("Backup seat", 12, MAR_1),
        ("Archive", 1, MAR_1),
    ]
    with pytest.raises(Refused, match="usage_import_is_not_last"):
        usage.undo(taken.import_id)


def test_an_import_that_an_invoice_counted_cant_be_taken_back(shop, usage):
    taken = usage.take(replace(SEATS, as_of=MAR_1))
    Run(shop).go(Request(MAR_1, confirmed=True))

    with pytest.raises(Refused, match="usage_import_is_counted"):
        usage.undo(taken.import_id)


def test_a_name_cant_add_to_what_an_invoice_has_counted(shop, usage):
    usage.take(replace(SEATS, as_of=MAR_1))
    usage.take(a_file("Acme East,Backup seat,3", day=MAR_1, aliases=()))
    Run(shop).go(Request(MAR_1, confirmed=True))
    before = everything(shop)

    with pytest.raises(Refused, match="usage_of_name_is_counted"):
        usage.name("CloudVault", "Acme East", 1)
    assert everything(shop) == before


def test_bad_rows_keep_everything_out_and_good_rows_only_come_in_when_asked_for(shop, usage):
    file = a_file("Acme,Backup seat,12", "Acme,Backup seat,many", ",Backup seat,1")
    before = everything(shop)
    with pytest.raises(Rejected) as rejected:
        usage.take(file)

    assert [one.place for one in rejected.value.problems] == ["row 3, Seats", "row 4, Customer"]
    assert sentence(rejected.value).startswith("row 3, Seats: “many” is no quantity. Write it like 1.5.")
    assert everything(shop) == before
    taken = usage.take(file, good_rows=True)
    assert (taken.new, taken.left) == (1, 2)


@pytest.mark.parametrize("vendor", ["", "   ", "x" * 201, "Cloud\x07"])
def test_a_vendor_without_a_name_is_refused(usage, vendor):
    with pytest.raises(Rejected) as rejected:
        usage.take(replace(SEATS, vendor=vendor))

    assert {one.place for one in rejected.value.problems} == {"vendor"}


@some
@given(st.binary(max_size=200))
def test_rubbish_is_taken_in_as_rows_or_refused_and_then_nothing_is_written(office, content):
    usage = Usage(office)
    try:
        taken = usage.take(Intake("Rubbish", content, FEB_27))
    except (Rejected, Refused):
        assert listed(usage) == []
    else:
        usage.undo(taken.import_id)


# Names


def test_unmapped_reports_stay_on_file_until_a_name_is_mapped_and_then_count(shop, usage):
    taken = usage.take(a_file("Bolt,Backup seat,5", "Bolt,Archive,2", aliases=()))
    assert taken.unmapped == 2
    assert listed(usage, state="unmapped") == [("Bolt", "Archive", 2), ("Bolt", "Backup seat", 5)]

    named = usage.name("CloudVault", "bolt", 2)

    assert listed(usage, state="unmapped") == []
    assert ("Bistro Müller", "Backup seat", 5) in listed(usage)
    usage.undo(named.import_id)
    assert len(listed(usage, state="unmapped")) == 2
    assert fates(usage.look(a_file("Bolt,Backup seat,5", aliases=()))) == ["unmapped"]


def test_a_name_that_is_ignored_is_left_out_of_list_and_files(usage):
    usage.take(a_file("Bolt,Backup seat,5", aliases=()))
    named = usage.name("CloudVault", "Bolt", None)

    assert listed(usage, state="unmapped") == []
    file = a_file("Bolt,Backup seat,6", aliases=())
    assert fates(usage.look(file)) == ["ignored"]
    assert usage.take(file) == Taken(None, 0, 0, 0, 0, 1)
    usage.undo(named.import_id)
    assert len(listed(usage, state="unmapped")) == 1


def test_a_name_mapped_in_a_file_brings_its_earlier_reports_along(shop, usage):
    usage.take(a_file("Bolt,Backup seat,5", day=FEB_1, aliases=()))
    usage.take(a_file("Bolt,Backup seat,6", aliases=(Alias("Bolt", 2),)))

    with shop.reading() as work:
        found = {one.as_of: one.quantity for one in work.customers.usage_of([2])}
    assert found == {FEB_1: 50_000, FEB_27: 60_000}


def test_nobody_is_mapped_to_a_customer_that_is_not_there(usage):
    with pytest.raises(Missing):
        usage.name("CloudVault", "Bolt", 4711)


# Taking back


def test_an_import_taken_back_leaves_everything_as_it_was(shop, usage):
    first = usage.take(SEATS)
    before = everything(shop)
    second = usage.take(
        a_file("Acme,Backup seat,20", "Bolt,Archive,1", "Pine,Archive,3", aliases=(Alias("Bolt", 2),))
    )

    with pytest.raises(Refused, match="usage_import_is_not_last"):
        usage.undo(first.import_id)
    usage.undo(second.import_id)
    assert everything(shop) == before
    usage.undo(first.import_id)
    assert reports(shop) == [
        ("Backup seat", 7, date(2025, 12, 31)),
        ("Backup seat", 9, date(2026, 1, 31)),
        ("Backup seat", 40, date(2026, 2, 28)),
    ]
    with pytest.raises(Refused, match="usage_import_is_not_last"):
        usage.undo(first.import_id)
    with pytest.raises(Missing):
        usage.undo(99)


# The list


def test_the_list_shows_the_newest_report_with_the_one_before_and_the_line_that_counts_it(usage):
    usage.take(a_file("Acme,Archive,3", "Bolt,Archive,2"))
    rows = usage.page(UsageFilter(), Sort("customer", False), MAR_1).rows

    assert [(row.customer, row.customer_id, row.item, row.before) for row in rows] == [
        ("Bolt", None, "Archive", None),
        ("Acme Dental", 1, "Archive", None),
        ("Acme Dental", 1, "Backup seat", 90_000),
    ]
    assert [row.by for row in rows] == [(), (), ("Managed IT {month_name} {year}: Backup seats",)]
    assert usage.count(UsageFilter(), MAR_1) == 3
    assert usage.count(UsageFilter(state="uncounted"), MAR_1) == 1


def test_a_workbook_is_told_apart_and_how_to_save_it(usage):
    with pytest.raises(Rejected) as error:
        usage.look(Intake("V", b"PK\x03\x04" + bytes(50), FEB_1))
    assert sentence(error.value.problems[0]).startswith("This is a workbook (XLSX)")


def test_whom_a_name_means_is_changed_and_forgotten_from_the_next_file_on(shop, usage):
    usage.take(SEATS)
    before = reports(shop)
    changed = usage.name("CloudVault", "ACME", 2)
    assert [(one.name, one.customer_id, one.reports) for one in usage.names()] == [("ACME", 2, 1)]
    assert reports(shop) == before
    usage.undo(changed.import_id)
    assert [one.customer for one in usage.names()] == ["Acme Dental"]

    gone = usage.forget("CloudVault", "acme")
    assert usage.names() == ()
    assert reports(shop) == before
    assert usage.take(a_file("Acme,Backup seat,13", day=MAR_1, aliases=())).unmapped == 1
    with pytest.raises(Refused):
        usage.undo(gone.import_id)
    with pytest.raises(Missing):
        usage.forget("CloudVault", "acme")


def test_what_cannot_come_in_is_saved_with_its_reason_and_without_formulas(usage, tmp_path):
    path = tmp_path / "wrong.csv"
    rows = ("Acme,Backup seat,12", "=cmd|calc,Seat,many", "@Bolt,Seat,-3")
    assert usage.save_wrong(a_file(*rows), path) == 2
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Row,What is wrong,Customer,Product,Seats"
    assert lines[1].startswith("3,")
    assert "'=cmd|calc,Seat,many" in lines[1]
    assert lines[2].startswith("4,")
    assert lines[2].endswith("'@Bolt,Seat,-3")
    with pytest.raises(Rejected):
        usage.save_wrong(Intake("V", b"", FEB_1), path)
