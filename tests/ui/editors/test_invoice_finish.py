"""How a draft leaves its editor, and what becomes of it when that fails."""

from dataclasses import replace

from billdesk.domain.errors import Rejected


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
