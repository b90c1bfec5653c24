"""Rules that the database holds by itself, as triggers: one list, written out for SQLite and PostgreSQL."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

_FROZEN = [
    "kind",
    "number",
    "series_year",
    "counter",
    "customer_id",
    "customer_name",
    "customer_sort",
    "contact_id",
    "schedule_id",
    "billing_date",
    "ticket_id",
    "corrects_id",
    "title",
    "currency",
    "day",
    "due_day",
    "period_start",
    "period_end",
    "terms_id",
    "terms_name",
    "discount_percent",
    "discount_fixed",
    "includes_tax",
    "tax_per_line",
    "cash_rounding",
    "subtotal",
    "discount_amount",
    "tax",
    "rounding",
    "total",
    "notes",
    "language",
    "addressee",
    "template",
    "ship_to",
    "letterhead_id",
    "paid_at_issue",
    "credit_at_issue",
    "issued_at",
    "issued_on",
    "made_at",
]

_STATE_OF_LINE = "(SELECT state FROM invoices WHERE id = {row}.invoice_id)"
_ISSUE = "NEW.state = 'issued'"
_NETS = "(SELECT coalesce(sum(net), 0) FROM invoice_lines WHERE invoice_id = NEW.id AND kind = 'item')"
_TAXES = "(SELECT coalesce(sum(amount), 0) FROM invoice_taxes WHERE invoice_id = NEW.id)"
_MISMATCH = (
    "(SELECT count(*) FROM invoices i LEFT JOIN payments p ON p.id = NEW.payment_id"
    " LEFT JOIN invoices c ON c.id = NEW.credit_note_id WHERE i.id = NEW.invoice_id AND i.kind = 'invoice'"
    " AND i.state = 'issued' AND i.currency = coalesce(p.currency, c.currency)"
    " AND i.customer_id = coalesce(p.customer_id, c.customer_id)"
    " AND (c.id IS NULL OR (c.kind = 'credit_note' AND c.state = 'issued'))) = 0"
)
_FEE_MISMATCH = (
    "(SELECT count(*) FROM invoices i JOIN invoices f ON f.id = NEW.fee_invoice_id AND f.id <> i.id"
    " WHERE i.id = NEW.invoice_id AND i.kind = 'invoice' AND f.kind = 'invoice' AND i.state <> 'draft'"
    " AND f.state <> 'draft' AND i.customer_id = f.customer_id AND i.currency = f.currency) = 0"
)


_MONTH = re.compile(r"\bdate\((.+?), 'start of month'\)")
"""The first day of a month in SQLite's words."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses a change of a row when its condition holds; the code is what storage turns into an error."""

    table: str
    event: str  # INSERT, UPDATE, UPDATE OF …, DELETE
    when: str
    code: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Statements that follow a change of a row, in the same transaction."""

    table: str
    event: str
    when: str
    name: str
    statements: tuple[str, ...]


def _tally(row: str, sign: str) -> tuple[str, ...]:
    """Statements that count an invoice row in or out of the kept sums."""
    day = (
        f"CASE WHEN {row}.bucket IN ('open', 'partly_paid') THEN {row}.due_day"
        f" WHEN {row}.bucket = 'paid' THEN coalesce({row}.settled_on, {row}.day) ELSE {row}.day END"
    )
    amounts = f"{sign}1, {sign}{row}.total, {sign}{row}.balance"
    by_day, by_month = _added("tallies", "day"), _added("tally_months", "month")
    return (
        f"{by_day[0]} VALUES ({row}.bucket, {row}.currency, {day}, {amounts}) {by_day[1]}",
        (
            f"{by_month[0]} VALUES ({row}.bucket, {row}.currency, date({day}, 'start of month'), {amounts})"
            f" {by_month[1]}"
        ),
    )


def _billed(row: str, sign: str) -> tuple[str, ...]:
    """Statements that count an invoice row in or out of what was billed in its month."""
    month = f"date({row}.day, 'start of month')"
    signed = f"{sign}CASE WHEN {row}.kind = 'invoice' THEN 1 ELSE -1 END"
    into, growing = _added("tallies", "day")
    sums = f"SELECT 'month', {row}.currency, {month}, {sign}1, {signed} * {row}.total, 0"
    return (f"{into} {sums} WHERE {row}.state = 'issued' {growing}",)


def _added(table: str, day: str) -> tuple[str, str]:
    """Into which table of sums, and how they grow."""
    return (
        f"INSERT INTO {table} (bucket, currency, {day}, count, total, balance)",
        (
            f"ON CONFLICT (bucket, {day}, currency) DO UPDATE SET count = {table}.count + excluded.count,"
            f" total = {table}.total + excluded.total, balance = {table}.balance + excluded.balance"
        ),
    )


def _lines_of(table: str) -> list[Guard]:
    """Lines and taxes are written with their draft, or before their invoice; afterwards they stand."""
    new, old = _STATE_OF_LINE.format(row="NEW"), _STATE_OF_LINE.format(row="OLD")
    return [
        Guard(table, "INSERT", f"{new} <> 'draft'", "issued_is_final"),
        Guard(table, "UPDATE", f"{old} <> 'draft'", "issued_is_final"),
        Guard(table, "DELETE", f"{old} <> 'draft'", "issued_is_final"),
    ]


def _append_only(table: str, frozen: str = "") -> list[Guard]:
    event = f"UPDATE OF {frozen}" if frozen else "UPDATE"
    code = "rows_are_only_added"
    return [Guard(table, event, "1 = 1", code), Guard(table, "DELETE", "1 = 1", code)]


GUARDS: list[Guard] = [
    Guard("invoices", f"UPDATE OF {', '.join(_FROZEN)}", "OLD.state <> 'draft'", "issued_is_final"),
    Guard(
        "invoices",
        "UPDATE OF state",
        "NOT (OLD.state = NEW.state OR (OLD.state = 'draft' AND NEW.state = 'issued')"
        " OR (OLD.state = 'issued' AND NEW.state = 'void'))",
        "no_such_step",
    ),
    Guard("invoices", "UPDATE OF state", "NEW.state = 'void' AND OLD.settled <> 0", "invoice_has_payments"),
    Guard("invoices", "DELETE", "OLD.state <> 'draft'", "issued_is_final"),
    Guard("invoices", "INSERT", f"{_ISSUE} AND NEW.subtotal <> {_NETS}", "lines_do_not_add_up"),
    Guard("invoices", "INSERT", f"{_ISSUE} AND NEW.tax <> {_TAXES}", "lines_do_not_add_up"),
    Guard("invoices", "UPDATE OF state", f"{_ISSUE} AND NEW.subtotal <> {_NETS}", "lines_do_not_add_up"),
    Guard("invoices", "UPDATE OF state", f"{_ISSUE} AND NEW.tax <> {_TAXES}", "lines_do_not_add_up"),
    *_lines_of("invoice_lines"),
    *_lines_of("invoice_taxes"),
    Guard(
        "invoice_lines",
        "INSERT",
        "NEW.charge_id IS NOT NULL AND"
        " (SELECT count(*) FROM charges WHERE id = NEW.charge_id AND invoice_id IS NULL"
        " AND NOT billed_elsewhere AND NOT withdrawn) = 0",
        "charge_is_billed",
    ),
    Guard("charges", "DELETE", "OLD.invoice_id IS NOT NULL", "charge_is_billed"),
    Guard(
        "charges", "UPDATE OF withdrawn", "NEW.withdrawn AND OLD.invoice_id IS NOT NULL", "charge_is_billed"
    ),
    Guard("allocations", "INSERT", _MISMATCH, "allocation_does_not_fit"),
    Guard("late_fees", "INSERT", _FEE_MISMATCH, "late_fee_does_not_fit"),
    *_append_only("late_fees"),
    *_append_only("allocations"),
    *_append_only("refunds"),
    *_append_only("write_offs"),
    *_append_only(
        "payments", "id, number, customer_id, amount, currency, day, method, reference, ticket_id, made_at"
    ),
    *_append_only("audit"),
    *_append_only("documents"),
    *_append_only("receipts"),
    *_append_only("statements"),
    Guard("card_charges", "UPDATE", "OLD.state IN ('taken', 'refused')", "rows_are_only_added"),
    Guard("card_charges", "DELETE", "OLD.state <> 'queued'", "rows_are_only_added"),
    *_append_only("letterheads"),
    *_append_only("prices"),
    *_append_only("ticket_notes"),
    Guard("occurrences", "DELETE", "OLD.state = 'billed'", "rows_are_only_added"),
    Guard("taxes", "UPDATE OF members", "1 = 1", "rates_are_final"),
    Guard(
        "series", "UPDATE OF counter", "NEW.year = OLD.year AND NEW.counter < OLD.counter", "counter_is_used"
    ),
]

EFFECTS: list[Effect] = [
    Effect("invoices", "INSERT", "1 = 1", "tally_new", (*_tally("NEW", "+"), *_billed("NEW", "+"))),
    Effect("invoices", "DELETE", "1 = 1", "tally_gone", (*_tally("OLD", "-"), *_billed("OLD", "-"))),
    Effect(
        "invoices",
        "UPDATE OF state, settled, settled_on, total, currency, day, due_day",
        "1 = 1",
        "tally_moved",
        (*_tally("OLD", "-"), *_tally("NEW", "+")),
    ),
    Effect(  # apart, for what comes in by payments, the most frequent change, leaves it as it is
        "invoices",
        "UPDATE OF state, total, currency, day",
        "1 = 1",
        "billed_moved",
        (*_billed("OLD", "-"), *_billed("NEW", "+")),
    ),
    Effect(
        "tallies",
        "UPDATE OF count",
        "NEW.count = 0",
        "tally_empty",
        ("DELETE FROM tallies WHERE bucket = NEW.bucket AND day = NEW.day AND currency = NEW.currency",),
    ),
    Effect(
        "tally_months",
        "UPDATE OF count",
        "NEW.count = 0",
        "tally_empty",
        (
            (
                "DELETE FROM tally_months WHERE bucket = NEW.bucket AND month = NEW.month"
                " AND currency = NEW.currency"
            ),
        ),
    ),
    Effect(
        "invoice_lines",
        "INSERT",
        "NEW.charge_id IS NOT NULL",
        "charge_taken",
        ("UPDATE charges SET invoice_id = NEW.invoice_id WHERE id = NEW.charge_id",),
    ),
    Effect(
        "invoice_lines",
        "DELETE",
        "OLD.charge_id IS NOT NULL",
        "charge_put_back",
        ("UPDATE charges SET invoice_id = NULL WHERE id = OLD.charge_id AND invoice_id = OLD.invoice_id",),
    ),
    Effect(
        "invoices",
        "UPDATE OF state",
        "NEW.state = 'void'",
        "charges_released",
        ("UPDATE charges SET invoice_id = NULL WHERE invoice_id = NEW.id",),
    ),
    Effect(
        "allocations",
        "INSERT",
        "1 = 1",
        "allocated",
        (
            (
                "UPDATE invoices SET settled = settled + NEW.amount, settled_on = NEW.day"
                " WHERE id = NEW.invoice_id OR id = NEW.credit_note_id"
            ),
            "UPDATE payments SET used = used + NEW.amount WHERE id = NEW.payment_id",
        ),
    ),
    Effect(
        "refunds",
        "INSERT",
        "1 = 1",
        "given_back",
        (
            "UPDATE payments SET used = used + NEW.amount WHERE id = NEW.payment_id",
            (
                "UPDATE invoices SET settled = settled + NEW.amount, settled_on = NEW.day"
                " WHERE id = NEW.credit_note_id"
            ),
        ),
    ),
    Effect(
        "payments",
        "INSERT",
        "1 = 1",
        "taken",
        (
            (
                "INSERT INTO takings (day, method, currency, count, valid, amount)"
                " VALUES (NEW.day, NEW.method, NEW.currency, 1, 1, NEW.amount)"
                " ON CONFLICT (day, method, currency) DO UPDATE SET count = takings.count + 1,"
                " valid = takings.valid + 1, amount = takings.amount + excluded.amount"
            ),
        ),
    ),
    Effect(
        "refunds",
        "INSERT",
        "NEW.kind = 'reversal' AND NEW.payment_id IS NOT NULL AND (SELECT count(*) FROM refunds"
        " WHERE payment_id = NEW.payment_id AND kind = 'reversal') = 1",
        "taken_back",
        (
            (
                "UPDATE takings SET valid = valid - 1,"
                " amount = amount - (SELECT p.amount FROM payments p WHERE p.id = NEW.payment_id)"
                " WHERE (day, method, currency) ="
                " (SELECT p.day, p.method, p.currency FROM payments p WHERE p.id = NEW.payment_id)"
            ),
        ),
    ),
    Effect(
        "write_offs",
        "INSERT",
        "1 = 1",
        "written_off",
        (
            (
                "UPDATE invoices SET settled = settled + NEW.amount, written_off = written_off + NEW.amount,"
                " settled_on = NEW.day WHERE id = NEW.invoice_id"
            ),
        ),
    ),
]

# The words are folded and separated by storage/search.py; no database shall see them in a way of its own.
SEARCH_SQLITE = (
    (
        "CREATE VIRTUAL TABLE invoice_search USING fts5(words, content='invoice_texts', content_rowid='id',"
        " tokenize='ascii', prefix='2 3 4', detail=none, columnsize=0)"
    ),
    (
        "CREATE TRIGGER search_new AFTER INSERT ON invoice_texts BEGIN"
        " INSERT INTO invoice_search (rowid, words) VALUES (NEW.id, NEW.words); END"
    ),
    (
        "CREATE TRIGGER search_gone AFTER DELETE ON invoice_texts BEGIN"
        " INSERT INTO invoice_search (invoice_search, rowid, words) VALUES ('delete', OLD.id, OLD.words); END"
    ),
    (
        "CREATE TRIGGER search_moved AFTER UPDATE ON invoice_texts BEGIN"
        " INSERT INTO invoice_search (invoice_search, rowid, words) VALUES ('delete', OLD.id, OLD.words);"
        " INSERT INTO invoice_search (rowid, words) VALUES (NEW.id, NEW.words); END"
    ),
)
SEARCH_POSTGRESQL = (
    "CREATE INDEX invoice_search ON invoice_texts USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def statements(dialect: str) -> list[str]:
    """Every trigger and the search index, in the words of a database: "sqlite" or "postgresql"."""
    make = _sqlite if dialect == "sqlite" else _postgresql
    rules: list[Guard | Effect] = [*GUARDS, *EFFECTS]
    made = [sql for number, rule in enumerate(rules) for sql in make(number, rule)]
    return made + list(SEARCH_SQLITE if dialect == "sqlite" else SEARCH_POSTGRESQL)


def create(connection: Connection) -> None:
    """Put the rules into a database that has the tables."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement.replace(":", r"\:")))


