"""What is wrong with a draft is said where it was typed."""

from billdesk.domain.errors import Missing, Problem, Rejected


def test_problems_of_fields_lines_and_of_neither_are_each_told_in_their_place(editor):
    page, typist = editor
    typist.type("x")
    problems = [Problem("due_date", "due_before_date", {"date": page.state.invoice.date})]
    problems.append(Problem("lines[0].unit_price", "amount_too_large"))
    page.wrong.show_problems(problems)
    assert page.head.due.told()
    assert page.state.rows[0].wrong("price").reason.code == "amount_too_large"
    assert not typist.troubles

    page.wrong.show_problems([Problem("lines", "invoice_has_no_lines")])
    assert [one.code for one in typist.troubles] == ["invoice_has_no_lines"]


def test_what_was_not_kept_is_told_without_taking_the_focus(editor):
    page, typist = editor
    typist.type("x")
    page.wrong.show_unkept(Rejected([Problem("title", "too_long", {"length": 2, "longest": 1})]))
    assert page.head.title.told()
    assert typist.at() == "invoice.lines.cell"
    assert not typist.troubles

    page.wrong.show_unkept(Missing("invoice_missing", invoice=1))
    assert [one.code for one in typist.troubles] == ["invoice_missing"]
