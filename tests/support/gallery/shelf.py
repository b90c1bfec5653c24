"""Made-up rows and the columns that show them, handed out page by page as a database would."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from billdesk.domain.lists import CurrencySum, InvoiceRow, Page, PageKey
from billdesk.domain.schedule_list import ScheduleRow
from billdesk.ui.figures import DASH, Figures
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.models.paged import PageRequest
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.charts import Bar
from billdesk.ui.widgets.glance import Fact
from billdesk.ui.widgets.side import Place

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
    ("Kestrel Logistics", "Server move, phase 2"),
    ("Sunrise Bakery", "Till repair, ticket 1047"),
    ("Okafor Law", "Notebook and set-up"),
    ("Tidewater Surveyors", "Managed IT August 2026"),
    ("Whitcomb Architects", "Managed IT August 2026"),
    ("Harbor Vet Clinic", "Managed IT August 2026"),
    ("Blue Heron Press", "Backup and mail"),
    ("Acme Dental", "Managed IT August 2026"),
    ("Dover Public Library", "Managed IT August 2026"),
    ("Pine Street Yoga", "Website hosting"),
    ("Café Québec", "Retainer"),
    ("Larch & Sons Roofing", "Network cabling"),
    ("Delmar Auto Repair", "Diagnosis"),
    ("St. Brigid School", "Managed IT, summer"),
)
_STATES = (
    "draft",
    "open",
    "paid",
    "open",
    "paid",
    "open",
    "partly_paid",
    "open",
    "open",
    "paid",
    "open",
    "open",
    "open",
    "partly_paid",
    "overdue",
    "overdue",
    "paid",
    "overdue",
    "void",
)
FIGURES = Figures("en", "USD")


def invoice(number: int) -> InvoiceRow:
    """Make the row at a position of the list, the newest first."""
    name, title = _NAMES[number % len(_NAMES)]
    status = _STATES[number % len(_STATES)] if number else "draft"
    day = TODAY - timedelta(days=number % 3000)
    total = 160210 if number == 0 else (number * 73157 + 26413) % 250000 + 2706
    balance = {"paid": 0, "void": 0, "partly_paid": total // 2}.get(status, total)
    late = number - 13 if status == "overdue" else 0
    return InvoiceRow(
        id=number + 1,
        kind="invoice",
        number=None if status == "draft" else f"INV-2026-{418 - number % 418:05d}",
        customer_id=number % len(_NAMES),
        customer=name,
        title=title,
        date=day,
        due_date=day + timedelta(14),
        status=status,
        overdue_days=max(0, late),
        currency="CAD" if name == "Café Québec" else "USD",
        total=total,
        balance=balance,
        recurring=number % 3 == 0,
        sent=""
        if status == "draft"
        else ("failed" if number == 10 else "printed" if number == 8 else "sent"),
    )


def schedule(number: int) -> ScheduleRow:
    """Make a schedule's row."""
    name, title = _NAMES[(number * 5 + 10) % len(_NAMES)]
    state = "paused" if number == 9 else "active"
    return ScheduleRow(
        id=number + 1,
        ref=f"S-{number + 1}",
        customer_id=number,
        customer=name,
        title=title,
        frequency="month",
        interval=1,
        billing_day=1,
        next_date=TODAY + timedelta(10 + number),
        state=state,
        currency="USD",
        amount=(number * 73157 + 7186) % 250000,
        failures=2 if number == 0 else 0,
        failure="no_email" if number == 0 else "",
        last_invoice_id=number,
        last_status=("open", "overdue", "paid", "paid", "partly_paid")[number % 5],
        auto_send=True,
        generated=7,
        max_occurrences=None,
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

    def count(self, wanted) -> tuple[CurrencySum, ...]:
        self.counts += 1
        return (CurrencySum("USD", self.rows, 13941260, 1420857),)


def _number(row: InvoiceRow) -> Cell:
    mark = "repeat" if row.recurring and row.number else ""
    tone = "ink3" if row.status == "void" else "ink"
    return Cell(
        row.number or "Draft", figure=True, strong=True, icon=mark, struck=row.status == "void", tone=tone
    )


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
    Column(
        "customer",
        "Customer",
        lambda row: Cell(
            row.customer, row.title, strong=True, tone="ink3" if row.status == "void" else "ink"
        ),
        "customer",
        stretch=True,
    ),
    Column(
        "date",
        "Date",
        lambda row: Cell(FIGURES.day(row.date, TODAY), figure=True, tone="ink2"),
        "date",
        width=58,
        rank=1,
    ),
    Column(
        "due_date",
        "Due",
        lambda row: Cell(
            FIGURES.day(row.due_date, TODAY),
            figure=True,
            tone="overdue_fg" if row.status == "overdue" else "ink2",
        ),
        "due_date",
        width=66,
    ),
    Column(
        "status",
        "Status",
        lambda row: Cell(word(row.status, row.overdue_days), badge=row.status),
        "status",
        width=112,
    ),
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
    return Cell(
        amount,
        f"last {word(status).lower()}",
        strong=True,
        figure=True,
        second_tone=tones.get(status, "ink3"),
    )


SCHEDULE_COLUMNS = (
    tick_column(),
    Column("customer", "Schedule", _schedule_name, "customer", stretch=True),
    Column(
        "next_date",
        "Next",
        lambda row: Cell(
            FIGURES.day(row.next_date, TODAY),
            "Monthly on the 1st",
            figure=True,
            second_figure=False,
            second_tone="ink2",
        ),
        "next_date",
        width=130,
    ),
    Column("amount", "Amount", _last, "amount", RIGHT, 110),
)


def facts() -> tuple[Fact, ...]:
    """Make the cells of the at-a-glance picture."""
    rows = (
        ("draft", "Draft", 5, 211340, "edge_strong"),
        ("open", "Open", 14, 984217, "open_fg"),
        ("partly_paid", "Partly paid", 2, 131000, "partly_fg"),
        ("overdue", "Overdue", 6, 305640, "overdue_fg"),
        ("paid", "Paid this month", 9, 602188, "paid_fg"),
    )
    return tuple(
        Fact(key, label, count, FIGURES.parts(sum_, "USD"), sum_, token)
        for key, label, count, sum_, token in rows
    )


def months() -> tuple[Bar, ...]:
    """Make twelve months."""
    values = (1387, 1490, 1450, 1760, 1550, 1530, 1680, 1610, 1740, 1850, 1890, 1587)
    names = [
        "September",
        "October",
        "November",
        "December",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
    ]
    return tuple(
        Bar(name[0], f"{name} ${value * 10:,}.00", value, number)
        for number, (name, value) in enumerate(zip(names, values, strict=True))
    )


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
