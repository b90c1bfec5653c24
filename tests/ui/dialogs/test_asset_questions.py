"""Small questions about assets."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.asset_questions import folder_question, paste_question, put_question


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_question_for_many_assets_names_the_customer(make_bench, over):
    dialog = paste_question(make_bench(), "Acme Dental", over)

    assert dialog.objectName() == "asset.paste"
    assert dialog.form.values() == {"lines": ""}


def test_folders_are_offered_while_one_types(make_bench, over):
    dialog = put_question(make_bench(), 2, ["PCs", "Servers"], over)
    completer = dialog.form.fields["folder"].edit.completer()

    assert dialog.windowTitle() == "Put 2 assets into a folder"
    completer.setCompletionPrefix("ser")
    assert completer.currentCompletion() == "Servers"


def test_a_folder_is_renamed_from_what_it_is_called(make_bench, over):
    dialog = folder_question(make_bench(), "PCs/Front", ["PCs/Front"], over)

    assert dialog.form.values() == {"folder": "PCs/Front"}
    assert dialog.form.fields["folder"].edit.selectedText() == "PCs/Front"
