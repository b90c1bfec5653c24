"""The PDFs of invoices: frozen once issued, fresh for drafts, saved into folders."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import BinaryIO

from billdesk.basics import words
from billdesk.domain.document import Letterhead, PrintedInvoice
from billdesk.domain.errors import Conflict, Refused, Trouble
from billdesk.domain.invoice import Invoice
from billdesk.services import printing
from billdesk.services.filenames import filled_name
from billdesk.services.office import Office
from billdesk.services.pace import Progress, Stop, ignore, never
from billdesk.services.settings import read_letterhead, read_settings
from billdesk.storage.work import Work

GROUP = 20
"""Documents that one transaction freezes."""
AT_A_TIME = 100
"""Documents of a job that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A document as a file; `missing` are characters that no font could draw."""

    invoice_id: int
    path: Path
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A document with all that its PDF is made of."""

    invoice: Invoice
    head: Letterhead

    def shown(self) -> PrintedInvoice:
        """What it says today: drafts and void documents say what they are."""
        return printing.printed(self.invoice, self.head)

    def as_issued(self) -> "_Sheet":
        """The same as it was when it was issued."""
        return _Sheet(replace(self.invoice, state="issued"), self.head)


class Papers:
    """Documents on paper. An issued row always gives the same bytes, whoever freezes them."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def pdf(self, invoice_id: int) -> bytes:
        """The PDF to look at, print and save; Missing when there is no such invoice.

        Issued: the frozen bytes, frozen now where that hasn't happened yet. Drafts are made afresh with their
        mark, and so are void ones; what those looked like when issued stays on file, see `issued_pdf`.
        """
        sheet = self._sheets([invoice_id])[0]
        if sheet.invoice.state == "issued":
            return self.issued_pdfs([invoice_id])[invoice_id]
        return _rendered(sheet.shown())

    def pdfs(self, invoice_ids: Sequence[int]) -> tuple[bytes, ...]:
        """The same of many, in this order."""
        return tuple(self._pdfs(self._sheets(invoice_ids)))

    def stamped_pdf(self, invoice_id: int) -> bytes:
        """A fresh PDF that says how the document stands today: PAID, VOID or DRAFT, and what was paid since.

        What was frozen stays as it is. Refused("invoice_is_not_paid") where something is open.
        """
        sheet = self._sheets([invoice_id])[0]
        document, invoice = sheet.shown(), sheet.invoice
        if invoice.state != "issued":
            return _rendered(document)
        if invoice.balance or invoice.written_off or invoice.kind != "invoice":
            raise Refused("invoice_is_not_paid", number=invoice.number)
        with self._office.reading() as work:
            parts = work.payments.allocations(invoice_id=invoice_id)
        credited = sum(one.amount for one in parts if one.credit_note_id) + invoice.credit_at_issue
        return _rendered(printing.settled(document, invoice.settled - credited, credited))

    def issued_pdf(self, invoice_id: int) -> bytes | None:
        """The bytes that were frozen, or are now, for an issued or void document; None for a draft."""
        return self.issued_pdfs([invoice_id]).get(invoice_id)

    def issued_pdfs(self, invoice_ids: Sequence[int]) -> dict[int, bytes]:
        """The frozen bytes of documents by id; drafts are left out. Trouble for one that is damaged."""
        frozen = self._frozen(invoice_ids)
        sheets = self._sheets([key for key in dict.fromkeys(invoice_ids) if key not in frozen])
        sheets = [one.as_issued() for one in sheets if one.invoice.state != "draft"]
        made = self._drawn(sheets)
        return frozen | {one.invoice.id: pdf for one, pdf in zip(sheets, made, strict=True)}

    def freeze_pending(self, limit: int = 1000, stop: Stop = never, progress: Progress = ignore) -> int:
        """Freeze issued documents that aren't yet, `limit` at most, oldest first; how many there were."""
        with self._office.reading() as work:
            waiting = work.traces.unfrozen(limit)
        done = 0
        for start in range(0, len(waiting), GROUP):
            if stop():
                break
            done += len(self.issued_pdfs(waiting[start : start + GROUP]))
            progress(done, len(waiting))
        return done

    def printed(self, invoice: Invoice) -> PrintedInvoice:
        """What an invoice says on paper, with the letterhead it was issued under; drafts have the shop's."""
        with self._office.reading() as work:
            head = _letterheads(work, [invoice])[invoice.id]
        return printing.printed(invoice, head)

    def preview(self, invoice: Invoice) -> bytes:
        """The PDF of an invoice as it stands in an editor; nothing is kept."""
        return _rendered(self.printed(invoice))

    def missing_glyphs(self, invoice_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Characters that no font can draw and that are printed as boxes, for documents that have any."""
        found = {sheet.invoice.id: _missing(sheet.shown()) for sheet in self._sheets(invoice_ids)}
        return {key: missing for key, missing in found.items() if missing}

    def save(
        self,
        invoice_ids: Sequence[int],
        folder: Path,
        pattern: str = "",
        stop: Stop = never,
        progress: Progress = ignore,
    ) -> list[Saved]:
        """Write PDFs into a folder under names that a pattern gives; no file is ever overwritten.

        Without a pattern the shop's own from its settings counts. Stopped, it ends after a file.
        Placeholders: number customer date due_date title kind id. Refused("unknown_placeholder"),
        Trouble("file_cannot_be_written") with path and reason.
        """
        pattern = pattern or self._pattern()
        sheets = self._sheets(invoice_ids)
        names = [filled_name(pattern, _facts(sheet.invoice)) for sheet in sheets]
        make_folder(folder)
        saved: list[Saved] = []
        with closing(self._pdfs(sheets)) as pdfs:
            for sheet, name in zip(sheets, names, strict=True):
                if stop():
                    break
                path = written(folder, name, next(pdfs))
                saved.append(Saved(sheet.invoice.id, path, _missing(sheet.shown())))
                progress(len(saved), len(sheets))
        return saved

    def _pdfs(self, sheets: Sequence[_Sheet]) -> Generator[bytes, None, None]:
        """The PDFs in their order: frozen ones of what is issued, fresh ones of the rest."""
        for start in range(0, len(sheets), AT_A_TIME):
            some = sheets[start : start + AT_A_TIME]
            frozen = self._frozen([one.invoice.id for one in some if one.invoice.state == "issued"])
            with closing(self._drawn([one for one in some if one.invoice.id not in frozen])) as drawn:
                for one in some:
                    yield frozen.get(one.invoice.id) or next(drawn)

    def _drawn(self, sheets: Sequence[_Sheet]) -> Generator[bytes, None, None]:
        """New PDFs in their order, frozen if issued; while one group is written the next are drawn."""
        with closing(self._office.press.render_all([one.shown() for one in sheets])) as pdfs:
            for start in range(0, len(sheets), GROUP):
                group = sheets[start : start + GROUP]
                made = {one.invoice.id: pdf for one, pdf in zip(group, pdfs, strict=False)}
                issued = [one.invoice.id for one in group if one.invoice.state == "issued"]
                made |= self._freeze({key: made[key] for key in issued})
                yield from (made[one.invoice.id] for one in group)

    def _frozen(self, invoice_ids: Iterable[int]) -> dict[int, bytes]:
        """What is frozen already, by id."""
        with self._office.reading() as work:
            found = {key: work.traces.frozen(key) for key in invoice_ids}
        return {key: pdf for key, pdf in found.items() if pdf is not None}

    def _pattern(self) -> str:
        with self._office.reading() as work:
            return read_settings(work).pdf_name

    def _sheets(self, invoice_ids: Sequence[int]) -> list[_Sheet]:
        if not invoice_ids:
            return []
        with self._office.reading() as work:
            found = {invoice.id: invoice for invoice in work.invoices.by_ids(invoice_ids)}
            invoices = [found.get(key) or work.invoices.by_id(key) for key in invoice_ids]
            heads = _letterheads(work, invoices)
        return [_Sheet(invoice, heads[invoice.id]) for invoice in invoices]

    def _freeze(self, made: dict[int, bytes]) -> dict[int, bytes]:
        """Keep new PDFs; where another process was faster, what it has kept counts."""
        if not made:
            return {}
        kept = {}
        with self._office.work() as work:
            for key, pdf in made.items():
                kept[key] = work.traces.frozen(key) or _kept_now(work, key, pdf, self._office)
            work.commit()
        return kept


def _kept_now(work: Work, key: int, pdf: bytes, office: Office) -> bytes:
    try:
        work.attempt(lambda: work.traces.freeze(key, pdf, office.now()))
    except Conflict:  # on a server somebody may have frozen it since it was looked for
        return work.traces.frozen(key) or pdf
    return pdf


def _letterheads(work: Work, invoices: Sequence[Invoice]) -> dict[int, Letterhead]:
    """The letterhead of each document: the one it was issued under, else the shop's of today."""
    kept = work.invoices.letterhead_ids([invoice.id for invoice in invoices])
    heads = {key: work.settings.letterhead(key) for key in set(kept.values())}
    if len(kept) < len(invoices):
        today = read_letterhead(work)
        return {one.id: heads[kept[one.id]] if one.id in kept else today for one in invoices}
    return {one.id: heads[kept[one.id]] for one in invoices}


def _rendered(document: PrintedInvoice) -> bytes:
    from billdesk.documents.invoice import render

    return render(document)


def _missing(document: PrintedInvoice) -> tuple[str, ...]:
    from billdesk.documents.fonts import missing_glyphs

    return missing_glyphs(printing.texts(document))


def _facts(invoice: Invoice) -> dict[str, str]:
    """What the placeholders of a file's name stand for; dates are written so that files sort by them."""
    kind = {"invoice": "Invoice", "credit_note": "Credit note"}[invoice.kind]
    return {
        "number": invoice.number or words.translate("Draft", invoice.language) + f" {invoice.id}",
        "customer": invoice.addressee[0] if invoice.addressee else "",
        "date": invoice.date.isoformat(),
        "due_date": invoice.due_date.isoformat(),
        "title": invoice.title,
        "kind": words.translate(kind, invoice.language),
        "id": str(invoice.id),
    }


def make_folder(folder: Path) -> None:
    """Make a folder for PDFs; Trouble where that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _notwritten(folder, error) from None


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a new file; a name that is taken gets a number behind it, unless the same is in there already."""
    for number in count(1):
        path = folder / (f"{name}.pdf" if number == 1 else f"{name} ({number}).pdf")
        try:
            with path.open("xb") as file:
                return _filled(path, file, content)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == content:
                return path
        except OSError as error:
            raise _notwritten(path, error) from None
    raise AssertionError("numbers don't end")


def _filled(path: Path, file: BinaryIO, content: bytes) -> Path:
    """Write a file's content; half a document is never left behind."""
    try:
        file.write(content)
        file.flush()
    except OSError:
        path.unlink()
        raise
    return path


def _notwritten(path: Path, error: OSError) -> Trouble:
    return Trouble("file_cannot_be_written", path=str(path), reason=error.strerror or "")
