"""The catalog: found, filtered, previewed, edited, archived with Undo; everything by keyboard as well."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.catalog import Product
from billdesk.domain.products import ProductFilter
from billdesk.ui.panes.catalog import CatalogPane
from support.catalog_shop import click, settle


@pytest.fixture
def pane(open_on_shop, qtbot):
    made = open_on_shop(CatalogPane)
    qtbot.waitUntil(lambda: made.model.loaded)
    return made


def names(pane):
    return [pane.model.row(at).name for at in range(pane.model.rowCount())]


def choose(qtbot, pane, at=0):
    pane.table.choose(at)
    settle(qtbot, pane)
    return pane.model.row(at)


def test_the_list_shows_what_is_in_use_by_name_and_counts_it(pane):
    assert names(pane) == sorted(names(pane), key=str.casefold)
    assert pane.totals.accessibleName().startswith(str(len(names(pane))))


def test_the_preview_follows_the_choice(qtbot, pane):
    for at in (0, 1):
        row = choose(qtbot, pane, at)
        assert pane.preview.sheet.product.id == row.id
        assert pane.preview.name.text() == row.name


def test_the_search_and_the_chips_narrow_the_list_and_clear_brings_all_back(qtbot, pane):
    everything = names(pane)
    pane.search()
    pane.filter.search.setText("zzzz")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0 and pane.empty.isVisible())
    assert pane.empty.title.text() == "No product matches these filters"
    click(qtbot, pane, "catalog.clear_filters")
    qtbot.waitUntil(lambda: names(pane) == everything)
    pane.filter.chips.chip("kind").pick(("labor",))
    settle(qtbot, pane)
    assert {pane.model.row(at).kind for at in range(pane.model.rowCount())} <= {"labor"}


def test_sorting_by_the_price_turns_the_order(qtbot, pane):
    column = [one.name for one in pane.model.columns].index("price") if hasattr(pane.model, "columns") else 3
    pane.model.sort_by(column)
    settle(qtbot, pane)
    first = names(pane)
    pane.model.sort_by(column)
    settle(qtbot, pane)
    assert names(pane) == first[::-1]


def test_enter_and_the_buttons_open_the_editor(qtbot, pane):
    row = choose(qtbot, pane)
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    click(qtbot, pane, "catalog.edit")
    pane.make_new()
    assert pane.asked_places == [("product", row.id), ("product", row.id), ("product", None)]


def test_archiving_the_chosen_one_can_be_taken_back(qtbot, pane):
    row = choose(qtbot, pane)
    click(qtbot, pane, "catalog.archive")
    assert row.name not in names(pane)
    assert pane.told_words == [f"{row.name} is archived"]
    pane.undo[0]()
    settle(qtbot, pane)
    assert row.name in names(pane)


def test_ticked_products_are_archived_together_and_restored(qtbot, pane):
    catalog = pane.bench.desk.catalog
    rows = [pane.model.row(at) for at in (0, 1)]
    pane.table.choose(0)
    for row in rows:
        pane.model.ticks.toggle(row.id)
    click(qtbot, pane, "catalog.bulk.archive")
    assert catalog.count(ProductFilter(active=False)) == 2
    assert pane.told_words[-1] == "2 products are archived"
    pane.filter.chips.chip("archived").pick(("yes",))
    settle(qtbot, pane)
    assert names(pane) == [row.name for row in rows]
    pane.model.ticks.set_all(True)
    settle(qtbot, pane)
    click(qtbot, pane, "catalog.bulk.restore")
    assert catalog.count(ProductFilter(active=False)) == 0


def test_a_price_that_another_desk_changes_shows_at_once(qtbot, pane):
    row = choose(qtbot, pane)
    catalog = pane.bench.desk.catalog
    from dataclasses import replace

    catalog.change(replace(catalog.sheet(row.id).product, name="AAA renamed", unit_price=1_230_000))
    settle(qtbot, pane)
    qtbot.waitUntil(lambda: names(pane)[0] == "AAA renamed")


def test_what_can_be_done_depends_on_what_is_chosen(qtbot, pane):
    choose(qtbot, pane)
    assert (pane.can_edit(), pane.can_archive(), pane.can_restore()) == (True, True, False)


def test_an_empty_catalog_says_what_it_is_for_with_a_button(qtbot, open_on_shop):
    pane = open_on_shop(CatalogPane, "empty")
    assert pane.empty.isVisible()
    assert pane.empty.title.text() == "Nothing to sell yet"
    click(qtbot, pane, "catalog.first")
    assert pane.asked_places == [("product", None)]
    pane.bench.desk.catalog.create(Product(0, "", "Cable"))
    settle(qtbot, pane)
    assert names(pane) == ["Cable"]


def test_a_narrow_window_shows_the_preview_as_a_drawer(qtbot, pane):
    pane.fold(1024, 640)
    assert not pane.drawer.is_open
    pane.toggle_preview()
    assert pane.drawer.is_open
