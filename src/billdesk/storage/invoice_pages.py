"""Pages and sums of the invoice list: by key along an index, or sorted where a filter leaves few rows."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from billdesk.domain.lists import STATUSES, CurrencySum, InvoiceFilter, InvoiceRow, Page, PageKey, Part, Sort
from billdesk.storage.invoice_filters import (
    ARMS,
    FEW_CUT,
    FEW_MATCHES,
    Arm,
    Narrowing,
    any_status,
    arms_of,
    narrowings,
    plain_conditions,
    status_of,
    within,
    word_conditions,
)
from billdesk.storage.reader import Piece, Reader, chosen, joined, wrapped
from billdesk.storage.tallies import NONE, spans

_KEYS = {
    "number": "number_sort",
    "customer": "customer_sort",
    "date": "day",
    "due_date": "due_day",
    "status": "due_day",
    "total": "total",
    "balance": "balance",
}
SORTS = tuple(_KEYS)
_SHOWN = (
    "id, kind, number, customer_id, customer_name, title, day, due_day, bucket, currency, total, balance,"
    " schedule_id, sent, waiting"
)
_NOT_INDEXED = "NOT INDEXED"  # by the ids that the narrowing gives


class Question(NamedTuple):
    """One list as it is asked for."""

    wanted: InvoiceFilter
    sort: Sort
    today: date


class Way(NamedTuple):
    """How the rows are found: conditions, in what groups of arms, along which index (a hint for SQLite).

    `dated` gives the ids of all of them with their days, where an index tells everything that is asked for.
    """

    conditions: tuple[Piece, ...]
    groups: tuple[tuple[Arm | None, ...], ...]
    hint: str
    dated: Piece | None = None


def invoice_page(reader: Reader, question: Question, part: Part) -> Page[InvoiceRow]:
    """The rows of one part of the list."""
    walk = _Walk(reader, question, _way(reader, question))
    backwards = part.before is not None
    start = part.before if backwards else part.after
    if start is None and part.offset:
        start = walk.key_at(part.offset - 1)
        if start is None:
            return Page((), None, None)
    found = walk.rows(start, backwards, part.limit)
    if not found:
        return Page((), None, None)
    rows = _shown(found, question.today, reader)
    return Page(rows, walk.key_of(found[0], rows[0]), walk.key_of(found[-1], rows[-1]))


def invoice_sums(reader: Reader, wanted: InvoiceFilter, today: date) -> tuple[CurrencySum, ...]:
    """Count, total and balance by currency; credit notes count against invoices.

    Taken from the kept sums where only statuses are asked for, else counted.
    """
    kept = InvoiceFilter(statuses=wanted.statuses, paid_from=wanted.paid_from)
    query = _kept_sums(wanted, today) if wanted == kept else _counted_sums(reader, wanted, today)
    return tuple(
        CurrencySum(currency, int(count), int(total), int(balance))
        for currency, count, total, balance in sorted(tuple(row) for row in reader.rows(query))
        if count
    )


def _kept_sums(wanted: InvoiceFilter, today: date) -> Piece:
    sign = "CASE WHEN bucket = 'credit' THEN -1 ELSE 1 END"
    head = f"SELECT currency, sum(count), sum({sign} * total), sum({sign} * balance) FROM ("  # noqa: S608 words of ours
    found: list[Piece] = []
    for arm in arms_of(wanted):
        if wanted.paid_from is None:
            found += spans(arm.bucket, *_late(arm, today))
        elif arm.bucket == "paid":
            found += spans("paid", since=wanted.paid_from)
    return wrapped(head, joined(found or [NONE], " UNION ALL "), ") found GROUP BY currency")


def _late(arm: Arm, today: date) -> tuple[date | None, date | None]:
    """From which day on, or before which, something is due that stands in an arm."""
    return (None, None) if arm.late is None else (None, today) if arm.late else (today, None)


def _counted_sums(reader: Reader, wanted: InvoiceFilter, today: date) -> Piece:
    sign = "CASE WHEN kind = 'credit_note' THEN -1 ELSE 1 END"
    head = f"SELECT currency, count(*), sum({sign} * total), sum({sign} * balance) FROM invoices"  # noqa: S608 words of ours
    few = _few(reader, wanted, today)
    narrowed = [] if few is None else [within(few.ids)]
    words = [] if few is not None and few.by_words else word_conditions(reader, wanted)
    conditions = [*narrowed, *plain_conditions(wanted), *any_status(wanted, today), *words]
    hint = "" if few is None else reader.hint(_NOT_INDEXED)
    return wrapped("", chosen(head + hint, conditions), " GROUP BY currency")


def _few(reader: Reader, wanted: InvoiceFilter, today: date, most: int = FEW_MATCHES) -> Narrowing | None:
    """The narrowest of the wishes, if it leaves few invoices (`most` at most); only SQLite needs telling."""
    found = list(narrowings(wanted, today)) if reader.is_sqlite else []
    if not found:
        return None
    limits = [min(one.few, most) for one in found]
    counts = [
        wrapped("(SELECT count(*) FROM (", one.ids, f" LIMIT {limit + 1}))")
        for one, limit in zip(found, limits, strict=True)
    ]
    answer = reader.rows(wrapped("SELECT ", joined(counts, ", ")))[0]
    few = [
        (count, at) for at, (count, limit) in enumerate(zip(answer, limits, strict=True)) if count <= limit
    ]
    return found[min(few)[1]] if few else None


def _way(reader: Reader, question: Question) -> Way:
    """How to find the rows: sorted where few are left, else along the index of the order."""
    wanted, key, today = question.wanted, question.sort.key, question.today
    arms: tuple[Arm | None, ...] = tuple(arms_of(wanted))
    groups: tuple[tuple[Arm | None, ...], ...]
    most = FEW_CUT if key == "date" and wanted == InvoiceFilter(statuses=wanted.statuses) else FEW_MATCHES
    narrow = None if wanted.ids or _is_straight(question) else _few(reader, wanted, today, most)
    words = [] if narrow is not None and narrow.by_words else word_conditions(reader, wanted)
    conditions = (*plain_conditions(wanted), *words)
    if key == "status":
        found = (tuple(arm for arm in arms_of(wanted) if arm.status == status) for status in STATUSES)
        groups = tuple(group for group in found if group)
    elif _goes_by_arms(question) and narrow is None and not wanted.ids:
        groups = (arms,)
    else:
        groups, conditions = ((None,),), (*conditions, *any_status(wanted, today))
    if narrow is not None:
        dated = narrow.dated if key == "date" and _is_one_wish(wanted) else None
        return Way((*conditions, within(narrow.ids)), groups, _NOT_INDEXED, dated)
    return Way(conditions, groups, _NOT_INDEXED if wanted.ids else _index(question, groups))


def _is_straight(question: Question) -> bool:
    """Whether an index gives just these rows in just this order, so that nothing needs narrowing."""
    wanted, key = question.wanted, question.sort.key
    if wanted == InvoiceFilter(customer_id=wanted.customer_id):
        return wanted.customer_id is None or key == "date"
    if wanted == InvoiceFilter(statuses=wanted.statuses):
        return key in ("due_date", "status") or (key == "date" and _is_whole(wanted.statuses))
    low, high = wanted.date_from, wanted.date_to
    if key == "date" and wanted == InvoiceFilter(date_from=low, date_to=high):
        return True
    least, most = wanted.amount_from, wanted.amount_to
    return key == "total" and wanted == InvoiceFilter(amount_from=least, amount_to=most)


def _is_one_wish(wanted: InvoiceFilter) -> bool:
    """Whether the index of a single narrowing tells everything that is asked for."""
    paid_from, least, most = wanted.paid_from, wanted.amount_from, wanted.amount_to
    if paid_from is not None:
        is_paid = not wanted.statuses or "paid" in wanted.statuses
        return is_paid and wanted == InvoiceFilter(statuses=wanted.statuses, paid_from=paid_from)
    return wanted in (
        InvoiceFilter(statuses=wanted.statuses),
        InvoiceFilter(amount_from=least, amount_to=most),
    )


def _is_whole(statuses: Collection[str]) -> bool:
    """Whether nothing is cut by its due day: all that is unpaid, or nothing of it."""
    return len({"open", "partly_paid", "overdue"} & set(statuses)) in (0, 3)


def _goes_by_arms(question: Question) -> bool:
    wanted, key = question.wanted, question.sort.key
    return bool(wanted.statuses) and key in ("date", "due_date") and not _by_customer(question)


def _by_customer(question: Question) -> bool:
    return question.wanted.customer_id is not None and question.sort.key == "date"


def _index(question: Question, groups: tuple[tuple[Arm | None, ...], ...]) -> str:
    column = _KEYS[question.sort.key]
    if _by_customer(question):
        column = "customer_id_day"
    elif groups[0][0] is not None:
        return f"INDEXED BY ix_invoices_bucket_{'day_id_due_day' if column == 'day' else 'due_day_id_day'}"
    return f"INDEXED BY ix_invoices_{column}_id{'_day' if column == 'total' else ''}"


class _Walk(NamedTuple):
    """Goes through the groups of a list in their order, either way."""

    reader: Reader
    question: Question
    way: Way

    def rows(self, start: PageKey | None, backwards: bool, limit: int) -> Sequence[Any]:
        """The rows beyond a key, in the list's order."""
        found: list[Any] = []
        for group, key in self._from(start, backwards):
            query = self._few(key, backwards, limit) or self._query(group, key, backwards, _SHOWN)
            found += self.reader.rows(self._ordered(query, backwards, f" LIMIT {limit - len(found)}"))
            if len(found) >= limit:
                break
        return found[::-1] if backwards else found

    def key_at(self, offset: int) -> PageKey | None:
        """The key of the row at an offset, out of the index alone; None beyond the end."""
        for group, _ in self._from(None, backwards=False):
            query = self._query(group, None, False, "id")
            rows = self.reader.rows(self._ordered(query, False, f" LIMIT 1 OFFSET {offset}"))
            if rows:
                value, key = rows[0]
                return PageKey(self._value(value, group[0]), key)
            offset -= self.reader.number(wrapped("SELECT count(*) FROM (", query, ") found"))
        return None

    def key_of(self, found: Sequence[Any], row: InvoiceRow) -> PageKey:
        """The key of a row of a page; what it is ordered by comes first in what was found."""
        arm = next(arm for arm in ARMS if arm.status == row.status)
        return PageKey(self._value(found[0], arm), row.id)

    def _value(self, value: object, arm: Arm | None) -> object:
        by_status = self.question.sort.key == "status" and arm is not None
        return (STATUSES.index(arm.status), value) if by_status and arm is not None else value

    def _from(
        self, start: PageKey | None, backwards: bool
    ) -> list[tuple[tuple[Arm | None, ...], tuple[Any, int] | None]]:
        """The groups that a key leaves, each with the key to start from in it."""
        descending = self.question.sort.descending != backwards
        groups = self.way.groups[::-1] if descending else self.way.groups
        if start is None:
            return [(group, None) for group in groups]
        if self.question.sort.key != "status":
            return [(group, (start.value, start.id)) for group in groups]
        assert isinstance(start.value, tuple)
        rank, value = start.value
        ranked = [(STATUSES.index(group[0].status), group) for group in groups if group[0] is not None]
        return [
            (group, (value, start.id) if mine == rank else None)
            for mine, group in ranked
            if mine == rank or (mine < rank) == descending
        ]

    def _few(self, key: tuple[Any, int] | None, backwards: bool, limit: int) -> Piece | None:
        """The rows of one part, where an index alone orders all that is asked for; None where none does."""
        if self.way.dated is None:
            return None
        sign = "<" if self._descends(backwards) else ">"
        beyond = [] if key is None else [Piece(f"(day, id) {sign} (?, ?)", key)]
        turn = " DESC" if self._descends(backwards) else ""
        ids = wrapped("SELECT id FROM (", self.way.dated, ")")
        ids = Piece(chosen(ids.sql, beyond).sql, (*ids.values, *(key or ())))
        first = wrapped("", ids, f" ORDER BY day{turn}, id{turn} LIMIT {limit}")
        return chosen(f"SELECT day AS sort_key, {_SHOWN} FROM invoices NOT INDEXED", [within(first)])  # noqa: S608

    def _query(
        self, group: tuple[Arm | None, ...], key: tuple[Any, int] | None, backwards: bool, shown: str
    ) -> Piece:
        """The rows of a group; several arms are merged by the database."""
        column, conditions = _KEYS[self.question.sort.key], list(self.way.conditions)
        head = f"SELECT {column} AS sort_key, {shown} FROM invoices{self.reader.hint(self.way.hint)}"  # noqa: S608 words of ours
        if key is not None:
            sign = "<" if self._descends(backwards) else ">"
            conditions.append(Piece(f"({column}, id) {sign} (?, ?)", key))
        arms = [[] if arm is None else [arm.condition(self.question.today)] for arm in group]
        return joined((chosen(head, [*conditions, *arm]) for arm in arms), " UNION ALL ")

    def _ordered(self, query: Piece, backwards: bool, limit: str) -> Piece:
        turn = " DESC" if self._descends(backwards) else ""
        return wrapped("", query, f" ORDER BY sort_key{turn}, id{turn}{limit}")

    def _descends(self, backwards: bool) -> bool:
        return self.question.sort.descending != backwards


def _shown(found: Sequence[Any], today: date, reader: Reader) -> tuple[InvoiceRow, ...]:
    """The lines of the list; unpacked at once, for there are many."""
    rows, day_of = [], reader.day
    for _, key, kind, number, customer_id, name, title, on, due_on, bucket, *more in found:
        currency, total, balance, schedule, sent, waiting = more
        day, due = day_of(on), day_of(due_on)
        status = status_of(bucket, due, today)
        late = (today - due).days if status == "overdue" else 0
        seen = (key, kind, number, customer_id, name, title, day, due, status, late, currency, total, balance)
        rows.append(InvoiceRow(*seen, schedule is not None, sent, waiting))
    return tuple(rows)
