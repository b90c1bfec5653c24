"""What a shop sets for itself; the defaults are those of the settings screens."""

from dataclasses import dataclass

from billdesk.domain.payment import METHODS
from billdesk.domain.ticket import STATUSES
from billdesk.domain.totals import Rules


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings of the shop; `cash_rounding` in minor units of `currency`, 0 = none."""

    name: str = ""
    email: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    tax_number: str = ""
    bank: str = ""
    footer: str = ""
    country: str = ""
    currency: str = "USD"
    language: str = "en"
    default_tax_id: int | None = None
    default_terms_id: int | None = None
    tax_rounding: str = "document"  # document line
    prices_include_tax: bool = False
    cash_rounding: int = 0
    invoice_number: str = "INV-{year}-{counter:05}"
    credit_note_number: str = "CN-{year}-{counter:05}"
    ticket_number: str = "T-{counter:05}"
    receipt_number: str = "R-{year}-{counter:05}"
    number_reset_yearly: bool = False
    deposits_enabled: bool = False
    charge_time_by_default: bool = False
    time_non_billable_by_default: bool = False
    ticket_statuses: tuple[str, ...] = STATUSES
    payment_methods: tuple[str, ...] = METHODS
    template: str = "modern"  # modern classic compact
    paper: str = "A4"  # A4 Letter
    accent: str = "#0B6470"
    account_holder: str = ""  # "" = name
    iban: str = ""
    bic: str = ""
    payment_link: str = ""  # with {number} {amount} {currency}
    annex: str = "needed"  # never needed always
    pdf_name: str = "{number}"  # how saved PDFs are called

    @property
    def rules(self) -> Rules:
        """How the shop reckons its documents."""
        return Rules(self.prices_include_tax, self.tax_rounding == "line", self.cash_rounding)
