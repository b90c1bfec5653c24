"""What is remembered of the Invoices pane: filters, order, columns, widths, and the width of the preview."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from billdesk.domain.lists import Sort
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.invoice_filters import AMOUNT, DATE, NAMES, Asked
from billdesk.ui.periods import date_choices
from billdesk.ui.widgets.chips import Choice, FilterChips
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.table import Table

ALONE = ("customer", "ticket", AMOUNT)
"""Filters whose one choice is found elsewhere and has words of its own."""


class Parts(NamedTuple):
    """The parts of the pane that are remembered."""

    chips: FilterChips
    table: Table
    drawer: Drawer


def state_of(asked: Asked, parts: Parts) -> dict[str, Any]:
    """What is remembered, as JSON has it."""
    return {
        "filter": asked_as_plain(asked, parts.chips),
        "sort": sort_as_plain(parts.table.rows_model.order),
        "columns": parts.table.arrangement(),
        "widths": parts.table.widths(),
        "preview": parts.drawer.chosen,
    }


def recalled(state: Mapping[str, Any], parts: Parts, today: date) -> Asked:
    """Put the parts as they were, and give what was asked for."""
    wanted, model = state.get("filter", {}), parts.table.rows_model
    asked = asked_of(wanted, today)
    offer_words(wanted, parts.chips)
    if "sort" in state:
        model.order = sort_of(state["sort"], model)
    parts.table.arrange(state.get("columns", {}))
    parts.table.set_widths(state.get("widths", {}))
    if "preview" in state:
        parts.drawer.choose(state["preview"])
    return asked


def asked_as_plain(asked: Asked, chips: FilterChips) -> dict[str, Any]:
    """What is asked for, as it can be kept; a customer and a month with their words."""
    plain: dict[str, Any] = {name: list(asked.chosen(name)) for name in NAMES if asked.chosen(name)}
    for name in (*ALONE, DATE):
        if name in plain:
            plain[f"{name}_words"] = chips.chip(name).value()
    rest = {
        "text": asked.text,
        "paid": asked.paid_this_month,
        "ids": list(asked.ids),
        "schedule": asked.schedule_id,
    }
    return plain | {name: value for name, value in rest.items() if value}


def asked_of(plain: Mapping[str, Any], today: date) -> Asked:
    """What was asked for; ValueError where that makes no sense any more."""
    keys = tuple((name, tuple(str(key) for key in plain[name])) for name in NAMES if plain.get(name))
    schedule = plain.get("schedule")
    asked = Asked(
        keys,
        str(plain.get("text", "")),
        bool(plain.get("paid", False)),
        tuple(int(key) for key in plain.get("ids", ())),
        None if schedule is None else int(schedule),
    )
    asked.filter(today)
    return asked


def offer_words(plain: Mapping[str, Any], chips: FilterChips) -> None:
    """Give the chips back the choices that aren't always among theirs."""
    for name in ALONE:
        if plain.get(name):
            chips.chip(name).offer((Choice(str(plain[name][0]), str(plain.get(f"{name}_words", ""))),))
    if plain.get(DATE) and plain[DATE][0] not in {one.key for one in date_choices()}:
        chips.chip(DATE).offer(date_choices(Choice(str(plain[DATE][0]), str(plain.get("date_words", "")))))


def sort_as_plain(sort: Sort) -> list[Any]:
    """The order as it can be kept."""
    return [sort.key, sort.descending]


def sort_of(plain: Any, model: PagedTableModel) -> Sort:
    """The order that was kept; the present one where no column sorts by it any more."""
    key, descending = plain
    known = {column.sort_key for column in model.columns if column.sort_key}
    return Sort(str(key), bool(descending)) if key in known else model.order
