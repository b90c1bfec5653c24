"""Products with their prices, taxes and terms on file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Missing
from billdesk.domain.products import Price
from billdesk.domain.tax import Tax
from billdesk.domain.terms import LateFee, Terms
from billdesk.storage.mapping import (
    Values,
    all_rows,
    insert_rows,
    pick,
    plain,
    rates_json,
    rates_of,
    rows_in,
    table,
    tax_columns,
    tax_of,
)
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import PriceRow, ProductRow, TaxRow, TermsRow


def _product(row: Row[Any]) -> Product:
    return Product(**pick(row, Product), tax=tax_of(row))


def _product_row(product: Product) -> Values:
    words = as_words(f"{product.name} {product.ref} {product.description} {product.unit}")
    more = {"name_sort": folded(product.name), "words": words}
    return plain(product, "tax") | tax_columns(product.tax) | more


def _tax(row: Row[Any]) -> Tax:
    return Tax(row.id, row.ref, row.name, rates_of(row.members), row.is_group, row.archived)


def _tax_row(tax: Tax, replaces: int | None = None) -> Values:
    return {
        "id": tax.id,
        "ref": tax.ref,
        "name": tax.name,
        "members": rates_json(tax.members),
        "is_group": tax.group,
        "archived": tax.archived,
        "replaces_id": replaces,
    }


def _terms(row: Row[Any]) -> Terms:
    fee = LateFee(**row.late_fee) if row.late_fee else None
    return Terms(**pick(row, Terms, "late_fee"), late_fee=fee)


def _terms_row(terms: Terms, replaces: int | None = None) -> Values:
    fee = plain(terms.late_fee) if terms.late_fee else None
    return plain(terms) | {"late_fee": fee, "replaces_id": replaces}


class Catalog:
    """What the shop sells, and what it charges on top."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_products(self, products: Sequence[Product]) -> None:
        """Write new products."""
        insert_rows(self._connection, ProductRow, [_product_row(product) for product in products])

    def add_taxes(self, taxes: Sequence[Tax], replaces: int | None = None) -> None:
        """Write new taxes; `replaces` is the one whose newer version they are."""
        insert_rows(self._connection, TaxRow, [_tax_row(tax, replaces) for tax in taxes])

    def add_terms(self, terms: Sequence[Terms], replaces: int | None = None) -> None:
        """Write new payment terms; `replaces` are those whose newer version they are."""
        insert_rows(self._connection, TermsRow, [_terms_row(one, replaces) for one in terms])

    def products(self) -> dict[int, Product]:
        """Every product by id."""
        return {row.id: _product(row) for row in all_rows(self._connection, ProductRow)}

    def taxes(self) -> dict[int, Tax]:
        """Every tax by id."""
        return {row.id: _tax(row) for row in all_rows(self._connection, TaxRow)}

    def terms(self) -> dict[int, Terms]:
        """All payment terms by id."""
        return {row.id: _terms(row) for row in all_rows(self._connection, TermsRow)}

    def product(self, product_id: int) -> Product:
        """One product; Missing when there is none."""
        found = [_product(row) for row in rows_in(self._connection, ProductRow, "id", [product_id])]
        if not found:
            raise Missing("product_missing", product=product_id)
        return found[0]

    def change_product(self, product: Product) -> Product | None:
        """Write a product over the same version of it; with its new version, None where that is stale."""
        source = table(ProductRow)
        after = replace(product, version=product.version + 1)
        values = _product_row(after)
        same = (source.c.id == values.pop("id")) & (source.c.version == product.version)
        done = self._connection.execute(update(source).where(same).values(values))
        return after if done.rowcount else None

    def add_price(self, product_id: int, price: Price, at: datetime) -> None:
        """Remember what a product costs from a day on."""
        row = plain(price) | {"product_id": product_id, "made_at": at}
        insert_rows(self._connection, PriceRow, [row])

    def prices(self, product_id: int) -> tuple[Price, ...]:
        """What a product has cost, the newest first."""
        source = table(PriceRow)
        query = select(source).where(source.c.product_id == product_id).order_by(source.c.id.desc())
        return tuple(Price(**pick(row, Price)) for row in self._connection.execute(query))

    def price_day(self, product_id: int) -> date | None:
        """The day of the newest price; None where no change of one is on file."""
        found = self.prices(product_id)
        return found[0].day if found else None

    def refs(self, kind: str) -> frozenset[str]:
        """Every ref that is taken by a "product", "tax" or "terms"."""
        source = table({"product": ProductRow, "tax": TaxRow, "terms": TermsRow}[kind])
        return frozenset(self._connection.execute(select(source.c.ref)).scalars())

    def change_tax(self, tax_id: int, **values: Any) -> None:
        """Change what may change of a tax: ref, archived."""
        source = table(TaxRow)
        self._connection.execute(update(source).where(source.c.id == tax_id).values(values))

    def change_terms(self, terms: Terms) -> None:
        """Write terms over those with their id."""
        source, values = table(TermsRow), _terms_row(terms)
        del values["replaces_id"]
        self._connection.execute(update(source).where(source.c.id == values.pop("id")).values(values))
