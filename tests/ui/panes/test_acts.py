"""One act at a time, told when it is done."""

import threading

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Refused
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.panes.acts import Acts


class Slow(Acts):
    """An act that waits to be let go."""

    def __init__(self, bench, parent):
        super().__init__(bench, parent)
        self.go, self.threads = threading.Event(), []

    def do(self, error=None):
        def job():
            self.threads.append(threading.current_thread())
            self.go.wait(10)
            if error:
                raise error
            return "done"

        self._do(job, lambda found: self.told.emit(found, None))


@pytest.fixture
def acts(qtbot, customers_shop, look, background):
    over = QWidget()
    qtbot.addWidget(over)
    made = Slow(Bench(customers_shop.desk, look, background, Figures("en", "USD"), "en"), over)
    made.over, made.words, made.errors, made.busied = over, [], [], []
    made.told.connect(lambda words, _undo: made.words.append(words))
    made.refused.connect(made.errors.append)
    made.busy.connect(made.busied.append)
    yield made
    made.go.set()
    background.close()


def test_an_act_runs_away_from_the_gui_thread_and_a_second_one_is_not_begun_meanwhile(qtbot, acts):
    acts.do()
    acts.do()
    assert acts.is_busy
    acts.go.set()
    qtbot.waitUntil(lambda: not acts.is_busy)

    assert acts.words == ["done"]
    assert acts.busied == [True, False]
    assert len(acts.threads) == 1
    assert acts.threads[0] is not threading.main_thread()


def test_after_a_refused_act_another_one_can_be_done(qtbot, acts):
    acts.go.set()
    acts.do(Refused("customer_is_used"))
    qtbot.waitUntil(lambda: bool(acts.errors))
    acts.do()
    qtbot.waitUntil(lambda: not acts.is_busy)

    assert acts.words == ["done"]
