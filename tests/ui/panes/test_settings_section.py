"""What is read for the settings, and that a field says what is wrong with it alone."""

from billdesk.domain.errors import Problem
from billdesk.ui.panes.settings_section import Section, read_sheet, said


def test_the_sheet_holds_everything_that_the_sections_show(make_bench):
    sheet = read_sheet(make_bench("little").desk)
    assert sheet.taxes
    assert sheet.terms
    assert [one.kind for one in sheet.numbers] == ["invoice", "credit_note", "ticket", "receipt"]
    assert len(sheet.tax_examples) == len([tax for tax in sheet.taxes if not tax.archived])
    assert sheet.account is None


def test_a_problem_is_said_in_words(make_bench):
    assert (
        said(make_bench("empty"), Problem("name", "nothing_typed")) == "Something must stand here. Type it."
    )


def test_a_section_is_found_by_title_words_and_rows(qtbot, make_bench):
    class Garden(Section):
        key, title, words = "garden", "Garden", "flowers"

        def build(self):
            self.add_row("Roses", "Red ones")

    section = Garden(make_bench("empty"))
    qtbot.addWidget(section)
    assert all(section.is_about(words) for words in ("gard", "FLOW", "red roses", ""))
    assert not section.is_about("tulips")
    assert section.entries(None) is None
