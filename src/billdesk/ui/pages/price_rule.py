"""The rule of a change of prices as it is typed: by how much, from which day, on which lines."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from billdesk.basics import words
from billdesk.domain.price_change import HUNDRED, MOST_PERCENT, PriceRule
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, DayField, Form, SegmentField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, Numeral, prices
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

EVERY = "all"


class PriceRuleForm(Wash):
    """`changed` tells that the person changed something; `rule` is None while it can't be read."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self.setObjectName("prices.rule")
        self._bench = bench
        look, language = bench.look, bench.language
        ways = (Choice("percent", tr("Percent")), Choice("amount", tr("Amount")))
        self.way = SegmentField(look, Caption("prices.way", tr("Change by")), ways)
        hint = tr("up, or down with a minus")
        self.by = NumberField(look, Caption("prices.by", tr("How much"), hint), self._percent(), language)
        self.currency = ChoiceField(look, Caption("prices.currency", tr("Currency")), ())
        self.from_day = DayField(
            look, Caption("prices.day", tr("Counts from")), lambda: bench.today, language
        )
        self.product = ChoiceField(look, Caption("prices.product", tr("Product")), ())
        self.text = TextField(look, Caption("prices.text", tr("With the words")))
        self.text.edit.setPlaceholderText(tr("any line"))
        self.offer((), {})
        self._form = Form({"by": self.by, "text": self.text, "day": self.from_day}, self)
        self._lay_out()
        self.from_day.show_value(_next_month(bench.today))
        self.way.show_value("percent")
        self.way.changed.connect(self._on_way)
        for one in (self.way, self.by, self.currency, self.from_day, self.product, self.text):
            one.changed.connect(self.changed)

    def _lay_out(self) -> None:
        look, px = self._bench.look, self._bench.look.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(12), px(16), px(8))
        row.setSpacing(px(12))
        keep_wide(look, self.by, 160)
        keep_wide(look, self.currency, 88)
        keep_wide(look, self.from_day, 150)
        for one in (self.way, self.by, self.currency, self.from_day):
            row.addWidget(one)
        row.addWidget(self.product, 1)
        row.addWidget(self.text, 1)

    def offer(self, currencies: Sequence[str], products: Mapping[int, str]) -> None:
        """Offer the currencies and products of the schedules; a single currency isn't asked for."""
        home = self._bench.figures.home
        codes = sorted({*currencies} or {home}, key=lambda code: (code != home, code))
        before = self._currency()
        self.currency.offer([Choice(code, code) for code in codes])
        if self.way.value() == "amount" and self._currency() != before:
            self.by.use(self._amount())
        self.product.offer(
            [Choice(EVERY, tr("Any product"))] + [Choice(str(key), name) for key, name in products.items()]
        )
        self._show_currency()

    def rule(self) -> PriceRule | None:
        """What is typed; by 0 % while nothing is, None where it can't be read."""
        by, empty = self.by.value(), not self.by.edit.text().strip()
        if by is None and not empty:
            return None
        chosen = self.product.value()
        product = None if chosen == EVERY else int(chosen)
        if self.way.value() == "amount" and not empty:
            return PriceRule(None, by, self._currency(), product, self.text.value())
        return PriceRule(percent=by or 0, product_id=product, text=self.text.value())

    def day(self) -> date:
        """From when it counts."""
        return self.from_day.value()

    def check(self) -> bool:
        """Say what can't be read."""
        return self._form.check()

    def tell(self, problems: Sequence[object]) -> None:
        """Say what is wrong at its field, and leave the focus where it is."""
        self._form.tell(problems, self._bench.said, focus=False)  # type: ignore[arg-type]

    def _currency(self) -> str:
        return self.currency.value() or self._bench.figures.home

    def _percent(self) -> Numeral:
        language = self._bench.language
        said = tr(
            "Type a percentage from {least} to {most}",
            least=words.number(-100, language),
            most=words.number(MOST_PERCENT * 100 // HUNDRED, language),
        )
        return Numeral(4, lambda value: words.quantity(value, language), said, -HUNDRED, MOST_PERCENT)

    def _amount(self) -> Numeral:
        return prices(self._currency(), self._bench.language, None)

    def _on_way(self) -> None:
        self.by.use(self._amount() if self.way.value() == "amount" else self._percent())
        self._show_currency()

    def _show_currency(self) -> None:
        several = self.currency.edit.count() > 1 or self._currency() != self._bench.figures.home
        self.currency.setVisible(several and self.way.value() == "amount")


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
