"""Tables of the shop itself: settings, numbers, taxes, terms, letterheads, and the catalog."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Word, refers


class SettingRow(Base):
    """One setting of the shop by its name, as JSON."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(Word, primary_key=True)
    value: Mapped[list[Any]]


class SeriesRow(Base):
    """The last number given out in a row of numbers; locking it puts writers in a queue."""

    __tablename__ = "series"
    __table_args__ = (CheckConstraint("counter >= 0", name="counter"),)
    kind: Mapped[str] = mapped_column(Word, primary_key=True)
    pattern: Mapped[str]
    yearly: Mapped[bool]
    year: Mapped[int]
    counter: Mapped[int]


class TaxRow(Base):
    """A tax; its rates never change, an edited one is a new row."""

    __tablename__ = "taxes"
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    members: Mapped[list[Any]]
    is_group: Mapped[bool]
    archived: Mapped[bool]
    replaces_id: Mapped[int | None] = mapped_column(refers("taxes.id"))


class TermsRow(Base):
    """Payment terms; `late_fee` as JSON."""

    __tablename__ = "terms"
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    days: Mapped[int | None]
    end_of_month: Mapped[bool]
    day_of_month: Mapped[int | None]
    defer_within_days: Mapped[int]
    late_fee: Mapped[dict[str, Any] | None]


class LetterheadRow(Base):
    """The shop as it stood on its documents; written once, named by the documents that carry it."""

    __tablename__ = "letterheads"
    id: Mapped[Key]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    logo: Mapped[bytes | None]


class PictureRow(Base):
    """A picture of the shop, by what it is for: its logo."""

    __tablename__ = "pictures"
    name: Mapped[str] = mapped_column(Word, primary_key=True)
    content: Mapped[bytes]


class ProductRow(Base):
    """Something that the shop sells."""

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("kind IN ('product', 'labor', 'deposit')", name="kind"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(Word)
    description: Mapped[str]
    unit: Mapped[str]
    unit_price: Mapped[Money | None]
    currency: Mapped[str | None]
    tax_named: Mapped[bool]
    tax_id: Mapped[int | None] = mapped_column(refers("taxes.id"))
    minimum_minutes: Mapped[int]
    increment_minutes: Mapped[int]
    deposit_percent: Mapped[Money | None]
    active: Mapped[bool]


class RateRow(Base):
    """What one unit of a currency was worth in the home currency on a day (× 10⁸); for reports only."""

    __tablename__ = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("currency", "day"),
        CheckConstraint("rate > 0", name="rate"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    currency: Mapped[str]
    day: Mapped[date]
    rate: Mapped[Money]
