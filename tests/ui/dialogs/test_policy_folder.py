"""The form of a policy folder: what it is called and what lies in it."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.policy_folder import PolicyFolderDialog, ask_folder


@pytest.fixture
def ask(qtbot, make_bench, customer_ids):
    over = QWidget()
    qtbot.addWidget(over)
    bench, kept = make_bench(), []

    def open_it(folder=""):
        ask_folder(bench, folder, customer_ids["Acme"], over, lambda *names: kept.append(names))
        qtbot.waitUntil(lambda: bool(over.findChildren(PolicyFolderDialog)) and not bench.background.busy())
        return over.findChildren(PolicyFolderDialog)[-1]

    open_it.kept, open_it.of = kept, lambda: bench.desk.assets.of(customer_ids["Acme"])
    yield open_it
    qtbot.waitUntil(lambda: not bench.background.busy())


def test_a_folder_needs_a_name_and_something_in_it(qtbot, ask):
    dialog = ask()
    for name, place, words in (("", "folder", "Something must"), ("New", "assets", "Tick at least one")):
        dialog.form.fields["folder"].edit.setText(name)
        dialog.submit()
        qtbot.waitUntil(lambda place=place, words=words: words in dialog.form.fields[place].told())
    assert (dialog.isVisible(), ask.kept) == (True, [])


def test_a_folder_is_called_otherwise_and_holds_what_is_ticked(qtbot, ask):
    folder = next(one.policy_folder for one in ask.of() if one.policy_folder)
    dialog = ask(folder)
    inside = dialog.form.fields["assets"].value()
    assert inside
    more = next(str(one.id) for one in ask.of() if str(one.id) not in inside)
    dialog.form.fields["folder"].edit.setText("Boxes")
    dialog.form.fields["assets"].show_value([inside[0], more])
    dialog.submit()
    qtbot.waitUntil(lambda: bool(ask.kept))
    assert ask.kept == [(folder, "Boxes")]
    now = {str(one.id): one.policy_folder for one in ask.of()}
    assert now[inside[0]].startswith("Boxes")
    assert now[more] == "Boxes"
    assert {now[one] for one in inside[1:]} <= {""}
