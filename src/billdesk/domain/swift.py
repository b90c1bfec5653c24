"""Frozen values that are made in masses, made in a third of the time."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache, update_wrapper
from operator import attrgetter
from typing import Any, TypeVar

Kind = TypeVar("Kind")

_FACTORY = object()
"""Stands for a default that is made anew for each value."""


def swift(kind: type[Kind]) -> type[Kind]:
    """Give a frozen, slotted dataclass an `__init__` that writes its slots without looking each of them up.

    What dataclasses generate looks object.__setattr__ up for each field, which is a good part of a run of
    invoices. The value is as frozen as before; the text is made of the fields' names alone.
    """
    known: dict[str, Any] = {"FACTORY": _FACTORY}
    heads, body = [], []
    for each in fields(kind):  # type: ignore[arg-type]  # a dataclass, which a type can't say
        known[f"put_{each.name}"] = getattr(kind, each.name).__set__
        value = each.name
        if each.default_factory is not MISSING:
            known[f"make_{each.name}"] = each.default_factory
            heads.append(f"{each.name}=FACTORY")
            value = f"make_{each.name}() if {each.name} is FACTORY else {each.name}"
        elif each.default is not MISSING:
            known[f"default_{each.name}"] = each.default
            heads.append(f"{each.name}=default_{each.name}")
        else:
            heads.append(each.name)
        body.append(f" put_{each.name}(self, {value})")
    exec(f"def __init__(self, {', '.join(heads)}):\n" + "\n".join(body), known)  # noqa: S102
    kind.__init__ = update_wrapper(known["__init__"], kind.__init__)  # type: ignore[method-assign]
    return kind


def altered(value: Kind, **changes: object) -> Kind:
    """The same as dataclasses.replace in a third of the time, for swift values with two fields or more."""
    kind = value.__class__
    places, read = _layout(kind)  # type: ignore[arg-type]  # classes are hashable
    values = list(read(value))
    for name, new in changes.items():
        values[places[name]] = new
    return kind(*values)


@cache
def _layout(kind: type) -> tuple[Mapping[str, int], Callable[[object], tuple[Any, ...]]]:
    """Where each field stands, and what reads all of them."""
    names = [each.name for each in fields(kind)]
    return {name: at for at, name in enumerate(names)}, attrgetter(*names)
