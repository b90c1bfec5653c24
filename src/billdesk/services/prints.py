"""Printing: the PDFs of a job in their order, and what is on file about a print that went out."""

from collections.abc import Sequence
from datetime import date

from billdesk.domain.errors import Refused
from billdesk.services.invoicing import issue_drafts
from billdesk.services.moves import Moving
from billdesk.services.office import Office
from billdesk.services.papers import Papers
from billdesk.storage.traces import Trace


class Prints:
    """What the printing page needs; the printer itself is the window's business."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._papers = Papers(office)

    def documents(self, invoice_ids: Sequence[int], stamped: bool = False) -> tuple[bytes, ...]:
        """The PDFs in this order; with `stamped`, those that are paid by now are marked as PAID.

        Missing for an id that there is none of.
        """
        return tuple(map(self._stamped, invoice_ids)) if stamped else self._papers.pdfs(invoice_ids)

    def drafts(self, invoice_ids: Sequence[int]) -> tuple[int, ...]:
        """The ids among these that are drafts, and would be issued by printing them as sent."""
        with self._office.reading() as work:
            return tuple(one.id for one in work.invoices.by_ids(invoice_ids) if one.state == "draft")

    def issue(self, invoice_ids: Sequence[int], today: date) -> tuple[int, ...]:
        """Issue the drafts among these before they are printed as sent; all or none. Their ids.

        Refused for a draft that can't be issued.
        """
        with self._office.work() as work:
            work.queue_up()
            found = {one.id: one for one in work.invoices.by_ids(invoice_ids)}
            drafts = [found[key] for key in invoice_ids if key in found and found[key].state == "draft"]
            issue_drafts(Moving(work, self._office.now(), self._office.desk), drafts, today)
            work.commit()
        issued = tuple(one.id for one in drafts)
        if issued:
            self._office.tell("invoice", "payment", "ticket", ids=issued)
        return issued

    def log(self, invoice_ids: Sequence[int], printer: str, copies: int = 1) -> None:
        """Say of documents that they were printed as sent; drafts and void ones aren't."""
        with self._office.work() as work:
            found = [one for one in work.invoices.by_ids(invoice_ids) if one.state == "issued"]
            ids = [one.id for one in found]
            work.invoices.mark_printed(ids)
            change = {"printer": printer, "copies": copies}
            traces = [Trace("invoice", key, "printed", dict(change)) for key in ids]
            work.traces.add(traces, self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("invoice", ids=tuple(ids))

    def _stamped(self, invoice_id: int) -> bytes:
        try:
            return self._papers.stamped_pdf(invoice_id)
        except Refused:
            return self._papers.pdf(invoice_id)
