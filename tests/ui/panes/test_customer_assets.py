"""The assets of a customer: folders, saved searches, and many at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from billdesk.domain.customer import Asset, Condition, SavedSearch
from billdesk.ui.panes.customer_assets import AssetsWanted, shows
from billdesk.ui.panes.customer_folders import Place
from billdesk.ui.panes.customers import CustomersPane
from billdesk.ui.tasks import CustomerTask
from support.customers_shop import choose
from support.parts import calm, press


@pytest.fixture
def pane(customers_shop, open_part, qtbot):
    made = open_part(CustomersPane, customers_shop)
    choose(qtbot, made, "Acme Dental")
    made.detail.show_tab("assets")
    calm(qtbot, made)
    return made


def names(pane):
    model = pane.detail.assets.model
    return [model.row(at).name for at in range(model.rowCount())]


def on_file(shop):
    return {one.name: one for one in shop.record("Acme Dental").assets}


def go_to(qtbot, pane, place):
    pane.detail.assets.folders.choose(place)
    calm(qtbot, pane)


def dialog(pane, name):
    return pane.findChild(QDialog, name)


def test_a_folder_shows_what_lies_in_it_and_below(qtbot, pane):
    assert names(pane) == ["NB-001", "NB-002", "SRV-1"]
    go_to(qtbot, pane, Place("Workstations"))
    assert names(pane) == ["NB-001", "NB-002"]
    go_to(qtbot, pane, Place("Workstations/Front desk"))
    assert names(pane) == ["NB-002"]
    go_to(qtbot, pane, Place(archived=True))

    assert names(pane) == ["NB-OLD"]


def test_a_saved_search_shows_what_it_finds_with_its_count(qtbot, pane):
    [(search, count)] = pane.detail.sheet.searches
    go_to(qtbot, pane, Place(search=search))

    assert len(names(pane)) == count
    assert pane.detail.assets.folders.currentItem().text(0) == f"16 GB and more  {count}"
    qtbot.keyClick(pane.detail.assets.folders, Qt.Key.Key_Return)
    assert pane.asked_places == [("asset_searches", search)]


def test_words_narrow_the_list(qtbot, pane):
    pane.detail.assets.search.setText("srv")
    qtbot.waitUntil(lambda: names(pane) == ["SRV-1"])
    pane.detail.assets.search.setText("zzz")
    qtbot.waitUntil(lambda: names(pane) == [])

    assert pane.detail.assets.none.text() == "No asset matches these words."


def test_ticked_assets_are_archived_and_undo_brings_them_back(qtbot, customers_shop, pane):
    assets = pane.detail.assets
    assets.model.ticks.set([on_file(customers_shop)[name].id for name in ("NB-001", "SRV-1")], True)
    assert assets.buttons["archive"].text() == "Archive 2"
    press(qtbot, pane, "customer.assets.archive")
    calm(qtbot, pane)
    assert pane.told_words == ["2 assets are archived"]
    qtbot.waitUntil(lambda: names(pane) == ["NB-002"])
    pane.undo[-1]()
    calm(qtbot, pane)

    assert on_file(customers_shop)["SRV-1"].active


def test_an_archived_asset_is_brought_back_by_its_button(qtbot, customers_shop, pane):
    go_to(qtbot, pane, Place(archived=True))
    pane.detail.assets.table.choose(0)
    press(qtbot, pane, "customer.assets.restore")
    calm(qtbot, pane)

    assert on_file(customers_shop)["NB-OLD"].active


def test_many_assets_are_pasted_and_what_is_wrong_is_said_by_its_line(qtbot, customers_shop, pane):
    press(qtbot, pane, "customer.assets.paste")
    question = dialog(pane, "asset.paste")
    lines = question.form.fields["lines"].edit
    lines.setPlainText("NB-100;Laptop;SN;Workstations\n;Laptop")
    question.keep.click()
    calm(qtbot, pane)
    assert question.wrong.text().startswith("line 2: ")
    assert "NB-100" not in on_file(customers_shop)
    lines.setPlainText("NB-100;Laptop;SN;Workstations\n<b>=cmd()\t🙂\n")
    qtbot.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, pane)

    assert pane.told_words == ["2 assets are added"]
    assert on_file(customers_shop)["NB-100"].policy_folder == "Workstations"
    assert on_file(customers_shop)["<b>=cmd()"].type == "🙂"


def test_assets_are_put_into_a_folder(qtbot, customers_shop, pane):
    pane.detail.assets.table.choose(2)
    press(qtbot, pane, "customer.assets.put")
    question = dialog(pane, "asset.put")
    question.form.fields["folder"].edit.setText("Rack / One")
    qtbot.keyClick(question, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, pane)

    assert on_file(customers_shop)["SRV-1"].policy_folder == "Rack/One"


def test_a_folder_is_renamed_with_its_assets(qtbot, customers_shop, pane):
    assert not pane.detail.assets.buttons["rename"].isEnabled()
    go_to(qtbot, pane, Place("Workstations"))
    press(qtbot, pane, "customer.assets.rename")
    question = dialog(pane, "folder.move")
    edit = question.form.fields["folder"].edit
    edit.setText("Workstations/Inside")
    question.keep.click()
    calm(qtbot, pane)
    assert "can't lie within itself" in question.wrong.text()
    edit.setText("Desks")
    question.keep.click()
    calm(qtbot, pane)

    assert on_file(customers_shop)["NB-002"].policy_folder == "Desks/Front desk"
    assert pane.told_words == ["The folder is moved with 3 assets"]
    qtbot.waitUntil(lambda: "Desks" in [one.name for one in pane.detail.sheet.folders])


def test_editing_and_new_assets_open_the_editor(qtbot, customers_shop, pane):
    key, asset = customers_shop.id_of("Acme Dental"), on_file(customers_shop)["NB-001"]
    pane.detail.assets.table.choose(0)
    qtbot.keyClick(pane.detail.assets.table, Qt.Key.Key_Return)
    press(qtbot, pane, "customer.assets.new")
    press(qtbot, pane, "customer.assets.find")

    assert pane.asked_places == [
        ("customer", CustomerTask(key, "assets", asset.id)),
        ("customer", CustomerTask(key, "assets")),
        ("asset_searches", SavedSearch(0, "", "")),
    ]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (AssetsWanted(), True),
        (AssetsWanted(archived=True), False),
        (AssetsWanted(folder="pcs"), True),
        (AssetsWanted(folder="Other"), False),
        (AssetsWanted(text="nb yes"), True),
        (AssetsWanted(text="nb no"), False),
        (AssetsWanted(search=SavedSearch(1, "s", "S", "all", (Condition("type", "is", "laptop"),))), True),
        (AssetsWanted(search=SavedSearch(1, "s", "S", "all", (Condition("type", "is", "x"),))), False),
    ],
)
def test_what_belongs_into_the_list(wanted, shown):
    asset = Asset(1, "a", 1, "NB-1", "Laptop", policy_folder="PCs/Front", fields={"encrypted": "yes"})

    assert shows(asset, wanted) == shown
    assert not shows(Asset(1, "a", 1, "NB-1"), AssetsWanted(folder="PCs"))
