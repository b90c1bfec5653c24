"""Announcements from any thread become one signal."""

import threading

from billdesk.domain.changes import Changed
from billdesk.ui.changes import Changes


def test_a_burst_from_many_threads_is_heard_once_on_the_gui_thread(qtbot):
    changes, heard = Changes(), []
    changes.heard.connect(lambda changed: heard.append((changed, threading.current_thread())))
    threads = [
        threading.Thread(target=changes.announce, args=(Changed(frozenset({"invoice"}), (number,)),))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changes.announce(Changed(frozenset({"schedule"}), (7,)))

    qtbot.waitUntil(lambda: bool(heard))
    changed, thread = heard[0]
    assert len(heard) == 1
    assert changed == Changed(frozenset({"invoice", "schedule"}), tuple(range(20)))
    assert thread is threading.main_thread()


def test_what_is_announced_later_is_heard_again(qtbot):
    changes, heard = Changes(), []
    changes.heard.connect(heard.append)
    changes.announce(Changed(frozenset({"invoice"}), (1,)))
    qtbot.waitUntil(lambda: len(heard) == 1)

    changes.announce(Changed(frozenset({"invoice"}), (2,)))

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].ids == (2,)
