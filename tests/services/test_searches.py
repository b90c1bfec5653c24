"""Custom fields and saved searches."""

from dataclasses import replace

import pytest

from billdesk.domain.customer import Condition, CustomField, SavedSearch
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.services.searches import Searches
from billdesk.services.wording import sentence
from support.shops import load_case

FIELD = CustomField(0, "", "asset", " Warranty ", ("yes", " no "))
SEARCH = SavedSearch(0, "", "Old laptops", "all", (Condition("type", "is", "laptop"),))


@pytest.fixture
def shop(office):
    load_case(office)
    return office


@pytest.fixture
def searches(shop):
    return Searches(shop)


def codes(error):
    return [(one.place, one.code) for one in error.value.problems]


def test_a_field_is_added_renamed_and_put_away(searches):
    made = searches.save_field(FIELD)
    assert (made.ref, made.name, made.choices) == ("warranty", "Warranty", ("yes", "no"))
    renamed = searches.save_field(replace(made, name="Guarantee", choices=("yes",)))
    assert (renamed.ref, renamed.version) == ("warranty", 2)
    away = searches.archive_field(made.id)

    assert away.archived
    assert away in searches.fields()
    assert not searches.archive_field(made.id, archived=False).archived


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, [("name", "nothing_typed")]),
        ({"name": "x" * 10_000}, [("name", "too_long")]),
        ({"name": "a\nb"}, [("name", "control_character")]),
        ({"choices": ("a", "A")}, [("choices", "choice_doubled")]),
        ({"on": "invoice"}, [("on", "unknown_word")]),
    ],
)
def test_a_wrong_field_is_not_kept(searches, changes, expected):
    before = searches.fields()
    with pytest.raises(Rejected) as error:
        searches.save_field(replace(FIELD, **changes))

    assert codes(error) == expected
    assert searches.fields() == before


def test_two_fields_have_two_names_and_a_stale_one_is_refused(searches):
    made = searches.save_field(FIELD)
    with pytest.raises(Rejected) as error:
        searches.save_field(replace(FIELD, name="WARRANTY"))
    assert codes(error) == [("name", "name_taken")]
    assert searches.save_field(replace(FIELD, on="contact")).ref
    searches.save_field(replace(made, name="Other"))

    with pytest.raises(Conflict):
        searches.save_field(replace(made, name="Late"))
    with pytest.raises(Refused):
        searches.save_field(replace(made, on="contact", name="Elsewhere", version=2))
    with pytest.raises(Missing):
        searches.save_field(replace(made, id=99_999, name="X"))
    with pytest.raises(Missing):
        searches.archive_field(99_999)


def test_a_search_is_added_changed_and_deleted(searches):
    made = searches.save_search(SEARCH)
    assert made.ref == "old-laptops"
    changed = searches.save_search(replace(made, name="Laptops", match="any"))
    assert changed in searches.searches()
    with pytest.raises(Conflict):
        searches.save_search(replace(made, name="Late"))
    with pytest.raises(Conflict):
        searches.delete_search(made)
    searches.delete_search(changed)

    assert changed.id not in {one.id for one in searches.searches()}
    with pytest.raises(Missing):
        searches.delete_search(changed)
    with pytest.raises(Missing):
        searches.save_search(changed)


def test_a_search_by_which_a_line_counts_stays(shop, searches):
    with shop.reading() as work:
        used = {
            line.counter.search_id
            for schedule in work.schedules.all()
            for line in schedule.lines
            if line.counter and line.counter.search_id
        }
    search = next(one for one in searches.searches() if one.id in used)
    with pytest.raises(Refused) as error:
        searches.delete_search(search)

    assert search.name in sentence(error.value)
    assert search in searches.searches()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": ""}, [("name", "nothing_typed")]),
        ({"conditions": ()}, [("conditions", "too_few")]),
        ({"conditions": (Condition("nope", "is", "x"),)}, [("conditions[0].field", "unknown_word")]),
        ({"conditions": (Condition("type", "is", "a\x00"),)}, [("conditions[0].value", "control_character")]),
    ],
)
def test_a_wrong_search_is_not_kept(searches, changes, expected):
    with pytest.raises(Rejected) as error:
        searches.save_search(replace(SEARCH, **changes))

    assert codes(error) == expected


def test_two_searches_have_two_names(searches):
    searches.save_search(SEARCH)
    with pytest.raises(Rejected) as error:
        searches.save_search(replace(SEARCH, name="OLD LAPTOPS"))

    assert codes(error) == [("name", "name_taken")]


def test_what_a_search_finds_is_counted_while_it_is_typed(shop, searches):
    with shop.reading() as work:
        acme = work.customers.by_ref("acme").id
        laptops = [
            one.name for one in work.customers.assets_of([acme]) if one.active and one.type == "Laptop"
        ]
    found = searches.find(replace(SEARCH, name=""), acme)

    assert found.count == len(laptops) > 0
    assert [name for name, _ in found.names] == sorted(laptops, key=str.casefold)
    assert {owner for _, owner in found.names} == {"Acme Dental"}
    assert searches.find(SEARCH).count >= found.count
    with pytest.raises(Rejected):
        searches.find(replace(SEARCH, conditions=()))
