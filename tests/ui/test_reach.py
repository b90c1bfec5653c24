"""Where a window can be reached by a second start."""

import os

import pytest

from billdesk.ui.reach import LONGEST, may_be_there, name_of


def test_a_path_has_one_name_however_it_is_written_and_others_have_others(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert name_of("shop.billdesk") == name_of(str(tmp_path / "shop.billdesk"))
    assert name_of("shop.billdesk") != name_of("other.billdesk")
    assert name_of("postgresql://a:secret@host/shop") != name_of("postgresql://a@host/shop2")
    assert "secret" not in name_of("postgresql://a:secret@host/shop")


def test_nobody_is_called_where_nothing_is_left_to_answer(tmp_path):
    gone, left = tmp_path / "gone", tmp_path / "left"
    left.touch()

    assert not may_be_there(str(gone))
    assert may_be_there(str(left))
    assert may_be_there("a name that is no path")  # as on Windows, where only calling tells


@pytest.mark.skipif(os.name == "nt", reason="names of pipes have no folder")
def test_a_folder_with_a_long_path_is_left_out_of_the_name(tmp_path, monkeypatch):
    deep = tmp_path / ("x" * LONGEST)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))

    assert len(name_of("shop.billdesk")) < LONGEST
