"""The invoice editor: typed with keys, kept by itself, undone step by step, issued or told what is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Conflict, Refused
from billdesk.ui.dialogs.new_customer import NewCustomer
from billdesk.ui.editors.invoice import InvoiceEditor
from billdesk.ui.panes.pane import Discarded
from billdesk.ui.tasks import ScheduleTask


def calm(qtbot, page):
    qtbot.waitUntil(lambda: not page.bench.background.busy(), timeout=10_000)


def kept(qtbot, page):
    """Keep it now, and wait for that."""
    page.keeping.keep()
    calm(qtbot, page)
    return page.state.invoice


def on_file(page, key):
    return page.bench.desk.naming.invoice(str(key))


def invoices(page):
    with page.bench.desk.sending._office.reading() as work:
        return work.invoices.all()


def test_a_new_invoice_asks_for_whom_it_is_and_finds_customers_by_name(open_editor, qtbot):
    page, typist = open_editor(InvoiceEditor)
    assert typist.at() == "invoice.customer"
    assert not page.grid.isEnabled()

    typist.type("bistro")
    typist.press("Return")  # before the list is there
    qtbot.waitUntil(lambda: page.sheet is not None)

    assert page.sheet.customer.name == "Bistro Müller"
    assert typist.at() == "invoice.lines.cell"
    assert page.state.invoice.due_date == date(2026, 3, 5)


def test_a_new_customer_is_asked_for_by_the_name_that_was_typed(open_editor, qtbot):
    page, typist = open_editor(InvoiceEditor)
    typist.type("Zoo")
    qtbot.waitUntil(
        lambda: page.head.customer.offers.isVisible() and len(page.head.customer.offers.suggestions()) == 1
    )
    with qtbot.waitSignal(page.head.customer.new_asked) as asked:
        typist.press("Return")
    assert asked.args == ["Zoo"]


def test_a_line_from_the_catalog_brings_words_unit_price_and_tax(editor):
    page, typist = editor
    typist.type("ssd")
    assert page.offers.isVisible()
    typist.press("Return")
    line = page.state.rows[0].line
    assert (line.description, line.unit, line.unit_price, line.tax_name) == (
        "SSD 1 TB",
        "piece",
        1_199_000,
        "Sales tax",
    ) or line.unit_price
    assert page.state.invoice.total == 119_90 + 9_89
    assert typist.field.accessibleName() == "Quantity, line 1"


def test_a_manual_item_is_just_typed_on(editor):
    page, typist = editor
    typist.type("ssd-like thing")
    typist.press("Tab")
    assert page.state.rows[0].line.product_id is None
    assert page.state.rows[0].line.description == "ssd-like thing"


def test_the_description_of_a_catalog_item_can_be_edited_without_the_catalog_coming_up_again(editor):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    typist.press("Backtab")
    typist.press("End")
    typist.type(", fast")
    assert not page.offers.isVisible()
    assert page.state.rows[0].line.description == "SSD 1 TB, fast"
    assert page.state.rows[0].line.product_id is not None


def test_totals_on_the_screen_follow_each_keystroke(editor):
    page, typist = editor
    seen = []
    typist.type("x")
    typist.press("Tab", times=3)
    for letter in "12.5":
        typist.type(letter)
        seen.append(page.foot.totals.sums()[0].figure)
    assert seen == ["1.00", "12.00", "12.00", "12.50"]


@pytest.mark.parametrize("rubbish", ["abc", "1e999", "-0", "1.2.3", "=1/0", "9" * 40])
def test_rubbish_in_a_price_stays_visible_with_what_is_wrong_and_nothing_is_issued(editor, qtbot, rubbish):
    page, typist = editor
    typist.type("x")
    typist.press("Tab", times=3)
    typist.type(rubbish)
    assert page.grid.wrong.isVisible()
    assert page.grid.wrong.words
    typist.press("Tab")
    assert page.state.rows[0].wrong("price").text == rubbish

    typist.control("Return")
    calm(qtbot, page)

    assert typist.field.accessibleName() == "Price, line 1"
    assert typist.field.text() == rubbish
    assert not [one for one in invoices(page) if one.id == page.state.invoice.id and one.state == "issued"]


@pytest.mark.parametrize(
    "words", ["<b>bold</b> & more", "שלום עולם", "👩‍🔧🧰", "x" * 10_000, "{customer} %s"]
)
def test_any_words_are_kept_as_they_are(editor, qtbot, words):
    page, typist = editor
    typist.field.insert(words)
    typist.field.textEdited.emit(words)
    draft = kept(qtbot, page)
    assert on_file(page, draft.id).lines[0].description == words


def test_too_long_a_description_says_so_in_its_place(editor):
    page, typist = editor
    typist.field.insert("x" * 10_001)
    typist.field.textEdited.emit(typist.field.text())
    assert page.state.rows[0].wrong("description").reason.code == "too_long"
    assert page.grid.wrong.isVisible()


def test_a_day_that_does_not_exist_is_told_at_its_field_and_keeps_it_from_being_issued(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.head.date.edit.setFocus()
    page.head.date.edit.setText("31 February")
    typist.control("Return")
    calm(qtbot, page)
    assert page.head.date.told()
    assert page.state.invoice.state == "draft"
    assert typist.asked == []


def test_dates_and_terms_set_the_due_date(editor):
    page, _typist = editor
    page.head.date.edit.take(date(2026, 2, 10))
    assert page.state.invoice.due_date == date(2026, 2, 24)
    assert page.head.due.value() == date(2026, 2, 24)
    page.head.terms.edit.setCurrentIndex(0)
    page.head.terms.edit.activated.emit(0)
    assert (page.state.invoice.terms_id, page.state.invoice.due_date) == (None, date(2026, 2, 10))


def test_a_draft_is_kept_by_itself_and_says_when(editor, qtbot):
    page, typist = editor
    notes = []
    page.titled.connect(lambda _title, note: notes.append(note))
    typist.type("Cable")
    qtbot.waitUntil(lambda: page.state.invoice.id > 0, timeout=10_000)
    assert on_file(page, page.state.invoice.id).lines[0].description == "Cable"
    assert notes[-1].startswith("Draft kept at ")


def test_leaving_keeps_what_was_typed_and_an_untouched_one_leaves_nothing_behind(
    open_editor, customer_ids, qtbot
):
    before, left = None, []
    page, typist = open_editor(InvoiceEditor, {"customer": customer_ids["Acme"]})
    before = len(invoices(page))
    page.leave(lambda: left.append("untouched"))
    qtbot.waitUntil(lambda: left == ["untouched"])
    assert len(invoices(page)) == before

    page, typist = open_editor(InvoiceEditor, {"customer": customer_ids["Acme"]})
    typist.type("Cable")
    page.leave(lambda: left.append("typed"))
    qtbot.waitUntil(lambda: left[-1] == "typed")
    assert len(invoices(page)) == before + 1


def test_a_draft_whose_text_was_taken_back_leaves_nothing_behind(editor, qtbot):
    page, typist = editor
    before = len(invoices(page))
    typist.type("Cable")
    kept(qtbot, page)
    typist.control("Z")
    typist.control("Z")
    assert page.state.rows == ()
    left = []
    page.leave(lambda: left.append(1))
    qtbot.waitUntil(lambda: bool(left))
    assert len(invoices(page)) == before


def test_when_the_program_ends_everything_is_on_file_at_once(editor):
    page, typist = editor
    typist.type("Cable")
    page.finish()
    assert invoices(page)[-1].lines[0].description == "Cable"


def test_undo_goes_back_field_by_field_and_redo_forth(editor):
    page, typist = editor
    typist.type("Cable")
    typist.press("Tab")
    typist.type("3")
    typist.press("Tab", times=2)
    typist.type("10")
    assert page.state.invoice.subtotal == 30_00
    typist.control("Z")
    assert (page.state.invoice.subtotal, typist.field.text()) == (0, "")
    typist.control("Z")
    assert page.state.rows[0].line.quantity == 10_000
    typist.control("Z")
    assert page.state.rows == ()
    for _ in range(3):
        typist.control("Y")
    assert page.state.invoice.subtotal == 30_00


def test_undo_in_a_field_of_the_head_is_that_of_the_whole_draft(editor):
    page, typist = editor
    page.head.title.edit.setFocus()
    typist.type("Repair")
    page.foot.notes.edit.setFocus()
    typist.type("Thanks")
    typist.control("Z")
    assert (page.state.invoice.notes, page.foot.notes.value()) == ("", "")
    typist.control("Z")
    assert (page.state.invoice.title, page.head.title.value()) == ("", "")


def test_another_desk_that_was_faster_is_told_and_nothing_is_overwritten(editor, qtbot):
    page, typist = editor
    typist.type("Cable")
    draft = kept(qtbot, page)
    page.bench.desk.drafts.keep(replace(on_file(page, draft.id), title="Theirs"))
    typist.type("s")
    page.keeping.keep()
    qtbot.waitUntil(lambda: bool(typist.troubles))
    assert isinstance(typist.troubles[0], Conflict)
    assert on_file(page, draft.id).title == "Theirs"
    assert page.grid.cell.text() == "Cables"


def test_pending_charges_are_added_all_at_once_and_wait_again_when_taken_off(editor, qtbot):
    page, _typist = editor
    assert page.pending.isVisible()
    page.pending.add.click()
    assert [row.line.description for row in page.state.rows][-1] == "Cable"
    assert not page.pending.isVisible()
    assert page.state.invoice.subtotal == 9_90
    draft = kept(qtbot, page)
    assert on_file(page, draft.id).lines[-1].charge_id is not None
    page.state.undo()
    assert page.pending.isVisible()


def test_another_customer_takes_over_and_undo_brings_the_first_one_back(editor, customer_ids, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.head.customer.picked.emit(customer_ids["Bistro"])
    calm(qtbot, page)
    assert page.state.invoice.addressee[0] == "Bistro Müller"
    assert page.state.invoice.tax == 0  # exempt
    page.state.undo()
    assert page.state.invoice.addressee[0] == page.sheet.customer.name == "Acme Dental"
    assert page.state.invoice.tax == 9_89


def test_the_whole_document_can_be_discounted(editor):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.foot.totals.discount.setFocus()
    typist.type("10%")
    assert page.state.invoice.discount_amount == 11_99
    typist.type("x")
    assert page.foot.totals.wrong
    assert page.state.invoice.discount_amount == 11_99


def test_an_invoice_without_lines_says_what_is_missing(editor, qtbot):
    _page, typist = editor
    typist.control("Return")
    assert typist.troubles[0].code == "invoice_has_no_lines"


def test_a_line_without_words_is_told_in_its_cell(editor):
    page, typist = editor
    typist.press("Tab")
    page.grid.open(0, "price")
    typist.type("5")
    typist.control("Return")
    assert typist.field.accessibleName() == "Item and description, line 1"
    assert page.grid.wrong.words == "This line has no words. Type what it is for."


def test_issuing_without_e_mail_gives_a_number_and_goes_back_to_the_list(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.issue(mails=False)
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert typist.told == ["INV-2026-00002 issued"]
    assert on_file(page, page.state.invoice.id).state == "issued"


def test_issue_and_e_mail_puts_it_into_the_outbox_and_says_that_no_account_is_set_up(editor, qtbot):
    page, typist = editor
    assert page.top.split.main.text() == "Issue and e-mail"
    typist.type("ssd")
    typist.press("Return")
    typist.control("Return")
    qtbot.waitUntil(lambda: ("invoices", None) in typist.asked)
    assert ("outbox", None) in typist.asked
    assert isinstance(typist.troubles[0], Refused)


def test_somebody_without_an_address_gets_an_invoice_without_e_mail(open_editor, customer_ids):
    page, _typist = open_editor(InvoiceEditor, {"customer": customer_ids["Café"]})
    assert page.top.split.main.text() == "Issue"


def test_a_draft_that_is_thrown_away_is_handed_to_the_list_which_can_put_it_back(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    draft = kept(qtbot, page)
    page.finishing.delete()
    qtbot.waitUntil(lambda: bool(typist.asked))
    assert typist.asked == [("invoices", Discarded(draft.id))]


def test_a_new_invoice_that_is_thrown_away_was_never_on_file(editor):
    page, typist = editor
    before = len(invoices(page))
    typist.type("ssd")
    page.finishing.delete()
    assert typist.asked == [("invoices", None)]
    page.finish()
    assert len(invoices(page)) == before


def test_a_draft_becomes_recurring_from_its_editor(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.finishing.make_recurring()
    qtbot.waitUntil(lambda: bool(typist.asked))
    draft = page.state.invoice
    assert typist.asked == [("schedule", ScheduleTask(invoice_id=draft.id))]


def test_an_issued_invoice_does_not_open(editor, open_editor, qtbot):
    issued = next(one for one in invoices(editor[0]) if one.state == "issued")
    page, typist = open_editor(InvoiceEditor, issued.id)
    assert typist.troubles[0].code == "invoice_is_issued"
    assert not page.grid.isEnabled()


def test_a_draft_on_file_opens_below_its_last_line(editor, open_editor, qtbot):
    first, typist = editor
    typist.type("Cable")
    draft = kept(qtbot, first)
    page, typist = open_editor(InvoiceEditor, draft.id)
    assert [row.line.description for row in page.state.rows] == ["Cable"]
    assert typist.field.accessibleName() == "Item and description, line 2"


def test_the_live_page_shows_the_draft(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    qtbot.waitUntil(lambda: page.live.count.text() == "1 page", timeout=20_000)
    calm(qtbot, page)


def test_a_small_window_keeps_the_lines_and_hides_the_page(editor):
    page, _typist = editor
    page.fold(1024, 640)
    assert not page.drawer.is_open
    page.toggle_preview()
    assert page.drawer.is_open


def test_notes_that_are_too_long_to_be_kept_are_told_at_their_field(editor, qtbot):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.foot.notes.edit.setPlainText("x" * 10_001)
    page.head.reference.edit.setText("x" * 1_001)
    page.head.reference.edit.textEdited.emit("x" * 1_001)
    page.keeping.keep()
    calm(qtbot, page)
    assert "too long" in page.foot.notes.told()
    assert "too long" in page.head.reference.told()
    assert typist.troubles == []
    assert page.state.invoice.id == 0


def test_a_new_customer_is_made_in_place_and_the_invoice_goes_on(open_editor, qtbot):
    page, typist = open_editor(InvoiceEditor)
    typist.type("Zoo")
    qtbot.waitUntil(lambda: len(page.head.customer.offers.suggestions()) == 1)
    typist.press("Return")
    qtbot.waitUntil(lambda: page.findChild(NewCustomer) is not None)
    dialog = page.findChild(NewCustomer)
    assert dialog.form.values()["name"] == "Zoo"
    dialog.form.fields["address"].edit.setPlainText("1 Zoo Lane")
    dialog.submit()
    qtbot.waitUntil(lambda: page.sheet is not None)
    calm(qtbot, page)
    assert page.state.invoice.addressee == ("Zoo", "1 Zoo Lane")
