"""Customers as choices of a picker: looked up by what is typed, in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from billdesk.ui.widgets.chips import Choice

if TYPE_CHECKING:
    from billdesk.ui.bench import Bench
    from billdesk.ui.widgets.picker import Answer


def customers_of(bench: Bench, failed: Callable[[object], object]) -> Callable[[str, Answer], None]:
    """What a picker asks with what is typed; it is answered with customers by their ids."""

    def look_up(said: str, answer: Answer) -> None:
        browsing = bench.desk.browsing
        bench.run(lambda: [Choice(str(one.id), one.name) for one in browsing.customers(said)], answer, failed)

    return look_up
