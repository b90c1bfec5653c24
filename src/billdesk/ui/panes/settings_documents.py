"""Documents in the settings: look, color, logo, paper, payment code, annex, and how saved PDFs are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from billdesk.domain.errors import BillDeskError, Trouble
from billdesk.ui import paper
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_section import Section, SettingsSheet
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import SegmentField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.pictures import PictureField
from billdesk.ui.widgets.swatches import Swatches
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

MOST_BYTES = 20_000_000
LOOKS = ("modern", "classic", "compact")
COLORS = (
    ("#0B6470", "Teal"),
    ("#1F4E8C", "Blue"),
    ("#5B3A8E", "Violet"),
    ("#8A2A4E", "Wine"),
    ("#A8501D", "Rust"),
    ("#3D6B24", "Green"),
    ("#1C1B18", "Black"),
)


class DocumentsSection(Section):
    """How invoices look; the first page of one stands beside."""

    key = "documents"
    title = "Documents"
    icon = "palette"
    line = "Changes are kept at once. Issued invoices keep the look that they were sent with."
    words = (
        "look template modern classic compact accent color logo paper letter payment code qr iban annex pdf"
    )

    def build(self) -> None:
        self._add_look()
        self._add_color()
        self.logo = LogoRow(self.bench, self)
        self.add_row(tr("Logo"), tr("PNG, JPEG or SVG. At least 300 px wide prints crisp."), self.logo)
        self._add_paper()
        self._add_code()
        names = ("template", "accent", "paper", "annex", "iban", "bic", "account_holder")
        fields = {name: getattr(self, name) for name in (*names, "payment_link", "pdf_name")}
        self._keeper = self.keep_settings(fields)

    def _add_look(self) -> None:
        looks = (
            Choice("modern", tr("Modern")),
            Choice("classic", tr("Classic")),
            Choice("compact", tr("Compact")),
        )
        self.template = PictureField(self.look, Caption("settings.template", tr("Look")), looks)
        self._drawing: Work | None = None
        self.add_row(
            tr("Look"),
            tr("One look for all documents. An invoice or a schedule can have its own."),
            self.template,
        )

    def _add_color(self) -> None:
        look = self.look
        label = tr("Accent color")
        self.swatches = Swatches(look, "settings.swatches", [(color, tr(name)) for color, name in COLORS])
        self.accent = TextField(look, Caption("settings.accent", label), 7)
        self.accent.hide_label()
        keep_wide(look, self.accent, 110)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(self.swatches, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.accent)
        line.addStretch(1)
        self.add_row(label, tr("Used for the head and the balance due."), line)
        self.swatches.picked.connect(self._on_color)
        self.accent.changed.connect(lambda: self.swatches.show_color(self.accent.value()))

    def _add_paper(self) -> None:
        papers = (Choice("A4", "A4"), Choice("Letter", tr("US Letter")))
        self.paper = SegmentField(self.look, Caption("settings.paper", tr("Paper")), papers)
        self.add_row(tr("Paper"), "", self.paper)
        label = tr("Counted names")
        when = (
            Choice("never", tr("Below the line")),
            Choice("needed", tr("Annex where long")),
            Choice("always", tr("Always an annex")),
        )
        self.annex = SegmentField(self.look, Caption("settings.annex", label), when)
        self.add_row(label, tr("Devices and people that a schedule has counted."), self.annex)

    def _add_code(self) -> None:
        self.iban = self._line("iban", tr("IBAN"))
        self.bic = self._line("bic", tr("BIC"))
        self.account_holder = self._line("account_holder", tr("Account holder"), tr("Empty: the shop."))
        hint = tr(
            "Elsewhere than in EUR and CHF, with {placeholders}.", placeholders="{number} {amount} {currency}"
        )
        self.payment_link = self._line("payment_link", tr("Payment link"), hint)
        self.add_row(
            tr("Payment code"),
            tr("A QR code beside the total."),
            beside(self.look, (self.iban, 2), (self.bic, 1)),
            self.account_holder,
            self.payment_link,
        )
        self.pdf_name = self._line("pdf_name", tr("Names of saved PDFs"))
        known = "{number} {customer} {date} {due_date} {title} {kind} {id}"
        self.add_row(tr("Names of saved PDFs"), tr("May hold {known}.", known=known), self.pdf_name)

    def _line(self, name: str, label: str, hint: str = "") -> TextField:
        return TextField(self.look, Caption(f"settings.{name}", label, hint), 200)

    def show_sheet(self, sheet: SettingsSheet) -> None:
        self._keeper.show_values({name: getattr(sheet.shop, name) for name in self._keeper.fields})
        self.swatches.show_color(self.accent.value())
        self.logo.refresh()
        if self.isVisible():
            self._draw_looks()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_looks()

    def _draw_looks(self) -> None:
        """Have the shop's own invoice printed in every look, away from the GUI thread."""
        desk, today, wide = self.bench.desk, self.bench.today, self.template.edit.picture_width()
        if self._drawing is not None:
            self._drawing.forget()

        def job(_work: Work) -> dict[str, QImage]:
            invoice = desk.example.invoice(today)
            papers = {key: desk.papers.preview(replace(invoice, template=key)) for key in LOOKS}
            return {key: paper.page(pdf, 0, wide) for key, pdf in papers.items()}

        self._drawing = self.bench.background.run(job, self._on_looks, lambda _error: None)

    def _on_looks(self, pages: Mapping[str, QImage]) -> None:
        self._drawing = None
        for key, page in pages.items():
            self.template.edit.card(key).show_picture(page)

    def _on_color(self, color: str) -> None:
        self.accent.show_value(color)
        self._keeper.keep("accent")


