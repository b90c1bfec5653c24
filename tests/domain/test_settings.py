"""Tests of what the shop's settings mean for its documents."""

from billdesk.domain.settings import ShopSettings
from billdesk.domain.totals import Rules


def test_a_new_shop_reckons_taxes_on_top_once_per_rate() -> None:
    assert ShopSettings().rules == Rules(includes_tax=False, per_line=False, cash_rounding=0)


def test_the_settings_say_how_documents_are_reckoned() -> None:
    settings = ShopSettings(prices_include_tax=True, tax_rounding="line", cash_rounding=5)
    assert settings.rules == Rules(includes_tax=True, per_line=True, cash_rounding=5)
