"""A list of a million rows is served from a few pages, fetched away from the GUI thread."""

import threading

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.errors import Trouble
from billdesk.domain.lists import CurrencySum, InvoiceFilter, Sort
from billdesk.ui.models.paged import KEPT, PAGE, PagedTableModel
from support.gallery.shelf import INVOICE_COLUMNS, Shelf, invoice

MILLION = 1_000_000


class Watched(Shelf):
    """A shelf that notes on which threads it was asked."""

    def __init__(self, rows):
        super().__init__(rows)
        self.threads = set()
        self.trouble = None

    def fetch(self, request):
        self.threads.add(threading.current_thread())
        if self.trouble:
            raise self.trouble
        return super().fetch(request)

    def count(self, wanted):
        self.threads.add(threading.current_thread())
        return super().count(wanted)


@pytest.fixture
def shelf():
    return Watched(MILLION)


@pytest.fixture
def model(shelf, background, qtbot):
    made = PagedTableModel(INVOICE_COLUMNS, shelf.fetch, shelf.count, background)
    made.show(InvoiceFilter())
    qtbot.waitUntil(lambda: made.loaded)
    return made


def there(model, number, qtbot):
    qtbot.waitUntil(lambda: model.row(number) is not None)
    return model.row(number)


def test_one_count_and_one_page_are_enough_to_begin(model, shelf):
    assert model.rowCount() == MILLION
    assert (shelf.counts, len(shelf.requests)) == (1, 1)
    assert model.row(0).id == 1


def test_nothing_is_ever_fetched_on_the_gui_thread(model, shelf, qtbot):
    there(model, 500_000, qtbot)
    model.refresh()
    model.sort_by(2)
    qtbot.waitUntil(lambda: model.order.key == "customer" and shelf.counts == 3)

    assert threading.main_thread() not in shelf.threads


def test_the_next_page_comes_by_key_and_a_far_one_by_position(model, shelf, qtbot):
    there(model, PAGE, qtbot)
    assert shelf.requests[-1].after.id == PAGE

    there(model, 500_000, qtbot)
    assert shelf.requests[-1].offset == 500_000

    there(model, 499_999, qtbot)
    assert shelf.requests[-1].before.id == 500_001


def test_every_row_stands_at_its_place_whichever_way_it_came(model, qtbot):
    for number in (0, 199, 200, 401, 777_777, 777_600, 777_599, 999_999):
        assert there(model, number, qtbot) == invoice(number)


def test_memory_holds_a_few_pages_only(model, qtbot):
    for number in range(0, 60 * PAGE, PAGE):
        there(model, number, qtbot)

    assert len(model._pages) <= KEPT


def test_a_row_on_its_way_is_empty_and_then_told(model, qtbot):
    with qtbot.waitSignal(model.arrived) as told:
        assert model.index(5_000, 2).data() == ""

    assert told.args == [5_000, 5_199]
    assert model.index(5_000, 2).data() == invoice(5_000).customer


def test_screen_readers_tests_and_copy_read_plain_words(model):
    said = Qt.ItemDataRole.AccessibleTextRole

    assert model.index(1, 1).data() == invoice(1).number
    assert model.index(1, 2).data(said) == f"{invoice(1).customer} {invoice(1).title}"
    assert model.index(1, 8).data(said) == "sent"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Number"


def test_a_new_filter_keeps_the_old_rows_until_the_new_ones_are_in(model, shelf, qtbot):
    shelf.rows = 3
    with qtbot.waitSignal(model.reloaded):
        model.show(InvoiceFilter(text="acme"))
        assert model.rowCount() == MILLION
        assert model.row(0) is not None

    assert model.rowCount() == 3
    assert shelf.requests[-1].filter == InvoiceFilter(text="acme")


def test_typing_on_leaves_older_answers_aside(model, shelf, qtbot):
    for text in ("a", "ac", "acm"):
        model.show(InvoiceFilter(text=text))
    told = []
    model.reloaded.connect(lambda: told.append(model.filter.text))

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["acm"]
    assert model.filter == InvoiceFilter(text="acm")


def test_a_click_on_a_title_orders_and_a_second_turns_it_round(model, qtbot):
    for expected in (Sort("customer", False), Sort("customer", True), Sort("customer", False)):
        with qtbot.waitSignal(model.reloaded):
            model.sort_by(2)
        assert model.order == expected


def test_a_column_without_an_order_is_passed_over(model, shelf):
    model.sort_by(0)

    assert shelf.counts == 1


def test_refreshing_fetches_the_page_in_view_and_shows_old_rows_meanwhile(model, shelf, qtbot):
    there(model, 10_050, qtbot)
    model.watch(10_050)
    asked = len(shelf.requests)
    shelf.rows = MILLION + 1
    with qtbot.waitSignal(model.reloaded):
        model.refresh()
        assert model.row(10_050) is not None

    assert model.rowCount() == MILLION + 1
    assert [request.offset for request in shelf.requests[asked:]] == [10_000]


def test_rows_that_went_are_taken_away(model, shelf, qtbot):
    shelf.rows = 150
    with qtbot.waitSignal(model.rowsRemoved):
        model.refresh()

    assert model.rowCount() == 150


def test_trouble_is_told_and_old_rows_stay(model, shelf, qtbot):
    shelf.trouble = Trouble("database", retry=True)
    with qtbot.waitSignal(model.failed) as told:
        model.refresh()

    assert told.args[0].code == "database"
    assert model.row(0) is not None


def test_ticking_everything_reads_nothing(model, shelf):
    asked = len(shelf.requests)
    model.tick_rows(0, MILLION - 1, True)

    assert model.ticks.count(MILLION) == MILLION
    assert len(shelf.requests) == asked


def test_ticking_rows_that_are_not_in_memory_fetches_them_first(model, shelf, qtbot):
    model.tick_rows(1_000, 1_449, True)

    qtbot.waitUntil(lambda: model.ticks.count(MILLION) == 450)
    assert 1_001 in model.ticks
    assert 1_450 in model.ticks
    assert 1_451 not in model.ticks


def test_a_box_is_ticked_through_the_model_as_well(model):
    box = model.index(4, 0)
    model.setData(box, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.row(4).id in model.ticks
    assert model.flags(box) & Qt.ItemFlag.ItemIsUserCheckable


def test_another_filter_clears_the_ticks(model, qtbot):
    model.ticks.toggle(7)
    with qtbot.waitSignal(model.reloaded):
        model.show(InvoiceFilter(text="x"))

    assert model.ticks.count(MILLION) == 0


def test_the_count_is_summed_over_currencies(shelf, background, qtbot):
    sums = (CurrencySum("USD", 2, 10, 5), CurrencySum("CAD", 1, 4, 4))
    model = PagedTableModel(INVOICE_COLUMNS, shelf.fetch, lambda _: sums, background)
    model.show(None)
    qtbot.waitUntil(lambda: model.loaded)

    assert (model.rowCount(), model.sums) == (3, sums)


def test_a_row_is_found_by_its_id_among_those_in_memory(model):
    assert model.number_of(8) == 7
    assert model.number_of(900_000) is None
