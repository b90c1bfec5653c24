"""The lower part of the schedule editor: what it offers is the customer's and the shop's."""

from billdesk.ui.editors.schedule_more import ScheduleMore


def test_it_offers_contacts_taxes_and_currencies_and_shows_what_is_on_file(qtbot, make_bench, schedule_ids):
    bench = make_bench()
    form = bench.desk.scheduling.open(schedule_ids["acme-msp"])
    more = ScheduleMore(bench)
    qtbot.addWidget(more)
    more.offer(form)
    more.show_draft(form.draft, all_of_it=True)

    def offered(field):
        return [field.edit.itemText(at) for at in range(field.edit.count())]

    assert offered(more.contact) == ["Nobody in particular", "Ann Archer", "Bob Byrne", "Cy Cole"]
    assert offered(more.currency)[0] == "The customer's (USD)"
    assert offered(more.tax)[:2] == ["As the customer's", "No tax"]
    values = more.form.values()
    assert (values["contact_id"], values["currency"], values["tax"], values["template"]) == ("", "", "", "")
    assert more.read("contact_id", "7") == 7
    assert more.read("contact_id", "") is None
