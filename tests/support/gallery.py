"""A window of widgets with made-up rows, for pictures and tests: no service, no database."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, InvoiceRow, Page, PageKey, ScheduleRow
from billdesk.ui.background import Background
from billdesk.ui.figures import DASH, Figures
from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.widgets.badge import KINDS, Badge, word
from billdesk.ui.widgets.charts import Bar, Months
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.empty import Empty, Way
from billdesk.ui.widgets.fields import CommandField, Field, SearchField, Switch
from billdesk.ui.widgets.focus import FocusRing
from billdesk.ui.widgets.glance import Fact, Glance
from billdesk.ui.widgets.page import PageView
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Sheet, Wash
from billdesk.ui.widgets.side import Place, SideBar
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.top import SplitButton, TopBar
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.messages import Act, Banner, Toast

TODAY = date(2026, 8, 4)
PLACES = (
    Place("revenue", "Revenue", "chart-no-axes-column"),
    Place("invoices", "Invoices", "file-text", "Ctrl+2"),
    Place("recurring", "Recurring", "repeat", "Ctrl+3"),
    Place("tickets", "Tickets", "ticket"),
    Place("payments", "Payments", "wallet"),
    Place("customers", "Customers", "users"),
    Place("catalog", "Catalog", "package"),
    Place("settings", "Settings", "settings", below=True),
)
_NAMES = (
    ("Kestrel Logistics", "Server move, phase 2"), ("Sunrise Bakery", "Till repair, ticket 1047"),
    ("Okafor Law", "Notebook and set-up"), ("Tidewater Surveyors", "Managed IT August 2026"),
    ("Whitcomb Architects", "Managed IT August 2026"), ("Harbor Vet Clinic", "Managed IT August 2026"),
    ("Blue Heron Press", "Backup and mail"), ("Acme Dental", "Managed IT August 2026"),
    ("Dover Public Library", "Managed IT August 2026"), ("Pine Street Yoga", "Website hosting"),
    ("Café Québec", "Retainer"), ("Larch & Sons Roofing", "Network cabling"),
    ("Delmar Auto Repair", "Diagnosis"), ("St. Brigid School", "Managed IT, summer"),
)
_STATES = ("draft", "open", "paid", "open", "paid", "open", "partly_paid", "open", "open", "paid", "open",
           "open", "open", "partly_paid", "overdue", "overdue", "paid", "overdue", "void")
FIGURES = Figures(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), "USD")


def invoice(number: int) -> InvoiceRow:
    """Make the row at a position of the list, the newest first."""
    name, title = _NAMES[number % len(_NAMES)]
    status = _STATES[number % len(_STATES)] if number else "draft"
    day = TODAY - timedelta(days=number)
    total = 160210 if number == 0 else (number * 73157 + 26413) % 250000 + 2706
    balance = {"paid": 0, "void": 0, "partly_paid": total // 2}.get(status, total)
    late = number - 13 if status == "overdue" else 0
    return InvoiceRow(
        id=number + 1, kind="invoice", number=None if status == "draft" else f"INV-2026-{418 - number % 418:05d}",
        customer_id=number % len(_NAMES), customer=name, title=title, date=day, due_date=day + timedelta(14),
        status=status, overdue_days=max(0, late), currency="CAD" if name == "Café Québec" else "USD",
        total=total, balance=balance, recurring=number % 3 == 0,
        sent="" if status == "draft" else ("failed" if number == 10 else "printed" if number == 8 else "sent"),
    )


def schedule(number: int) -> ScheduleRow:
    """Make a schedule's row."""
    name, title = _NAMES[(number * 5 + 10) % len(_NAMES)]
    state = "paused" if number == 9 else "active"
    return ScheduleRow(
        id=number + 1, ref=f"S-{number + 1}", customer_id=number, customer=name, title=title, frequency="month",
        interval=1, billing_day=1, next_date=TODAY + timedelta(10 + number), state=state, currency="USD",
        amount=(number * 73157 + 7186) % 250000, failures=2 if number == 0 else 0,
        failure="no_email" if number == 0 else "", last_invoice_id=number,
        last_status=("open", "overdue", "paid", "paid", "partly_paid")[number % 5], auto_send=True,
        generated=7, max_occurrences=None,
    )


