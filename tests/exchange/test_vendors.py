"""Vendors' names and files in the document: what is wrong with them is told with its place."""

import pytest

from support.shop_documents import problems, small_shop

NAME = {"vendor": "V", "name": "Tenant"}
REPORT = {"name": "Tenant", "item": "I", "quantity": "1", "as_of": "2026-01-31"}
IMPORT = {"vendor": "V", "made_at": "2026-02-01T08:00:00Z"}


@pytest.mark.parametrize(
    ("names", "place", "code"),
    [
        ([NAME, NAME | {"name": " TENANT "}], "vendor_names[1].name", "ref_doubled"),
        ([NAME | {"customer": "nobody"}], "vendor_names[0].customer", "unknown_reference"),
        ([NAME | {"name": ""}], "vendor_names[0].name", "empty"),
    ],
)
def test_a_name_means_one_customer_that_is_there(names, place, code):
    assert problems(small_shop(vendor_names=names)) == {(place, code)}


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"reports": [REPORT, REPORT]}, "reports[1]", "ref_doubled"),
        ({"reports": [REPORT | {"quantity": "-1"}]}, "reports[0].quantity", "too_small"),
        ({"reports": [REPORT | {"as_of": "2026-02-30"}]}, "reports[0].as_of", "no_such_date"),
        ({"reports": [7]}, "reports[0]", "wrong_type"),
        ({"rows": "=1"}, "rows", "wrong_type"),
        ({"made_at": "yesterday"}, "made_at", "not_a_moment"),
        ({"columns": {"customer": 1}}, "columns.customer", "wrong_type"),
    ],
)
def test_rubbish_in_an_import_is_told_with_its_place(more, place, code):
    assert problems(small_shop(usage_imports=[IMPORT | more])) == {(f"usage_imports[0].{place}", code)}
