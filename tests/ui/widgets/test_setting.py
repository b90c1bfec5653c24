"""A row of the settings puts its label at the left and is found by its words."""

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import SegmentField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.setting import SettingRow


def test_one_field_loses_the_label_above_and_is_still_called_so(qtbot, look):
    field = TextField(look, Caption("a.name", "Name"))
    row = SettingRow(look, "Name", "As customers know it.", field)
    qtbot.addWidget(row)
    row.resize(600, 100)
    row.show()
    assert not field._label.isVisible()
    assert field.edit.accessibleName() == "Name"
    assert field.edit.mapTo(row, field.edit.rect().topLeft()).x() >= look.px(176)


def test_choices_are_as_wide_as_their_words_and_search_finds_label_and_hint(qtbot, look):
    choice = SegmentField(look, Caption("a.paper", "Paper"), (Choice("a", "A4"), Choice("b", "Letter")))
    row = SettingRow(look, "Paper", "Of the printer", choice)
    qtbot.addWidget(row)
    row.resize(900, 100)
    row.show()
    assert choice.width() < 400
    assert row.says("PRINTER paper")
    assert not row.says("ink")
