"""The page of one account: period or open items, what is wrong, saving and e-mailing what is seen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from billdesk.domain.statement import Wanted
from billdesk.ui.tasks import StatementTask
from support.windows import DAY


@pytest.fixture
def open_page(make_bench, qtbot):
    from billdesk.ui.pages.statement import StatementPage

    def make(name="Acme", period=None):
        bench = make_bench()
        key = next(one.id for one in bench.desk.browsing.customers("") if name in one.name)
        page = StatementPage(bench)
        page.told_words, page.asked_places = [], []
        page.told.connect(lambda words, _undo: page.told_words.append(words))
        page.asked.connect(lambda place, _what: page.asked_places.append(place))
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        page.show_what(StatementTask(key, name, period))
        qtbot.waitUntil(lambda: bool(page.currency.value()) and not page.is_waiting())
        return page, key

    return make


def test_this_month_is_shown_and_last_month_is_a_click_away(open_page, qtbot):
    page, key = open_page()
    assert page.wanted() == Wanted(key, "USD", DAY, DAY)
    page.last_month.click()
    assert page.wanted() == Wanted(key, "USD", date(2026, 1, 31), date(2026, 1, 1))
    page.kind.edit.pick("open")
    assert page.wanted() == Wanted(key, "USD", DAY)
    assert page.start.isHidden()
    qtbot.waitUntil(lambda: not page.is_waiting())


def test_a_period_that_ends_before_it_begins_makes_no_paper_and_is_said(open_page, qtbot):
    page, _key = open_page()
    page.end.edit.setFocus()
    page.end.edit.selectAll()
    QTest.keyClicks(page.end.edit, "2020-01-01")
    QTest.keyClick(page.end.edit, Qt.Key.Key_Return)
    assert page.wanted() is None
    assert page.end.told() == "It ends before it begins"
    assert not (page.mail.isEnabled())
    assert not (page.save.isEnabled())


def test_what_is_seen_goes_into_the_outbox_and_the_outbox_is_sent(open_page, qtbot):
    page, _key = open_page()
    before = page.bench.desk.sending.counts()["queued"]
    assert page.mail.isEnabled()
    page.mail.click()
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert page.told_words == ["The statement is in the outbox"]
    assert page.asked_places == ["outbox"]
    assert page.bench.desk.sending.counts()["queued"] == before + 1


def test_who_has_no_address_cannot_be_e_mailed_and_why_is_said(open_page, tmp_path, qtbot):
    page, _key = open_page("Café")
    assert not page.mail.isEnabled()
    assert "e-mail address" in page.note.text()
    page.send()
    assert page.told_words == []
    page.save_into(tmp_path)
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_without_a_customer_there_is_nothing_to_do(make_bench, qtbot):
    from billdesk.ui.pages.statement import StatementPage

    page = StatementPage(make_bench())
    qtbot.addWidget(page)
    page.show_what(None)
    assert page.wanted() is None
    assert not (page.mail.isEnabled())
    assert not (page.save.isEnabled())
