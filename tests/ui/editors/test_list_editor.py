"""A page with a list and a form, on things of the test's own."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from billdesk.domain.errors import Problem, Rejected, Trouble
from billdesk.ui.editors.list_editor import ListEditor
from support.parts import calm


@dataclass(frozen=True)
class Thing:
    id: int
    name: str


class Things(ListEditor):
    key = "things"
    title = "Things"
    new_words = "New thing"
    on_file: dict = {}
    error = None

    def __init__(self, bench):
        super().__init__(bench)
        self.edit = QLineEdit()
        self.edit.textEdited.connect(lambda _text: self.on_edited())
        self.body.addWidget(self.edit)
        self.refused = []
        self.refresh()

    def read(self):
        return lambda: tuple(self.on_file.values())

    def words_of(self, thing):
        return thing.name or "New"

    def blank(self):
        return Thing(0, "")

    def show_thing(self, thing):
        self.edit.setText(thing.name)

    def typed(self):
        return replace(self.now, name=self.edit.text())

    def problems_of(self, thing):
        return [] if thing.name else [Problem("name", "nothing_typed")]

    def save(self, thing):
        if self.error is not None:
            raise self.error
        kept = replace(thing, id=thing.id or 1 + max(self.on_file, default=0))
        self.on_file[kept.id] = kept
        return kept

    def refuse(self, problems):
        self.refused += problems

    def kinds(self):
        return frozenset({"thing"})


@pytest.fixture
def page(customers_shop, open_part):
    ListEditor.drafts.clear()
    Things.on_file = {1: Thing(1, "one"), 2: Thing(2, "two")}
    Things.error = None
    yield open_part(Things, customers_shop)
    ListEditor.drafts.clear()


def type_in(qtbot, page, text):
    page.edit.clear()
    qtbot.keyClicks(page.edit, text)


def test_the_first_is_chosen_and_the_list_has_the_focus(page):
    assert page.now == Thing(1, "one")
    assert page.list.hasFocus()
    assert [one.objectName() for one in page.top_widgets()] == ["things.new", "things.keep"]


def test_what_is_typed_is_kept_by_the_button_and_by_keys(qtbot, page):
    type_in(qtbot, page, "uno")
    page.keep_button.click()
    calm(qtbot, page)
    type_in(qtbot, page, "eins")
    qtbot.keyClick(page.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, page)

    assert page.on_file[1].name == "eins"
    assert page.told_words == ["uno is kept", "eins is kept"]
    assert page.list.item(0).text() == "eins"
    assert not page.keep_button.isEnabled()


def test_a_new_one_is_chosen_after_it_is_kept_and_begun_only_once(qtbot, page):
    page.new()
    page.new()
    assert page.list.count() == 3
    type_in(qtbot, page, "three")
    page.keep()
    calm(qtbot, page)

    assert page.now == Thing(3, "three")
    assert [page.list.item(at).text() for at in range(3)] == ["one", "two", "three"]


def test_what_is_wrong_is_not_kept(qtbot, page):
    type_in(qtbot, page, "")
    page.keep()
    assert [one.code for one in page.refused] == ["nothing_typed"]
    Things.error = Rejected((Problem("name", "name_taken", {"name": "x"}),))
    type_in(qtbot, page, "x")
    page.keep()
    calm(qtbot, page)
    assert [one.code for one in page.refused] == ["nothing_typed", "name_taken"]
    Things.error = Trouble("disk_is_full")
    page.keep()
    calm(qtbot, page)

    assert "disk is full" in page.wrong.text()
    assert page.on_file[1].name == "one"
    assert page.edit.text() == "x"


def test_an_empty_list_shows_no_form(qtbot, customers_shop, open_part):
    Things.on_file = {}
    page = open_part(Things, customers_shop)
    assert page.right.isHidden()
    page.new()

    assert not page.right.isHidden()


def test_who_derives_must_say_what_the_things_are(customers_shop, open_part):
    page = open_part(ListEditor, customers_shop)

    for ask in (page.read, page.blank, page.typed):
        with pytest.raises(NotImplementedError):
            ask()
    for ask in (page.words_of, page.show_thing, page.problems_of, page.save, page.refuse):
        with pytest.raises(NotImplementedError):
            ask(None)
