"""The settings of the shop: reading them, keeping them, and what they mean for documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.money import decimals
from billdesk.domain.numbering import Series, pattern_problem
from billdesk.domain.settings import PATTERNS, ShopSettings, shop_problems
from billdesk.services.logo import Logo

if TYPE_CHECKING:
    from billdesk.domain.document import Letterhead
    from billdesk.storage.work import Work


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
    from billdesk.services.paper_settings import require_printable  # a window reads settings before

    require_printable(settings)
    work.settings.write(asdict(settings))
    for kind in PATTERNS:
        keep_pattern(work, kind, settings)


def keep_pattern(work: Work, kind: str, settings: ShopSettings) -> None:
    """Set one number series up, or change its pattern; Refused for one that can't be counted in."""
    pattern = getattr(settings, PATTERNS[kind])
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
    from billdesk.domain.document import Letterhead

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

    def is_new(self) -> bool:
        """Whether nobody has set anything up in this shop, nor put a customer in."""
        with self._office.reading() as work:
            return not work.settings.read() and not work.lists.customer_choices("", 1)

    def problems(self, changes: Mapping[str, Any]) -> tuple[Problem, ...]:
        """What keeps changes (values by the name of the setting) from being kept."""
        with self._office.reading() as work:
            return _problems(work, read_settings(work), changes)

    def change(self, changes: Mapping[str, Any]) -> ShopSettings:
        """Write some settings by name, the others stay; all settings as they are now.

        Rejected with what is wrong with the changes. What is issued keeps the letterhead it was issued under.
        """
        with self._office.work() as work:
            before = read_settings(work)
            problems = _problems(work, before, changes)
            if problems:
                raise Rejected(problems)
            after = replace(before, **changes)
            keep_settings(work, after)
            change = {name: [_plain(getattr(before, name)), _plain(value)] for name, value in changes.items()}
            work.traces.note_settings(change, self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("settings")
        return after


def _problems(work: Work, before: ShopSettings, changes: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with the changed settings; what was wrong before and stays is nobody's business now."""
    after = replace(before, **changes)
    found = [one for one in shop_problems(after) if one.place.partition("[")[0] in changes]
    found += _paper_problems(changes, {one.place for one in found})
    if after.currency != before.currency and _is_priced(work, before.currency, after.currency):
        found.append(Problem("currency", "currency_is_used", {"currency": before.currency}))
    return tuple(found)


def _paper_problems(changes: Mapping[str, Any], known: Collection[str]) -> Iterator[Problem]:
    """What no document can be made with, setting by setting."""
    for name in changes:
        try:
            from billdesk.services.paper_settings import require_printable

            require_printable(replace(ShopSettings(), **{name: changes[name]}))
        except Refused as refused:
            if name not in known:
                yield Problem(name, refused.code, refused.facts)


def _is_priced(work: Work, before: str, after: str) -> bool:
    """Whether amounts on file are meant in the shop's currency and would become others with a new one."""
    if work.uses.any_money():
        return True
    return decimals(before) != decimals(after) and work.uses.any_prices()


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
