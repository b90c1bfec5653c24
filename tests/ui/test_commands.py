"""One table of commands, from which menus are made."""

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from billdesk.basics import resources
from billdesk.ui.commands import COMMANDS, MENUS, NEW, Command, lined, menu_of, menus


def test_names_are_unique_and_say_noun_and_verb():
    names = [command.name for command in COMMANDS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", name) for name in names)


def test_shortcuts_are_understood():
    assert all(QKeySequence(one.shortcut).count() == 1 for one in COMMANDS if one.shortcut)


@pytest.mark.parametrize("pane", sorted({pane for command in COMMANDS for pane in command.where}))
def test_no_two_commands_of_one_shortcut_count_in_the_same_pane(pane):
    keys = [one.keys_in(pane) for one in COMMANDS if one.keys_in(pane)]

    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_what_makes_something_new_counts_everywhere_and_has_its_keys_in_its_own_pane():
    commands = {one.name: one for one in COMMANDS}
    for name, pane, other in (
        ("invoice.new", "invoices", "customers"),
        ("product.new", "catalog", "invoices"),
    ):
        assert commands[name].counts_in(other)
        assert commands[name].counts_in("")
        assert (commands[name].keys_in(pane), commands[name].keys_in(other)) == ("Ctrl+N", "")
    assert not commands["invoice.send"].counts_in("customers")


def test_every_icon_of_a_command_is_there():
    assert all(resources.path("icons", f"{command.icon}.svg") for command in COMMANDS if command.icon)


def test_words_are_verbs_in_sentence_case_without_codes():
    for command in COMMANDS:
        assert re.fullmatch(r"[A-Z][^A-Z!]*((PDF|CSV)…)?", command.words.replace("E-mail", "Mail"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_every_command_has_words_a_method_to_call_and_one_menu(command):
    assert command.words.strip()
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", command.calls)
    assert [menu for menu, of in menus(COMMANDS) if command in of] == [menu_of(command)]


def test_what_makes_something_new_stands_in_the_menu_new_and_unknown_words_have_a_place_too():
    assert menu_of(Command("invoice.new", "New invoice", "window.x")) == "New"
    assert menu_of(Command("invoice.send", "E-mail", "window.x")) == "Invoice"
    assert menu_of(Command("rocket.start", "Start", "window.x")) in dict(MENUS)


def test_the_filled_buttons_of_panes_make_things():
    assert all(name.endswith(".new") for pane, name in NEW.items() if pane != "settings")
    assert NEW["settings"] == ""  # there nothing is made


def test_menus_are_in_order_and_none_is_empty():
    made = menus((Command("help.me", "Help", "a.b"), Command("window.quit", "Quit", "a.b")))

    assert [(menu, [one.name for one in of]) for menu, of in made] == [
        ("File", ["window.quit"]),
        ("Help", ["help.me"]),
    ]


def test_a_line_stands_above_what_is_set_apart_and_between_first_words_but_not_in_new():
    one, two = Command("run.now", "Run", "a.b"), Command("schedule.skip", "Skip", "a.b")
    three = Command("schedule.cancel", "Cancel", "a.b", apart=True)
    new = (Command("invoice.new", "New invoice", "a.b"), Command("schedule.new", "New schedule", "a.b"))

    assert list(lined((one, two, three))) == [one, None, two, None, three]
    assert list(lined(new)) == list(new)
    assert list(lined((three,))) == [three]
