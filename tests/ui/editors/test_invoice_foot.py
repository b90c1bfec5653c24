"""Notes tell what is typed, and are left alone while they are."""

from dataclasses import replace


def test_notes_are_told_as_they_are_typed_and_go_into_the_draft(editor):
    page, typist = editor
    page.foot.notes.edit.setFocus()
    typist.type("Thanks")
    page.foot.internal.edit.setFocus()
    typist.type("Late payer")
    assert (page.state.invoice.notes, page.state.invoice.internal_notes) == ("Thanks", "Late payer")


def test_what_is_being_typed_is_left_alone_unless_all_of_it_is_another(editor):
    page, typist = editor
    page.foot.notes.edit.setFocus()
    typist.type("Thanks ")
    page.foot.show_draft(replace(page.state.invoice, notes="Other"), 0)
    assert page.foot.notes.edit.toPlainText() == "Thanks "
    page.foot.show_draft(replace(page.state.invoice, notes="Other"), 0, all_of_it=True)
    assert page.foot.notes.edit.toPlainText() == "Other"
