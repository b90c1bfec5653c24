"""What happened to a customer, newest first, in words."""

from collections.abc import Mapping

from billdesk.domain.history import Happened
from billdesk.ui.act_words import act_words
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.words import counted, tr

_FIELDS = {
    "name": "Name",
    "ref": "Short name",
    "email": "E-mail",
    "cc": "Copies to",
    "phone": "Phone",
    "address": "Address",
    "country": "Country",
    "currency": "Currency",
    "language": "Language",
    "tax": "Tax",
    "tax_exempt": "Tax exempt",
    "tax_number": "Tax number",
    "terms_id": "Payment terms",
    "notes": "Notes",
    "active": "State",
    "billing": "Gets the invoices",
    "fields": "Custom fields",
    "type": "Type",
    "serial": "Serial",
    "policy_folder": "Folder",
}
_SHOWN = 60


def entries_of(bench: Bench, history: tuple[Happened, ...]) -> tuple[Entry, ...]:
    """One entry for each act, with what it changed below it."""
    return tuple(
        Entry(
            _act(one),
            bench.figures.day(one.at.astimezone().date(), bench.today),
            _below(one),
        )
        for one in history
    )


def _act(one: Happened) -> str:
    said = act_words("customer", one.act)
    name = one.facts.get("name")
    return f"{said}: {name}" if isinstance(name, str) and one.act.startswith(("contact", "asset_")) else said


def _below(one: Happened) -> str:
    facts = one.facts
    if one.act == "folder_moved":
        return f"{facts.get('old')} → {facts.get('new')}"
    names = facts.get("names")
    if isinstance(names, list):
        count = facts.get("count")
        more = int(count) - len(names) if isinstance(count, int) else 0
        said = ", ".join(map(str, names))
        return f"{said} {counted(more, 'and {count} more', 'and {count} more')}" if more > 0 else said
    changed = facts.get("changed")
    return (
        "\n".join(_change(name, pair) for name, pair in changed.items())
        if isinstance(changed, Mapping)
        else ""
    )


def _change(name: str, pair: object) -> str:
    label = tr(_FIELDS.get(name, name))
    if name in ("tax", "terms_id", "fields") or not isinstance(pair, list) or len(pair) != 2:
        return label
    before, after = (_value(one) for one in pair)
    return f"{label}: {before} → {after}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    text = " ".join(text.split())
    return (text if len(text) <= _SHOWN else text[:_SHOWN] + "…") or tr("empty")
