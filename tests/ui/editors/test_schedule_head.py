"""The upper part of the schedule editor: the customer who stays, discounts as they are typed, terms."""

from PySide6.QtWidgets import QWidget

from billdesk.ui.editors.schedule_head import ScheduleHead


def test_the_head_shows_whose_schedule_it_is_and_reads_discounts(make_bench, schedule_ids, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    bench = make_bench()
    head = ScheduleHead(bench, page)
    qtbot.addWidget(head)
    heard = []
    head.changed.connect(lambda place, value: heard.append((place, value)))
    form = bench.desk.scheduling.open(schedule_ids["bistro-host"])
    head.offer(form)
    head.show_draft(form.draft, all_of_it=True)
    assert head.customer.field.text() == "Bistro Müller"
    assert head.customer.field.isReadOnly()
    head.customer.show_customer("Acme", stays=False)
    head.customer.field.setText("x")
    head.customer.give_up()
    assert head.customer.field.text() == "Acme"
    head.discount.edit.setText("5")
    head.discount.edit.textEdited.emit("5")
    assert heard[-1][1].amount == 5_00
    head.terms.edit.setCurrentIndex(0)
    head.terms.edit.activated.emit(0)
    assert heard[-1] == ("terms_id", None)
