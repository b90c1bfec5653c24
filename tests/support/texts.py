"""Every text that the program says to people, collected from its source, with where it is said."""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.texts_by_name import BY_NAME

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "billdesk"


@dataclass(frozen=True)
class Asked:
    """An argument that is to be translated: in which module, on which line, and what it is."""

    module: str  # without "billdesk."
    line: int
    node: ast.expr

    @property
    def words(self) -> str:
        return ast.unparse(self.node)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _paths() -> Iterator[tuple[str, Path]]:
    for path in sorted(SRC.rglob("*.py")):
        yield ".".join(path.relative_to(SRC).with_suffix("").parts), path


def _path(module: str) -> Path:
    return SRC.joinpath(*module.split(".")).with_suffix(".py")


@cache
def asked() -> tuple[Asked, ...]:
    """Every argument of tr(), counted() and words.translate(); `a if x else b` and `a or b` are two."""
    found = []
    for module, path in _paths():
        for call in ast.walk(_tree(path)):
            if isinstance(call, ast.Call) and module not in ("ui.words", "basics.words"):
                for node in _translated(call):
                    found += [Asked(module, call.lineno, one) for one in _choices(node)]
    return tuple(found)


def _translated(call: ast.Call) -> list[ast.expr]:
    if isinstance(call.func, ast.Name) and call.func.id == "tr":
        return call.args[:1]
    if isinstance(call.func, ast.Name) and call.func.id in ("counted", "counted_rows"):
        return call.args[1:3]
    is_words = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) in _TRANSLATES
    return call.args[:1] if is_words else []


_TRANSLATES = ("words.translate", "written.translate")


def _choices(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [one for value in node.values for one in _choices(value)]
    return [node]


def literal(node: ast.expr) -> str | None:
    """The text of a literal; None where it is anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@cache
def by_name() -> dict[tuple[str, str], int]:
    """What is translated without standing there: module and expression, and the line where it does."""
    return {(one.module, one.words): one.line for one in asked() if literal(one.node) is None}


@cache
def said() -> dict[str, str]:
    """Every text, and where it is said first."""
    found: dict[str, str] = {}
    for one in asked():
        text = literal(one.node)
        if text:
            found.setdefault(text, f"{one.module}:{one.line}")
    for (module, words), places in BY_NAME.items():
        for place in places:
            for text in picked(place, module):
                found.setdefault(text, f"{place} ({module}: {words})")
    return found


# Tables, and what else texts are picked from


@cache
def picked(place: str, module: str) -> tuple[str, ...]:
    """The texts at a place of `BY_NAME`, which says how places are written; an empty text is none."""
    kind, _, rest = place.partition(" ")
    if kind == "attribute":
        found = _attributes(rest)
    elif kind == "call":
        found = _arguments(module, rest)
    elif kind == "assigned":
        found = _written(module, rest)
    elif kind == "text":
        found = [rest]
    else:
        found = _of_table(place)
    texts = tuple(text for text in found if text)
    assert texts, f"{module}: nothing is found at {place}"
    return texts


def _written(module: str, what: str) -> list[str]:
    """The texts of literals that are assigned to a name anywhere in a module."""
    name, *steps = what.split()
    found = []
    for line in ast.walk(_tree(_path(module))):
        if isinstance(line, ast.Assign) and any(ast.unparse(one) == name for one in line.targets):
            with suppress(ValueError):
                table = ast.literal_eval(line.value)
                found += [text for one in _entries(table) for text in _strings(_stepped(one, steps))]
    return found


def _of_table(place: str) -> list[str]:
    where, *steps = place.split()
    module, _, name = where.rpartition(".")
    table = getattr(importlib.import_module(f"billdesk.{module}"), name)
    return [text for one in _entries(table) for text in _strings(_stepped(one, steps))]


def _entries(table: object) -> Iterable[object]:
    if isinstance(table, str):
        return (table,)
    return tuple(table.values()) if isinstance(table, Mapping) else tuple(table)  # type: ignore[call-overload]


def _stepped(one: object, steps: list[str]) -> object:
    for step in steps:
        one = one[int(step)] if step.isdigit() else getattr(one, step)  # type: ignore[index]
    return one


def _strings(one: object) -> list[str]:
    if isinstance(one, str):
        return [one]
    if isinstance(one, Mapping):
        one = one.values()
    return [text for part in one or () for text in _strings(part)]  # type: ignore[attr-defined]


def _attributes(name: str) -> list[str]:
    """What classes of the window have as a class attribute of that name."""
    return [text for made in _classes() for text in _assigned(made, name)]


@cache
def _classes() -> tuple[ast.ClassDef, ...]:
    """Every class of the window."""
    trees = [_tree(path) for module, path in _paths() if module.startswith("ui.")]
    return tuple(each for tree in trees for each in ast.walk(tree) if isinstance(each, ast.ClassDef))


def _assigned(made: ast.ClassDef, name: str) -> list[str]:
    found = []
    for line in made.body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        value = getattr(line, "value", None)
        if any(isinstance(one, ast.Name) and one.id == name for one in targets) and value is not None:
            found.append(literal(value) or "")
    return found


def _arguments(module: str, what: str) -> list[str]:
    """The literal arguments that functions of a module are called with: "name 1 2", counted from 0."""
    name, *numbers = what.split()
    found = []
    for call in ast.walk(_tree(_path(module))):
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == name:
            nodes = [call.args[int(at)] for at in numbers if int(at) < len(call.args)]
            found += [literal(one) or "" for node in nodes for one in _choices(node)]
    return found
