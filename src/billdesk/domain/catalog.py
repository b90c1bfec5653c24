"""What the shop sells: products, labor and deposits."""

from dataclasses import dataclass

from billdesk.domain.tax import INHERIT, Choice


@dataclass(frozen=True, slots=True)
class Product:
    """Anything sold. The price is in minor units × 10⁴ of `currency` (None = the shop's home currency)."""

    id: int
    ref: str
    name: str
    kind: str = "product"  # product labor deposit
    description: str = ""
    unit: str = ""
    unit_price: int | None = None
    currency: str | None = None
    tax: Choice = INHERIT
    minimum_minutes: int = 0
    increment_minutes: int = 0
    deposit_percent: int | None = None  # × 10⁴, of the ticket's present charges
    active: bool = True
    version: int = 1