class Shelf:
    """A fetch and a count over rows that are made when asked for, noting every request."""

    def __init__(self, rows: int, make=invoice) -> None:
        self.rows = rows
        self.make = make
        self.requests: list[PageRequest] = []
        self.counts = 0

    def fetch(self, request: PageRequest) -> Page:
        self.requests.append(request)
        if request.after:
            first = request.after.id
        elif request.before:
            first = max(0, request.before.id - 1 - request.limit)
        else:
            first = request.offset or 0
        rows = tuple(self.make(number) for number in range(first, min(first + request.limit, self.rows)))
        if not rows:
            return Page((), None, None)
        return Page(rows, PageKey("", rows[0].id), PageKey("", rows[-1].id))

    def count(self, filter) -> tuple[CurrencySum, ...]:
        self.counts += 1
        return (CurrencySum("USD", self.rows, 13941260, 1420857),)


def _number(row: InvoiceRow) -> Cell:
    mark = "repeat" if row.recurring and row.number else ""
    tone = "ink3" if row.status == "void" else "ink"
    return Cell(row.number or "Draft", figure=True, strong=True, icon=mark, struck=row.status == "void", tone=tone)


def _money(minor: int, row: InvoiceRow, strong: bool) -> Cell:
    quiet = row.status == "void" or (strong and not minor)
    text = FIGURES.amount(minor, row.currency)
    return Cell(text, figure=True, strong=strong and not quiet, tone="ink3" if quiet else "ink")


def _sent(row: InvoiceRow) -> Cell:
    icons = {"sent": "check", "printed": "printer", "failed": "triangle-alert", "queued": "mail"}
    tone = "overdue_fg" if row.sent == "failed" else "ink3"
    return Cell("", icon=icons.get(row.sent, ""), icon_tone=tone, spoken=row.sent)


INVOICE_COLUMNS = (
    tick_column(),
    Column("number", "Number", _number, "number", width=151),
    Column("customer", "Customer", lambda row: Cell(
        row.customer, row.title, strong=True, tone="ink3" if row.status == "void" else "ink"),
        "customer", stretch=True),
    Column("date", "Date", lambda row: Cell(FIGURES.day(row.date, TODAY), figure=True, tone="ink2"), "date",
           width=58, rank=1),
    Column("due_date", "Due", lambda row: Cell(
        FIGURES.day(row.due_date, TODAY), figure=True,
        tone="overdue_fg" if row.status == "overdue" else "ink2"), "due_date", width=66),
    Column("status", "Status", lambda row: Cell(word(row.status, row.overdue_days), badge=row.status), "status",
           width=112),
    Column("total", "Total", lambda row: _money(row.total, row, False), "total", RIGHT, 84, rank=2),
    Column("balance", "Balance", lambda row: _money(row.balance, row, True), "balance", RIGHT, 80),
    Column("sent", "Sent", _sent, width=36, rank=3, icon="send"),
)


def _schedule_name(row: ScheduleRow) -> Cell:
    state = "failed" if row.failures else row.state if row.state != "active" else ""
    text = f"{row.customer}\n{word(state)}" if state else row.customer
    return Cell(text, row.title, strong=True, badge=state)


def _last(row: ScheduleRow) -> Cell:
    tones = {"paid": "paid_fg", "overdue": "overdue_fg", "partly_paid": "partly_fg"}
    amount = FIGURES.amount(row.amount, row.currency) if row.amount is not None else DASH
    status = row.last_status or ""
    return Cell(amount, f"last {word(status).lower()}", strong=True, figure=True,
                second_tone=tones.get(status, "ink3"))


SCHEDULE_COLUMNS = (
    tick_column(),
    Column("customer", "Schedule", _schedule_name, "customer", stretch=True),
    Column("next_date", "Next", lambda row: Cell(
        FIGURES.day(row.next_date, TODAY), "Monthly on the 1st", figure=True, second_figure=False,
        second_tone="ink2"), "next_date", width=130),
    Column("amount", "Amount", _last, "amount", RIGHT, 110),
)


