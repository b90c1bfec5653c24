"""Schedules that couldn't be billed at their last run, or whose card wasn't charged: since when, and why."""

from billdesk.domain.errors import Refused
from billdesk.services import charging
from billdesk.services.office import Office
from billdesk.storage.cards import Tried
from billdesk.storage.failures import Failing

__all__ = ["MOST", "OFTEN", "Failing", "Failures", "reason_of"]

MOST = 500
"""So many are listed; the worst of them first."""
OFTEN = 3
"""So many failures in a row, and the window says it on top."""


class Failures:
    """Looks at what fails. A run tries it again, over these schedules alone where it is asked to."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self) -> tuple[Failing, ...]:
        """The active schedules whose last run failed, and then the invoices whose card wasn't charged."""
        with self._office.reading() as work:
            failing = work.failures.all(MOST)
            return (*failing, *(_not_charged(one) for one in work.cards.uncharged(MOST)))

    def often(self) -> tuple[Failing, ...]:
        """Those that failed three times in a row or more."""
        with self._office.reading() as work:
            return tuple(work.failures.all(MOST, OFTEN))


def _not_charged(one: Tried) -> Failing:
    reason = charging.reason_of(one)
    return Failing(
        one.schedule_id,
        one.schedule,
        one.customer_id,
        one.customer,
        one.title,
        one.charge.attempt,
        one.charge.made_at,
        one.billing_date,
        reason.code,
        reason.facts,
        one.number,
    )


def reason_of(failing: Failing) -> Refused:
    """Why it failed, for whoever makes a sentence of it."""
    return Refused(failing.code, **failing.facts)
