"""All accounts of a month: ticked at first, saved and e-mailed in one go but for those without an address."""

import pytest

from billdesk.services.payments import Received
from billdesk.ui.tasks import StatementTask
from support.windows import DAY


@pytest.fixture
def page(make_bench, qtbot):
    from billdesk.ui.pages.statements import StatementsPage

    bench = make_bench()
    for one in bench.desk.browsing.customers(""):
        if one.name != "Acme":
            bench.desk.payments.grant(Received(one.id, 5_00, DAY), "goodwill")
    made = StatementsPage(bench)
    made.told_words, made.asked_places = [], []
    made.told.connect(lambda words, _undo: made.told_words.append(words))
    made.asked.connect(lambda place, what: made.asked_places.append((place, what)))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_what(DAY)
    qtbot.waitUntil(lambda: made.model.loaded and bool(made._ticked()))
    return made


def names(page):
    return [one.customer for one in page._ticked()]


def test_every_account_of_the_month_is_ticked_and_says_whether_it_can_be_e_mailed(page):
    rows = page._ticked()
    assert page.month.text() == "February 2026"
    assert len(rows) == page.model.rowCount() > 2
    able = sum(one.reachable for one in rows)
    assert page.note.text() in (f"{able} of {len(rows)} can be e-mailed", f"{len(rows)} ticked")
    assert not page.after.isEnabled()


def test_a_month_without_anything_says_so(page, qtbot):
    page.before.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.month.text() == "January 2026"
    assert not (page.save.isEnabled())
    assert not (page.mail.isEnabled())
    page.after.click()
    qtbot.waitUntil(page.table.isVisible)


def test_the_ticked_ones_are_saved(page, qtbot, tmp_path):
    page.model.ticks.toggle(page.model.row(0).id)
    left = names(page)
    page.save_into(tmp_path)
    page.save_into(tmp_path)  # one job at a time
    qtbot.waitUntil(lambda: bool(page.told_words))
    found = sorted(one.name for one in tmp_path.glob("*.pdf"))
    assert len(found) == len(left)
    assert all(any(name in one for one in found) for name in left)
    assert page.told_words == [f"{len(left)} statements saved"]
    assert names(page) == left, "what was unticked stays so"


def test_only_those_with_an_address_go_into_the_outbox(page, qtbot):
    before = page.bench.desk.sending.counts()["queued"]
    able = sum(one.reachable for one in page._ticked())
    assert 0 < able < page.model.rowCount()
    page.mail.click()
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert page.bench.desk.sending.counts()["queued"] == before + able
    assert page.asked_places == [("outbox", None)]


def test_enter_shows_one_of_them(page):
    row = page.model.row(0)
    page.table.opened.emit(row)
    place, task = page.asked_places[0]
    assert place == "statement"
    assert task == StatementTask(
        row.account.customer_id, row.account.customer, (page._start, page._end), row.account.currency
    )
