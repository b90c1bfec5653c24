"""The strip of facts."""

from billdesk.ui.widgets.facts import Fact, Facts


def test_a_screen_reader_hears_every_fact(qtbot, look, painted):
    facts = Facts(look, "sums")
    qtbot.addWidget(facts)
    facts.resize(600, facts.height())
    facts.show_facts(
        (
            Fact("Invoices", (("14", "ink"),), "1 more is skipped"),
            Fact("Against last time", (("+292.04", "paid_fg"), ("−707.10", "overdue_fg")), weight=2),
        )
    )

    assert facts.accessibleName() == "Invoices 14 1 more is skipped; Against last time +292.04 −707.10"
    picture = painted(facts)
    at = round(picture.devicePixelRatio() * 200) - 1
    assert picture.pixel(at, 40) == look.color("line").rgb()
