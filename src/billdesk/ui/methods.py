"""The methods of payment: what each is called, its icon, and what its reference is."""

from billdesk.ui.words import tr

_WORDS = {
    "cash": "Cash",
    "check": "Check",
    "card": "Card",
    "transfer": "Bank transfer",
    "quick": "Quick payment",
    "store_credit": "Store credit",
    "other": "Other",
}
_ICONS = {
    "cash": "banknote",
    "check": "scroll-text",
    "card": "credit-card",
    "transfer": "landmark",
    "quick": "badge-check",
    "store_credit": "gift",
}
_REFERENCES = {"check": "Check number", "card": "Last four digits", "transfer": "Reference of the transfer"}


def method_words(method: str) -> str:
    """What a payment method is called; those that the shop added are called as it typed them."""
    return tr(_WORDS[method]) if method in _WORDS else method


def method_short(method: str) -> str:
    """The same where there is little room."""
    return tr("Transfer") if method == "transfer" else method_words(method)


def method_icon(method: str) -> str:
    """The icon of a payment method."""
    return _ICONS.get(method, "wallet")


def reference_words(method: str) -> str:
    """What the field for a payment's reference is called."""
    return tr(_REFERENCES.get(method, "Number or reference"))
