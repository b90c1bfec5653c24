"""Fields that somebody else reads, and texts that are typed or taken from an offer."""

from billdesk.domain.errors import Refused
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.read_field import OfferField, ReadField


def even(text):
    if not text.isdigit() or int(text) % 2:
        raise Refused("not_a_number", example=2)
    return int(text)


def test_what_cannot_be_read_stays_and_the_value_is_the_last_that_could(look, qtbot):
    field = ReadField(look, Caption("x.even", "Even"), (even, str), lambda reason: reason.code)
    qtbot.addWidget(field)
    field.show_value(4)
    qtbot.keyClicks(field.edit, "3")
    assert not field.check()
    assert (field.edit.text(), field.value(), field.told()) == ("43", 4, "not_a_number")
    qtbot.keyClicks(field.edit, "2")
    assert field.told() == ""
    assert field.check()
    assert field.value() == 432


def test_a_text_is_typed_or_taken_and_offers_change_nothing(look, qtbot):
    field = OfferField(look, Caption("x.vendor", "Vendor"))
    qtbot.addWidget(field)
    field.show()
    heard = []
    field.changed.connect(lambda: heard.append(field.value()))
    field.show_value("Cloud")
    field.offer(("CloudVault", "Other"))
    assert (field.value(), heard) == ("Cloud", [])
    qtbot.keyClicks(field.edit.lineEdit(), "X")
    assert heard[-1].startswith("XCloud") or heard[-1].endswith("X")
    field.edit.setCurrentIndex(1)
    assert heard[-1] == "Other"
    with qtbot.waitSignal(field.left, timeout=1_000, raising=False):
        field.edit.lineEdit().clearFocus()
    assert field.edit.lineEdit().objectName() == "x.vendor.text"
