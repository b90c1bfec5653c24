"""Looking in the background: only the newest draft counts, and a page that is gone hears nothing."""

from dataclasses import replace

from PySide6.QtCore import QObject

from billdesk.ui.editors.schedule_looking import Looking


def test_the_newest_draft_is_looked_at_once(qtbot, make_bench, schedule_ids):
    bench = make_bench()
    draft = bench.desk.scheduling.open(schedule_ids["acme-msp"]).draft
    owner = QObject()
    looking = Looking(bench, owner)
    found, failed = [], []
    looking.found.connect(lambda outlook: found.append(outlook.schedule.title))
    looking.failed.connect(failed.append)
    for letter in "abc":
        looking.want(replace(draft, title=letter))
    qtbot.waitUntil(lambda: bool(found) and not looking.is_waiting())
    looking.want(replace(draft, title="c"))
    assert not looking.is_waiting()
    looking.want(replace(draft, title="c"), at_once=True)
    qtbot.waitUntil(lambda: not looking.is_waiting())
    assert found == ["c", "c"]

    looking.want(replace(draft, customer_id=999), at_once=True)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].code == "customer_missing"
    looking.want(replace(draft, title="d"), at_once=True)
    looking.end()
    qtbot.waitUntil(lambda: not bench.background.busy())
    assert found == ["c", "c"]
