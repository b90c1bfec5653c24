"""Changes of prices in the document: what is wrong with them is told with its place."""

import pytest

from billdesk.exchange.reading import read
from support.shop_documents import problems, small_shop

LINE = {"type": "standard", "description": "Care", "quantity": "1", "unit_price": "5.00"}
SCHEDULE = {"ref": "s", "customer": "acme", "frequency": "monthly", "start": "2026-01-01", "lines": [LINE]}
MARK = {"schedule": "s", "line": 1, "in_place": True, "start": "2026-02-01", "was": ["5"], "becomes": ["6"]}
CHANGE = {"percent": "5", "made_at": "2026-01-01T08:00:00Z", "day": "2026-02-01", "first_day": "2026-02-01"}


def found(**more):
    return problems(small_shop(schedules=[SCHEDULE], price_changes=[CHANGE | more]))


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"amount": "1"}, "", "either_or"),
        ({"percent": "1e5"}, ".percent", "not_a_decimal"),
        ({"lines": [MARK | {"line": 2}]}, ".lines[0].line", "no_such_line"),
        ({"lines": [MARK | {"in_place": False, "successor": 9}]}, ".lines[0].successor", "no_such_line"),
        ({"lines": [MARK | {"schedule": "x"}]}, ".lines[0].schedule", "unknown_reference"),
        ({"lines": [MARK | {"becomes": ["6", "7"]}]}, ".lines[0].becomes", "too_few"),
        ({"lines": [MARK | {"was": ["=1+1"]}]}, ".lines[0].was[0]", "not_a_decimal"),
        ({"lines": [MARK | {"successor": 1}]}, ".lines[0]", "either_or"),
        ({"lines": [[]]}, ".lines[0]", "wrong_type"),
        ({"first_day": "soon"}, ".first_day", "not_a_date"),
        ({"state": "perhaps"}, ".state", "unknown_word"),
    ],
)
def test_rubbish_is_told_with_its_place(more, place, code):
    assert found(**more) == {(f"price_changes[0]{place}", code)}


def test_a_sound_one_names_the_lines_by_their_place():
    shop = read(small_shop(schedules=[SCHEDULE], price_changes=[CHANGE | {"lines": [MARK]}]))
    (mark,) = shop.price_changes[0].marks[shop.schedules[0].id]
    assert (mark.line_id, mark.successor_id) == (shop.schedules[0].lines[0].id, None)
    assert (mark.was, mark.becomes) == ((5_000_000,), (6_000_000,))


def test_the_lines_of_a_schedule_stand_together():
    other = SCHEDULE | {"ref": "t"}
    marks = [MARK, MARK | {"schedule": "t"}, MARK]
    document = small_shop(schedules=[SCHEDULE, other], price_changes=[CHANGE | {"lines": marks}])
    assert problems(document) == {("price_changes[0].lines[2]", "ref_doubled")}
