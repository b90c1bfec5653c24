"""`billdesk check`: whether everything on file agrees."""

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands
from billdesk.services import wording


def add(commands: Commands) -> None:
    """Make the command known."""
    commands.add("check", "look whether everything on file agrees", check)


def check(call: Call) -> Answer:
    """What is wrong, each with its kind, id and name; figures in `facts` are minor units."""
    findings = [
        {
            "kind": one.kind,
            "id": one.id,
            "name": one.name,
            "code": one.code,
            "reason": wording.said(one.code, one.facts),
            "facts": {name: _plain(value) for name, value in one.facts.items()},
        }
        for one in call.desk.check.all()
    ]
    lines = [f"{one['kind']} {one['name'] or one['id']}: {one['reason']}" for one in findings]
    document = {"sound": not findings, "findings": findings}
    return Answer(document, lines or ["Everything agrees."], attention=bool(findings))


def _plain(value: object) -> object:
    """What JSON can hold."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)
