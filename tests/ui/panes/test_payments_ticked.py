"""Ticked payments: how many, what they come to, their receipts and a file of them."""

import csv

import pytest

from billdesk.services.payments import Received
from billdesk.ui.panes.payments import PaymentsPane
from support.parts import calm, stopped_before_it_begins
from support.windows import DAY


@pytest.fixture
def pane(make_bench, qtbot):
    bench = make_bench()
    customer = bench.desk.browsing.customers("acme")[0].id
    for amount in (10_00, 20_00):
        bench.desk.payments.take(Received(customer, amount, DAY, "USD", "cash", on_account=True))
    bench.desk.payments.grant(Received(customer, 5_00, DAY, "USD"), "goodwill")
    made = PaymentsPane(bench)
    made.told_words = []
    made.told.connect(lambda words, _undo: made.told_words.append(words))
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    calm(qtbot, made)
    return made


def test_the_bar_says_how_many_are_ticked_and_what_they_come_to(pane, qtbot):
    bar = pane.ticked.bar
    assert bar.isHidden()
    pane.model.ticks.toggle(pane.model.row(1).id)
    assert bar.accessibleName() == "1 ticked"
    qtbot.waitUntil(lambda: bar._sum.text() == "$20.00")
    pane.model.ticks.set_all(True)
    qtbot.waitUntil(lambda: bar._sum.text() == "$35.00")
    pane.ticked.clear()
    assert bar.isHidden()
    calm(qtbot, pane)


def test_the_receipts_of_those_that_have_one_are_saved(pane, qtbot, tmp_path):
    pane.model.ticks.set_all(True)
    pane.acts.save_all_into(pane.ticked.ticked(), tmp_path)
    qtbot.waitUntil(lambda: pane.told_words == ["2 receipts saved"])
    assert sorted(one.name for one in tmp_path.glob("*.pdf")) == ["R-2026-00001.pdf", "R-2026-00002.pdf"]


def test_they_are_exported(pane, qtbot, tmp_path):
    pane.model.ticks.set_all(True)
    pane.acts.export_to(pane.ticked.ticked(), tmp_path / "x.csv")
    qtbot.waitUntil(lambda: pane.told_words == ["3 payments exported"])
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_writing_them_can_be_stopped_and_then_there_is_no_file(pane, qtbot, tmp_path):
    pane.model.ticks.set_all(True)
    ticked = pane.ticked.ticked()
    stopped_before_it_begins(pane.bench.background, lambda: pane.acts.export_to(ticked, tmp_path / "x.csv"))
    qtbot.waitUntil(lambda: pane.told_words == ["Stopped; no file was written"])
    assert list(tmp_path.glob("*.csv")) == []


def test_both_ask_where_to(pane, qtbot):
    pane.model.ticks.set_all(True)
    for ask, name in (
        (pane.ticked.save_receipts, "payments.save_receipts.folder"),
        (pane.ticked.export, "payments.export.file"),
    ):
        ask()
        dialog = pane.findChild(object, name)
        assert dialog.isVisible()
        dialog.reject()
    calm(qtbot, pane)