def facts() -> tuple[Fact, ...]:
    """Make the cells of the at-a-glance picture."""
    rows = (("draft", "Draft", 5, 211340, "edge_strong"), ("open", "Open", 14, 984217, "open_fg"),
            ("partly_paid", "Partly paid", 2, 131000, "partly_fg"),
            ("overdue", "Overdue", 6, 305640, "overdue_fg"),
            ("paid", "Paid this month", 9, 602188, "paid_fg"))
    return tuple(Fact(key, label, count, FIGURES.parts(sum_, "USD"), sum_, token)
                 for key, label, count, sum_, token in rows)


def months() -> tuple[Bar, ...]:
    """Make twelve months."""
    values = (1387, 1490, 1450, 1760, 1550, 1530, 1680, 1610, 1740, 1850, 1890, 1587)
    names = "September October November December January February March April May June July August".split()
    return tuple(Bar(name[0], f"{name} ${value * 10:,}.00", value, number)
                 for number, (name, value) in enumerate(zip(names, values, strict=True)))


def paper(width: int) -> QImage:
    """Paint a page that looks like an invoice from afar."""
    image = QImage(width, round(width * 1.4142), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / 344, width / 344)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0B6470"))
    painter.drawRoundedRect(28, 28, 18, 18, 4, 4)
    painter.setBrush(QColor("#E3F0F0"))
    painter.drawRoundedRect(28, 66, 288, 34, 4, 4)
    for y in range(130, 380, 13):
        painter.setBrush(QColor("#CBC7BD"))
        painter.drawRect(28, y, 60 + (y * 37) % 110, 3)
        painter.drawRect(290, y, 26, 3)
    painter.end()
    return image


