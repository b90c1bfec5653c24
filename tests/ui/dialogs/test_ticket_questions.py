"""Small questions about a ticket."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Refused
from billdesk.domain.tax import Choice
from billdesk.domain.totals import Discount
from billdesk.ui.dialogs.ticket_questions import (
    charge_question,
    doubt_question,
    note_question,
    offer_names,
    other_question,
    status_question,
    time_question,
)


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_time_that_is_edited_stands_in_the_fields(make_bench, over):
    bench = make_bench("unbilled")
    log = bench.desk.tickets.show("t1").log
    dialog = time_question(bench, bench.desk.labor.form(1, log[0].entry.id), over)

    assert dialog.form.values() == {
        "minutes": 20,
        "billed_minutes": None,
        "day": bench.today,
        "labor_id": str(log[0].labor.id),
        "technician": "",
        "billable": True,
        "notes": "diagnosis",
    }
    assert dialog.form.fields["labor_id"].edit.currentText() == "Bench labor, $95.00 an hour"


def test_new_time_needs_a_duration(qtbot, make_bench, over):
    bench = make_bench("unbilled")
    dialog = time_question(bench, bench.desk.labor.form(1), over)
    dialog.form.fields["minutes"].edit.setText("1:99")

    assert not dialog.form.check()
    assert dialog.form.fields["minutes"].told() == "Not a duration. Type 1:15, 75 or 1.25h."


def test_a_charge_offers_the_products_of_the_catalog(make_bench, over):
    bench = make_bench("unbilled")
    dialog = charge_question(bench, bench.desk.ticket_charges.form(1), over)
    field = dialog.form.fields["product_id"].edit

    names = [field.itemText(at) for at in range(field.count())]
    sold = [one.name for one in bench.desk.ticket_charges.form(1).products]
    assert names == ["Something else", *sold]
    assert len(sold) == 3


def test_a_charge_has_a_tax_and_a_discount_and_says_what_isnt_one(make_bench, over):
    bench = make_bench("unbilled")
    form = bench.desk.ticket_charges.form(1)
    archived = replace(form.taxes[0], id=99, name="Old", archived=True)
    charge = replace(form.charge, discount=Discount(percent=10_0000), tax=Choice(True, 99))
    form = replace(form, charge=charge, taxes=(*form.taxes, archived))
    dialog = charge_question(bench, form, over)
    tax, discount = dialog.form.fields["tax"].edit, dialog.form.fields["discount"]

    assert [tax.itemText(at) for at in (0, 1, tax.count() - 1)] == ["As usual", "No tax", "Old (archived)"]
    assert (dialog.form.values()["tax"], discount.value()) == ("99", Discount(percent=10_0000))
    discount.edit.setText("much")
    assert not dialog.form.check()
    assert discount.told()


def test_the_others_ask_for_one_thing_each(make_bench, over):
    bench = make_bench("unbilled")
    doubt = doubt_question(bench, Refused("timer_in_doubt", minutes=5, doubtful=60), over)
    status = status_question(bench, ("New", "Closed"), "Gone", over)

    assert doubt.form.values() == {"minutes": 5}
    assert status.form.values() == {"status": "New"}
    assert note_question(bench, "Sam", over).form.values() == {"text": "", "author": "Sam"}
    assert other_question(bench, Refused("timer_runs_elsewhere", ticket="T-1"), over).form.values() == {}


def test_names_that_are_known_complete_what_is_typed(make_bench, over):
    field = note_question(make_bench("unbilled"), "", over).form.fields["author"]
    offer_names(field, ["Dana", "Sam"])
    field.edit.completer().setCompletionPrefix("s")

    assert field.edit.completer().currentCompletion() == "Sam"
