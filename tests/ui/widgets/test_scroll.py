"""What scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.widgets.scroll import Scroll


def test_it_scrolls_down_where_there_is_no_room_and_is_no_stop_of_tab(qtbot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    for _ in range(20):
        column.addWidget(QLineEdit())
    scroll = Scroll("some.scroll", inside)
    qtbot.addWidget(scroll)
    scroll.resize(200, 100)
    scroll.show()
    qtbot.waitExposed(scroll)

    assert scroll.objectName() == "some.scroll"
    assert scroll.verticalScrollBar().maximum() > 0
    assert scroll.horizontalScrollBar().maximum() == 0
    assert scroll.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert inside.height() >= column.minimumSize().height()
    last = column.itemAt(19).widget()
    scroll.ensureWidgetVisible(last)
    assert last.visibleRegion().boundingRect().height() == last.height()
