"""A look at the database: settings and lists of one state, the same as a transaction sees."""

from support.ledger import TODAY, add_customers


def test_settings_are_read_as_they_were_written(each_office):
    with each_office.work() as work:
        work.settings.write({"name": "Zoë's", "paper": "A4", "ticket_statuses": ["New"]})
        work.commit()

    with each_office.sight() as sight:
        assert sight.settings() == {"name": "Zoë's", "paper": "A4", "ticket_statuses": ["New"]}


def test_lists_are_read_without_a_transaction_of_sqlalchemys(each_office):
    with each_office.work() as work:
        add_customers(work, "Bolt", "Acme")
        work.commit()

    with each_office.sight() as sight:
        assert [one.name for one in sight.lists.customer_choices("")] == ["Acme", "Bolt"]
        assert sight.lists.glance(TODAY, "EUR").currency == "EUR"
