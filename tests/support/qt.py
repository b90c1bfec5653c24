"""Fixtures of the window's tests: the look of the one QApplication, and work away from the GUI thread."""

import sys

import pytest


@pytest.fixture(scope="session")
def qapp_args():
    from billdesk.ui.start import WORDS

    return list(WORDS)


@pytest.fixture(scope="session")
def session_look(qapp):
    from billdesk.ui.look import Look

    return Look(qapp, "light")


@pytest.fixture
def look(session_look):
    """The look, light and at 100 % again after the test."""
    yield session_look
    if (session_look.choice, session_look.percent) != ("light", 100):
        session_look.choose("light", 100)


@pytest.fixture
def background(qapp):
    from billdesk.ui.background import Background

    made = Background()
    yield made
    made.close()
    qapp.processEvents()


@pytest.fixture
def painted(qapp):
    """Paints a widget as it would be shown and gives the picture."""

    def paint(widget):
        widget.ensurePolished()
        return widget.grab().toImage()

    return paint


@pytest.fixture(autouse=True)
def english_again():
    """A test that lets the window speak another language doesn't teach it to the next one."""
    yield
    speaking = sys.modules.get("billdesk.ui.speaking")  # no test of a rule imports Qt for this
    if speaking is not None:
        speaking.speak("en")
