"""What a run is asked to do and what it tells."""

from datetime import date

from billdesk.services.running import NOBODY, Request, Summary

TODAY = date(2026, 3, 10)


def test_a_run_looks_as_far_ahead_as_it_is_told():
    assert Request(TODAY).horizon == TODAY
    assert Request(TODAY, until=date(2026, 4, 1)).horizon == date(2026, 4, 1)


def test_what_is_generated_skipped_or_failed_is_dealt_with():
    assert Summary(planned=9, generated=4, skipped=2, failed=1).done == 7
    assert Summary(planned=9, generated=4, late_fees=3, failed=1).done == 8


def test_nobody_hears_nothing_and_never_stops_a_run():
    assert NOBODY.sink([]) is None
    assert NOBODY.progress(Summary()) is None
    assert NOBODY.stop() is False
