"""The page beside the editor: only the newest draft is made, none while it can't be seen, and it follows."""

from dataclasses import replace

import pytest

from billdesk.ui.editors.live_page import LivePage


@pytest.fixture
def live(make_bench, qtbot):
    bench = make_bench()
    with bench.desk.sending._office.reading() as work:
        draft = replace(work.invoices.all()[0], state="draft", number=None)
    page = LivePage(bench)
    page.draft, page.bench = draft, bench
    qtbot.addWidget(page)
    page.resize(404, 600)
    page.made = []
    preview = bench.desk.papers.preview
    object.__setattr__(bench.desk, "papers", Counted(bench.desk.papers, preview, page.made))
    yield page
    qtbot.waitUntil(lambda: not bench.background.busy(), timeout=20_000)


class Counted:
    """The papers, noting which titles were made."""

    def __init__(self, papers, preview, made):
        self._papers, self._preview, self._made = papers, preview, made

    def preview(self, draft):
        self._made.append(draft.title)
        return self._preview(draft)

    def __getattr__(self, name):
        return getattr(self._papers, name)


def test_only_the_newest_of_many_changes_is_made(live, qtbot):
    live.show()
    for number in range(20):
        live.show_draft(replace(live.draft, title=f"Title {number}"))
    qtbot.waitUntil(lambda: live.count.text() == "1 page", timeout=20_000)
    assert live.made == ["Title 19"]
    assert live.page.accessibleName() == "Draft, 1 page"


def test_nothing_is_made_while_it_can_not_be_seen(live, qtbot):
    live.show_draft(live.draft)
    live._make()
    assert live.made == []
    live.show()
    qtbot.waitUntil(lambda: len(live.made) == 1, timeout=20_000)


def test_what_goes_wrong_is_told_and_the_next_change_is_made_again(live, qtbot):
    from billdesk.domain.errors import Trouble

    heard = []
    live.failed.connect(heard.append)
    live._on_failed(Trouble("disk_failed"))
    assert heard[0].code == "disk_failed"
    live.show()
    live.show_draft(replace(live.draft, title="Again"))
    qtbot.waitUntil(lambda: live.count.text() == "1 page", timeout=20_000)
