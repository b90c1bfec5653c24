"""Where tests look for garbage: what belongs to Qt is thrown away on the main thread, as in the program."""

import gc

import pytest

WHOLE = 100
"""After so many tests with Qt all that is there is looked at."""
_done = 0


@pytest.fixture(autouse=True)
def garbage_of_qt(request):
    """No search for garbage while a test works with Qt; one after it.

    Python searches in whichever thread makes the next object. A thread that threw a QObject away there waited
    for Python's lock with one of Qt's locks in its hands, and the main thread the other way round.
    """
    global _done  # noqa: PLW0603  (counted over all tests of the process)
    if "qapp" not in request.fixturenames:
        yield
        return
    was_on = gc.isenabled()
    gc.disable()
    yield
    _done += 1
    gc.collect(2 if _done % WHOLE == 0 else 1)
    if was_on:
        gc.enable()
