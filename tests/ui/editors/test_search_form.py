"""The form of a search on its own: it looks up what it finds of one customer."""

from billdesk.domain.customer import Condition, SavedSearch
from billdesk.ui.editors.search_form import SearchForm


def test_it_shows_a_search_in_words_gives_it_back_and_finds_what_one_customer_has(
    qtbot, make_bench, customer_ids
):
    bench = make_bench()
    search = SavedSearch(0, "", "All", "any", (Condition("name", "contains", "-"),))
    found = {}
    for name, customer in customer_ids.items():
        form = SearchForm(bench, "x", customer)
        qtbot.addWidget(form)
        form.offer(bench.desk.searches.fields())
        form.show_search(search)
        assert form.typed(search) == search
        assert form.problems_of(search) == ()
        qtbot.waitUntil(lambda form=form: not form.is_waiting() and bool(form.count.text()))
        found[name] = bench.desk.searches.find(search, customer).count
        assert str(found[name]) in form.count.text()
    assert len(set(found.values())) > 1
