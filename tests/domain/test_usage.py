"""What taking a vendor's rows in comes to, and whom a name may mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.usage import (
    Alias,
    Columns,
    Entry,
    Filed,
    Kept,
    Names,
    Report,
    Slot,
    added_up,
    key_of_name,
    plan,
)
from support.values import some

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)
ACME = Slot(1, "Seat", FEB)


def a_report(name="Acme", quantity=5, day=FEB, row=2):
    return Report(row, name, "Seat", quantity, day)


def filed(**more):
    return Filed(**({"aliases": {"acme": Alias("Acme", 1), "acme east": Alias("Acme East", 1)}} | more))


def fates(made):
    return [one.fate for one in made.entries]


def test_a_new_row_of_a_known_name_is_new_usage_with_the_change_to_the_last_report():
    made = plan([a_report()], filed(last={(1, "Seat"): [(JAN, 3), (date(2026, 3, 1), 9)]}))

    assert fates(made) == ["new"]
    assert made.targets == {ACME: 5}
    assert (made.entries[0].last, made.entries[0].change) == (3, 2)


@pytest.mark.parametrize(
    ("on_file", "counted", "fate"),
    [((7, 5), set(), "same"), ((7, 4), set(), "changed"), ((7, 4), {7}, "refused"), ((7, 5), {7}, "same")],
)
def test_what_an_invoice_has_counted_stays_and_everything_else_follows_the_file(on_file, counted, fate):
    made = plan([a_report()], filed(usage={ACME: on_file}), counted)

    assert fates(made) == [fate]
    assert made.targets == ({ACME: 5} if fate == "changed" else {})
    assert made.refused == ({ACME} if fate == "refused" else set())


def test_names_of_one_customer_are_added_up_with_what_another_file_said_of_the_same_day():
    east = Kept(3, "Acme East", "Seat", 4, FEB, 1)
    made = plan([a_report()], filed(reports={("acme east", "Seat", FEB): east}, usage={ACME: (7, 4)}))

    assert made.targets == {ACME: 9}


def test_what_the_file_does_not_touch_stays_as_it_is_whatever_the_reports_come_to():
    other = Kept(3, "Acme East", "Seat", 4, JAN, 1)
    usage = {Slot(1, "Seat", JAN): (7, 40)}

    assert plan([a_report()], filed(reports={("acme east", "Seat", JAN): other}, usage=usage)).targets == {
        ACME: 5
    }


def test_a_name_that_nobody_is_mapped_to_writes_no_usage_and_an_ignored_one_nothing():
    made = plan([a_report("Bolt"), a_report("Old")], filed(aliases={"old": Alias("Old", None)}))

    assert fates(made) == ["unmapped", "ignored"]
    assert not made.targets


def test_a_name_mapped_now_gets_its_reports_on_file_but_not_those_that_are_somebody_elses():
    reports = {
        ("bolt", "Seat", JAN): Kept(1, "Bolt", "Seat", 6, JAN, None),
        ("bolt", "Seat", FEB): Kept(2, "Bolt", "Seat", 8, FEB, 9),
    }
    made = plan([], filed(reports=reports, aliases={"bolt": Alias("Bolt", 1)}))

    assert made.targets == {Slot(1, "Seat", JAN): 6}


def test_rows_of_one_name_item_and_day_are_one_with_all_their_units():
    found = added_up([a_report(), a_report(" ACME ", 2), a_report(day=JAN)])

    assert [(one.quantity, one.as_of) for one in found] == [(7, FEB), (5, JAN)]


@some
@given(st.lists(st.tuples(st.sampled_from(["Acme", "Acme East", "Bolt"]), st.integers(0, 9)), max_size=8))
def test_no_unit_is_lost_or_made_up(rows):
    reports = added_up([a_report(name, units, row=at) for at, (name, units) in enumerate(rows)])
    made = plan(reports, filed())

    mapped = sum(units for name, units in rows if name != "Bolt")
    assert sum(made.targets.values()) == mapped
    assert sum(one.quantity for one in made.entries) == sum(units for _name, units in rows)


def test_a_row_without_anything_before_has_no_change():
    assert Entry(1, "Acme", None, "Seat", FEB, 5, None, None, "unmapped").change is None


def test_columns_are_enough_without_one_for_the_day():
    assert Columns(0, 1, 2).enough
    assert not Columns(0, None, 2, 3).enough


def test_names_are_told_apart_by_neither_case_nor_blanks():
    assert key_of_name("  ACME \t Dental ") == key_of_name("Acme Dental")


NAMES = Names(
    [(1, "Acme Dental"), (2, "Harbor Law LLP"), (3, "Orchard GmbH & Co. KG"), (4, "Twin"), (5, "twin")]
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ACME  dental", [(1, True)]),
        ("Acme Dental, Inc.", [(1, False)]),
        ("Harbour Law", [(2, False)]),
        ("Harbor Law Partners", [(2, False)]),
        ("Orchard", [(3, False)]),
        ("Twin", [(4, False), (5, False)]),
        ("Zebra", []),
        ("…", []),
    ],
)
def test_the_equal_name_is_meant_for_sure_and_near_ones_may_be(name, found):
    assert [(one.customer_id, one.equal) for one in NAMES.likely(name)] == found
