"""Empty states say what to do next, with the button."""

from billdesk.ui.widgets.empty import Card, Drawing, Empty, Way
from billdesk.ui.widgets.painted import Button


def test_an_empty_state_speaks_and_can_say_something_else(look, qtbot, painted):
    empty = Empty(look, "recurring.empty", "No schedules yet", "A schedule draws up the same invoice again.")
    qtbot.addWidget(empty)
    assert (empty.accessibleName(), empty.objectName()) == ("No schedules yet", "recurring.empty")

    empty.say("No schedule matches these filters", "Clear them to see all.")
    assert empty.title.text() == empty.accessibleName() == "No schedule matches these filters"


def test_its_buttons_and_other_ways_in_work(look, qtbot):
    empty, pressed = Empty(look, "x", "x", "x"), []
    qtbot.addWidget(empty)
    button = Button(look, "New schedule", "primary", "plus", "schedule.new")
    button.clicked.connect(lambda: pressed.append("new"))
    empty.add_button(button)
    (card,) = empty.add_ways((Way("laptop", "Count devices", "Bring them in.", "Import", "devices.import"),))
    card.button.clicked.connect(lambda: pressed.append("import"))

    empty.findChild(Button, "schedule.new").click()
    empty.findChild(Button, "devices.import").click()
    assert pressed == ["new", "import"]
    assert isinstance(card, Card)


def test_the_drawing_is_in_the_themes_colors(look, qtbot, painted):
    drawing = Drawing(look)
    qtbot.addWidget(drawing)

    assert painted(drawing).pixelColor(20, 26) == look.color("accent")
