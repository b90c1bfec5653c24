"""Assets out of pasted lines."""

import pytest

from billdesk.domain.customer import Asset
from billdesk.domain.pasted import MOST_LINES, read_assets


def test_lines_become_assets_whichever_sign_parts_them():
    text = "NB-1;Laptop;SN 1;Workstations/ Front desk\n\nSV-1\tServer\t\tServers\nPR-1\n"
    assets, problems = read_assets(text, 7)

    assert not problems
    assert assets == (
        Asset(0, "", 7, "NB-1", "Laptop", "SN 1", "Workstations/Front desk"),
        Asset(0, "", 7, "SV-1", "Server", "", "Servers"),
        Asset(0, "", 7, "PR-1"),
    )


@pytest.mark.parametrize("text", ["", "  \n;;;\n\t\t"])
def test_nothing_is_said_to_be_nothing(text):
    assets, problems = read_assets(text, 1)

    assert not assets
    assert [one.code for one in problems] == ["nothing_typed"]


def test_each_wrong_line_is_told_by_its_number():
    text = "ok;Laptop\n;Laptop;SN\na;b;c;d;e\n" + "x" * 2000 + "\n=cmd();<b>;\u202e;🙂\n\x07beep"
    assets, problems = read_assets(text, 1)

    assert len(assets) == 6
    assert [(one.place, one.code) for one in problems] == [
        ("line 2", "nothing_typed"),
        ("line 3", "too_many_columns"),
        ("line 4", "too_long"),
        ("line 6", "control_character"),
    ]


def test_empty_columns_at_the_end_of_a_line_are_no_columns():
    assert read_assets("a;b;c;d;;", 1) == ((Asset(0, "", 1, "a", "b", "c", "d"),), ())


def test_there_is_an_end_to_how_much_is_read():
    assets, problems = read_assets("x\n" * (MOST_LINES + 1), 1)

    assert not assets
    assert [one.code for one in problems] == ["too_many"]
