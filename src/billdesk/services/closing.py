"""The closing sheet of a day: what came in and went out, for the till and the books."""

from datetime import date
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.closing import DaySheet
from billdesk.domain.document import Letterhead, PrintedClosing, PrintedDayLine, PrintedDayTotal
from billdesk.services.filenames import safe_name
from billdesk.services.office import Office
from billdesk.services.papers import make_folder, written
from billdesk.services.receipts import method_in
from billdesk.services.settings import read_letterhead, read_settings


class Closing:
    """What a shop looks at when a day is over; nothing is kept of it, as money rows never change."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def sheet(self, day: date) -> DaySheet:
        """All that came in and went out on a day."""
        with self._office.reading() as work:
            return DaySheet(day, work.days.lines(day))

    def pdf(self, day: date) -> bytes:
        """The same as PDF, in the shop's language."""
        sheet = self.sheet(day)
        with self._office.reading() as work:
            head, language = read_letterhead(work), read_settings(work).language
        from billdesk.documents.closing import render

        return render(printed(sheet, head, language))

    def save(self, day: date, folder: Path) -> Path:
        """Write it into a folder, called by its day; no file is ever overwritten."""
        pdf = self.pdf(day)
        with self._office.reading() as work:
            name = words.translate("Closing sheet", read_settings(work).language)
        make_folder(folder)
        return written(folder, safe_name(f"{name} {day}"), pdf)


def printed(sheet: DaySheet, head: Letterhead, language: str) -> PrintedClosing:
    """A closing sheet as it stands on paper."""
    return PrintedClosing(
        language,
        head,
        sheet.day,
        tuple(
            PrintedDayTotal(
                method_in(one.method, language),
                one.currency,
                one.count,
                one.received,
                one.refunded,
                one.reversed,
                one.net,
            )
            for one in sheet.totals
        ),
        tuple(
            PrintedDayLine(
                one.kind,
                one.number,
                one.customer,
                " ".join(part for part in (method_in(one.method, language), one.reference) if part),
                one.currency,
                -one.amount if one.kind in ("refund", "reversal") else one.amount,
                one.left,
            )
            for one in sheet.lines
        ),
    )
