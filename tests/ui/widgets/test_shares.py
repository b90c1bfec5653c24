"""The bar of shares: as wide as they are large, told in words, and never too many to see."""

from billdesk.ui.widgets.shares import MOST, Share, Shares


def test_shares_without_size_are_left_out_and_all_are_told_in_words(qtbot, look):
    bar = Shares(look, "x.split")
    qtbot.addWidget(bar)
    bar.resize(400, 28)
    bar.show()
    bar.show_shares([Share("A", 300), Share("B", 0), Share("left", 100, True)], "A 3.00, left 1.00")

    assert bar.shares() == (Share("A", 300), Share("left", 100, True))
    assert bar.accessibleName() == "A 3.00, left 1.00"
    picture = bar.grab().toImage()
    dpr = picture.devicePixelRatio()
    assert picture.pixelColor(int(200 * dpr), int(5 * dpr)) == look.color("accent")
    assert picture.pixelColor(int(380 * dpr), int(14 * dpr)) != look.color("accent")


def test_more_than_can_be_told_apart_are_one_piece(qtbot, look):
    bar = Shares(look, "x.split")
    qtbot.addWidget(bar)
    bar.show_shares([Share(str(at), 1) for at in range(500)], "many")

    assert len(bar.shares()) == MOST + 1
    assert sum(one.size for one in bar.shares()) == 500

    bar.show_shares([*(Share(str(at), 1) for at in range(MOST + 1)), Share("credit", 7, True)], "left over")
    assert [one.words for one in bar.shares()[-2:]] == [str(MOST), "credit"]  # which stays a piece of its own
