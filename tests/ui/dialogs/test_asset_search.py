"""The form of a saved search where a line counts by it: what is wrong is said, and what is kept is told."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.customer import Condition
from billdesk.ui.dialogs.asset_search import AssetSearchDialog, ask_search


@pytest.fixture
def ask(qtbot, make_bench):
    over = QWidget()
    qtbot.addWidget(over)
    over.kept = []
    bench = make_bench()
    over.desk = bench.desk

    def open_it(search_id=None):
        ask_search(bench, search_id, 1, over, over.kept.append)
        qtbot.waitUntil(lambda: bool(over.findChildren(AssetSearchDialog)) and not bench.background.busy())
        dialog = over.findChildren(AssetSearchDialog)[-1]
        qtbot.waitUntil(lambda: not dialog.search.is_waiting())
        return dialog

    open_it.over, open_it.bench = over, bench
    yield open_it
    qtbot.waitUntil(lambda: not bench.background.busy())


def put_condition(dialog, field, op, value):
    model = dialog.search.model
    model.add({"id": 0, "op": op})
    for at, words in enumerate((field, op, value)):
        model.setData(model.index(len(model.rows) - 1, at), words)


def test_rubbish_is_said_in_the_dialog_which_stays_open(qtbot, ask):
    dialog = ask()
    dialog.submit()
    assert "Something must stand" in dialog.search.form.fields["name"].told()
    dialog.search.form.fields["name"].edit.setText("x" * 5000)
    put_condition(dialog, "=cmd()", "is", "x")
    dialog.submit()
    assert "isn't known" in dialog.wrong.text()
    dialog.search.form.fields["name"].show_value("Managed Windows machines")
    assert dialog.isVisible()
    assert ask.over.kept == []


def test_a_new_one_shows_what_it_finds_of_this_customer_and_is_kept(qtbot, ask):
    dialog = ask()
    dialog.search.form.fields["name"].edit.setText("Servers here")
    put_condition(dialog, "Type", "is", "Server")
    qtbot.waitUntil(lambda: not dialog.search.is_waiting())
    assert dialog.search.count.text().startswith("Finds 1 asset")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(ask.over.kept))
    (search,) = ask.over.kept
    on_file = {one.id: one for one in ask.over.desk.searches.searches()}
    assert on_file[search.id].conditions == (Condition("type", "is", "Server"),)


def test_an_older_one_is_changed_under_its_id(qtbot, ask):
    before = ask.over.desk.searches.searches()[0]
    dialog = ask(before.id)
    assert dialog.search.form.fields["name"].value() == before.name
    dialog.search.form.fields["name"].edit.setText("Called otherwise")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(ask.over.kept))
    assert (ask.over.kept[0].id, ask.over.kept[0].name) == (before.id, "Called otherwise")