class Gallery(QWidget):
    """The invoices pane as it will be, made of widgets alone."""

    def __init__(self, look: Look, rows: int = 423) -> None:
        super().__init__()
        self.look = look
        self.setWindowTitle("BillDesk")
        self.background = Background(self)
        self.shelf = Shelf(rows)
        self.model = PagedTableModel(INVOICE_COLUMNS, self.shelf.fetch, self.shelf.count, self.background, self)
        self.table = Table(look, self.model, "invoices.table")
        self.side = SideBar(look, PLACES)
        self.side.shop.show_name("Northgate IT")
        self.side.show_pane("invoices")
        self.side.item("invoices").show_count(6, "overdue", "overdue")
        self.side.item("recurring").show_count(1, "partly", "failed")
        self.side.item("tickets").show_count(2)
        self.top = TopBar(look)
        self.top.show_place("Invoices")
        self.command = CommandField(look, "Search or run a command", ("Ctrl", "K"), "window.command")
        self.new = SplitButton(look, "New invoice", "plus", "invoice.new")
        self.top.show_widgets([Button(look, "Payments", "link"), Button(look, "Recurring", "link"),
                               self.command, self.new])
        self.status = StatusBar(look)
        self.status.tell("outbox", "Outbox empty")
        self.status.tell("last_run", "Last run 09:00 · 23 invoices")
        self.status.tell("next_run", "Next run 10:00")
        self.status.tell("database", "northgate.billdesk")
        self.sheet = Sheet(look)
        self._lay_out()
        self.ring = FocusRing(look, self)
        self.toast = Toast(look, self.sheet)
        self.model.show(None)

    def _lay_out(self) -> None:
        look = self.look
        self.glance = Glance(look, "invoices.glance")
        self.glance.show_facts(facts())
        self.months = Months(look, "invoices.months", "Invoiced, 12 months")
        self.months.show_bars(months(), "Aug $15,872.60")
        self.months.setFixedWidth(look.px(338))
        upper = Wash(look, "sheet")
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.glance, 1)
        row.addWidget(self.months)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addLayout(self._left(), 1)
        lower.addWidget(Rule(look, upright_one=True))
        lower.addWidget(self._preview())
        self.sheet.body.addWidget(upper)
        self.sheet.body.addWidget(Rule(look))
        self.sheet.body.addLayout(lower, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, look.px(8), 0)
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.sheet, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.side, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        self.setAutoFillBackground(True)

    def _left(self) -> QVBoxLayout:
        look = self.look
        self.search = SearchField(look, "invoices.search", "Number, customer, line text…")
        self.chips = FilterChips(look, "invoices.chips", (
            FilterSpec("date", "Date", (Choice("year", "This year"), Choice("month", "This month"))),
            FilterSpec("status", "Status", tuple(Choice(key, word(key)) for key in ("draft", "open", "paid")), True),
            FilterSpec("recurring", "Recurring", (Choice("yes", "Yes"), Choice("no", "No"))),
            FilterSpec("sent", "E-mailed", (Choice("yes", "Yes"), Choice("no", "No")), shown=False),
        ))
        self.chips.show_keys("date", ("year",))
        filters = QHBoxLayout()
        filters.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        filters.setSpacing(look.px(8))
        filters.addWidget(self.search)
        filters.addWidget(self.chips, 1)
        filters.addWidget(Button(look, "Columns", "tool", "columns-3-cog"))
        filters.addWidget(Button(look, "Preview", "tool", "panel-right"))
        self.totals = Totals(look, "invoices.totals")
        self.totals.show_sums("423", "invoices", (("Total", "$139,412.60"), ("Balance", "$14,208.57")))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(filters)
        column.addWidget(Rule(look))
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        return column

    def _preview(self) -> QWidget:
        look = self.look
        box = Wash(look, "sheet")
        box.setFixedWidth(look.px(416))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), 0, look.px(16), 0)
        head.addWidget(Label(look, "INV-2026-00412", "heading", tabular=True))
        head.addWidget(Badge(look, "open"))
        head.addStretch(1)
        column.addLayout(head)
        for label in (Label(look, "$1,152.05", "figure", tabular=True),
                      Label(look, "Acme Dental · due Aug 15, in 11 days", "small", "ink2")):
            label.setContentsMargins(look.px(16), 0, 0, 0)
            column.addWidget(label)
        acts = QHBoxLayout()
        acts.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        acts.setSpacing(look.px(8))
        acts.addWidget(Button(look, "Take payment", "primary", "wallet"))
        acts.addWidget(Button(look, "E-mail", "plain", "mail"))
        acts.addWidget(Button(look, "Save PDF", "plain", "file-down"))
        acts.addStretch(1)
        column.addLayout(acts)
        self.tabs = Segments(look, "invoices.preview.tabs", (
            Choice("document", "Document"), Choice("lines", "Lines"), Choice("history", "History 4")), tabs=True)
        column.addWidget(self.tabs)
        self.page = PageView(look, "invoices.page")
        self.page.show_pages([paper(720), paper(720)], "INV-2026-00412, 2 pages")
        column.addWidget(self.page, 1)
        return box

    def closeEvent(self, event) -> None:
        self.background.close()
        super().closeEvent(event)


