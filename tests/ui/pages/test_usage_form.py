"""What is asked beside a vendor's file: the vendor completes itself, columns are offered by their titles."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.usage import Columns
from billdesk.ui.pages.usage_form import UsageForm


@pytest.fixture
def form(qtbot, make_bench):
    made = UsageForm(make_bench("empty"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_known_vendor_completes_itself_and_the_file_or_the_last_import_names_one(qtbot, form):
    form.file.setText("cloudvault-march.csv")
    form.offer_vendors(("Acronis", "CloudVault"), "Acronis")
    assert form.vendor.value() == "CloudVault"
    form.vendor.show_value("")
    form.file.setText("march.csv")
    form.offer_vendors(("Acronis", "CloudVault"), "Acronis")
    assert form.vendor.value() == "Acronis"

    form.vendor.edit.setFocus()
    form.vendor.edit.clear()
    qtbot.keyClicks(form.vendor.edit, "clo")
    assert form.vendor.edit.text().casefold() == "cloudvault"


def test_columns_are_offered_by_title_or_number_and_the_day_may_have_none(form):
    form.show_columns(("Who", "", "Units"), Columns(0, 1, 2))

    offered = form.columns["item"].edit
    assert [offered.itemText(at) for at in range(4)] == ["Choose…", "Who", "Column 2", "Units"]
    assert form.columns["as_of"].edit.currentText() == "the day above"
    assert form.chosen_columns() == Columns(0, 1, 2)
    form.show_columns((), Columns())
    assert not form.columns["item"].edit.isEnabled()


def test_another_day_or_column_is_told(qtbot, form):
    with qtbot.waitSignal(form.changed):
        qtbot.keyClick(form.as_of.edit, Qt.Key.Key_Up)
    assert str(form.day()) == "2026-02-02"
    form.show_columns(("Who",), Columns())
    with qtbot.waitSignal(form.columns_changed):
        qtbot.keyClick(form.columns["customer"].edit, Qt.Key.Key_Down)
    assert form.chosen_columns() == Columns(0)
