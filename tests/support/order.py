"""The order of the tests: those that take long begin first, so that none is left to one worker at the end."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

LONG = (
    "faults/test_outbox_kill",
    "faults/test_run_kill",
    "faults/test_rubbish_documents",
    "end_to_end/test_five_years",
    "end_to_end/test_years_of_changes",
    "end_to_end/test_original_",
    "end_to_end/test_commands",
    "end_to_end/test_every_place",
    "end_to_end/test_rubbish",
    "end_to_end/test_answering",
    "services/test_payments_in_any_order",
    "services/test_payments_at_two_desks",
    "services/test_run_properties",
    "services/test_errands",
    "services/test_sample",
    "services/test_flushing",
    "app/test_command",
    "ui/test_start",
)
"""Where tests lie that take some seconds each."""


def is_long(path: str) -> bool:
    """Whether the tests of a file take long."""
    return any(part in path for part in LONG)


def spread(items: Sequence[Any], long: Sequence[bool], workers: int) -> list[Any]:
    """Each worker begins with an equal part of the list; every part has its share of long ones in front."""
    slow = [item for item, is_slow in zip(items, long, strict=True) if is_slow]
    quick = iter([item for item, is_slow in zip(items, long, strict=True) if not is_slow])
    size, found = len(items), []
    if 2 * len(slow) > size:
        return list(items)
    for at in range(workers):
        share, mine = size * (at + 1) // workers - size * at // workers, slow[at::workers]
        found += [*mine, *islice(quick, share - len(mine))]
    return found
