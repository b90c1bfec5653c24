"""The questions that look for damage; tests/services/test_check.py makes damage of every kind."""

from support.money import TODAY


def test_every_question_is_answered_by_both_databases_and_finds_nothing(each_shop):
    each_shop.payments.quick([each_shop.issued(10_00)], TODAY)

    with each_shop.office.reading() as work:
        assert [*work.checking.file(), *work.checking.rows(), *work.checking.documents()] == []


def test_a_frozen_document_is_compared_with_its_fingerprint(shop):
    key = shop.issued(10_00)
    with shop.office.work() as work:
        work.traces.freeze(key, b"%PDF-1.7", shop.office.now())
        for (name,) in work.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'documents'"
        ).fetchall():
            work.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        work.connection.exec_driver_sql("UPDATE documents SET content = x'00'")
        found = list(work.checking.documents())

    assert [(one.id, one.name, one.code) for one in found] == [(key, "INV-2026-00001", "document_is_damaged")]
