"""What holds for every test: no screen, shared fixtures from tests/support, and no silent skips in CI."""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shop", deadline=None)  # how long an example takes, the machine decides
settings.load_profile("shop")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own keyring
os.environ.pop("BILLDESK_DATABASE", None)

TESTS = Path(__file__).parent
SCRIPTS = {"shots"}  # in tests/support, but started by hand
sys.path.insert(0, str(TESTS))

from support.memory import use_memory  # noqa: E402  (it is found from here on)
from support.order import is_long, spread  # noqa: E402

use_memory()

pytest_plugins = [
    "support.compiled",
    *(
        f"support.{path.stem}"
        for path in sorted((TESTS / "support").glob("*.py"))
        if path.stem not in SCRIPTS and "@pytest.fixture" in path.read_text(encoding="utf-8")
    ),
]
pytest.register_assert_rewrite(*pytest_plugins)  # before one of them imports another


def in_ci() -> bool:
    """Whether this is the build server, where everything must have run."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def as_failure(report):
    """In CI a skipped test is one that failed to run. An expected failure stays what it is."""
    if in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as failed in CI: {why}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return as_failure((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return as_failure((yield))


def pytest_collection_modifyitems(config, items):
    """The same order in each worker, as the one that hands the tests out wants it; by chance but for this."""
    about = getattr(config, "workerinput", None)
    if about is not None:
        items[:] = spread(items, [is_long(str(item.path)) for item in items], about["workercount"])


def pytest_collection_finish():
    """What was imported stays; nobody needs to look for garbage in it again and again."""
    gc.collect()
    gc.freeze()
