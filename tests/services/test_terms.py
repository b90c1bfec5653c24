"""Payment terms: those that an invoice has stay as they are, edited ones are new."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Missing, Refused, Rejected
from billdesk.domain.terms import LateFee, Terms
from billdesk.services.run import Request, Run
from billdesk.services.settings import read_settings
from billdesk.services.terms import PaymentTerms
from support.shops import load_case

FEB_1 = date(2026, 2, 1)
NET_10 = Terms(0, "", "Net 10", 10)


@pytest.fixture
def terms(each_office):
    load_case(each_office)
    return PaymentTerms(each_office)


def default_of(office):
    with office.reading() as work:
        return read_settings(work).default_terms_id


def test_new_terms_with_a_late_fee_come_back(terms):
    fee = LateFee(10, 2_000, 15_000, 500, 10_000, True)
    made = terms.create(replace(NET_10, name=" Net 10 ", late_fee=fee))
    assert (made.ref, made.name, made.late_fee) == ("net-10", "Net 10", fee)
    assert made in terms.list()


def test_terms_that_no_invoice_has_are_changed_in_their_place(terms):
    made = terms.create(NET_10)
    after = terms.change(replace(made, days=12, late_fee=LateFee(3, 100)))
    assert after == replace(made, days=12, late_fee=LateFee(3, 100))
    assert len([one for one in terms.list() if one.ref == "net-10"]) == 1


def test_edited_terms_take_the_place_of_those_that_invoices_have(terms, each_office):
    Run(each_office).go(Request(FEB_1, confirmed=True))
    with each_office.reading() as work:
        sql = "SELECT i.terms_id FROM invoices i JOIN terms t ON t.id = i.terms_id WHERE t.id > 0"
        used = work.connection.exec_driver_sql(sql).scalars().first()
    old = next(one for one in terms.list() if one.id == used)
    terms.set_default(old.id)

    new = terms.change(replace(old, name="Net 20"))

    assert (new.id != old.id, new.ref, new.name) == (True, old.ref, "Net 20")
    kept = next(one for one in terms.list() if one.id == old.id)
    assert (kept.archived, kept.days, kept.name) == (True, old.days, old.name)
    assert default_of(each_office) == new.id
    with each_office.reading() as work:
        assert work.uses.counts("terms", old.id) == {}
        assert work.uses.on_invoices("terms", old.id)
    with pytest.raises(Refused) as refused:
        terms.delete(old.id)
    assert refused.value.code == "terms_are_used"


def test_archived_terms_stand_last_and_can_be_restored_but_not_edited(terms):
    made = terms.create(replace(NET_10, name="AAA"))
    archived = terms.archive(made.id)
    assert terms.list()[-1] == archived
    for act in (lambda: terms.change(replace(made, days=1)), lambda: terms.set_default(made.id)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "terms_are_archived"
    assert terms.restore(made.id) == made
    terms.delete(made.id)
    assert made not in terms.list()


def test_the_terms_of_the_shop_can_be_neither_archived_nor_deleted(terms):
    made = terms.create(NET_10)
    terms.set_default(made.id)
    codes = []
    for act in (terms.archive, terms.delete):
        with pytest.raises(Refused) as refused:
            act(made.id)
        codes.append(refused.value.code)
    assert codes == ["terms_are_default", "terms_are_used"]


def test_rubbish_is_rejected_by_field_and_what_isnt_there_is_missing(terms):
    rubbish = Terms(0, "", "", -1, late_fee=LateFee(0))
    with pytest.raises(Rejected) as rejected:
        terms.create(rubbish)
    assert {one.place for one in rejected.value.problems} == {"name", "days", "late_fee.flat"}
    assert terms.problems(rubbish) == rejected.value.problems
    taken = terms.problems(Terms(0, "", terms.list()[0].name.upper(), 1))
    assert [one.code for one in taken] == ["there_already"]
    for act in (terms.archive, terms.delete, terms.set_default):
        with pytest.raises(Missing):
            act(999)
