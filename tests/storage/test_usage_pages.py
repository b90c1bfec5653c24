"""The list of vendor usage: unmapped first, in any order, page by page, searched and filtered."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.counting import Counter
from billdesk.domain.customer import Usage
from billdesk.domain.lists import Part, Sort
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.usage import Alias, UsageFilter
from billdesk.storage.usage import Import
from billdesk.storage.usage_pages import SORTS, UsageQuestion
from support.ledger import AT, a_schedule, add_customers

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)


def a_report(name, quantity, day):
    facts = {"import_id": 1, "vendor": "Vault", "item": "Seat", "customer_id": None}
    return facts | {"name": name, "name_key": name.casefold(), "quantity": quantity, "as_of": day}


def counts(item, **more):
    counter = Counter(vendor="Vault", item=item)
    return ScheduleLine(10, "vendor_usage", "Seats", unit_price=SCALE, counter=counter, **more)


@pytest.fixture
def work(each_office):
    with each_office.work() as found:
        add_customers(found, "Örtel", "Bolt", "acme")
        reports = (
            (1, "Seat", 3, JAN),
            (1, "Seat", 5, FEB),
            (2, "Seat", 7, FEB),
            (2, "Archive", 1, JAN),
            (3, "Seat", 0, FEB),
        )
        found.customers.add_usage(
            [
                Usage(key, "Vault", item, owner, units, day)
                for key, (owner, item, units, day) in enumerate(reports, 1)
            ]
        )
        found.usage.add_import(Import(1, "Vault", "", {}, 0, {}), AT, "desk-1")
        found.usage.add_reports(
            [a_report("Zebra", 2, JAN), a_report("Zebra", 6, FEB), a_report("Old", 1, FEB)]
        )
        found.usage.keep_aliases("Vault", {"old": Alias("Old", None)})
        found.schedules.add([a_schedule(lines=(counts("Seat"),))])
        yield found


def rows(work, sort=None, part=None, **wanted):
    question = UsageQuestion(UsageFilter(**wanted), sort or Sort("customer", False), FEB)
    return work.usage_pages.page(question, part or Part())


def said(page):
    return [(row.customer, row.item, row.quantity, row.before) for row in page.rows]


def test_the_newest_report_of_each_customer_and_item_stands_there_unmapped_names_first(work):
    assert said(rows(work)) == [
        ("Zebra", "Seat", 6, 2),
        ("acme", "Seat", 0, None),
        ("Bolt", "Archive", 1, None),
        ("Bolt", "Seat", 7, None),
        ("Örtel", "Seat", 5, 3),
    ]


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_both_ways_in_every_order(work, key, descending):
    sort = Sort(key, descending)
    whole, found, page = said(rows(work, sort)), [], rows(work, sort, Part(2))
    while page.rows:
        found += said(page)
        last, page = page, rows(work, sort, Part(2, after=page.last))

    assert found == whole
    back = rows(work, sort, Part(2, before=last.first))
    assert said(back) == whole[-3:-1]
    assert said(rows(work, sort, Part(2, offset=3))) == whole[3:5]


def test_lines_in_force_are_named_and_what_none_counts_can_be_asked_for(work):
    assert [row.by for row in rows(work, text="ortel").rows] == [("Managed IT: Seats",)]
    assert [row[:2] for row in said(rows(work, state="uncounted"))] == [("Bolt", "Archive"), ("Bolt", "Seat")]
    for over in (counts("Seat", effective_to=JAN), counts("Seat", one_time=True, used_on=JAN)):
        work.schedules.add([a_schedule(2, customer_id=2, lines=(replace(over, id=20),))])
        assert len(rows(work, state="uncounted").rows) == 2
        work.connection.exec_driver_sql("DELETE FROM schedules WHERE id = 2")


def test_words_vendor_and_state_narrow_the_list_and_are_counted(work):
    assert [row[0] for row in said(rows(work, text="ÖRTEL seat"))] == ["Örtel"]
    assert [row[1] for row in said(rows(work, text="arch"))] == ["Archive"]
    assert said(rows(work, text="%")) == said(rows(work))
    assert said(rows(work, vendor="Other")) == []
    assert [row[0] for row in said(rows(work, state="unmapped"))] == ["Zebra"]
    question = UsageQuestion(UsageFilter(state="unmapped"), Sort("customer", False), FEB)
    assert work.usage_pages.count(question) == 1
