"""Imported by the process that others are forked from: it bills a small shop once and draws one invoice.

Those that are to be killed are then at work at once, and know each statement as the one that measures does.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import support.compiled  # noqa: F401  (statements stay known)
from billdesk.services.papers import Papers
from billdesk.services.run import Request, Run
from support.bulk import Mix, fill
from support.shops import office_at

DAY = date(2026, 4, 1)

with TemporaryDirectory() as _folder:
    _office = office_at(Path(_folder) / "warm", lambda: datetime(2026, 4, 1, 12, tzinfo=UTC))
    fill(_office, Mix(3, drafts=2, charges=1, start=date(2026, 2, 1)))
    Run(_office, 2).go(Request(DAY, confirmed=True))
    Papers(_office).freeze_pending(1)
    _office.store.close()
