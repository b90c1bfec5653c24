"""What stands above the sheet: troubles first, then what failed three times in a row, then the pane's own."""

from types import SimpleNamespace

import pytest

from billdesk.domain.errors import Trouble
from billdesk.ui.messages import Banner, Notice
from billdesk.ui.notices import Notices
from support.recurring_shop import FEB_1, failing_shop_run
from support.shops import copied


class Told:
    """The notices of a shop in which a schedule fails, with a pane that has something to say."""

    def __init__(self, qtbot, look, bench):
        self.banner = Banner(look)
        qtbot.addWidget(self.banner)
        self.pane = SimpleNamespace(key="invoices", notice=Notice("waits", "Three drafts wait"))
        self.gone, self.bench, self.qtbot = [], bench, qtbot
        self.below = Banner(look, "window.banner.below")
        qtbot.addWidget(self.below)
        self.notices = Notices(bench, self.banner, lambda: self.pane, self.gone.append, lambda: self.below)

    def fail(self, times=1):
        from billdesk.services.run import Request

        for _ in range(times):
            self.bench.desk.run.go(Request(FEB_1))
        return self.read()

    def read(self):
        self.notices.read()
        self.qtbot.waitUntil(lambda: not self.bench.background.busy())
        return self.said

    @property
    def said(self):
        return "" if self.banner.isHidden() else self.banner.accessibleName()


@pytest.fixture
def told(qtbot, look, background, tmp_path):
    from billdesk.app.build import build
    from billdesk.app.config import Config
    from billdesk.ui.bench import Bench
    from billdesk.ui.figures import Figures

    path = copied(failing_shop_run, tmp_path / "shop.billdesk")
    desk = build(Config(str(path), FEB_1, "desk-1"))
    yield Told(qtbot, look, Bench(desk, look, background, Figures("en", "USD"), "en"))
    desk.close()


def test_two_failures_are_no_alarm_and_three_in_a_row_are_until_they_are_mended(told):
    assert told.fail(times=1) == "Three drafts wait"
    said = told.fail(times=1)
    assert said.startswith("1 schedule failed three times in a row or more: Bistro Müller")
    told.banner._acts[0].click()
    assert told.gone == ["failures"]
    shop = told.bench.desk.recurring
    shop.pause("bistro-fails")
    assert told.read() == "Three drafts wait"


def test_closed_it_stays_away_until_another_one_fails_so_often(told):
    told.fail(times=2)
    told.banner.close_it()
    assert told.said == "Three drafts wait"
    assert told.fail() == "Three drafts wait"
    told.notices._closed = frozenset({999})  # as if another one had been closed
    assert told.read().startswith("1 schedule")
    told.banner.close_it()
    told.banner.close_it()
    assert told.said == ""


def test_where_all_of_it_is_listed_it_is_not_said_once_more(told):
    told.fail(times=2)
    told.pane = SimpleNamespace(key="failures", notice=None)
    told.notices.show()
    assert told.said == ""


def test_a_trouble_comes_first(told):
    told.notices.tell_trouble(Trouble("disk_is_full"))
    assert "disk" in told.fail(times=2)
    told.banner.close_it()
    assert told.said.startswith("1 schedule")


def test_what_the_pane_has_to_say_stands_below_the_alarm_and_each_is_closed_alone(told):
    told.fail(times=2)
    assert told.said.startswith("1 schedule failed")
    assert (told.below.isHidden(), told.below.accessibleName()) == (False, "Three drafts wait")
    told.banner.close_it()
    assert (told.said, told.below.isHidden()) == ("Three drafts wait", True)
    told.notices._closed = frozenset()
    told.read()
    told.below.close_it()
    assert told.said.startswith("1 schedule failed")
    assert (told.below.isHidden(), told.pane.notice) == (True, None)
