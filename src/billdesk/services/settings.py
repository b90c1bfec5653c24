"""The settings of the shop: reading them, keeping them, and what they mean for documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from billdesk.domain.document import Letterhead
from billdesk.domain.errors import Refused
from billdesk.domain.numbering import Series, pattern_problem
from billdesk.domain.settings import ShopSettings
from billdesk.services.logo import Logo
from billdesk.services.paper_settings import require_printable

if TYPE_CHECKING:
    from billdesk.storage.work import Work

_PATTERNS = {
    "invoice": "invoice_number",
    "credit_note": "credit_note_number",
    "ticket": "ticket_number",
    "receipt": "receipt_number",
}


def read_settings(work: Work) -> ShopSettings:
    """The settings on file; the screens' defaults for what isn't."""
    return shop_settings(work.settings.read())


def shop_settings(found: Mapping[str, Any]) -> ShopSettings:
    """The settings out of plain values by name; the screens' defaults for what isn't there."""
    known = {item.name: found[item.name] for item in fields(ShopSettings) if item.name in found}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in known.items()
    }
    return ShopSettings(**values)


def keep_settings(work: Work, settings: ShopSettings) -> None:
    """Write the settings, and set the number series up by their patterns.

    Raises Refused for a pattern that can't be counted in, and for what documents can't be made with.
    """
    require_printable(settings)
    work.settings.write(asdict(settings))
    for kind in _PATTERNS:
        keep_pattern(work, kind, settings)


def keep_pattern(work: Work, kind: str, settings: ShopSettings) -> None:
    """Set one number series up, or change its pattern; Refused for one that can't be counted in."""
    pattern = getattr(settings, _PATTERNS[kind])
    problem = pattern_problem(pattern)
    if problem:
        raise Refused(problem, pattern=pattern)
    series = work.settings.series(kind) or Series(kind, pattern)
    yearly = settings.number_reset_yearly and "{year" in pattern
    work.settings.keep_series(replace(series, pattern=pattern, yearly=yearly))


def read_letterhead(work: Work, settings: ShopSettings | None = None) -> Letterhead:
    """The shop as its documents show it today, with its logo."""
    return replace(letterhead(settings or read_settings(work)), logo=work.settings.logo())


def letterhead(settings: ShopSettings) -> Letterhead:
    """What the settings put on documents."""
    return Letterhead(
        name=settings.name,
        address=tuple(line.strip() for line in settings.address.splitlines() if line.strip()),
        email=settings.email,
        phone=settings.phone,
        website=settings.website,
        tax_number=settings.tax_number,
        bank=tuple(line.strip() for line in settings.bank.splitlines() if line.strip()),
        footer=settings.footer,
        accent=settings.accent,
        paper=settings.paper,
        template=settings.template,
        country=settings.country,
        account_holder=settings.account_holder,
        iban=settings.iban,
        bic=settings.bic,
        payment_link=settings.payment_link,
        annex=settings.annex,
    )


class Settings(Logo):
    """What the shop sets for itself."""

    def read(self) -> ShopSettings:
        """The settings on file."""
        with self._office.reading() as work:
            return read_settings(work)

    def keep(self, settings: ShopSettings) -> None:
        """Write the settings; Refused where a number pattern is wrong."""
        with self._office.work() as work:
            keep_settings(work, settings)
            work.commit()
        self._office.tell("settings")
