"""What is typed and chosen above the catalog becomes a filter."""

from billdesk.domain.products import ProductFilter
from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Rate, Tax
from billdesk.ui.panes.catalog_filters import CatalogFilter


def test_chips_and_words_become_a_filter_and_clear_takes_them_off(qtbot, make_bench):
    made = CatalogFilter(make_bench("empty"))
    qtbot.addWidget(made)
    assert made.wanted() == ProductFilter()
    made.offer_taxes([Tax(7, "vat", "VAT", (Rate("VAT", 1),), archived=True)])
    assert made.chips.chip("tax").spec.choices[-1].words == "VAT (archived)"
    made.search.setText("  cable ")
    made.chips.show_keys("kind", ("labor", "deposit"))
    made.chips.show_keys("archived", ("all",))
    for key, tax in (("inherit", INHERIT), ("none", UNTAXED), ("7", Choice(True, 7))):
        made.chips.show_keys("tax", (key,))
        assert made.wanted() == ProductFilter(frozenset({"labor", "deposit"}), tax, None, "cable")
    assert made.is_narrowed()
    with qtbot.waitSignal(made.changed):
        made.clear()
    assert made.wanted() == ProductFilter()
    assert not made.is_narrowed()
