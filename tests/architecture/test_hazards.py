"""What has crashed the program, and isn't done again."""

import ast

from sources import functions, modules, name, tree


def test_no_widget_overrides_what_deals_with_every_event():
    """Among them is that which deletes it, after which the override returns into nothing: `Watch` instead."""
    overriding = [
        f"{name(path)}:{one.lineno}"
        for path in modules()
        if "/ui/" in path.as_posix()
        for one in functions(path)
        if one.name == "event" and one.args.args and one.args.args[0].arg == "self"
    ]
    assert overriding == []


def test_the_modules_are_looked_at():
    assert any(isinstance(one, ast.ClassDef) for path in modules() for one in tree(path).body)
