"""Products, taxes and terms on file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from billdesk.domain.catalog import Product
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
    tax_columns,
    tax_of,
)
from billdesk.storage.tables import ProductRow, TaxRow, TermsRow


def _terms(row: Row[Any]) -> Terms:
    fee = LateFee(**row.late_fee) if row.late_fee else None
    return Terms(**pick(row, Terms, "late_fee"), late_fee=fee)


def _terms_row(terms: Terms) -> Values:
    fee = plain(terms.late_fee) if terms.late_fee else None
    return plain(terms) | {"late_fee": fee}


class Catalog:
    """What the shop sells, and what it charges on top."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_products(self, products: Sequence[Product]) -> None:
        """Write new products."""
        rows = [plain(product, "tax") | tax_columns(product.tax) for product in products]
        insert_rows(self._connection, ProductRow, rows)

    def add_taxes(self, taxes: Sequence[Tax]) -> None:
        """Write new taxes."""
        rows: list[Values] = [
            {
                "id": tax.id,
                "ref": tax.ref,
                "name": tax.name,
                "members": rates_json(tax.members),
                "is_group": tax.group,
                "archived": tax.archived,
                "replaces_id": None,
            }
            for tax in taxes
        ]
        insert_rows(self._connection, TaxRow, rows)

    def add_terms(self, terms: Sequence[Terms]) -> None:
        """Write new payment terms."""
        insert_rows(self._connection, TermsRow, [_terms_row(one) for one in terms])

    def products(self) -> dict[int, Product]:
        """Every product by id."""
        rows = all_rows(self._connection, ProductRow)
        return {row.id: Product(**pick(row, Product), tax=tax_of(row)) for row in rows}

    def taxes(self) -> dict[int, Tax]:
        """Every tax by id."""
        return {
            row.id: Tax(row.id, row.ref, row.name, rates_of(row.members), row.is_group, row.archived)
            for row in all_rows(self._connection, TaxRow)
        }

    def terms(self) -> dict[int, Terms]:
        """All payment terms by id."""
        return {row.id: _terms(row) for row in all_rows(self._connection, TermsRow)}
