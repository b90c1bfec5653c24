"""Vendors' files on their way in: what the last file of a vendor said counts for the next one."""

from datetime import date

import pytest

from billdesk.domain.errors import Rejected, Trouble
from billdesk.domain.usage import Alias, Columns
from billdesk.services.usage import Usage
from billdesk.services.usage_intake import Intake, content_of
from support.shops import load_case

FEB_27 = date(2026, 2, 27)


@pytest.fixture
def usage(office):
    load_case(office)
    return Usage(office)


def a_file(text, **more):
    facts = {"vendor": "CloudVault", "as_of": FEB_27, "aliases": (Alias("Acme", 1),)}
    return Intake(content=text.encode(), **(facts | more))


def test_columns_can_be_chosen_and_are_remembered_for_the_vendors_next_file(usage):
    odd = "Amount,Who,What\n12,Acme,Backup seat\n"
    assert not usage.look(a_file(odd)).columns.enough

    usage.take(a_file(odd, columns=Columns(1, 2, 0)))

    assert usage.look(a_file(odd)).columns == Columns(1, 2, 0)
    assert not usage.look(a_file(odd, vendor="Another")).columns.enough


@pytest.mark.parametrize("at", [7, -1])
def test_a_column_that_is_not_there_is_refused(usage, at):
    with pytest.raises(Rejected) as rejected:
        usage.look(a_file("Who,What,Amount\nAcme,Seat,1\n", columns=Columns(0, 1, at)))

    assert [one.code for one in rejected.value.problems] == ["csv_no_such_column"]


def test_an_item_of_two_spellings_is_one(usage):
    outlook = usage.look(a_file("Customer,Item,Units\nAcme,ARCHIVE,1\nAcme,Archive,2\nAcme,backup SEAT,4\n"))

    assert [(one.item, one.quantity) for one in outlook.items] == [
        ("ARCHIVE", 30_000),
        ("Backup seat", 40_000),
    ]
    assert outlook.count("new") == outlook.writes == 2


def test_what_is_wrong_is_told_beside_what_would_come(usage):
    outlook = usage.look(a_file("Customer,Item,Units\nAcme,Seat,1\nAcme,Seat,x\n"))

    assert (outlook.writes, outlook.bad, len(outlook.problems)) == (1, 1, 1)


def test_a_file_that_is_not_there_or_is_a_folder_says_so(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(Trouble, match="file_cannot_be_read"):
            content_of(path)
    (tmp_path / "some.csv").write_bytes(b"a,b")
    assert content_of(tmp_path / "some.csv") == b"a,b"
