"""Processes forked from one that has everything imported and has done it once: they start quickly."""

import multiprocessing
import os
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path

PRELOADED = ["support.warm", "support.senders", "billdesk.services.flushing", "psycopg"]
TESTS = str(Path(__file__).parents[1])


@cache
def context() -> ForkServerContext:
    """How they are started; the process that they come from is started here, once in each worker."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(PRELOADED)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([TESTS, *([before] if before else [])])
    try:
        forkserver.ensure_running()  # it is given our environment, but not where we look for modules
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return found
