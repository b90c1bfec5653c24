"""The program's own words on documents."""

from datetime import date

from billdesk.services import phrases


def test_a_ticket_without_a_number_is_named_by_its_subject() -> None:
    assert phrases.note("en", "ticket_heading", {"number": "", "subject": "Printer"}) == "Printer"
    assert (
        phrases.note("en", "ticket_heading", {"number": "T-7", "subject": "Printer"}) == "Ticket T-7: Printer"
    )


def test_braces_in_what_people_wrote_are_left_alone() -> None:
    words = phrases.note("en", "ticket_heading", {"number": "", "subject": "{used} {0.__class__}"})
    assert words == "{used} {0.__class__}"


def test_names_of_months_and_dates_are_in_the_language_asked_for() -> None:
    assert phrases.names("en").month(2) == "February"
    assert phrases.names("de").month(2) == "Februar"
    assert "2026" in phrases.names("de").day(date(2026, 2, 1))
    assert phrases.names("en").span(date(2026, 2, 1), date(2026, 2, 28)).count("2026") == 1
