"""What a payment processor must be able to do, and what can become of a charge."""

from dataclasses import dataclass
from typing import Protocol

from billdesk.domain.card import StoredCard

AWAY = "processor_is_away"
"""The code of the Trouble that says that a processor can't be reached."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The money is taken; `reference` is what the processor calls it."""

    reference: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The card wasn't charged, and why, in the processor's words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether it was charged, as no answer came that says so."""

    reason: str


Answer = Taken | Declined | Unclear


class Processor(Protocol):
    """Charges the cards that it keeps."""

    @property
    def name(self) -> str:
        """What its cards are kept under."""
        ...

    def charge(self, card: StoredCard, amount: int, currency: str, key: str) -> Answer:
        """Take an amount (minor units) from a card; asked again by the same key it answers the same.

        Trouble means that it was certainly not asked: it couldn't be reached.
        """
        ...


@dataclass(frozen=True, slots=True)
class Terminal:
    """By what this process charges cards, and as which process (see Config.process) it does."""

    processor: Processor
    process: str
