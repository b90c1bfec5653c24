"""What a new shop begins with."""

from billdesk.domain.factory import METHODS, STATUSES
from billdesk.domain.settings import ShopSettings, shop_problems


def test_a_new_shop_has_the_factory_lists_and_nothing_is_wrong_with_them():
    new = ShopSettings(name="Northgate")
    assert (new.payment_methods, new.ticket_statuses) == (METHODS, STATUSES)
    assert not list(shop_problems(new))
    assert len(set(METHODS)) == len(METHODS)
    assert len(set(STATUSES)) == len(STATUSES)
