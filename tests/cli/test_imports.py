"""`billdesk import usage`: by columns and names that are given, tried out first, refused with the reason."""

import pytest

HEAD = "Who,What,Amount\n"


@pytest.fixture
def file(tmp_path):
    def make(text, head=HEAD):
        path = tmp_path / "vault.csv"
        path.write_text(head + text, encoding="utf-8")
        return str(path)

    return make


WORDS = ("import", "usage", "--vendor", "CloudVault", "--as-of", "2026-03-01")
MAP = ("--map", "customer=Who", "--map", "item=What", "--map", "quantity=Amount")


def test_a_file_is_taken_in_by_the_columns_and_names_given_and_the_run_bills_it(each_terminal, file):
    path = file("Acme Inc,Backup seat,12\n")
    words = (*WORDS, path, *MAP, "--name", "Acme Inc=acme")

    tried = each_terminal.done(*words, "--dry-run")
    taken = each_terminal.done(*words)
    again = each_terminal.done(*words)

    assert (tried["import"], tried["new"], tried["names"], tried["errors"]) == (None, 1, [], [])
    assert tried["items"] == [{"item": "Backup seat", "units": "12", "before": "40", "counted": True}]
    assert (taken["import"], taken["new"]) == (1, 1)
    assert (again["import"], again["same"]) == (None, 1)
    made = each_terminal("run", "--json", "--no-send", "--until", "2026-03-01", today="2026-03-01").document
    seats = [
        (line["quantity"], line["amount"])
        for one in made["generated"]
        if one["billing_date"] == "2026-03-01"
        for line in one["lines"]
        if line["kind"] == "vendor_usage"
    ]
    assert seats == [("5", "15.00"), ("5", "10.00")]


def test_unmapped_names_and_wrong_rows_ask_for_attention(terminal, file):
    path = file("Bolt,Seat,3\nAcme,Seat,many\n", head="Customer,Item,Units\n")

    told = terminal(*WORDS, path, "--good-rows", "--json")

    assert told.status == 1
    assert told.document["names"] == ["Bolt"]
    assert told.document["errors"] == [
        {"row": 3, "column": "Units", "reason": "“many” is no quantity. Write it like 1.5."}
    ]
    assert (told.document["unmapped"], told.document["left"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--map", "customer=Nobody"), "no column 'Nobody'"),
        (("--map", "colour=Who"), "known: customer, item, quantity, as_of"),
        (("--name", "=acme"), "isn't written like NAME=VALUE"),
        (("--name", "Acme=nobody"), "no customer"),
        ((), "Say which columns hold"),
        ((*MAP, "--map", "quantity=Who"), "is no quantity"),
    ],
)
def test_what_cant_be_meant_is_refused_and_nothing_is_written(terminal, file, words, reason):
    said = terminal.refused(*WORDS, file("Acme,Seat,3\n"), *words)

    assert reason in said
    assert terminal.dump()["vendor_usage"][-1]["quantity"] == "40"


def test_a_file_that_is_not_there_is_told(terminal, tmp_path):
    assert "can't be read" in terminal(*WORDS, str(tmp_path / "none.csv")).err
