"""The shop's settings on file, and the number series that follow them."""

from dataclasses import replace

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.settings import ShopSettings
from billdesk.services.office import Office
from billdesk.services.settings import Settings, keep_settings, letterhead, read_settings


def test_what_was_never_set_is_as_the_screens_show_it(each_office: Office) -> None:
    assert Settings(each_office).read() == ShopSettings()


def test_settings_come_back_as_they_were_kept(each_office: Office) -> None:
    wanted = ShopSettings(
        name="Müller & Söhne", currency="EUR", ticket_statuses=("New", "Done"), cash_rounding=5
    )
    Settings(each_office).keep(wanted)
    assert Settings(each_office).read() == wanted


def test_a_pattern_without_a_counter_is_refused_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        Settings(office).keep(ShopSettings(name="New", invoice_number="INV"))
    assert refused.value.code == "pattern_needs_counter"
    assert Settings(office).read() == ShopSettings()


def test_a_new_pattern_goes_on_with_the_counter_where_it_is(office: Office) -> None:
    with office.work() as work:
        keep_settings(work, ShopSettings())
        series = work.settings.series("invoice")
        assert series is not None
        work.settings.keep_series(replace(series, counter=41))
        keep_settings(work, ShopSettings(invoice_number="R-{year}-{counter}", number_reset_yearly=True))
        found = work.settings.series("invoice")
        work.commit()
    assert found == replace(series, pattern="R-{year}-{counter}", yearly=True, counter=41)


def test_a_counter_starts_anew_each_year_only_where_the_number_names_it(office: Office) -> None:
    with office.work() as work:
        keep_settings(work, ShopSettings(invoice_number="R-{counter}", number_reset_yearly=True))
        series = work.settings.series("invoice")
    assert series is not None
    assert not series.yearly


def test_settings_of_a_newer_or_older_program_are_passed_over(office: Office) -> None:
    with office.work() as work:
        work.settings.write({"name": "Shop", "colour_of_the_moon": "red"})
        assert read_settings(work).name == "Shop"


def test_the_letterhead_has_the_address_line_by_line_without_blanks() -> None:
    found = letterhead(ShopSettings(name="Shop", address=" 1 Main St \n\n Dover ", bank="IBAN 1"))
    assert (found.name, found.address, found.bank) == ("Shop", ("1 Main St", "Dover"), ("IBAN 1",))
