"""How the count of a line becomes what it comes to: "14 counted − 2 included = 12, so 12 × 3.00 = 36.00"."""

from billdesk.basics import words
from billdesk.domain.counting import quantity
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.schedule_sheet import SheetLine
from billdesk.ui.bench import Bench
from billdesk.ui.words import tr


def measured_words(line: ScheduleLine, found: SheetLine | None, bench: Bench, currency: str) -> str:
    """The whole sum of a line that counts; "" for others, or where nothing is known."""
    if found is None or found.count is None:
        return ""
    said = _counted(line, found, bench)
    if found.net is None:
        return said
    return tr("{counted}, so {sum}", counted=said, sum=_sum(found, bench, currency))


def _counted(line: ScheduleLine, found: SheetLine, bench: Bench) -> str:
    language, measure = bench.language, line.measure
    count = words.quantity(found.count or 0, language)
    said = tr("{count} counted", count=count)
    if line.type == "vendor_usage":
        day = bench.figures.day(found.as_of, bench.today)
        said = (
            tr("{count} reported on {day}", count=count, day=day) if found.as_of else tr("nothing reported")
        )
    parts = [said]
    if measure.included:
        said = f"{said} {words.MINUS} " + tr(
            "{count} included", count=words.quantity(measure.included, language)
        )
        parts = [said]
    if measure.minimum is not None:
        parts.append(tr("at least {count}", count=words.quantity(measure.minimum, language)))
    if measure.maximum is not None:
        parts.append(tr("at most {count}", count=words.quantity(measure.maximum, language)))
    if measure.round_up_to is not None:
        parts.append(tr("in blocks of {count}", count=words.quantity(measure.round_up_to, language)))
    units = quantity(found.count or 0, measure)
    result = f" = {words.quantity(units, language)}" if len(parts) > 1 or measure.included else ""
    return ", ".join(parts) + result


def _sum(found: SheetLine, bench: Bench, currency: str) -> str:
    language = bench.language
    terms = [
        f"{words.quantity(one.quantity, language)} × {words.price(one.unit_price, currency, language)}"
        for one in found.printed
    ]
    net = words.amount(found.net or 0, currency, language, symbol=False)
    return f"{' + '.join(terms)} = {net}"
