"""The shop in the settings: how it is called on documents, where it is, its currency and language."""

from collections.abc import Sequence

from billdesk.domain.money import CURRENCIES
from billdesk.ui.panes.settings_section import Section, SettingsSheet
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, LongText, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.words import tr

LANGUAGES = (("en", "English"), ("de", "Deutsch"))


class ShopSection(Section):
    """What stands at the head and the foot of every document."""

    key = "shop"
    title = "Shop"
    icon = "store"
    line = "Changes are kept at once. Issued documents keep the head that they were sent with."
    words = "name address e-mail phone website bank footer currency language country tax number"

    def build(self) -> None:
        self._add_lines("name", "email")
        self._add_text("address", tr("Address"), tr("As on an envelope."), 3)
        self._add_lines("phone", "website", "tax_number")
        self._add_text("bank", tr("Bank details"), tr("Printed at the foot of documents."), 2)
        self._add_text("footer", tr("Footer"), tr("One sentence at the end, such as thanks."), 2)
        self._add_choices()
        self._keeper = self.keep_settings(self._fields)

    def show_sheet(self, sheet: SettingsSheet) -> None:
        self._keeper.show_values({name: getattr(sheet.shop, name) for name in self._fields})

    def _add_lines(self, *names: str) -> None:
        for name in names:
            label, hint = _line_words()[name]
            field = TextField(self.look, Caption(f"settings.{name}", label), 200)
            self._add(name, label, hint, field)

    def _add_text(self, name: str, label: str, hint: str, lines: int) -> None:
        self._add(name, label, hint, LongText(self.look, Caption(f"settings.{name}", label), lines))

    def _add(self, name: str, label: str, hint: str, field: TextField | LongText | ChoiceField) -> None:
        if not hasattr(self, "_fields"):
            self._fields: dict[str, TextField | LongText | ChoiceField] = {}
        self._fields[name] = field
        self.add_row(label, hint, field)

    def _add_choices(self) -> None:
        label, hint = _line_words()["country"]
        self._add("country", label, hint, TextField(self.look, Caption("settings.country", label), 200))
        currency = ChoiceField(self.look, Caption("settings.currency", tr("Currency")), _currencies())
        note = tr("The one that your books are in. It stays once there is money on file.")
        self._add("currency", tr("Currency"), note, currency)
        choices = tuple(Choice(key, words) for key, words in LANGUAGES)
        language = ChoiceField(self.look, Caption("settings.language", tr("Language")), choices)
        note = tr("Of this window after the next start, and of documents where a customer has none.")
        self._add("language", tr("Language"), note, language)


def _line_words() -> dict[str, tuple[str, str]]:
    return {
        "name": (tr("Name"), tr("As customers know it.")),
        "email": (tr("E-mail"), tr("Printed on documents; replies come here.")),
        "phone": (tr("Phone"), ""),
        "website": (tr("Website"), ""),
        "tax_number": (tr("Tax number"), tr("VAT ID or tax number, printed on documents.")),
        "country": (tr("Country"), tr("Two letters, such as US or DE.")),
    }


def _currencies() -> Sequence[Choice]:
    return tuple(Choice(code, code) for code in sorted(CURRENCIES))
