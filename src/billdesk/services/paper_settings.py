"""What the settings of documents must be like, so that a document can be made with them."""

from billdesk.domain.errors import Refused
from billdesk.domain.payqr import bic_of, iban_of, link_problem
from billdesk.domain.settings import ShopSettings
from billdesk.services.filenames import PDF_FIELDS, filled_name

TEMPLATES = ("modern", "classic", "compact")
PAPERS = ("A4", "Letter")
ANNEXES = ("never", "needed", "always")


def require_printable(settings: ShopSettings) -> None:
    """Refused: unknown_word for look, paper or annex; iban_is_wrong, bic_is_wrong; a link or a file name."""
    for value, allowed in (
        (settings.template, TEMPLATES),
        (settings.paper, PAPERS),
        (settings.annex, ANNEXES),
    ):
        if value not in allowed:
            raise Refused("unknown_word", value=value, allowed=", ".join(allowed))
    if settings.iban and iban_of(settings.iban) is None:
        raise Refused("iban_is_wrong", value=settings.iban)
    if settings.bic and bic_of(settings.bic) is None:
        raise Refused("bic_is_wrong", value=settings.bic)
    if settings.payment_link and link_problem(settings.payment_link) is not None:
        raise Refused("bad_link", value=settings.payment_link)
    filled_name(settings.pdf_name, dict.fromkeys(PDF_FIELDS, ""))
