"""Contacts and assets as rows of a grid, and back."""

from dataclasses import replace

import pytest
from hypothesis import given

from billdesk.domain.customer import Asset, Contact, CustomField
from billdesk.domain.errors import Problem
from billdesk.ui.editors.people_grids import RowsPart, asset_columns, contact_columns, person_of, row_of
from support.values import some, values_of

FIELDS = (
    CustomField(1, "remote", "contact", "Remote access", ("yes", "no")),
    CustomField(2, "ram", "asset", "RAM"),
)
ANN = Contact(1, "ann", 1, "Ann", fields={"remote": "yes", "gone": "kept"})


@some
@given(values_of(Contact), values_of(Asset))
def test_what_is_not_changed_comes_back_as_it_was(contact, asset):
    assert person_of(row_of(contact), Contact(0, "", 0, "")) == contact
    assert person_of(row_of(asset), Asset(0, "", 0, "")) == asset


def test_what_is_typed_counts_and_what_the_grid_does_not_show_stays():
    row = row_of(ANN) | {"name": "Anna", "fields.remote": "", "billing": True}

    assert person_of(row, Contact(0, "", 0, "")) == replace(
        ANN, name="Anna", billing=True, fields={"remote": "", "gone": "kept"}
    )
    new = person_of({"id": 0, "active": True, "name": "NB", "fields.ram": ""}, Asset(0, "", 0, ""))
    assert new == Asset(0, "", 0, "NB")


def test_custom_fields_are_columns_of_what_they_belong_to():
    contacts, assets = contact_columns(FIELDS), asset_columns(FIELDS, ["Laptop"], ["PCs"])

    assert [(one.name, one.kind) for one in contacts if one.name.startswith("fields.")] == [
        ("fields.remote", "choice")
    ]
    assert [(one.name, one.kind) for one in assets if one.name.startswith("fields.")] == [
        ("fields.ram", "text")
    ]
    assert next(one.choices for one in assets if one.name == "type") == ("Laptop",)


@pytest.fixture
def part(look, qtbot):
    made = RowsPart(look, "contacts", "Contacts", "Add contact")
    qtbot.addWidget(made)
    made.show_rows(contact_columns(FIELDS), [row_of(ANN)])
    made.show()
    return made


def test_problems_are_said_in_their_cells_even_behind_an_empty_line(part):
    part.model.add({"id": 0, "active": True})
    part.model.add({"id": 0, "active": True, "name": "Bob", "email": "x"})
    told = part.tell(
        [Problem("contacts[1].email", "bad_email"), Problem("name", "empty")], lambda _one: "Wrong"
    )

    assert told
    assert part.model.told() == {(2, "email"): "Wrong"}
    assert part.wrong.text() == "Wrong"
    assert [row["name"] for row in part.filled()] == ["Ann", "Bob"]
    part.focus_wrong()
    assert part.grid.currentIndex().row() == 2
    assert not part.tell([], str)


def test_it_begins_at_a_contact_or_in_a_new_line(part):
    part.begin(1)
    assert part.grid.currentIndex().row() == 0
    part.begin(None)

    assert len(part.model.rows) == 2
    assert part.grid.currentIndex().row() == 1


def test_a_grid_without_rows_is_not_there(part):
    part.show_rows(contact_columns(FIELDS), [])
    assert part.grid.isHidden()
    part.add.click()

    assert not part.grid.isHidden()
