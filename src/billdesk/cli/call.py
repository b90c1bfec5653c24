"""What a command gets and gives back: the call with its services, and the answer in both of its forms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from billdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: what was typed, the shop, and what today is."""

    typed: argparse.Namespace
    desk: Desk
    today: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: a JSON document for programs, lines for people.

    `attention` says that all was done and yet somebody has to look; `notes` go to standard error.
    """

    document: object
    lines: Sequence[str] = ()
    attention: bool = False
    notes: Sequence[str] = ()
