"""The trail as values: a filter of nothing asks for all."""

from dataclasses import fields

from billdesk.domain.audit import KINDS, AuditFilter


def test_an_empty_filter_narrows_nothing():
    assert not any(getattr(AuditFilter(), one.name) for one in fields(AuditFilter))
    assert KINDS[:3] == ("invoice", "payment", "customer")
