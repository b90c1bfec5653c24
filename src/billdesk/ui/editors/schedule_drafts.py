"""What was typed of a schedule and not saved, so that it is there again when it is edited again."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from PySide6.QtCore import QSettings

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.tax import Choice
from billdesk.domain.totals import Discount


class ScheduleDrafts:
    """Drafts of schedules of one shop, by the schedule's id (0 for a new one); they outlive the program."""

    def __init__(self, target: str) -> None:
        self._kept = QSettings("BillDesk", "BillDesk")
        self._group = "drafts/" + target.replace("/", "|").replace("\\", "|")

    def keep(self, draft: Schedule) -> None:
        """Keep a draft in the place of an older one of the same schedule."""
        self._kept.setValue(self._key(draft.id), json.dumps(asdict(draft), default=date.isoformat))

    def find(self, schedule_id: int) -> Schedule | None:
        """The draft of a schedule, if there is one that can be read."""
        text = self._kept.value(self._key(schedule_id))
        try:
            return _schedule(json.loads(str(text))) if text else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def forget(self, schedule_id: int) -> None:
        """Let go of a draft."""
        self._kept.remove(self._key(schedule_id))

    def _key(self, schedule_id: int) -> str:
        return f"{self._group}/schedule-{schedule_id}"


def _schedule(found: dict[str, Any]) -> Schedule:
    grid = found["recurrence"]
    grid |= {"start": date.fromisoformat(grid["start"]), "anchor": _day(grid["anchor"])}
    pending = found["pending"]
    return Schedule(
        **found
        | {
            "recurrence": Recurrence(**grid),
            "lines": tuple(_line(one) for one in found["lines"]),
            "tax": Choice(**found["tax"]),
            "discount": _discount(found["discount"]),
            "end": _day(found["end"]),
            "pending": Pending(**(pending | {"statuses": tuple(pending["statuses"])})) if pending else None,
        }
    )


def _line(found: dict[str, Any]) -> ScheduleLine:
    days = {name: _day(found[name]) for name in ("effective_from", "effective_to", "used_on")}
    return ScheduleLine(
        **found
        | days
        | {
            "discount": _discount(found["discount"]),
            "tax": Choice(**found["tax"]),
            "counter": Counter(**found["counter"]) if found["counter"] else None,
            "measure": Measure(**found["measure"]),
            "tiers": tuple(Tier(**one) for one in found["tiers"]),
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _discount(found: dict[str, Any] | None) -> Discount | None:
    return Discount(**found) if found else None
