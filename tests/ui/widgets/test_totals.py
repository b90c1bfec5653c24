"""The row of totals."""

from billdesk.ui.widgets.totals import Totals


def test_it_speaks_and_stands_on_sunken_ground(look, qtbot, painted):
    totals = Totals(look, "invoices.totals")
    qtbot.addWidget(totals)
    totals.resize(800, 36)
    totals.show_sums("423", "invoices", (("Total", "$139,412.60"), ("Balance", "$14,208.57")))

    assert totals.accessibleName() == "423 invoices Total $139,412.60 Balance $14,208.57"
    assert totals.height() == 36
    assert painted(totals).pixelColor(400, 18) == look.color("sunken")


def test_with_little_room_the_sums_stay(look, qtbot, painted):
    totals = Totals(look, "x")
    qtbot.addWidget(totals)
    totals.resize(200, 36)
    totals.show_sums("423", "invoices of this year", (("Balance", "$14,208.57"),))
    image = painted(totals)

    assert any(image.pixelColor(x, y).lightness() < 80 for x in range(100, 184) for y in range(8, 28))
