"""The page Preview run on a real database: the dry run as a list, its day and its sums."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from billdesk.services.run import Request
from support.parts import rows, stopped_before_it_begins
from support.recurring_shop import FEB_1, choose_row


def facts(page):
    return {fact.label: fact.said for fact in page.sums.facts()}


def said(page, customer):
    number = next(n for n, row in enumerate(rows(page)) if row.customer == customer)
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.model.data(page.model.index(number, column), role) for column in range(1, 6)]


def test_each_invoice_stands_beside_the_last_one_with_the_reason_and_what_happens(page):
    acme = said(page, "Acme Dental")

    assert acme[:3] == ["Acme Dental Managed IT March 2026", "Mar 1", "620.11"]
    assert acme[3].startswith("−186.71")
    assert acme[4].endswith("e-mailed")
    assert "+1 Laptops: NB-101" in acme[4] or "more" in acme[4]


def test_what_fails_says_why_and_is_counted_as_needing_the_biller(page):
    failed = next(row for row in rows(page) if row.fate == "failed")

    assert facts(page)["Needs you first"] == "Needs you first 1 customer Bistro Müller"
    number = rows(page).index(failed)
    words = page.model.data(page.model.index(number, 5), Qt.ItemDataRole.AccessibleTextRole)
    assert "CAD" in words
    assert words.endswith("not drawn up")


def test_the_sums_on_top_agree_with_the_rows(page):
    assert facts(page)["Invoices"] == "Invoices 2 none skipped"
    assert facts(page)["Total"].startswith("Total $695.11")
    assert facts(page)["E-mailed at once"] == "E-mailed at once 1 1 is left as a draft"


def test_nothing_is_written(qtbot, recurring_shop, page):
    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 3, 1)
    assert len(recurring_shop.sheet("acme-msp").invoices) == 1


def test_the_segments_count_and_choose_row(qtbot, page):
    texts = [
        page.findChild(QWidget, f"run.only.{key}").text() for key in ("all", "differ", "drafts", "skipped")
    ]
    assert texts == ["All 3", "Differ 2", "Drafts 1", "Skipped 1"]

    qtbot.mouseClick(page.findChild(QWidget, "run.only.drafts"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.fate for row in rows(page)] == ["draft"])
    qtbot.keyClick(page.findChild(QWidget, "run.only.drafts"), Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: [row.fate for row in rows(page)] == ["failed"])


def test_a_search_finds_counted_names_and_says_when_there_is_nothing(qtbot, page):
    page.search()
    qtbot.keyClicks(page.search_field, "nb-101")
    qtbot.waitUntil(lambda: [row.customer for row in rows(page)] == ["Acme Dental"])

    qtbot.keyClicks(page.search_field, "x")

    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.accessibleName() == "Nothing of that kind"


def test_another_day_is_typed_stepped_or_refused_in_place(qtbot, page):
    field = page.until
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "+0")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert field.text() == "Feb 1, 2026"

    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day == date(2026, 2, 2)
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert page.wrong.text() == "Not a date. Type Feb 1, 2026 or +14"
    assert field.day == date(2026, 2, 2)
    qtbot.keyClicks(field, "1")
    assert page.wrong.text() == ""


def test_one_schedule_alone_can_be_looked_at(qtbot, recurring_shop, page):
    acme = recurring_shop.sheet("acme-msp").schedule.id
    page.show_what(Request(FEB_1, date(2026, 4, 1), schedules=frozenset({acme})))

    qtbot.waitUntil(lambda: [row.billing_date for row in rows(page)] == [date(2026, 3, 1), date(2026, 4, 1)])
    second = rows(page)[1]
    assert second.last_date == date(2026, 3, 1)


def test_late_invoices_are_told_above_the_sheet(qtbot, recurring_shop, page):
    recurring_shop.real.recurring.resume("bistro-paused", date(2026, 1, 1))
    recurring_shop.real.announcer.listeners.clear()
    noticed = []
    page.noticed.connect(lambda: noticed.append(page.notice))
    page.show_what(Request(date(2026, 4, 1), date(2026, 4, 1)))

    qtbot.waitUntil(lambda: bool(noticed) and noticed[-1] is not None)
    assert noticed[-1].title.startswith("Came due while BillDesk was closed: ")
    assert noticed[-1].kind == "waits"


def test_nothing_due_says_until_which_day(qtbot, recurring_shop, page):
    page.show_what(Request(FEB_1, FEB_1, schedules=frozenset({999})))

    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.accessibleName() == "Nothing is due up to Feb 1"
    assert not page.detail.isVisible()


def test_run_now_is_the_filled_button_and_asks_for_the_run(page):
    run = page.top_widgets()[-1]
    run.click()

    assert run.property("kind") == "primary"
    assert page.asked_places == [("run", None)]


def test_after_the_run_the_page_looks_ahead_again(qtbot, recurring_shop, page):
    recurring_shop.real.recurring.bill_now("acme-msp", FEB_1)

    qtbot.waitUntil(lambda: "Acme Dental" not in {row.customer for row in rows(page)})


def test_in_a_narrow_window_enter_opens_the_detail(qtbot, page):
    page.resize(900, 560)
    page.fold(1024, 640)
    choose_row(qtbot, page, "Acme Dental")
    assert not page.detail.isVisible()
    page.table.setFocus()

    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert page.detail.isVisible()
    assert not page.left.isVisible()


def test_controls_have_names(page):
    nameless = [one.objectName() for one in page.findChildren(QPushButton) if not one.accessibleName()]

    assert nameless == []
    assert page.until.accessibleName() == "Everything due up to"
    assert page.table.accessibleName() == "What the run would bring"


def test_stopped_on_the_way_it_says_that_this_is_not_all_and_looks_again(qtbot, page):
    stopped_before_it_begins(page.bench.background, page.refresh)
    qtbot.waitUntil(lambda: page.notice is not None)
    assert page.notice.title == "This isn't the whole run"
    qtbot.waitUntil(lambda: page.model.rowCount() < 3)

    page.notice.acts[0].call()
    qtbot.waitUntil(lambda: page.notice is None and page.model.rowCount() == 3)
