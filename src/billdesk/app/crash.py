"""What nobody foresaw: into the log as a whole, and to the user as one sentence that says where it is."""

import logging
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

import billdesk
from billdesk.basics import log, places, words

_log = logging.getLogger(__name__)


def start_log() -> Path | None:
    """Begin the log file; None where none can be written, which stops nobody from working."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each of its plugins at every start
    try:
        return log.start(places.log_folder())
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return None


def report(error: BaseException, language: str = "en") -> str:
    """Write a mistake of ours to the log; what to tell the user, in that language."""
    target = start_log()
    _log.error("unforeseen", exc_info=error)
    what = log.discreet(traceback.format_exception_only(error)[-1].strip())[:200]
    if target is None:
        said = words.translate("This is a mistake in BillDesk: {what}. No log could be written.", language)
        return said.format(what=ascii(what))
    said = words.translate(
        "This is a mistake in BillDesk. See what was kept before you do it again. Details: {file}", language
    )
    return said.format(file=target)


def details(error: BaseException) -> str:
    """What helps to find a mistake, to be copied and sent: versions and the traceback, without secrets."""
    about = f"BillDesk {billdesk.__version__}, Python {platform.python_version()}, {platform.platform()}"
    trace = "".join(traceback.format_exception(error)).strip()
    return log.discreet(f"{about}\n{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{trace}")
