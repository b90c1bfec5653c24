"""Fields for amounts, prices, quantities and percentages, typed in any usual form or as a sum."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from billdesk.basics import words
from billdesk.domain import typed
from billdesk.domain.errors import Refused
from billdesk.domain.money import LIMIT
from billdesk.ui.look import Look
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class Numeral:
    """A kind of number: how many decimals, how it is written, what to type, and its bounds (scaled)."""

    places: int
    write: Callable[[int], str]
    wrong: str
    least: int | None = 0
    most: int = LIMIT - 1


def amounts(currency: str, language: str, least: int | None = 0) -> Numeral:
    """Minor units of a currency."""
    example = words.amount(1250 if words.decimals(currency) else 12, currency, language, symbol=False)
    said = tr("Not an amount. Type {example}", example=example)
    return Numeral(
        words.decimals(currency),
        lambda minor: words.amount(minor, currency, language, symbol=False),
        said,
        least,
    )


def prices(currency: str, language: str, least: int | None = 0) -> Numeral:
    """Unit prices, minor units × 10⁴."""
    said = tr("Not a price. Type {example}", example=words.price(1250_0000, "USD", language))
    places = words.decimals(currency) + 4
    return Numeral(places, lambda scaled: words.price(scaled, currency, language), said, least)


def quantities(language: str, least: int | None = 0) -> Numeral:
    """Quantities × 10⁴."""
    said = tr("Not a number. Type {example}", example=words.quantity(1_5000, language))
    return Numeral(4, lambda scaled: words.quantity(scaled, language), said, least)


def percentages(language: str, most: int = 100_0000) -> Numeral:
    """Percentages × 10⁴, up to 100."""
    said = tr("Not a percentage. Type {example}", example=words.quantity(8_2500, language))
    return Numeral(4, lambda scaled: words.quantity(scaled, language), said, 0, most)


def whole_numbers(language: str, least: int = 0, most: int = 1_000_000) -> Numeral:
    """Whole numbers within bounds."""
    bounds = words.number(least, language), words.number(most, language)
    said = tr("Type a whole number from {least} to {most}", least=bounds[0], most=bounds[1])
    return Numeral(0, lambda value: words.number(value, language), said, least, most)


class UnitEdit(QLineEdit):
    """A field for a number that may say behind it of what it is: "3 months"."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._unit = look, ""
        look.changed.connect(self._make_room)

    def unit(self) -> str:
        """What stands behind the number."""
        return self._unit

    def show_unit(self, words: str) -> None:
        """Say what the number counts."""
        self._unit = words
        self._make_room()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for two figures and what they count."""
        hint = super().minimumSizeHint()
        if not self._unit:
            return hint
        words = self._look.metrics("body", True).horizontalAdvance("99 ") + self.textMargins().right()
        return QSize(round(words) + self._look.px(20), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unit:
            painter, px = QPainter(self), self._look.px
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.color("ink3" if self.isEnabled() else "ink_off"))
            room = QRectF(self.rect()).adjusted(px(10), 0, -px(10), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _make_room(self) -> None:
        wide = self._look.metrics("body").horizontalAdvance(self._unit)
        self.setTextMargins(0, 0, round(wide) + self._look.px(6) if self._unit else 0, 0)


class NumberField(FormField):
    """A number of some kind, also typed as =3*4; `needed` ones may not stay empty.

    `value()` is None where it is empty or can't be read; `check()` tells the two apart.
    """

    edit: UnitEdit

    def __init__(
        self, look: Look, caption: Caption, numeral: Numeral, language: str, needed: bool = False
    ) -> None:
        edit = UnitEdit(look)
        edit.setMaxLength(500)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(look, caption, edit)
        self._numeral, self._language, self._needed = numeral, language, needed
        edit.setFont(look.font("body", True))
        edit.textEdited.connect(lambda _text: self._on_changed())
        self.left.connect(self.check)

    def value(self) -> int | None:
        try:
            found = typed.number(self.edit.text(), self._numeral.places, words.point(self._language))
        except Refused:
            return None
        least = self._numeral.least
        return None if found > self._numeral.most or (least is not None and found < least) else found

    def show_value(self, value: int | None) -> None:
        self.tell("")
        self.edit.setText("" if value is None else self._numeral.write(value))

    def show_unit(self, words: str) -> None:
        """Say behind the number what it counts."""
        self.edit.show_unit(words)
        self.edit.setAccessibleDescription(self.told() or words)

    def tell(self, words: str, state: str = "wrong") -> None:
        super().tell(words, state)
        if not words and self.edit.unit():
            self.edit.setAccessibleDescription(self.edit.unit())

    def check(self) -> bool:
        """Write the number out where it can be read, else say what to type."""
        found = self.value()
        if found is not None:
            self.show_value(found)
            return True
        empty = not self.edit.text().strip()
        if not empty or self._needed:
            self.tell(self._numeral.wrong)
        return empty and not self._needed

    def is_unread(self) -> bool:
        """Whether what stands there is no such number, or nothing stands where one is needed."""
        return self.value() is None and (self._needed or bool(self.edit.text().strip()))

    def use(self, numeral: Numeral) -> None:
        """Read what is typed as another kind of number, as when the currency changes."""
        self._numeral = numeral
        if self.edit.text().strip():
            self.check()
