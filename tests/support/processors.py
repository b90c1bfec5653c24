"""A small payment processor to test with: it keeps its charges in a file; cards behave by their token."""

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billdesk.cards.processor import AWAY, Answer, Declined, Taken, Unclear
from billdesk.domain.card import StoredCard
from billdesk.domain.errors import Trouble

KILLED = 9
"""How a process ends in which the card `tok_kills` was charged."""


@dataclass(frozen=True)
class Box:
    """What was charged by a key before isn't charged again: the same answer comes back."""

    path: Path
    name: str = "box"

    def charge(self, card: StoredCard, amount: int, currency: str, key: str) -> Answer:
        """Take the money, unless the card is one that behaves otherwise."""
        if card.token == "tok_away":
            raise Trouble(AWAY, retry=True)
        if card.token == "tok_empty":
            return Declined("insufficient funds")
        if card.token == "tok_breaks":
            raise ZeroDivisionError
        if key in [one["key"] for one in self.rows()]:
            return Taken(f"box-{key[:6]}")
        with self.path.open("a") as file:
            row = {"token": card.token, "amount": amount, "currency": currency, "key": key}
            file.write(json.dumps(row) + "\n")
        if card.token == "tok_kills":
            os._exit(KILLED)
        return Unclear("no answer") if card.token == "tok_mute" else Taken(f"box-{key[:6]}")

    def rows(self) -> list[dict[str, Any]]:
        """What was taken, in turn."""
        return [json.loads(line) for line in self.path.read_text().splitlines()] if self.path.exists() else []


def card(customer_id: int, token: str = "tok_good", expires: date = date(2027, 1, 31)) -> StoredCard:
    """A card that the box keeps."""
    return StoredCard(customer_id, "box", token, "Visa", "4242", expires)
