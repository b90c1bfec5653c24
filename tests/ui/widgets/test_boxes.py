"""Check boxes as pictures."""

from billdesk.ui.widgets import boxes


def test_each_state_looks_different_and_is_painted_once(look):
    made = {state: boxes.picture(look, state, 1.0) for state in (boxes.OFF, boxes.ON, boxes.SOME)}

    assert len({picture.toImage().cacheKey() for picture in made.values()}) == 3
    assert boxes.picture(look, boxes.ON, 1.0) is made[boxes.ON]
    assert made[boxes.ON].toImage().pixelColor(8, 2) == look.color("accent")
    assert made[boxes.OFF].toImage().pixelColor(8, 8) == look.color("sheet")


def test_a_dark_box_is_another_one(look):
    light = boxes.picture(look, boxes.ON, 1.0)
    look.choose("dark")

    assert boxes.picture(look, boxes.ON, 1.0).toImage() != light.toImage()
