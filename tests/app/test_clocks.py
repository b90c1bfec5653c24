"""The clocks of this computer."""

from datetime import UTC, datetime, timedelta

from billdesk.app import clocks


def test_the_clocks_go_on_and_can_be_compared():
    first, second = clocks.read_clocks(), clocks.read_clocks()

    assert first.epoch == second.epoch != ""
    assert 0 <= second.steady - first.steady < 60
    assert abs(first.wall - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_a_name_for_the_start_of_the_computer_that_of_the_program_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(clocks, "_BOOT", tmp_path / "none")
    clocks._epoch.cache_clear()

    assert clocks.read_clocks().epoch == clocks.START
    clocks._epoch.cache_clear()
