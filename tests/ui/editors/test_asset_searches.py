"""The page of saved asset searches, with what they find while one types."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.customer import Condition, SavedSearch
from billdesk.ui.editors.asset_searches import AssetSearches
from billdesk.ui.editors.list_editor import ListEditor
from support.parts import calm, press, put_text


@pytest.fixture
def open_searches(customers_shop, open_part):
    ListEditor.drafts.clear()
    yield lambda what=None: open_part(AssetSearches, customers_shop, what)
    ListEditor.drafts.clear()


@pytest.fixture
def page(open_searches, qtbot):
    made = open_searches()
    counted(qtbot, made)
    return made


def counted(qtbot, page):
    qtbot.waitUntil(lambda: not page.detail.is_waiting())
    calm(qtbot, page)


def on_file(shop):
    return {one.name: one for one in shop.real.searches.searches()}


def put_condition(page, row, **values):
    for at, name in enumerate(("field", "op", "value")):
        if name in values:
            page.detail.model.setData(page.detail.model.index(row, at), values[name])


def test_a_search_shows_its_conditions_in_words_and_what_it_finds(customers_shop, page):
    search = on_file(customers_shop)["16 GB and more"]
    found = customers_shop.real.searches.find(search)

    assert page.detail.model.rows == [{"id": 0, "field": "RAM (GB)", "op": "is greater than", "value": "15"}]
    assert page.typed() == search
    assert not page.is_changed()
    assert page.detail.count.text() == f"Finds {found.count} assets now"


def test_the_count_follows_what_is_typed(qtbot, page):
    put_condition(page, 0, field="Type", op="is", value="laptop")
    counted(qtbot, page)
    assert page.detail.count.text() == "Finds 2 assets now"
    put_condition(page, 0, value="nothing like it")
    counted(qtbot, page)
    assert page.detail.count.text() == "Finds 0 assets now"
    put_condition(page, 0, op="contains", value="")
    counted(qtbot, page)

    assert page.detail.count.text() == "Finds nothing yet"


def test_a_new_search_is_made_from_the_keyboard_and_kept(qtbot, customers_shop, open_searches):
    page = open_searches(SavedSearch(0, "", ""))
    assert page.detail.form.fields["name"].edit.hasFocus()
    put_text(page.detail.form.fields["name"].edit, "Old servers")
    page.detail.form.fields["match"].edit.pick("any")
    page.detail.add.click()
    put_condition(page, 0, field="Type", op="is", value="Server")
    page.detail.grid.add_row()
    put_condition(page, 1, field="Name", op="contains", value="OLD")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, page)

    search = on_file(customers_shop)["Old servers"]
    assert search.match == "any"
    assert search.conditions == (Condition("type", "is", "Server"), Condition("name", "contains", "OLD"))


def test_a_search_asked_for_is_chosen(qtbot, customers_shop, open_searches):
    search = on_file(customers_shop)["16 GB and more"]
    page = open_searches(search)
    calm(qtbot, page)

    assert page.now == search


@pytest.mark.parametrize(
    ("name", "conditions", "words"),
    [
        ("", [{"field": "Type", "value": "x"}], "Something must stand"),
        ("x" * 5000, [{"field": "Type", "value": "x"}], "too long"),
        ("16 gb AND more", [{"field": "Type", "value": "x"}], "taken already"),
        ("No conditions", [], "At least 1"),
        ("Unknown", [{"field": "=cmd()", "value": "x"}], "isn't known"),
        ("Empty", [{"field": "Type", "op": "contains"}], "Something must stand"),
    ],
)
def test_what_is_wrong_is_said_and_not_kept(qtbot, customers_shop, open_searches, name, conditions, words):
    before = on_file(customers_shop)
    page = open_searches(SavedSearch(0, "", ""))
    put_text(page.detail.form.fields["name"].edit, name)
    for row, values in enumerate(conditions):
        page.detail.model.add({"id": 0, "op": "is"})
        put_condition(page, row, **values)
    page.keep()
    calm(qtbot, page)

    assert words in page.detail.form.fields["name"].told() + page.wrong.text()
    assert on_file(customers_shop) == before


def test_one_by_which_a_line_counts_cannot_be_deleted(qtbot, customers_shop, page):
    press(qtbot, page, "asset_searches.delete")
    calm(qtbot, page)

    assert "Managed IT" in page.wrong.text()
    assert "16 GB and more" in on_file(customers_shop)


def test_one_that_nothing_uses_is_deleted_and_undo_makes_it_anew(qtbot, customers_shop, open_searches):
    made = customers_shop.real.searches.save_search(
        SavedSearch(0, "", "Tills", "all", (Condition("type", "is", "Till"),))
    )
    page = open_searches(made)
    calm(qtbot, page)
    press(qtbot, page, "asset_searches.delete")
    calm(qtbot, page)
    assert "Tills" not in on_file(customers_shop)
    page.undo[-1]()
    calm(qtbot, page)

    assert on_file(customers_shop)["Tills"].conditions == made.conditions
