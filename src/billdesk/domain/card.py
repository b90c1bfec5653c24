"""Cards that a payment processor keeps for customers, and what becomes of charging one for an invoice."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from billdesk.domain.errors import Refused

_SHORTEST, _LONGEST = 12, 19
"""So many digits a card's number has (ISO/IEC 7812)."""


@dataclass(frozen=True, slots=True)
class StoredCard:
    """What the shop knows of a card: never its number, only by which token the processor knows it."""

    customer_id: int
    processor: str
    token: str
    brand: str
    last_four: str
    expires: date  # the last day on which it can be charged
    active: bool = True
    id: int = 0

    @property
    def words(self) -> str:
        """As people tell cards apart: Visa •••• 4242."""
        return f"{self.brand} •••• {self.last_four}"


@dataclass(frozen=True, slots=True)
class Charge:
    """One try to charge an invoice to a card: queued → asking → taken | refused | unknown.

    `key` is what the processor knows the try by, so that asking twice never charges twice; it and the amount
    (minor units) are set when the processor is asked first.
    """

    invoice_id: int
    attempt: int = 1
    state: str = "queued"  # queued asking taken refused unknown
    card_id: int | None = None
    key: str = ""
    amount: int = 0
    currency: str = ""
    reason: str = ""  # a code
    said: str = ""  # by the processor
    payment_id: int | None = None
    made_at: datetime | None = None
    changed_at: datetime | None = None
    id: int = 0


def require_card(card: StoredCard) -> None:
    """Refused where a card's number is given for its token, or what tells cards apart is missing."""
    digits = card.token.replace(" ", "").replace("-", "")
    if digits.isdecimal() and _SHORTEST <= len(digits) <= _LONGEST:
        raise Refused("card_number_given")
    if not card.token.strip() or not card.processor.strip() or not card.brand.strip():
        raise Refused("card_says_too_little")
    if len(card.last_four) != 4 or not (card.last_four.isascii() and card.last_four.isdecimal()):
        raise Refused("card_says_too_little")


def asked(charge: Charge, card: StoredCard, amount: int, currency: str, occurrence: str) -> Charge:
    """The try as the processor is asked for it.

    What was asked before keeps key, amount and card. The key of a new one follows from the card and from what
    it is charged for: a shop that is restored from a backup and bills the same again asks by the same key.
    """
    if charge.key:
        return replace(charge, state="asking")
    source = f"{card.processor}|{card.token}|{occurrence}|{charge.attempt}"
    key = sha256(source.encode()).hexdigest()[:40]
    return replace(charge, state="asking", card_id=card.id, key=key, amount=amount, currency=currency)
