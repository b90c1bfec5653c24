"""What statements say on paper and by e-mail, in the customer's language."""

from dataclasses import replace
from datetime import date

from billdesk.basics import words
from billdesk.domain.customer import Customer
from billdesk.domain.document import Letterhead, PrintedMove, PrintedStatement
from billdesk.domain.settings import ShopSettings
from billdesk.domain.split import OpenInvoice
from billdesk.domain.statement import Line, Statement
from billdesk.mail.compose import Attachment
from billdesk.services.filenames import safe_name
from billdesk.services.letters import Letter, shop_facts, written
from billdesk.services.receipts import method_in
from billdesk.storage.traces import SentStatement


def printed(
    statement: Statement, customer: Customer, head: Letterhead, language: str, today: date
) -> PrintedStatement:
    """A statement as it stands on paper."""
    wanted, standing = statement.wanted, statement.standing
    rows = (
        tuple(_move(one, language) for one in statement.lines)
        if wanted.kind == "activity"
        else tuple(_item(one, today) for one in statement.items)
    )
    address = (line.strip() for line in customer.address.splitlines())
    return PrintedStatement(
        kind=wanted.kind,
        language=language,
        letterhead=head,
        day=today,
        start=wanted.start or wanted.end,
        end=wanted.end,
        currency=wanted.currency,
        customer=(customer.name, *(line for line in address if line)),
        opening=statement.opening,
        rows=rows,
        closing=statement.closing,
        ageing=statement.ageing.parts,
        credit=standing.credit + standing.notes,
        held=standing.held,
    )


def _move(line: Line, language: str) -> PrintedMove:
    move = line.move
    method = method_in(move.method, language) if move.method and move.kind != "credit" else ""
    about = " · ".join(part for part in (method, move.title) if part)
    return PrintedMove(move.day, move.kind, move.number, about, move.amount, line.balance, move.due_date)


def _item(item: OpenInvoice, today: date) -> PrintedMove:
    late = item.due_date < today
    return PrintedMove(
        item.day, "invoice", item.number, item.title, item.balance, 0, item.due_date, item.total, late
    )


def letter_facts(statement: PrintedStatement) -> dict[str, str]:
    """What is kept of a statement for the letter that goes with it: its template, language, and facts."""
    language, currency = statement.language, statement.currency
    overdue = sum(statement.ageing[1:])
    return {
        "kind": "statement" if statement.closing > 0 else "statement_settled",
        "language": language,
        "file": safe_name(name_of(statement)),
        "customer": statement.customer[0],
        "period": words.date_range(statement.start, statement.end, language),
        "balance": words.amount(abs(statement.closing), currency, language) if statement.closing else "",
        "overdue": words.amount(overdue, currency, language) if overdue else "",
    }


def sent_letter(sent: SentStatement, shop: ShopSettings) -> Letter:
    """The letter that goes with a statement, and the statement itself."""
    facts = sent.facts
    letter = written(facts["kind"], facts["language"], shop, shop_facts(shop) | facts)
    return replace(letter, papers=(Attachment(f"{facts['file']}.pdf", "application/pdf", sent.pdf),))


def name_of(statement: PrintedStatement) -> str:
    """What the file is called: by customer, and by month or day, so that files sort by them."""
    kind = {"activity": "Statement", "open": "Open items"}[statement.kind]
    whole_month = statement.start.day == 1 and (statement.start.year, statement.start.month) == (
        statement.end.year,
        statement.end.month,
    )
    when = f"{statement.end:%Y-%m}" if whole_month and statement.kind == "activity" else str(statement.end)
    return f"{words.translate(kind, statement.language)} {statement.customer[0]} {when} {statement.currency}"
