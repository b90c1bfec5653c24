"""What widgets share: hairlines, shapes, texts, buttons."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.facts import Facts
from billdesk.ui.widgets.glance import Glance
from billdesk.ui.widgets.painted import Button, Ink, Label, Painted, Rule, hair, rule, shape, upright
from billdesk.ui.widgets.sheet import Sheet, Wash
from billdesk.ui.widgets.side import SideBar
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.top import TopBar
from billdesk.ui.widgets.totals import Totals

COVERING = {
    Wash: lambda look: Wash(look, "sheet"),
    Sheet: Sheet,
    Totals: lambda look: Totals(look, "x.totals"),
    Facts: lambda look: Facts(look, "x.facts"),
    Strip: lambda look: Strip(look, "x.strip"),
    Empty: lambda look: Empty(look, "x.empty", "Nothing yet", "Begin."),
    TopBar: TopBar,
    StatusBar: StatusBar,
    SideBar: lambda look: SideBar(look, ()),
    Glance: lambda look: Glance(look, "x.glance"),
}


@pytest.fixture
def canvas(qapp):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    image.setDevicePixelRatio(2.0)
    painter = QPainter(image)
    yield painter, image
    painter.end()


def test_a_hairline_is_one_device_pixel_at_200_percent(canvas):
    painter, image = canvas
    assert hair(painter) == 0.5
    rule(painter, QColor("#000000"), 0, 10, 20)
    upright(painter, QColor("#FF0000"), 5, 0, 8)
    painter.end()

    assert [y for y in range(40) if image.pixelColor(30, y).lightness() == 0] == [19]
    assert [x for x in range(40) if image.pixelColor(x, 4) == QColor("#FF0000")] == [9]


def test_a_shape_stays_inside_of_its_place(canvas):
    painter, image = canvas
    shape(painter, QRectF(5, 5, 10, 10), 3, QColor("#000000"))
    painter.end()

    assert image.pixelColor(20, 20).lightness() == 0
    assert image.pixelColor(9, 20).lightness() == 255


def test_a_text_that_is_too_long_is_elided_to_its_place(look, canvas, qtbot):
    painter, _ = canvas
    widget = Painted(look)
    qtbot.addWidget(widget)

    assert (
        widget.write(painter, QRectF(0, 0, 60, 20), "A very long name of a customer", Ink("body", "ink"))
        <= 60
    )


@pytest.mark.parametrize("kind", ["primary", "plain", "link", "danger", "status"])
def test_buttons_have_words_a_name_and_a_role(look, qtbot, kind):
    button = Button(look, "Take payment", kind, "wallet", "invoice.take_payment")
    qtbot.addWidget(button)
    interface = QAccessible.queryAccessibleInterface(button)

    assert interface.role() == QAccessible.Role.PushButton
    assert interface.text(QAccessible.Text.Name) == "Take payment"


def test_a_button_without_words_has_a_name_and_a_tooltip(look, qtbot):
    button = Button(look, "Columns", "tool", "columns-3-cog")
    qtbot.addWidget(button)

    assert (button.text(), button.accessibleName(), button.toolTip()) == ("", "Columns", "Columns")


def test_a_filled_button_is_in_the_accent_and_32_high(look, qtbot, painted):
    button = Button(look, "Take payment", "primary")
    qtbot.addWidget(button)
    button.adjustSize()

    assert button.height() == 32
    assert painted(button).pixelColor(6, 16) == look.color("accent")


def test_labels_are_plain_text_in_a_token(look, qtbot, painted):
    label = Label(look, "<b>x</b>", "body", "ink3")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.palette().color(label.foregroundRole()) == look.color("ink3")

    label.recolor("overdue_fg")
    look.choose("dark")
    assert label.palette().color(label.foregroundRole()) == look.color("overdue_fg")


def test_rules_take_one_pixel_of_room(look, qtbot):
    flat, standing = Rule(look), Rule(look, upright_one=True)
    for one in (flat, standing):
        qtbot.addWidget(one)

    assert (flat.maximumHeight(), standing.maximumWidth()) == (1, 1)


def test_a_button_can_become_another_kind(look, qtbot, painted):
    button = Button(look, "Run now", "primary", "play")
    qtbot.addWidget(button)
    before = painted(button)
    button.set_kind("plain")
    assert (button.kind, button.property("kind")) == ("plain", "plain")
    assert painted(button) != before


def test_a_label_without_room_ends_in_an_ellipsis(look, qtbot, monkeypatch):
    from billdesk.ui.widgets.painted import Label

    label = Label(look, "Garrison Tutoring, Net 30, sends itself by e-mail", "body", "ink2")
    qtbot.addWidget(label)
    label.resize(120, 20)
    painted = []
    write = Label.write
    monkeypatch.setattr(Label, "write", lambda *given: painted.append(write(*given)) or painted[-1])
    label.grab()
    assert 60 < painted[0] <= 120
    label.resize(label.sizeHint())
    label.grab()
    assert len(painted) == 1


@pytest.mark.parametrize("make", COVERING, ids=lambda make: make.__name__)
def test_what_says_that_it_covers_all_of_its_room_does(look, qtbot, make):
    widget = COVERING[make](look)
    qtbot.addWidget(widget)
    widget.resize(301, max(31, widget.minimumHeight()))
    ground = QImage(widget.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.magenta)
    widget.render(ground, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    bare = QColor(Qt.GlobalColor.magenta)
    assert widget.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    assert not any(
        ground.pixelColor(x, y) == bare for x in range(0, ground.width(), 3) for y in range(ground.height())
    )
