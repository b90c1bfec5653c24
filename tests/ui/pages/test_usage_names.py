"""Names of a vendor: equal ones are taken for customers, near ones are offered, others mapped or ignored."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.usage import Alias, Likely
from billdesk.services.usage_intake import Stranger
from billdesk.ui.pages.usage_names import UsageNames

LEFT = Qt.MouseButton.LeftButton
STRANGERS = (
    Stranger("ACME Dental", 3, (Likely(1, "Acme Dental", equal=True),)),
    Stranger("Bistro Mueller", 2, (Likely(2, "Bistro Müller"),)),
    Stranger("Bolt", 1, ()),
)


@pytest.fixture
def names(qtbot, make_bench):
    made = UsageNames(make_bench())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_strangers(STRANGERS)
    made.choose_equal()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3 and not made._bench.background.busy())
    return made


def choose(qtbot, names, name):
    qtbot.waitUntil(lambda: not names._bench.background.busy())
    shown = [names.model.row(number).name for number in range(names.model.rowCount())]
    names.table.choose(shown.index(name))


def test_equal_names_are_decided_once_and_stand_below_the_others(qtbot, names):
    assert names.aliases() == (Alias("ACME Dental", 1),)
    assert names.count() == 2
    assert [names.model.row(number).name for number in range(3)] == ["Bistro Mueller", "Bolt", "ACME Dental"]
    assert not names.choose_equal()
    choose(qtbot, names, "ACME Dental")
    with qtbot.waitSignal(names.decided):
        qtbot.mouseClick(names.forget, LEFT)
    assert names.aliases() == ()
    assert not names.choose_equal()


def test_a_near_name_is_offered_and_another_can_be_ignored(qtbot, names):
    choose(qtbot, names, "Bistro Mueller")
    assert names.accept.isVisible()
    assert names.accept.text() == "It is Bistro Müller"
    qtbot.mouseClick(names.accept, LEFT)
    choose(qtbot, names, "Bolt")
    assert not names.accept.isVisible()
    qtbot.mouseClick(names.ignore, LEFT)

    assert set(names.aliases()[1:]) == {Alias("Bistro Mueller", 2), Alias("Bolt", None)}
    assert names.count() == 0


def test_what_is_decided_stays_when_the_file_is_read_again_and_goes_with_another_file(names):
    names.show_strangers(STRANGERS[1:])
    assert names.aliases() == (Alias("ACME Dental", 1),)
    names.begin()
    assert names.aliases() == ()
