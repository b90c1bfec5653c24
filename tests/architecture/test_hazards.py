"""What has crashed the program or was done in vain, and isn't done again."""

import ast

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from sources import functions, modules, name, tree


def overriding(path):
    """The lines in which a class overrides what deals with every event."""
    return [
        one.lineno
        for one in functions(path)
        if one.name == "event" and one.args.args and one.args.args[0].arg == "self"
    ]


def test_no_widget_overrides_what_deals_with_every_event():
    """Among them is that which deletes it, after which the override returns into nothing: `Watch` instead."""
    found = {name(path): overriding(path) for path in modules() if "/ui/" in path.as_posix()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_one_that_does_would_be_seen(tmp_path):
    path = tmp_path / "some.py"
    path.write_text("class Some:\n    def event(self, event): ...\n\ndef event(kind): ...\n")
    assert overriding(path) == [2]


def dressing(node):
    """The name of the property that a call sets for the style sheet."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".setProperty"):
        return node.args[0].value if isinstance(node.args[0], ast.Constant) else None
    return None


def test_no_property_for_the_style_sheet_is_called_like_one_of_qts_own():
    """A widget has a `size` already, that isn't "small": it refuses without a word, and nothing looks so."""
    set_somewhere = {dressing(node) for path in modules() for node in ast.walk(tree(path))} - {None}
    assert set_somewhere
    assert {one for one in set_somewhere if QPushButton.staticMetaObject.indexOfProperty(one) >= 0} == set()


@pytest.mark.parametrize(("one", "is_own"), [("size", True), ("room", False)])
def test_such_a_name_would_be_seen(one, is_own):
    assert dressing(ast.parse(f'button.setProperty("{one}", "small")', mode="eval").body) == one
    assert (QWidget.staticMetaObject.indexOfProperty(one) >= 0) is is_own


def test_an_item_of_a_layout_is_asked_for_in_one_place_which_lets_pyside_forget_it():
    """Else it is kept after Qt has deleted it, and a widget that comes to lie there is taken for an item."""
    asking = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("itemAt", "itemAtPosition")
    }
    assert asking == {"src/billdesk/ui/spacing.py"}