def _name(number: int, rule: Guard | Effect) -> str:
    word = rule.code if isinstance(rule, Guard) else rule.name
    return f"rule_{number:02}_{rule.table}_{word}"


def _sqlite(number: int, rule: Guard | Effect) -> list[str]:
    if isinstance(rule, Guard):
        body, time = f"SELECT RAISE(ABORT, 'rule:{rule.code}');", "BEFORE"
    else:
        body, time = "; ".join(rule.statements) + ";", "AFTER"
    return [
        (
            f"CREATE TRIGGER {_name(number, rule)} {time} {rule.event} ON {rule.table}"
            f" WHEN {rule.when} BEGIN {body} END"
        )
    ]


def _postgresql(number: int, rule: Guard | Effect) -> list[str]:
    name = _name(number, rule)
    if isinstance(rule, Guard):
        body, time = f"RAISE EXCEPTION 'rule:{rule.code}';", "BEFORE"
    else:
        body, time = "; ".join(rule.statements) + ";", "AFTER"
    body = _MONTH.sub(r"date_trunc('month', \1)::date", body)
    row = "OLD" if rule.event == "DELETE" else "NEW"
    return [
        (
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {rule.when} THEN {body} END IF;"
            f" RETURN {row}; END $$ LANGUAGE plpgsql"
        ),
        f"CREATE TRIGGER {name} {time} {rule.event} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
