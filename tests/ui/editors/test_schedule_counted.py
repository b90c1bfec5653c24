"""From the line that counts: a search or folder is made or changed and chosen, nothing typed is lost."""

import pytest

from billdesk.domain.counting import Counter
from billdesk.ui.dialogs.asset_search import AssetSearchDialog
from billdesk.ui.dialogs.policy_folder import PolicyFolderDialog
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


@pytest.fixture
def page(scheduler, schedule_ids):
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))[0]


def on_line(page, kind):
    at = next(at for at, row in enumerate(page.state.rows) if row.line.type == kind)
    page.body.lines.choose(at)
    return at


def opened(qtbot, page, kind):
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)) and not page.bench.background.busy())
    return page.findChildren(kind)[-1]


def things(page):
    return page.body.details.things


def test_a_new_search_is_chosen_on_the_line_and_what_was_typed_stays(qtbot, page):
    at = on_line(page, "asset")
    page.body.details.typed["included"].edit.setText("rubbish")
    page.body.details._type("included", "rubbish")
    page.body.head.title.edit.setText("Typed before")
    page._on_field("title", "Typed before")
    things(page).new.click()
    dialog = opened(qtbot, page, AssetSearchDialog)
    dialog.search.form.fields["name"].edit.setText("Only laptops")
    dialog.search.model.add({"id": 0, "op": "is"})
    for column, words in enumerate(("Type", "is", "Laptop")):
        dialog.search.model.setData(dialog.search.model.index(0, column), words)
    dialog.submit()
    made = {}
    qtbot.waitUntil(lambda: "Only laptops" in named(page, made))
    looked(qtbot, page)

    row = page.state.rows[at]
    assert row.line.counter == Counter(search_id=made["Only laptops"])
    assert row.wrong("included").text == "rubbish"
    assert page.state.schedule.title == "Typed before"
    assert page.body.details.counter.asset.edit.currentText() == "Search “Only laptops”"
    assert page.focusWidget() is page.body.details.counter.asset.edit
    assert not things(page).change.isHidden()


def named(page, made):
    made.update({one.name: one.id for one in page.form.catalog.searches.values()})
    return made


def test_a_folder_that_is_renamed_is_counted_on_by_the_draft_and_by_the_file(qtbot, page, make_bench):
    at = on_line(page, "policy_folder")
    old = page.state.rows[at].line.counter.folder
    things(page).change.click()
    dialog = opened(qtbot, page, PolicyFolderDialog)
    dialog.form.fields["folder"].edit.setText("Racks")
    dialog.submit()
    qtbot.waitUntil(lambda: page.state.rows[at].line.counter.folder == "Racks")
    looked(qtbot, page)

    assert "Racks" in page.form.folders
    assert old not in page.form.folders
    before = page.form.before
    assert [one.counter.folder for one in before.lines if one.type == "policy_folder"] == ["Racks"]
    assert page.body.lines.painter.found[page.state.rows[at].line.id].count > 0


def test_only_lines_that_count_assets_have_it(page):
    on_line(page, "standard")
    assert things(page).isHidden()
    on_line(page, "policy_folder")
    assert (things(page).new.text(), things(page).change.text()) == ("New folder…", "Change folder…")
