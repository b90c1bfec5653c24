"""The shop's settings on file, and the number series that follow them."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Refused, Rejected
from billdesk.domain.settings import ShopSettings
from billdesk.services.office import Office
from billdesk.services.run import Request, Run
from billdesk.services.settings import Settings, keep_settings, letterhead, read_settings
from support.shops import load_case


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


def test_some_settings_are_changed_and_the_others_stay(each_office: Office) -> None:
    settings, heard = Settings(each_office), []
    settings.keep(ShopSettings(name="Shop", phone="1"))
    object.__setattr__(each_office, "announce", heard.append)
    after = settings.change({"phone": "2", "payment_methods": ("cash", "Barter")})
    assert (after.name, after.phone, after.payment_methods) == ("Shop", "2", ("cash", "Barter"))
    assert settings.read() == after
    assert [one.kinds for one in heard] == [frozenset({"settings"})]
    with each_office.reading() as work:
        [trace] = work.traces.of("settings", 0)
    assert trace.change is not None
    assert trace.change["phone"] == ["1", "2"]


def test_rubbish_is_rejected_by_setting_and_nothing_of_it_is_kept(office: Office) -> None:
    settings = Settings(office)
    changes = {"email": "x", "accent": "red", "invoice_number": "INV", "phone": "555"}
    with pytest.raises(Rejected) as rejected:
        settings.change(changes)
    assert {one.place for one in rejected.value.problems} == {"email", "accent", "invoice_number"}
    assert settings.problems(changes) == rejected.value.problems
    assert settings.read() == ShopSettings()


def test_what_was_wrong_before_does_not_keep_other_settings_from_being_changed(office: Office) -> None:
    assert Settings(office).change({"phone": "555"}).name == ""


def test_the_currency_stays_once_there_is_money_on_file(office: Office) -> None:
    settings = Settings(office)
    assert settings.change({"currency": "JPY"}).currency == "JPY"
    settings.change({"currency": "USD"})
    load_case(office)
    assert [one.code for one in settings.problems({"currency": "JPY"})] == ["currency_is_used"]
    with office.work() as work:
        work.connection.exec_driver_sql("UPDATE products SET currency = 'USD'")
        work.connection.exec_driver_sql("UPDATE terms SET late_fee = NULL")
        work.commit()
    assert settings.problems({"currency": "JPY"}) == ()
    Run(office).go(Request(date(2026, 2, 1), confirmed=True))
    assert [one.code for one in settings.problems({"currency": "EUR"})] == ["currency_is_used"]
