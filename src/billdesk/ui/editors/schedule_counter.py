"""What a line counts: an asset type or a saved search, a folder, contacts, a vendor's item."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.counting import Counter
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.read_field import OfferField
from billdesk.ui.words import tr

_OF_TYPE = {
    "standard": (),
    "asset": ("asset",),
    "policy_folder": ("folder",),
    "contact": ("contact", "value"),
    "vendor_usage": ("vendor", "item"),
}
PLACES = {
    "counter": "",
    "counter.asset_type": "asset",
    "counter.search_id": "asset",
    "counter.folder": "folder",
    "counter.field": "contact",
    "counter.value": "value",
    "counter.vendor": "vendor",
    "counter.item": "item",
}
"""Which field tells a problem; that of "" is the first one there is."""


class CounterFields(QWidget):
    """`changed` tells the counter that the fields make, and words that describe it."""

    changed = Signal(object, str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._type = "standard"
        self._form: ScheduleForm | None = None
        self.asset = ChoiceField(look, Caption("schedule.line.asset", tr("Counts")), ())
        self.folder = OfferField(look, Caption("schedule.line.folder", tr("Folder, with those in it")))
        self.contact = ChoiceField(look, Caption("schedule.line.contact", tr("Counts")), ())
        self.value = OfferField(look, Caption("schedule.line.value", tr("That is")))
        self.vendor = OfferField(look, Caption("schedule.line.vendor", tr("Vendor")))
        self.item = OfferField(look, Caption("schedule.line.item", tr("Item")))
        self.fields: dict[str, FormField] = {
            "asset": self.asset,
            "folder": self.folder,
            "contact": self.contact,
            "value": self.value,
            "vendor": self.vendor,
            "item": self.item,
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        for name, field in self.fields.items():
            field.changed.connect(lambda name=name: self._on_changed(name))
            field.left.connect(self.left)
            row.addWidget(field, 1)

    def offer(self, form: ScheduleForm) -> None:
        """Offer what the customer and the shop have."""
        self._form = form
        types = [Choice(f"type:{one}", one) for one in form.asset_types]
        searches = sorted(form.catalog.searches.values(), key=lambda one: one.name.casefold())
        named = [Choice(f"search:{one.id}", tr("Search “{name}”", name=one.name)) for one in searches]
        self.asset.offer([Choice("", tr("Choose …")), *types, *named])
        fields = [Choice(one.ref, tr("Contacts by {field}", field=one.name)) for one in form.fields]
        self.contact.offer([Choice("", tr("All contacts")), *fields])
        self.folder.offer(form.folders)
        self.vendor.offer(sorted({vendor for vendor, _ in form.usage}))

    def show_line(self, line: ScheduleLine) -> None:
        """Show what a line counts."""
        counter, self._type = line.counter or Counter(), line.type
        for name, field in self.fields.items():
            field.setVisible(name in _OF_TYPE[line.type])
        self.setVisible(bool(_OF_TYPE[line.type]))
        key = f"search:{counter.search_id}" if counter.search_id is not None else ""
        shown = {
            "asset": f"type:{counter.asset_type}" if counter.asset_type else key,
            "folder": counter.folder or "",
            "contact": counter.field or "",
            "value": counter.value or "",
            "vendor": counter.vendor or "",
            "item": counter.item or "",
        }
        for name, value in shown.items():
            if self.fields[name].value() != value:
                self.fields[name].show_value(value)
        self._show_offers(counter)

    def tell(self, place: str, words: str, state: str = "wrong") -> None:
        """Say what is wrong with, or deserves a look in, one of the fields."""
        name = PLACES.get(place) or (_OF_TYPE[self._type] or ("asset",))[0]
        self.fields[name].tell(words, state)

    def calm(self) -> None:
        """Say nothing about any field."""
        for field in self.fields.values():
            field.tell("")

    def first(self) -> QWidget | None:
        """The field where typing begins."""
        names = _OF_TYPE[self._type]
        return self.fields[names[0]].edit if names else None

    def _show_offers(self, counter: Counter) -> None:
        """A value only where a field is asked for; the items of the vendor that is typed."""
        if self._type == "contact":
            self.value.setVisible(bool(counter.field))
        if self._form is None:
            return
        choices = (one.choices for one in self._form.fields if one.ref == counter.field)
        self.value.offer(next(choices, ()))
        self.item.offer([item for vendor, item in self._form.usage if vendor == counter.vendor])

    def _on_changed(self, name: str) -> None:
        counter = self._counter()
        self._show_offers(counter or Counter())
        words = {
            "asset": self.asset.edit.currentText() if counter else "",
            "folder": "",
            "contact": tr("Contacts"),
            "item": self.item.value(),
        }.get(name, "")
        self.changed.emit(counter, words)

    def _counter(self) -> Counter | None:
        """What the fields say; None for nothing."""
        if self._type == "asset":
            kind, _, key = self.asset.value().partition(":")
            found = Counter(asset_type=key) if kind == "type" else Counter(search_id=int(key or 0))
            return found if kind else None
        if self._type == "policy_folder":
            return Counter(folder=self.folder.value()) if self.folder.value() else None
        if self._type == "contact":
            field = self.contact.value()
            return replace(Counter(), field=field, value=self.value.value() or None) if field else None
        vendor, item = self.vendor.value() or None, self.item.value() or None
        return Counter(vendor=vendor, item=item) if vendor or item else None
