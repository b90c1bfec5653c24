"""Whether everything on file agrees: the file itself, every money equation, numbers, documents, schedules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from billdesk.domain.errors import Refused, Trouble
from billdesk.domain.schedule import generate_on
from billdesk.services.office import Office
from billdesk.storage.checking import Wrong
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a kind of thing, which one (id and number or ref), a code, and its figures."""

    kind: str  # file invoice payment refund number document schedule charge delivery tally
    id: int
    name: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


class Check:
    """Looks through a whole shop and changes nothing."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def all(self) -> list[Finding]:
        """Everything that is wrong, the file first; an empty list for a sound shop."""
        try:
            with self._office.reading() as work:
                return [Finding(one.kind, one.id, one.name, one.code, one.facts) for one in _wrong(work)]
        except Trouble as trouble:
            if trouble.code != "file_is_damaged":
                raise
            return [Finding("file", 0, "", trouble.code)]


def _wrong(work: Work) -> Iterator[Wrong]:
    yield from work.checking.file()
    raised = _raised(work)
    yield from (one for one in work.checking.rows() if not _is_meant(one, raised))
    yield from work.checking.documents()
    yield from _schedules(work)


def _raised(work: Work) -> list[tuple[str, int, int]]:
    """Which counters (from, to) of which series somebody passed over on purpose."""
    traces = (one.change or {} for one in work.traces.of("settings", 0) if one.act == "counter_raised")
    return [(one["series"], one["from"][1], one["to"][1]) for one in traces]


def _is_meant(wrong: Wrong, raised: list[tuple[str, int, int]]) -> bool:
    """Whether missing numbers are those that were passed over when a counter was raised."""
    if wrong.code != "numbers_missing":
        return False
    first, last = wrong.facts["first"], wrong.facts["last"]
    return any(kind == wrong.facts["series"] and low < first and last <= high for kind, low, high in raised)


def _schedules(work: Work) -> Iterator[Wrong]:
    """Schedules whose next date or generation day on file isn't what their grid says."""
    for schedule, day, on in work.schedules.dates():
        try:
            expected = schedule.next_date
        except Refused as refused:
            yield Wrong("schedule", schedule.id, schedule.ref, refused.code, refused.facts)
            continue
        active = schedule.state == "active" and expected is not None
        due = generate_on(schedule, expected) if active and expected is not None else None
        if (day, on) != (expected, due):
            facts = {"found": str(day), "expected": str(expected), "generate_on": str(on)}
            yield Wrong("schedule", schedule.id, schedule.ref, "next_date_is_wrong", facts)
