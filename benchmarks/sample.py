"""How fast the sample shop is made: invoices a second, and what 100,000 of them would take."""

import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from billdesk.services.office import Office  # noqa: E402
from billdesk.services.sample import Sample  # noqa: E402
from billdesk.storage.engine import open_store  # noqa: E402

SIZE = 1_000
INVOICES, SECONDS = 100_000, 120
TODAY = date(2026, 8, 4)


def main() -> int:
    """Prints the speed for a size (the first word, else 1,000 customers); 1 when it is below the target."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder, "sample.billdesk"))
        office = Office(store, lambda: datetime.now(UTC), lambda _: None, "benchmark")
        start, used = time.perf_counter(), time.process_time()
        invoices = Sample(office).make(size, TODAY)["invoices"]
        seconds, used = time.perf_counter() - start, time.process_time() - used
        store.close()
    print(f"{size} customers, {invoices} invoices: {seconds:.1f} s, {used:.1f} s of them by the processor")
    print(f"{invoices / seconds:.0f} invoices/s; {INVOICES} in {INVOICES * seconds / invoices:.0f} s")
    return int(invoices / seconds < INVOICES / SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
