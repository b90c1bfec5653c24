"""Fields of forms, and the form that finds them by the places of problems."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget

from billdesk.domain.errors import Problem
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import (
    CheckField,
    ChoiceField,
    DayField,
    Form,
    LongText,
    SegmentField,
    SwitchRow,
    TextField,
    beside,
)
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts

TODAY = date(2026, 8, 4)
COLORS = (Choice("r", "Red"), Choice("g", "Green"), Choice("b", "Blue"))
RUBBISH = ["<b>bold</b>", "=cmd()", "\u202eright to left", "🙂🙂", "x" * 10_000, "שלום", "'; DROP TABLE"]


@pytest.fixture
def form(look, qtbot):
    fields = {
        "name": TextField(look, Caption("x.name", "Name")),
        "notes": LongText(look, Caption("x.notes", "Notes")),
        "color": ChoiceField(look, Caption("x.color", "Color"), COLORS),
        "size": SegmentField(look, Caption("x.size", "Size"), COLORS[:2]),
        "on": CheckField(look, Caption("x.on", "On", "Counts when it is kept")),
        "price": NumberField(look, Caption("x.price", "Price"), amounts("USD", "en"), "en"),
        "day": DayField(look, Caption("x.day", "Day"), lambda: TODAY, "en"),
    }
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    for field in fields.values():
        column.addWidget(field)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    made = Form(fields, around)
    made.told_changes = []
    made.changed.connect(made.told_changes.append)
    made.show_values(
        {"name": "Acme", "notes": "", "color": "g", "size": "g", "on": True, "price": 1250, "day": TODAY}
    )
    yield made
    around.hide()


def test_values_come_out_as_they_went_in_and_nothing_is_changed(form):
    assert form.values() == {
        "name": "Acme",
        "notes": "",
        "color": "g",
        "size": "g",
        "on": True,
        "price": 1250,
        "day": TODAY,
    }
    assert not form.is_changed()
    assert form.told_changes == []


def test_every_change_of_the_person_is_told_by_its_place(form, qtbot):
    edit = {place: field.edit for place, field in form.fields.items()}
    qtbot.keyClicks(edit["name"], "x")
    qtbot.keyClicks(edit["notes"], "x")
    qtbot.keyClick(edit["color"], Qt.Key.Key_Down)
    edit["color"].activated.emit(2)
    edit["size"].pick("r")
    qtbot.keyClick(edit["on"], Qt.Key.Key_Space)
    edit["price"].selectAll()
    qtbot.keyClicks(edit["price"], "7")
    qtbot.keyClick(edit["day"], Qt.Key.Key_Up)

    assert list(dict.fromkeys(form.told_changes)) == list(form.fields)
    assert form.is_changed()
    assert form.values()["price"] == 700
    assert form.values()["day"] == date(2026, 8, 5)


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_no_text_is_lost_or_read_as_markup(form, qtbot, rubbish):
    form.show_values({"name": rubbish, "notes": rubbish})

    assert form.values()["name"] == rubbish
    assert form.values()["notes"] == rubbish
    assert not form.is_changed()
    form.fields["name"].tell(rubbish)
    assert form.fields["name"]._below.textFormat() == Qt.TextFormat.PlainText


def test_lines_pasted_into_one_line_become_one_line(form, qtbot):
    QApplication.clipboard().setText("two\nlines")
    edit = form.fields["name"].edit
    edit.selectAll()
    edit.paste()

    assert form.values()["name"] == "two lines"


def test_problems_are_said_at_their_fields_and_the_first_gets_the_focus(form, qtbot):
    problems = [Problem("notes", "too_long"), Problem("name", "empty"), Problem("contacts[0].name", "empty")]
    strays = form.tell(problems, lambda problem: f"{problem.code}!")

    assert strays == [problems[2]]
    assert form.fields["name"].told() == "empty!"
    assert form.fields["notes"].told() == "too_long!"
    assert form.fields["name"].edit.hasFocus()
    qtbot.keyClicks(form.fields["name"].edit, "B")
    assert form.fields["name"].told() == ""


def test_what_cannot_be_read_is_found_and_gets_the_focus(form, qtbot):
    assert form.check()
    qtbot.keyClicks(form.fields["price"].edit, "abc")
    form.fields["name"].edit.setFocus()
    qtbot.keyClicks(form.fields["day"].edit, "nonsense")

    assert not form.check()
    assert form.fields["price"].edit.hasFocus()
    assert form.fields["day"].told().startswith("Not a date")


def test_leaving_a_field_is_told_by_its_place(form, qtbot):
    form.fields["name"].edit.setFocus()
    with qtbot.waitSignal(form.left) as told:
        qtbot.keyClick(form.fields["name"].edit, Qt.Key.Key_Tab)

    assert told.args == ["name"]
    assert form.fields["notes"].edit.hasFocus()


def test_tab_leads_out_of_a_long_text(form, qtbot):
    form.fields["notes"].edit.setFocus()
    qtbot.keyClick(form.fields["notes"].edit, Qt.Key.Key_Tab)

    assert form.fields["color"].edit.hasFocus()
    assert form.values()["notes"] == ""


def test_the_wheel_changes_no_choice(form):
    edit = form.fields["color"].edit
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at,
        edit.mapToGlobal(at),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(edit, wheel)

    assert form.values()["color"] == "g"


def test_a_choice_that_is_not_offered_any_more_is_kept(form):
    form.fields["color"].show_value("magenta")
    assert form.values()["color"] == "magenta"

    form.fields["color"].offer(COLORS)
    assert form.values()["color"] == "r"


def test_other_choices_keep_what_is_chosen(form):
    form.fields["color"].offer(COLORS[1:])

    assert form.values()["color"] == "g"


def test_a_switch_in_a_row_tells_how_it_is(look, qtbot):
    row = SwitchRow(look, Caption("x.sound", "Sound", "When an e-mail fails"))
    qtbot.addWidget(row)
    told = []
    row.switched.connect(told.append)
    qtbot.keyClick(row.switch, Qt.Key.Key_Space)

    assert told == [True]
    assert row.switch.accessibleName() == "Sound"
    assert row.switch.accessibleDescription() == "When an e-mail fails"


def test_a_check_box_speaks_what_is_said(form):
    form.fields["on"].tell("Not possible here")

    assert form.fields["on"].edit.accessibleDescription() == "Not possible here"


def test_fields_stand_beside_each_other_by_their_shares(look, qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    first, second = TextField(look, Caption("a", "A")), TextField(look, Caption("b", "B"))
    around.setLayout(beside(look, (first, 2), second))
    around.resize(312, 100)
    around.show()

    assert first.width() == pytest.approx(2 * second.width(), abs=2)


def test_a_choice_without_room_ends_in_an_ellipsis(look, qtbot):
    field = ChoiceField(look, Caption("x.rate", "Rate"), (Choice("a", "W" * 40),))
    qtbot.addWidget(field)
    field.resize(120, 60)
    field.show()
    style, option = field.edit.style(), QStyleOptionComboBox()
    field.edit.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, field.edit)
    image = field.edit.grab().toImage()
    edge = [
        image.pixelColor(x, y).name() for x in range(room.right() - 5, room.right()) for y in range(9, 16)
    ]
    assert set(edge) == {image.pixelColor(5, 5).name()}
