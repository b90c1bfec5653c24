"""The statement of an account as PDF: what happened and what is owed after it, or what is open, by age."""

from billdesk.basics import words
from billdesk.documents import classic, colors, compact, modern
from billdesk.documents.fonts import clean
from billdesk.documents.footer import draw_footer, height_of
from billdesk.documents.invoice import printing
from billdesk.documents.labels import labels
from billdesk.documents.layout import Facts, Pages
from billdesk.documents.look import look_of
from billdesk.documents.rows import Column, Rows
from billdesk.documents.sheet import Sheet, shrunk
from billdesk.documents.tops import draw_next_top
from billdesk.domain.document import PrintedInvoice, PrintedMove, PrintedStatement

TOPS = {"modern": modern, "classic": classic, "compact": compact}
KINDS = {"activity": "statement", "open": "open_items"}
DATE = 74.0
FIGURE = 78.0
AGES_HEIGHT = 62.0


def render(statement: PrintedStatement) -> bytes:
    """The PDF, on any thread. The same statement gives the same bytes."""
    with printing:
        return _printed(statement)


def _printed(statement: PrintedStatement) -> bytes:
    look, said = look_of(statement.letterhead.template), labels(statement.language)
    said |= {"bill_to": said["account_of"]}
    if statement.closing < 0:
        said["balance_due"] = said["your_credit"]
    shell = _shell(statement)
    pages = Pages(statement.letterhead.paper, _facts(statement, said[shell.kind], shell.number), look.margin)
    sheet = Sheet(shell, said, pages, colors.from_hex(statement.letterhead.accent), look)
    pages.bottom -= height_of(sheet)
    pages.on_new_page = lambda: draw_next_top(sheet)
    TOPS[look.name].draw_top(sheet)
    _draw_rows(sheet, statement)
    _draw_end(sheet, statement)
    _draw_ages(sheet, statement)
    return pages.finish(lambda page, count: draw_footer(sheet, page, count))


def _shell(statement: PrintedStatement) -> PrintedInvoice:
    """What top, footer and further pages ask of a document; its number is its period."""
    number = words.date_range(statement.start, statement.end, statement.language)
    return PrintedInvoice(
        KINDS[statement.kind], statement.language, statement.letterhead, number, "issued", statement.day,
        statement.day, statement.currency, statement.customer, (), 0, 0, "", (), 0, 0, 0, 0,
        abs(statement.closing),
    )  # fmt: skip


def _facts(statement: PrintedStatement, kind: str, number: str | None) -> Facts:
    customer = statement.customer[0] if statement.customer else ""
    name = f"{kind} {number}"
    return Facts(
        title=clean(f"{name} – {statement.letterhead.name}"),
        author=clean(statement.letterhead.name),
        subject=clean(name),
        keywords=clean(", ".join(part for part in (kind, customer) if part)),
        language=statement.language.replace("_", "-"),
    )


def _rows(sheet: Sheet, kind: str) -> Rows:
    last = ("amount", "running") if kind == "activity" else ("total", "open_amount")
    titles = (("short_date", DATE, False), ("description", 0.0, False), ("due", DATE, True))
    found = (*titles, *((label, FIGURE, True) for label in last))
    return Rows(sheet, tuple(Column(sheet.labels[label], wide, figure) for label, wide, figure in found))


def _draw_rows(sheet: Sheet, statement: PrintedStatement) -> None:
    """The rows below their head, which stands on every page."""
    rows = _rows(sheet, statement.kind)
    with rows.below_head():
        if statement.kind == "activity":
            day = words.date_medium(statement.start, statement.language)
            rows.draw((day, sheet.labels["opening"], "", "", sheet.money(statement.opening)))
        for row in statement.rows:
            rows.draw(_cells(sheet, statement, row), row.about, 2 if row.overdue else None)
        if not statement.rows:
            nothing = "nothing_moved" if statement.kind == "activity" else "nothing_open"
            rows.draw(("", sheet.labels[nothing], "", "", ""))


def _cells(sheet: Sheet, statement: PrintedStatement, row: PrintedMove) -> tuple[str, str, str, str, str]:
    language = statement.language
    name = sheet.labels[f"move_{row.kind}"].format(number=row.number).strip()
    due = words.date_medium(row.due_date, language) if row.due_date else ""
    figures = (row.amount, row.balance) if statement.kind == "activity" else (row.whole, row.amount)
    first, second = map(sheet.money, figures)
    return words.date_medium(row.day, language), name, due, first, second


def _draw_end(sheet: Sheet, statement: PrintedStatement) -> None:
    """What is owed in the end; on a list of open items also what of the customer's money is kept."""
    pages, said, look = sheet.pages, sheet.labels, sheet.look.totals
    day = words.date_medium(statement.end, statement.language)
    rows = [(said["closing"].format(day=day), statement.closing)]
    if statement.kind == "open":
        kept = (("your_free_credit", -statement.credit), ("your_deposits", -statement.held))
        more = [(said[name], amount) for name, amount in kept if amount]
        rows = [(said["all_open"], sum(statement.ageing)), *more, *rows] if more else rows
    right = pages.right - look.padding
    pages.need(look.pitch * len(rows) + AGES_HEIGHT + 30.0)
    for place, (name, amount) in enumerate(rows):
        last = place == len(rows) - 1
        pages.at += look.pitch + (4.0 if last else 0.0)
        text = sheet.money_with_sign(amount) if last else sheet.money(amount)
        pages.text(right - look.width, pages.at, name, look.total if last else look.body)
        pages.text_right(right, pages.at, text, look.total_figure if last else look.figure)


def _draw_ages(sheet: Sheet, statement: PrintedStatement) -> None:
    """What is owed by its age, in a row of five figures."""
    if not any(statement.ageing):
        return
    pages, said, look = sheet.pages, sheet.labels, sheet.look.totals
    day = words.date_medium(statement.day, statement.language)
    pages.need(AGES_HEIGHT + 24.0)
    pages.at += 32.0
    pages.text(pages.left, pages.at, said["ageing"].format(day=day), sheet.look.table.head)
    pages.at += 7.0
    pages.rule(pages.left, pages.right, colors.INK, 0.75)
    step = (pages.right - pages.left) / len(statement.ageing)
    for place, amount in enumerate(statement.ageing):
        x, text = pages.left + step * place, sheet.money(amount)
        pages.text(x, pages.at + 15.0, said[f"age_{place}"], look.small)
        pages.text(x, pages.at + 30.0, text, shrunk(text, look.figure, step - 8.0))
    pages.at += 40.0
    pages.rule(pages.left, pages.right, colors.LINE, 0.5)
