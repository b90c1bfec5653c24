"""Whole shops in and out: all or nothing, counters go on, what is refused is named with its place."""

import base64
import io
import json
from datetime import date

import pytest
from PIL import Image

from billdesk.domain.errors import Refused, Rejected
from billdesk.domain.price_change import PriceRule
from billdesk.domain.usage import Alias
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.services.price_changes import Chosen, PriceChanges
from billdesk.services.settings import Settings
from billdesk.services.usage import Usage
from billdesk.services.usage_intake import Intake
from support.recurring import ACME, Book, load, schedule
from support.shops import CASES, office_at

LITTLE = (CASES / "little-shop.json").read_bytes()


@pytest.fixture
def book(office: Office) -> Book:
    return Book(office)


@pytest.fixture
def logo() -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (1200, 300), (200, 60, 20, 128)).save(file, "PNG")
    return file.getvalue()


def test_it_says_how_many_of_each_kind_were_loaded(each_office: Office) -> None:
    counts = Loading(each_office).load([Source("shop.json", LITTLE)])
    document = json.loads(LITTLE)
    assert counts["customers"] == len(document["customers"])
    assert counts["schedules"] == len(document["schedules"])
    assert counts["assets"] == sum(len(one.get("assets", ())) for one in document["customers"])


def test_of_two_documents_none_is_loaded_when_the_second_is_wrong(each_office: Office) -> None:
    wrong = json.dumps({"billdesk": 1, "customers": [{"ref": "x"}]}).encode()
    with pytest.raises(Rejected) as rejected:
        Loading(each_office).load([Source("good.json", LITTLE), Source("bad.json", wrong)])
    assert [one.place for one in rejected.value.problems] == ["bad.json: customers[0]"]
    assert Book(each_office).rows("SELECT count(*) FROM customers") == [(0,)]


def test_a_second_document_may_name_what_the_first_brought(book: Book) -> None:
    load(book.office)
    more = {"billdesk": 1, "schedules": [schedule()]}
    Loading(book.office).load([Source("more.json", json.dumps(more).encode())])
    assert book.run("2026-01-01").generated == 1


def test_a_ref_that_is_on_file_already_is_refused_with_its_place(book: Book) -> None:
    load(book.office)
    with pytest.raises(Rejected) as rejected:
        load(book.office, customers=[ACME])
    assert [one.place for one in rejected.value.problems] == ["shop.json: customers[0].ref"]


def test_numbers_go_on_after_those_that_a_document_brings(book: Book) -> None:
    line = {"description": "Old", "quantity": "1", "unit_price": "10.00"}
    old = {
        "ref": "i",
        "customer": "acme",
        "date": "2026-01-01",
        "number": "INV-2026-00041",
        "state": "issued",
    }
    load(book.office, schedule(start="2026-02-01"), invoices=[old | {"lines": [line]}])
    book.run("2026-02-01")
    assert book.numbers() == ["INV-2026-00041", "INV-2026-00042"]


def test_loading_is_remembered_in_the_audit_trail(book: Book) -> None:
    load(book.office)
    assert book.rows("SELECT kind, act FROM audit") == [("shop", "loaded")]


def test_what_the_database_refuses_is_refused_and_nothing_stays(book: Book) -> None:
    book.change(
        "CREATE TRIGGER no_more BEFORE INSERT ON schedules BEGIN SELECT RAISE(ABORT, 'rule:closed'); END"
    )
    with pytest.raises(Refused) as refused:
        load(book.office, schedule())
    assert refused.value.code == "closed"
    assert book.rows("SELECT count(*) FROM customers") == [(0,)]


def test_the_logo_goes_out_and_comes_in_again_byte_by_byte(office: Office, logo: bytes) -> None:
    load(office)
    Settings(office).keep_logo(logo)
    document = Loading(office).dump()
    ready = Settings(office).logo()
    Settings(office).remove_logo()
    again = {"billdesk": 1, "shop": document["shop"]}
    Loading(office).load([Source("shop.json", json.dumps(again).encode())])
    assert Settings(office).logo() == ready
    assert Loading(office).dump() == document


def test_a_logo_that_is_no_picture_is_refused_and_the_one_before_stays(office: Office, logo: bytes) -> None:
    load(office)
    Settings(office).keep_logo(logo)
    before = Settings(office).logo()
    broken = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 40).decode()
    wrong = {"billdesk": 1, "shop": Loading(office).dump()["shop"] | {"logo": broken}}
    with pytest.raises(Rejected) as rejected:
        Loading(office).load([Source("shop.json", json.dumps(wrong).encode())])
    assert [(one.place, one.code) for one in rejected.value.problems] == [("shop.logo", "logo_is_broken")]
    assert Settings(office).logo() == before


def moved(book: Book, target: Office) -> Book:
    """Another shop, into which the whole first one was moved."""
    Loading(target).load([Source("shop.json", json.dumps(Loading(book.office).dump()).encode())])
    return Book(target)


def test_a_shop_moves_with_its_changes_of_prices_which_can_be_taken_back_there(book, tmp_path):
    load(book.office, schedule())
    chosen = Chosen((book.schedule().id,), date(2026, 3, 1))
    rule = PriceRule(percent=5 * 10_000, currency="USD")
    prices = PriceChanges(book.office)
    preview = prices.preview(rule, chosen, date(2026, 1, 1))
    prices.apply(rule, chosen, date(2026, 1, 1), preview.versions)
    target = office_at(tmp_path / "target.billdesk")
    target_book = moved(book, target)

    assert Loading(target).dump() == Loading(book.office).dump()
    (change,) = PriceChanges(target).coming(date(2026, 1, 2))
    assert len(target_book.schedule().lines) == 2
    PriceChanges(target).undo(change.id)
    assert len(target_book.schedule().lines) == 1
    target.store.close()


def test_a_shop_moves_with_its_vendors_names_and_files(book, tmp_path):
    load(book.office, schedule())
    usage, day = Usage(book.office), date(2026, 1, 31)
    content = b"Customer,Item,Quantity\nTenant,Seat,7\nSomebody,Seat,2\n"
    usage.take(Intake("Vault", content, day, aliases=(Alias("Tenant", 1),), file="jan.csv"))
    target = office_at(tmp_path / "target.billdesk")
    target_book = moved(book, target)

    assert Loading(target).dump() == Loading(book.office).dump()
    assert target_book.rows("SELECT name, customer_id FROM vendor_customers") == [("Tenant", 1)]
    again = Usage(target).take(Intake("Vault", content, day, file="jan.csv"))
    assert (again.import_id, again.same, again.unmapped) == (None, 1, 1)
    with pytest.raises(Refused, match="usage_import_was_moved"):
        Usage(target).undo(1)
    with pytest.raises(Rejected) as rejected:  # nothing of it comes in twice
        moved(book, target)
    places = {one.place for one in rejected.value.problems}
    assert {"shop.json: vendor_names[0].name", "shop.json: usage_imports[0].reports[1]"} <= places
    target.store.close()
