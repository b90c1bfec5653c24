"""The audit trail, for whoever wants to know what was done when, by which desk."""

from datetime import date, datetime, time, timedelta

from billdesk.domain.audit import AuditFilter, AuditLine
from billdesk.domain.lists import TOP, Page, Part
from billdesk.services.office import Office
from billdesk.storage.audit_pages import AuditQuestion


class Auditing:
    """Reads the trail; it is written by every use case, and never changed."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def page(self, wanted: AuditFilter, descending: bool = True, part: Part = TOP) -> Page[AuditLine]:
        """One part of the list, the newest first or last."""
        with self._office.reading() as work:
            return work.audit.page(_question(wanted, descending), part)

    def count(self, wanted: AuditFilter) -> int:
        """How many lines a filter finds."""
        with self._office.reading() as work:
            return work.audit.count(_question(wanted, True))


def _question(wanted: AuditFilter, descending: bool) -> AuditQuestion:
    """Days begin and end at midnight where this computer is."""
    after = None
    if wanted.day_to is not None and wanted.day_to < date.max:
        after = _midnight(wanted.day_to + timedelta(1))
    since = _midnight(wanted.day_from) if wanted.day_from is not None else None
    return AuditQuestion(wanted.kind, wanted.subject_id, since, after, descending)


def _midnight(day: date) -> datetime | None:
    """The moment at which a day begins; None for days before which nothing can be."""
    return datetime.combine(day, time()).astimezone() if 1970 < day.year < 9000 else None
