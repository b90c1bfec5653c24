"""What nobody foresaw: into the log as a whole, and to the user as one sentence that says where it is."""

import logging
import traceback
from pathlib import Path

from billdesk.basics import log, places

_log = logging.getLogger(__name__)


def start_log() -> Path | None:
    """Begin the log file; None where none can be written, which stops nobody from working."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each of its plugins at every start
    try:
        return log.start(places.log_folder())
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return None


def report(error: BaseException) -> str:
    """Write a mistake of ours to the log; what to tell the user."""
    target = start_log()
    _log.error("unforeseen", exc_info=error)
    what = log.discreet(traceback.format_exception_only(error)[-1].strip())[:200]
    if target is None:
        return f"This is a mistake in BillDesk: {what!a}. No log could be written."
    return f"This is a mistake in BillDesk. See what was kept before you do it again. Details: {target}"
