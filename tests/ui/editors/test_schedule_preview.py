"""Beside the editor: the next invoice, its sums, what changes, and the dates."""

from dataclasses import replace

import pytest

from billdesk.ui.editors.schedule_preview import SchedulePreview


@pytest.fixture
def preview(qtbot, make_bench):
    made = SchedulePreview(make_bench())
    qtbot.addWidget(made)
    return made


def outlook_of(preview, ref, schedule_ids, **more):
    desk = preview._bench.desk
    draft = replace(desk.scheduling.open(schedule_ids[ref]).draft, **more)
    return desk.scheduling.look(draft, desk.today())


def test_the_next_invoice_is_summed_up(preview, schedule_ids):
    preview.show_outlook(outlook_of(preview, "acme-msp", schedule_ids), begun=True)
    names = [name for name, _ in preview.sums.pairs()]
    assert names == ["6 lines", "Pending ticket charges", "Discount 10%", "Sales tax 8.25%"]
    assert preview.figure.accessibleName().startswith("$")
    assert preview.line.text() == "Mar 1, e-mailed at once"
    assert preview.note.text().startswith("A change counts")
    assert len(preview.dates.values) == 12
    assert preview.changes.isHidden()


def test_how_it_goes_out_is_said(preview, schedule_ids):
    lines = {
        "left": outlook_of(preview, "acme-msp", schedule_ids, auto_send=False),
        "early": outlook_of(preview, "acme-msp", schedule_ids, lead_days=5),
        "empty": outlook_of(preview, "acme-msp", schedule_ids, lines=(), pending=None),
        "over": outlook_of(preview, "acme-msp", schedule_ids, max_occurrences=1),
    }
    said = {}
    for name, outlook in lines.items():
        preview.show_outlook(outlook, begun=True)
        said[name] = preview.line.text()
    assert said == {
        "left": "Mar 1, left as a draft",
        "early": "Mar 1, e-mailed on Feb 24",
        "empty": "Mar 1, nothing to bill yet",
        "over": "No invoice comes by these dates.",
    }
    preview.show_nothing()
    assert preview.line.text() == "Choose a customer and add a line."
    assert preview.sums.pairs() == []
