"""The catalog: what the shop sells, what it cost when, and which schedules name it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Problem, Rejected
from billdesk.domain.lists import TOP, Page, Part, Sort
from billdesk.domain.products import Price, ProductFilter, ProductLine, ProductUse, price_of, product_problems
from billdesk.domain.tax import Choice, Tax
from billdesk.services.office import Office
from billdesk.services.refs import ref_of
from billdesk.services.settings import read_settings
from billdesk.storage.catalog_pages import ProductQuestion
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

_LEFT_OUT = ("id", "ref", "version")
"""What the history of a product doesn't tell of."""


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """A product with everything that its preview shows; `currency` is the one of its price."""

    product: Product
    currency: str
    tax: Tax | None  # what it names itself, where it names one
    prices: tuple[Price, ...]  # the newest first
    uses: tuple[ProductUse, ...]  # a hundred at most
    schedules: int  # in how many schedules it stands


class Catalog:
    """The products of a shop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def page(self, wanted: ProductFilter, sort: Sort, part: Part = TOP) -> Page[ProductLine]:
        """One part of the list; sorted by name, kind or price."""
        with self._office.reading() as work:
            question = ProductQuestion(wanted, sort, read_settings(work).currency)
            return work.product_pages.page(question, part)

    def count(self, wanted: ProductFilter) -> int:
        """How many products a filter shows."""
        with self._office.reading() as work:
            return work.product_pages.count(wanted)

    def sheet(self, product_id: int) -> ProductSheet:
        """A product with its prices and who names it; Missing when there is none."""
        with self._office.reading() as work:
            product = work.catalog.product(product_id)
            return ProductSheet(
                product,
                product.currency or read_settings(work).currency,
                work.catalog.taxes().get(product.tax.tax_id or 0),
                work.catalog.prices(product_id),
                work.uses.schedules_of(product_id),
                work.uses.schedule_counts([product_id]).get(product_id, 0),
            )

    def problems(self, product: Product) -> tuple[Problem, ...]:
        """What keeps a product from being kept, by field."""
        with self._office.reading() as work:
            return _problems(work, product)

    def create(self, product: Product) -> Product:
        """Put something new into the catalog; Rejected with its problems. Its id and ref are made here."""
        with self._office.work() as work:
            _check(work, product)
            ref = ref_of(product.name, work.catalog.refs("product"), "product")
            made = replace(product, id=work.take_ids("product", 1)[0], ref=ref, version=1, active=True)
            work.catalog.add_products([made])
            self._price(work, made)
            self._trace(work, made, "created", None)
            work.commit()
        self._office.tell("product", ids=(made.id,))
        return made

    def change(self, product: Product) -> Product:
        """Write an edited product; its next version. What is issued stays, what follows the catalog changes.

        Rejected with its problems, Conflict("product_changed") where somebody else was faster.
        """
        with self._office.work() as work:
            _check(work, product)
            after = self._written(work, product, "changed")
            work.commit()
        self._office.tell("product", "schedule", ids=(after.id,))
        return after

    def archive(self, product_ids: Sequence[int]) -> tuple[int, ...]:
        """Offer products no longer; the ids of those that were offered. Schedules that name them go on."""
        return self._show(product_ids, active=False)

    def restore(self, product_ids: Sequence[int]) -> tuple[int, ...]:
        """Offer archived products again; the ids of those that were archived."""
        return self._show(product_ids, active=True)

    def _show(self, product_ids: Sequence[int], active: bool) -> tuple[int, ...]:
        with self._office.work() as work:
            found = [work.catalog.product(key) for key in dict.fromkeys(product_ids)]
            wanted = [product for product in found if product.active != active]
            for product in wanted:
                self._written(work, replace(product, active=active), "restored" if active else "archived")
            work.commit()
        changed = tuple(product.id for product in wanted)
        self._office.tell("product", ids=changed)
        return changed

    def _written(self, work: Work, product: Product, act: str) -> Product:
        before = work.catalog.product(product.id)
        after = work.catalog.change_product(replace(product, ref=before.ref))
        if after is None:
            raise Conflict("product_changed", product=before.name)
        if price_of(after) != price_of(before):
            self._remember(work, before)
            self._price(work, after)
        self._trace(work, after, act, before)
        return after

    def _remember(self, work: Work, before: Product) -> None:
        """A price that no history tells of, as of products that were loaded, is written before it changes."""
        if not work.catalog.prices(before.id):
            work.catalog.add_price(before.id, Price(None, *price_of(before)), self._office.now())

    def _price(self, work: Work, product: Product) -> None:
        now = self._office.now()
        price = Price(now.astimezone().date(), *price_of(product), desk=self._office.desk)
        work.catalog.add_price(product.id, price, now)

    def _trace(self, work: Work, product: Product, act: str, before: Product | None) -> None:
        trace = Trace("product", product.id, act, _changes(before, product))
        work.traces.add([trace], self._office.now(), self._office.desk)


def _check(work: Work, product: Product) -> None:
    problems = _problems(work, product)
    if problems:
        raise Rejected(problems)


def _problems(work: Work, product: Product) -> tuple[Problem, ...]:
    found = list(product_problems(product))
    tax_id = product.tax.tax_id
    if tax_id is not None and tax_id not in work.catalog.taxes():
        found.append(Problem("tax", "tax_is_missing", {"tax": tax_id}))
    if product.id and product.kind != "labor" and work.uses.has_time(product.id):
        found.append(Problem("kind", "labor_has_time"))
    return tuple(found)


def _changes(before: Product | None, after: Product) -> dict[str, Any]:
    """What changed, field by field, as plain values for the audit trail: before and after."""
    names = [item.name for item in fields(Product) if item.name not in _LEFT_OUT]
    if before is None:
        return {name: _plain(getattr(after, name)) for name in names}
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: [_plain(old), _plain(new)] for name, (old, new) in pairs.items() if old != new}


def _plain(value: Any) -> Any:
    return [value.named, value.tax_id] if isinstance(value, Choice) else value
