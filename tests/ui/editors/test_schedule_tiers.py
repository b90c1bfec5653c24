"""The tiers of a line: shown beside each other, typed, added and taken out by keys."""

from dataclasses import replace

from PySide6.QtCore import Qt

from billdesk.domain.counting import Tier
from billdesk.domain.schedule import ScheduleLine
from billdesk.ui.editors.schedule_tiers import TierFields

LINE = ScheduleLine(1, "asset", "x", tier_mode="volume", tiers=(Tier(5, 3), Tier(None, 2)))


def test_tiers_come_and_go_and_tell_what_is_typed(look, qtbot):
    fields = TierFields(look)
    qtbot.addWidget(fields)
    heard = []
    fields.typed.connect(lambda place, text: heard.append((place, text)))
    fields.removed.connect(heard.append)
    fields.added.connect(lambda: heard.append("added"))
    fields.show()
    fields.show_line(LINE, lambda place: place[-3:], lambda place: "Too low" if "[1].up" in place else "")
    assert [name for name, one in fields.fields.items() if one.isVisible()] == [
        "tiers[0].up_to",
        "tiers[0].unit_price",
        "tiers[1].up_to",
        "tiers[1].unit_price",
    ]
    assert fields.fields["tiers[1].up_to"].accessibleDescription() == "Too low"
    qtbot.keyClicks(fields.fields["tiers[0].unit_price"], "7")
    qtbot.keyClick(fields.add, Qt.Key.Key_Space)
    fields.findChild(object, "schedule.line.remove_tier_1").click()
    assert heard == [("tiers[0].unit_price", "ice7"), "added", 1]
    fields.show_line(replace(LINE, tiers=LINE.tiers[:1]), lambda _place: "", lambda _place: "")
    assert not fields.fields["tiers[1].up_to"].isVisible()
    fields.show_line(replace(LINE, tier_mode=None, tiers=()), lambda _place: "", lambda _place: "")
    assert fields.isHidden()
