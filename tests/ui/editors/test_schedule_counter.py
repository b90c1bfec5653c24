"""What a line counts: the fields of each type, what they make, and what is offered in them."""

from dataclasses import replace

import pytest

from billdesk.domain.counting import Counter
from billdesk.domain.schedule import ScheduleLine
from billdesk.ui.editors.schedule_counter import CounterFields

LINE = ScheduleLine(1, "standard", "x")


@pytest.fixture
def fields(look, qtbot, make_bench, customer_ids):
    desk = make_bench().desk
    made = CounterFields(look)
    qtbot.addWidget(made)
    made.offer(desk.scheduling.fresh(customer_ids["Acme"], desk.today()))
    made.show()
    made.heard = []
    made.changed.connect(lambda counter, words: made.heard.append((counter, words)))
    return made


def choose(field, key):
    field.edit.setCurrentIndex(field.edit.findData(key))
    field.edit.activated.emit(field.edit.currentIndex())


def visible(fields):
    return [name for name, field in fields.fields.items() if field.isVisible()]


def test_each_type_has_its_fields(fields):
    for kind, names in (
        ("standard", []),
        ("asset", ["asset"]),
        ("policy_folder", ["folder"]),
        ("contact", ["contact"]),
        ("vendor_usage", ["vendor", "item"]),
    ):
        fields.show_line(replace(LINE, type=kind))
        assert visible(fields) == names
    fields.show_line(replace(LINE, type="contact", counter=Counter(field="remote", value="yes")))
    assert visible(fields) == ["contact", "value"]


def test_what_is_chosen_or_typed_makes_the_counter(fields):
    fields.show_line(replace(LINE, type="asset"))
    choose(fields.asset, "type:Server")
    choose(fields.asset, fields.asset.edit.itemData(fields.asset.edit.count() - 1))
    choose(fields.asset, "")
    assert fields.heard[0] == (Counter(asset_type="Server"), "Server")
    assert fields.heard[1][0].search_id
    assert fields.heard[2] == (None, "")
    fields.show_line(replace(LINE, type="contact"))
    choose(fields.contact, "remote")
    fields.value.edit.setEditText("yes")
    assert fields.heard[-1] == (Counter(field="remote", value="yes"), "")
    fields.show_line(replace(LINE, type="vendor_usage"))
    fields.vendor.edit.setEditText("CloudVault")
    assert [fields.item.edit.itemText(at) for at in range(fields.item.edit.count())] == ["Backup seat"]
    fields.item.edit.setEditText("Backup seat")
    assert fields.heard[-1] == (Counter(vendor="CloudVault", item="Backup seat"), "Backup seat")
    fields.show_line(replace(LINE, type="policy_folder", counter=Counter(folder="Servers")))
    assert fields.folder.value() == "Servers"
    fields.folder.edit.setEditText("")
    assert fields.heard[-1] == (None, "")


def test_problems_are_told_at_the_field_or_at_the_first(fields):
    fields.show_line(replace(LINE, type="vendor_usage"))
    fields.tell("counter.item", "Say which")
    fields.tell("counter", "Nothing")
    assert (fields.item.told(), fields.vendor.told()) == ("Say which", "Nothing")
    assert fields.first() is fields.vendor.edit
    fields.calm()
    assert (fields.item.told(), fields.vendor.told()) == ("", "")
