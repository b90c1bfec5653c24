"""The facts of one schedule."""


def test_the_detail_shows_facts_lines_dates_and_invoices(pane):
    detail = pane.detail
    facts = {fact.label: fact.said for fact in detail.facts.facts()}

    assert facts["Next invoice"] == "Next invoice Mar 1 in 28 days"
    assert facts["Amount at today's count"].startswith("Amount at today's count $588.45")
    assert facts["Generated"] == "Generated 1 invoice 1 open"
    assert detail.title.accessibleName() == "Managed IT {month_name} {year}"
    assert len(detail.lines.grid.values) == 7
    assert len(detail.plan.dates.values) == 12
    assert detail.plan.dates.row(0).accessibleName() == "2, Mar 1, Mar 1 – Mar 31, Mar 15"
    assert "INV-2026-" in detail.plan.generated.row(0).accessibleName()
