"""`billdesk demo`: a sample shop in a new file."""

from pathlib import Path

import pytest

from billdesk.basics import places
from billdesk.cli.demo import new_file


def test_a_sample_shop_is_made_where_it_is_asked_for(billdesk, tmp_path):
    path = tmp_path / "deep" / "demo.billdesk"
    words = ("--database", str(path), "--today", "2026-02-01")
    made = billdesk(*words, "--json", "demo", "--size", "2", "--no-window")

    shop = billdesk(*words, "dump").document
    assert (made.status, made.document["path"]) == (0, str(path))
    assert made.document["counts"]["customers"] == len(shop["customers"]) == 2
    assert billdesk(*words, "check").status == 0


def test_people_are_told_where_it_lies(billdesk, tmp_path):
    path = tmp_path / "demo.billdesk"
    told = billdesk("--database", str(path), "--today", "2026-02-01", "demo", "--size", "1", "--no-window")

    assert told.status == 0, told
    assert told.out.startswith(f"The sample shop lies in {path}.\n")
    assert "customers" in told.out


def test_no_shop_with_customers_is_touched(terminal):
    assert terminal.refused("demo", "--size", "1", "--no-window")
    assert terminal.refused("demo")


def test_without_a_database_each_sample_gets_a_new_file_beside_the_users_own(billdesk, monkeypatch, tmp_path):
    monkeypatch.setenv("BILLDESK_DATABASE", str(tmp_path / "real.billdesk"))
    words = ("--today", "2026-02-01", "--json", "demo", "--size", "1", "--no-window")
    made = [Path(billdesk(*words).document["path"]) for _ in range(2)]

    folder = places.data_file().parent
    assert made == [folder / "sample.billdesk", folder / "sample 1.billdesk"]
    assert all(path.is_file() for path in made)
    assert folder.is_relative_to(tmp_path)
    assert not (tmp_path / "real.billdesk").exists()
    assert not places.data_file().exists()


def test_a_new_file_never_has_the_name_of_one_that_is_there(tmp_path):
    for name in ("sample.billdesk", "sample 1.billdesk", "sample 3.billdesk"):
        (tmp_path / name).touch()

    assert new_file(tmp_path) == tmp_path / "sample 2.billdesk"
    assert new_file(tmp_path / "nowhere") == tmp_path / "nowhere" / "sample.billdesk"


@pytest.mark.parametrize("size", ["0", "-1", "x", "1.5", "", "100001", "９", "9" * 30])
def test_a_size_that_is_no_number_of_customers_makes_nothing(billdesk, tmp_path, size):
    told = billdesk("--database", str(tmp_path / "no.billdesk"), "demo", "--no-window", f"--size={size}")

    assert (told.status, told.out) == (2, "")
    assert "whole number from 1 to 100000" in told.err
    assert not (tmp_path / "no.billdesk").exists()
