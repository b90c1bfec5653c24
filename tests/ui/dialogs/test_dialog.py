"""What every dialog does."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from billdesk.ui.dialogs.dialog import Dialog


def test_it_grows_with_what_it_says_and_never_shrinks_under_ones_hands(qtbot):
    dialog = Dialog()
    qtbot.addWidget(dialog)
    words = QLabel("Short.")
    words.setWordWrap(True)
    QVBoxLayout(dialog).addWidget(words)
    dialog.setMinimumWidth(200)
    dialog.open()
    before = dialog.height()

    words.setText("A sentence that is so long that it takes more than one line. " * 3)
    qtbot.waitUntil(lambda: dialog.height() > before)

    assert words.height() >= words.heightForWidth(words.width())
    high = dialog.height()
    words.setText("Short.")
    qtbot.wait(20)
    assert dialog.height() == high
    dialog.close()


def test_it_is_as_high_as_its_words_need_at_its_width_and_no_higher(qtbot):
    dialog = Dialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for _ in range(3):  # high in a narrow column, which nobody will see
        words = QLabel(
            "A sentence that takes some lines where the dialog is narrow, and one where it is wide."
        )
        words.setWordWrap(True)
        column.addWidget(words)
    dialog.setMinimumWidth(1_200)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.height() == column.totalHeightForWidth(dialog.width()))
    assert words.height() == words.heightForWidth(words.width())
    dialog.close()


def test_without_any_words_it_stays_as_it_is(qtbot):
    dialog = Dialog()
    qtbot.addWidget(dialog)
    dialog.resize(300, 100)
    dialog.open()
    assert dialog.height() == 100
    dialog.close()
