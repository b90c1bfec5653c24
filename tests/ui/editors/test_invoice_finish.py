"""How a draft leaves its editor, and what becomes of it when that fails."""

import threading
from dataclasses import replace

from PySide6.QtCore import Qt

from billdesk.domain.errors import Rejected, Trouble


def draft_of(page, typist):
    typist.type("ssd")
    typist.press("Return")


def test_it_is_issued_once_however_often_the_key_is_pressed(editor, qtbot):
    page, typist = editor
    draft_of(page, typist)
    page.finishing.issue(mails=False)
    page.finishing.issue(mails=False)
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert typist.told == ["INV-2026-00002 issued"]
    assert typist.troubles == []


def test_a_refusal_leaves_the_editor_open_with_everything_in_it(editor, qtbot):
    page, typist = editor
    draft_of(page, typist)
    with page.bench.desk.sending._office.work() as work:
        from sqlalchemy import text

        work.connection.execute(text("UPDATE customers SET email = ''"))
        work.connection.execute(text("UPDATE contacts SET email = ''"))
        work.commit()
    page.finishing.issue(mails=True)
    qtbot.waitUntil(lambda: bool(typist.troubles))
    assert isinstance(typist.troubles[0], Rejected)
    assert (page.finishing.busy, typist.asked) == (False, [])
    assert page.bench.desk.naming.invoice(str(page.state.invoice.id)).state == "draft"


def test_what_another_desk_has_kept_meanwhile_is_not_issued(editor, qtbot):
    page, typist = editor
    draft_of(page, typist)
    page.keeping.keep()
    qtbot.waitUntil(lambda: page.state.invoice.id > 0 and not page.bench.background.busy())
    drafts = page.bench.desk.drafts
    drafts.keep(replace(drafts.open(page.state.invoice.id).invoice, title="Theirs"))
    typist.type("5")
    page.finishing.issue(mails=False)
    qtbot.waitUntil(lambda: bool(typist.troubles))
    assert typist.troubles[0].code == "invoice_changed"
    assert not page.finishing.busy


def test_nothing_that_is_not_issuable_becomes_recurring(editor):
    page, typist = editor
    page.finishing.make_recurring()
    assert typist.troubles[0].code == "invoice_has_no_lines"


def test_what_comes_in_while_it_is_being_kept_is_issued_too(editor, qtbot):
    page, typist = editor
    draft_of(page, typist)
    page.finishing.issue(mails=False)
    page.state.change(lambda draft: replace(draft, reference="PO 77"))
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert typist.troubles == []
    number = typist.told[0].split()[0]
    assert page.bench.desk.naming.invoice(number).reference == "PO 77"


def test_nothing_can_be_typed_while_it_is_being_issued_and_all_of_it_once_that_failed(
    editor, qtbot, monkeypatch
):
    page, typist = editor
    draft_of(page, typist)
    page.head.title.edit.setFocus()
    go = threading.Event()

    def refuse(_self, _invoice_id, _today):
        go.wait(10)
        raise Trouble("database_is_away")

    monkeypatch.setattr(type(page.bench.desk.invoicing), "issue", refuse)
    page.finishing.issue(mails=False)
    parts = (page.grid, page.foot, page.head.title, page.head.customer, page.pending)
    assert not any(part.isEnabled() for part in parts)
    before = page.state.invoice
    qtbot.keyClicks(page.head.title.edit, "too late")
    page.undo()
    assert page.state.invoice == before
    go.set()
    qtbot.waitUntil(lambda: bool(typist.troubles))
    assert all(part.isEnabled() for part in parts)
    assert page.head.title.edit.hasFocus()
    page.head.title.edit.selectAll()
    qtbot.keyClicks(page.head.title.edit, "In time")
    qtbot.keyClick(page.head.title.edit, Qt.Key.Key_Tab)
    assert page.state.invoice.title == "In time"


def test_nothing_is_kept_by_itself_while_it_is_being_issued(editor, qtbot, monkeypatch):
    page, typist = editor
    draft_of(page, typist)
    page.keeping._timer.setInterval(0)
    issue, kept = page.bench.desk.invoicing.issue, []

    def slowly(*given):
        done = issue(*given)
        go_on.wait(2)
        return done

    go_on = threading.Event()
    monkeypatch.setattr(type(page.bench.desk.invoicing), "issue", lambda _self, *given: slowly(*given))
    page.keeping.kept.connect(kept.append)
    page.finishing.issue(mails=False)
    qtbot.waitUntil(lambda: bool(kept))
    page.state.change(lambda draft: replace(draft, reference="PO 77"))
    qtbot.wait(50)
    go_on.set()
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert (typist.troubles, len(kept)) == ([], 1)


def test_a_failure_to_keep_is_told_once_and_not_tried_again_by_itself(editor, qtbot, monkeypatch):
    page, typist = editor
    draft_of(page, typist)
    page.keeping._timer.setInterval(0)
    tried = []

    def away(_self, *_given):
        tried.append(1)
        raise Trouble("database_is_away")

    monkeypatch.setattr(type(page.bench.desk.drafts), "keep", away)
    page.state.change(lambda draft: replace(draft, reference="PO 77"))
    qtbot.waitUntil(lambda: bool(tried))
    qtbot.wait(100)
    assert len(tried) == 1
    assert page.keeping.is_unsaved
