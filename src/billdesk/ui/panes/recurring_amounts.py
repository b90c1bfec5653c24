"""What the next invoices of schedules come to: found in the background, a few at a time, and remembered."""

from billdesk.ui.bench import Bench
from billdesk.ui.models.later import GROUP, Later


class NextAmounts(Later):
    """Remembers amounts by schedule; `found` tells new ones as {id: minor units or None}."""

    def __init__(self, bench: Bench) -> None:
        recurring = bench.desk.recurring
        super().__init__(bench.run, lambda ids: recurring.amounts(ids, bench.today), GROUP)