class Parts(QWidget):
    """All small parts beside each other, and the two-line list."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.background = Background(self)
        self.sheet = Sheet(look)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addWidget(self.sheet)
        row = QHBoxLayout()
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(36)
        for column in (self._first(), self._second(), self._third()):
            row.addLayout(column, 1)
        self.sheet.body.addLayout(row)
        self.ring = FocusRing(look, self)
        self.toast = Toast(look, self.sheet, 24)

    def _first(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        for role, text in (("figure", "$1,152.05"), ("title", "Invoices"), ("heading", "What it settles"),
                           ("strong", "Acme Dental 1,152.05"), ("label", "Number, due Aug 15")):
            column.addWidget(Label(look, text, role))
        badges = QGridLayout()
        for number, state in enumerate(KINDS):
            badges.addWidget(Badge(look, state), number // 4, number % 4)
        column.addLayout(badges)
        self.chips = FilterChips(look, "parts.chips", (
            FilterSpec("status", "Status", (Choice("open", "Open"), Choice("overdue", "Overdue")), True),
            FilterSpec("customer", "Customer", (Choice("1", "Acme Dental"),)),
            FilterSpec("rest", "Rest", (), shown=False)))
        self.chips.show_keys("status", ("open", "overdue"))
        column.addWidget(self.chips)
        segments = Segments(look, "parts.method", tuple(
            Choice(key, key.title()) for key in ("check", "transfer", "card", "cash")))
        column.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        self.switch = Switch(look, "Send by e-mail", "parts.switch")
        self.switch.setChecked(True)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        work = StatusBar(look)
        work.tell("outbox", "4 wait")
        work.show_work("Sending 38 of 214", 38, 214, "44 s left")
        column.addWidget(work)
        column.addStretch(1)
        return column

    def _second(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        kinds = (("Take payment", "primary", "wallet"), ("E-mail", "plain", "mail"), ("Void", "danger", "ban"),
                 ("Restore", "destroy", ""), ("Columns", "quiet", "columns-3-cog"), ("Add line", "link", "plus"))
        grid = QGridLayout()
        self.buttons = [Button(look, words, kind, icon) for words, kind, icon in kinds]
        for number, button in enumerate(self.buttons):
            grid.addWidget(button, number // 3, number % 3)
        off = Button(look, "E-mail", "plain", "mail")
        off.setEnabled(False)
        grid.addWidget(off, 2, 0)
        grid.addWidget(SplitButton(look, "New invoice", "plus", "parts.new"), 2, 1)
        column.addLayout(grid)
        fields = QGridLayout()
        self.field = Field(look, "parts.normal", "Normal")
        self.field.edit.setText("Acme Dental")
        wrong = Field(look, "parts.wrong", "Invalid")
        wrong.edit.setText("12,5o")
        wrong.tell("Not an amount. Type 12.50")
        warning = Field(look, "parts.warning", "Warning")
        warning.edit.setText("Aug 4, 2025")
        warning.tell("A year ago. Is that right?", "warning")
        hint = Field(look, "parts.hint", "With a hint", "Next: INV-2026-00419")
        for number, field in enumerate((self.field, wrong, warning, hint)):
            fields.addWidget(field, number // 2, number % 2)
        column.addLayout(fields)
        shelf = Shelf(41, schedule)
        self.model = PagedTableModel(SCHEDULE_COLUMNS, shelf.fetch, shelf.count, self.background, self)
        self.table = Table(look, self.model, "recurring.table", lines=2)
        self.table.setMinimumWidth(430)
        self.model.show(None)
        column.addWidget(self.table, 1)
        return column

    def _third(self) -> QVBoxLayout:
        look, column = self.look, QVBoxLayout()
        acts = (("waits", "Came due while BillDesk was closed: 3 invoices",
                 "They wait as drafts until you release them.", "Review"),
                ("failed", "The mail server refused the password", "4 e-mails wait in the outbox.",
                 "Enter password"),
                ("news", "Desk 2 has changed this customer.", "You see the new address.", "Compare"))
        for kind, title, line, act in acts:
            banner = Banner(look, f"parts.{kind}")
            banner.tell(kind, title, line, (Act(act, f"parts.{kind}.act", str),))
            column.addWidget(banner)
        self.empty = Empty(look, "parts.empty", "No schedules yet",
                           "A schedule draws up the same invoice again and again, on the day you choose.")
        self.empty.add_button(Button(look, "New schedule", "primary", "plus"))
        self.empty.add_button(Button(look, "Open the sample shop", "plain", "store"))
        self.empty.add_ways((Way("laptop", "Count devices", "Bring in your devices, and lines can count them.",
                                 "Import devices", "parts.devices"),))
        column.addWidget(self.empty, 1)
        return column

    def closeEvent(self, event) -> None:
        self.background.close()
        super().closeEvent(event)


def renamed(row: InvoiceRow, customer: str) -> InvoiceRow:
    """Give a row another customer's name."""
    return replace(row, customer=customer)
