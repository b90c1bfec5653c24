"""Assets, many at once: pasted, put away, moved with their folders."""

import pytest

from billdesk.domain.errors import Missing, Refused, Rejected
from billdesk.services.assets import Assets
from support.shops import load_case


@pytest.fixture
def shop(office):
    load_case(office)
    return office


@pytest.fixture
def assets(shop):
    return Assets(shop)


@pytest.fixture
def acme(shop):
    with shop.reading() as work:
        return work.customers.by_ref("acme").id


def on_file(shop, customer_id):
    with shop.reading() as work:
        return {one.name: one for one in work.customers.assets_of([customer_id])}


def acts(shop, customer_id):
    with shop.reading() as work:
        return [(one.act, one.change) for one in work.traces.of("customer", customer_id)]


def test_many_assets_are_added_at_once_and_remembered_once(shop, assets, acme):
    lines = "\n".join(f"PC-{at:03};Desktop;SN{at};Workstations/Lab" for at in range(300))
    made = assets.paste(acme, lines)

    found = on_file(shop, acme)
    assert len(made) == 300
    assert found["PC-299"].policy_folder == "Workstations/Lab"
    assert acts(shop, acme) == [
        ("assets_made", {"count": 300, "names": [f"PC-{at:03}" for at in range(20)]}),
    ]


def test_one_wrong_line_and_none_is_added(shop, assets, acme):
    before = on_file(shop, acme)
    with pytest.raises(Rejected) as error:
        assets.paste(acme, "PC-1\n;Desktop\n")

    assert [(one.place, one.code) for one in error.value.problems] == [("line 2", "nothing_typed")]
    assert on_file(shop, acme) == before
    with pytest.raises(Missing):
        assets.paste(99_999, "PC-1")


def test_assets_are_put_away_and_brought_back(shop, assets, acme):
    here = [one for one in on_file(shop, acme).values() if one.active]
    gone = assets.archive([one.id for one in here[:2]])

    assert [one.name for one in gone] == [one.name for one in here[:2]]
    assert not any(on_file(shop, acme)[one.name].active for one in gone)
    assert assets.archive([gone[0].id]) == ()
    assert len(assets.restore([one.id for one in gone])) == 2
    assert [act for act, _ in acts(shop, acme)] == ["assets_archived", "assets_restored"]


def test_assets_that_are_not_there_are_missing_and_nothing_changes(shop, assets, acme):
    one = next(one for one in on_file(shop, acme).values() if one.active)
    with pytest.raises(Missing):
        assets.archive([one.id, 99_999])

    assert on_file(shop, acme)[one.name] == one


def test_assets_are_put_into_a_folder(shop, assets, acme):
    one = next(iter(on_file(shop, acme).values()))
    assets.put([one.id], " Servers / Rack 1 ")
    assert on_file(shop, acme)[one.name].policy_folder == "Servers/Rack 1"
    assets.put([one.id], "")

    assert on_file(shop, acme)[one.name].policy_folder == ""
    for folder in ("x" * 2000, "a\nb"):
        with pytest.raises(Rejected):
            assets.put([one.id], folder)


def test_a_folder_moves_with_its_assets_and_with_what_lines_count_in_it(shop, assets, acme):
    before = [
        one.name for one in on_file(shop, acme).values() if one.policy_folder.startswith("Workstations")
    ]
    with shop.reading() as work:
        counted = [
            line.id
            for one in work.schedules.of_customers([acme])
            for line in one.lines
            if line.counter and line.counter.folder
        ]
    assert before
    assert counted

    assert assets.move_folder(acme, "workstations", "Devices/Desks") == len(before)
    found = on_file(shop, acme)
    assert all(found[name].policy_folder.startswith("Devices/Desks") for name in before)
    with shop.reading() as work:
        folders = [
            line.counter.folder
            for one in work.schedules.of_customers([acme])
            for line in one.lines
            if line.counter and line.counter.folder
        ]
    assert all(folder.startswith("Devices/Desks") for folder in folders)
    assert acts(shop, acme)[-1][0] == "folder_moved"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("Nowhere", "X", Missing),
        ("Workstations", "", Rejected),
        ("Workstations", " / ", Rejected),
        ("Workstations", "x" * 2000, Rejected),
        ("Workstations", "a\nb", Rejected),
        ("", "X", Rejected),
        ("Workstations", "Workstations/Inner", Refused),
    ],
)
def test_a_folder_moves_nowhere_else(shop, assets, acme, old, new, error):
    before = on_file(shop, acme)
    with pytest.raises(error):
        assets.move_folder(acme, old, new)

    assert on_file(shop, acme) == before


def test_only_the_spelling_of_a_folder_can_change(shop, assets, acme):
    assert assets.move_folder(acme, "Workstations", "WORKSTATIONS") > 0


def test_a_folder_is_made_out_of_assets_and_changed_with_what_lies_in_it(shop, assets, acme):
    names = {one.name: one.id for one in assets.of(acme)}
    first, second, third = sorted(names)[:3]
    assert assets.keep_folder(acme, "", " Lab / Bench ", [names[first], names[second]]) == "Lab/Bench"
    assert assets.keep_folder(acme, "Lab", "Room", [names[second], names[third]]) == "Room"

    found = on_file(shop, acme)
    assert [found[one].policy_folder for one in (first, second, third)] == ["", "Room/Bench", "Room"]
    assert [act for act, _change in acts(shop, acme)] == ["assets_moved", "folder_moved"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("", " / ", ["nothing_typed"]),
        ("", "New", ["folder_is_empty"]),
        ("", "x" * 5000, ["too_long"]),
        ("Servers", "", ["nothing_typed"]),
    ],
)
def test_rubbish_makes_no_folder(shop, assets, acme, old, new, codes):
    before = on_file(shop, acme)
    ids = [] if codes == ["folder_is_empty"] else [assets.of(acme)[0].id]
    with pytest.raises(Rejected) as error:
        assets.keep_folder(acme, old, new, ids)
    assert [one.code for one in error.value.problems] == codes
    with pytest.raises(Refused):
        assets.keep_folder(acme, "Servers", "Servers/Deep", [assets.of(acme)[0].id])
    with pytest.raises(Missing):
        assets.keep_folder(acme, "", "New", [99_999])
    assert on_file(shop, acme) == before
