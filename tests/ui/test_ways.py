"""Each way leads to the place it names, and is open only where the window has that place."""

import pytest

from billdesk.ui.ways import Ways

PLACES = ("invoices", "recurring", "customers", "catalog", "settings", "preview_run")


@pytest.mark.parametrize("way", PLACES)
def test_a_way_leads_to_its_place(way):
    gone = []
    getattr(Ways(gone.append, lambda _place: True), way)()
    assert gone == [way]


@pytest.mark.parametrize("way", PLACES[1:])
def test_a_way_is_open_where_its_place_is_there(way):
    for there in (True, False):
        assert getattr(Ways(print, lambda _place, there=there: there), f"can_{way}")() is there
