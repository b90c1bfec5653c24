"""A desk whose lists are there at once, and everything else when it is asked for."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from billdesk.app.build import build_front
from billdesk.app.config import Config
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.domain.settings import ShopSettings
from support.shops import copied
from support.windows import billed_shop

DAY = date(2026, 2, 1)
ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from datetime import date
from billdesk.app.build import build_front
from billdesk.app.config import Config
from billdesk.domain.lists import InvoiceFilter, Sort
desk = build_front(Config(database=sys.argv[1]))
today = date(2026, 2, 1)
desk.browsing.settings()
desk.browsing.glance(today)
desk.browsing.invoice_sums(InvoiceFilter(), today)
assert desk.browsing.invoices(InvoiceFilter(), Sort(), today).rows
late = {"sqlalchemy", "alembic", "psycopg", "reportlab", "billdesk.services.desk", "billdesk.storage.work"}
print(sorted(late & set(sys.modules)))
desk.settings.read()
print("sqlalchemy" in sys.modules)
desk.close()
"""


def test_lists_are_read_before_sqlalchemy_and_the_services_are_imported(tmp_path: Path) -> None:
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    command = [sys.executable, "-c", SCRIPT, str(copied(billed_shop, tmp_path / "shop.billdesk"))]
    found = subprocess.run(command, env=env, capture_output=True, text=True, check=True)

    assert found.stdout.split("\n")[:2] == ["[]", "True"]


def test_a_new_file_is_made_and_every_service_is_on_it(tmp_path: Path) -> None:
    desk = build_front(Config(database=str(tmp_path / "shop.billdesk"), today=DAY))
    desk.settings.keep(ShopSettings(name="Northgate"))

    assert desk.browsing.settings() == desk.settings.read()
    assert desk.target == "shop.billdesk"
    assert desk.today() == DAY
    assert desk.browsing.invoices(InvoiceFilter(), Sort(), DAY).rows == ()
    desk.close()


def test_threads_that_ask_at_once_get_the_same_services(tmp_path: Path) -> None:
    desk = build_front(Config(database=str(tmp_path / "shop.billdesk")))
    with ThreadPoolExecutor(4) as pool:
        runs = set(pool.map(lambda _at: id(desk.run), range(16)))

    assert len(runs) == 1
    desk.close()
