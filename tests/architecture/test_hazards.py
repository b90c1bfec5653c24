"""What has crashed the program, and isn't done again."""

from sources import functions, modules, name


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