class LogoRow(QWidget):
    """The logo with its size, and the buttons that replace and remove it."""

    def __init__(self, bench: Bench, section: Section) -> None:
        super().__init__()
        self._bench, self._section = bench, section
        look = bench.look
        self.setObjectName("settings.logo")
        self.picture = QLabel()
        self.words = Label(look, "", "small", "ink2")
        self.choose = Button(look, tr("Choose…"), "plain", "upload", "settings.logo.choose")
        self.remove = Button(look, tr("Remove"), "link", "", "settings.logo.remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        for widget in (self.picture, self.words, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        self.setMinimumHeight(look.px(52))
        self.choose.clicked.connect(self.ask)
        self.remove.clicked.connect(self.take_away)
        self.show_logo(None)

    def refresh(self) -> None:
        """Read the logo on file."""
        settings = self._bench.desk.settings
        self._bench.run(settings.logo, self.show_logo, self._section.troubled.emit)

    def show_logo(self, content: bytes | None) -> None:
        """Show a logo, or that there is none."""
        look = self._bench.look
        image = QImage.fromData(content) if content else QImage()
        self.picture.setVisible(not image.isNull())
        self.remove.setVisible(not image.isNull())
        if image.isNull():
            self.words.setText(tr("None yet: documents bear the name."))
            self.choose.set_words(tr("Choose…"))
            return
        ratio = self.devicePixelRatioF()
        side = round(look.px(48) * ratio)
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(image.scaled(3 * side, side, kept, smooth))
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        size = f"{image.width()} × {image.height()}"
        self.picture.setAccessibleName(tr("Logo, {size}", size=size))
        self.words.setText(size)
        self.choose.set_words(tr("Replace…"))

    def ask(self) -> None:
        """Ask for a file."""
        kinds = tr("Pictures") + " (*.png *.jpg *.jpeg *.svg)"
        dialog = QFileDialog(self, tr("Choose a logo"), "", kinds)
        dialog.setObjectName("settings.logo.file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.use_file(Path(path)))
        dialog.open()

    def use_file(self, path: Path) -> None:
        """Put the picture of a file on documents."""
        settings = self._bench.desk.settings

        def job() -> None:
            try:
                with path.open("rb") as file:
                    content = file.read(MOST_BYTES + 1)
            except OSError as error:
                raise Trouble("file_cannot_be_read", path=str(path), reason=error.strerror or "") from None
            settings.keep_logo(content)

        self._bench.run(job, self._on_done, self._on_failed)

    def take_away(self) -> None:
        """Put the name on documents again; for a while the logo can be brought back."""
        settings = self._bench.desk.settings

        def job() -> bytes | None:
            before = settings.logo()
            settings.remove_logo()
            return before

        def done(before: bytes | None) -> None:
            self._on_done(None)
            back = before or b""
            self._section.told.emit(
                tr("The logo is removed"), lambda: self._section.do(lambda: settings.keep_logo(back))
            )

        self._bench.run(job, done, self._on_failed)

    def _on_done(self, _found: object) -> None:
        self.refresh()
        self._section.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self._section.troubled.emit(error)
