"""`billdesk import usage`: a vendor's file, looked at or taken in."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, WrongUsage, day, filled
from billdesk.cli.tables import pairs, table
from billdesk.domain.errors import Problem
from billdesk.domain.money import scaled_text
from billdesk.domain.usage import ROLES, Alias, Columns
from billdesk.services import wording
from billdesk.services.usage_intake import Intake, Outlook, content_of


def add(commands: Commands) -> None:
    """Make the command known."""
    kinds = commands.group("import", "take in a table from a file")
    words = kinds.add("usage", "take in what a vendor reports about customers", usage)
    words.add_argument("file", metavar="FILE", type=filled, help="CSV")
    words.add_argument(
        "--vendor", type=filled, required=True, help="whose file it is, as schedules count by it"
    )
    words.add_argument("--as-of", metavar="DATE", type=day, help="the day of rows that name none; today")
    words.add_argument(
        "--map", metavar="WHAT=TITLE", type=_column, action="append", default=[], help=f"{', '.join(ROLES)}"
    )
    words.add_argument(
        "--name",
        metavar="NAME=CUSTOMER",
        type=_pair,
        action="append",
        default=[],
        help="whom the vendor means",
    )
    words.add_argument("--dry-run", action="store_true", help="show what would come, write nothing")
    words.add_argument(
        "--good-rows", action="store_true", help="take in the good rows of a file with wrong ones"
    )


def _pair(text: str) -> tuple[str, str]:
    left, sign, right = (part.strip() for part in text.rpartition("="))
    if not left or not sign:
        raise argparse.ArgumentTypeError(f"{text!r} isn't written like NAME=VALUE")
    return left, right


def _column(text: str) -> tuple[str, str]:
    role, sign, title = (part.strip() for part in text.partition("="))
    if role not in ROLES or not sign or not title:
        raise argparse.ArgumentTypeError(
            f"{text!r} isn't written like {ROLES[0]}=TITLE; known: {', '.join(ROLES)}"
        )
    return role, title


def usage(call: Call) -> Answer:
    """Take a vendor's file in; the answer counts its rows, and names what is wrong and who is unmapped."""
    typed, service = call.typed, call.desk.usage
    path = Path(typed.file)
    aliases = tuple(Alias(name, _customer(call, ref)) for name, ref in typed.name)
    intake = Intake(typed.vendor, content_of(path), typed.as_of or call.today, None, aliases, path.name)
    outlook = service.look(intake)
    if typed.map:
        chosen = _columns(outlook, typed.map)
        intake = Intake(intake.vendor, intake.content, intake.as_of, chosen, aliases, intake.file)
        outlook = service.look(intake)
    document: dict[str, object] = {"vendor": typed.vendor, "file": str(path)}
    if typed.dry_run:
        counts = {fate: outlook.count(fate) for fate in ("new", "changed", "same", "unmapped")}
        counts["left"] = outlook.bad + outlook.count("refused", "ignored")
        document |= {"import": None, **counts}
    else:
        taken = service.take(intake, typed.good_rows)
        document |= {"import": taken.import_id, "new": taken.new, "changed": taken.changed}
        document |= {"same": taken.same, "unmapped": taken.unmapped, "left": taken.left}
    document |= {"names": [one.name for one in outlook.strangers], "errors": _errors(outlook.problems)}
    document["items"] = [
        {
            "item": one.item,
            "units": scaled_text(one.quantity),
            "before": scaled_text(one.before),
            "counted": one.counted,
        }
        for one in outlook.items
    ]
    return Answer(document, _lines(document), attention=bool(outlook.strangers or outlook.problems))


def _customer(call: Call, ref: str) -> int | None:
    return call.desk.naming.customer(ref).id if ref else None


def _columns(outlook: Outlook, chosen: Sequence[tuple[str, str]]) -> Columns:
    """The columns by their titles, besides those guessed."""
    found = {role: getattr(outlook.columns, role) for role in ROLES}
    for role, title in chosen:
        if title not in outlook.titles:
            raise WrongUsage(f"--map: the file has no column {title!r}. It has: {', '.join(outlook.titles)}.")
        found[role] = outlook.titles.index(title)
    return Columns(**found)


def _errors(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [
        {"row": one.facts.get("row"), "column": one.facts.get("column"), "reason": wording.sentence(one)}
        for one in problems
    ]


def _lines(document: dict[str, object]) -> list[str]:
    counts = ("new", "changed", "same", "unmapped", "left")
    lines = pairs((name, document[name]) for name in counts if document[name])
    names, errors = document["names"], document["errors"]
    assert isinstance(names, list)
    assert isinstance(errors, list)
    lines += table(("NAME THAT NOBODY IS MAPPED TO",), [(name,) for name in names])
    return lines + table(("ROW", "COLUMN", "WHAT IS WRONG"), [tuple(one.values()) for one in errors], "ROW")
