"""`billdesk preview` and `billdesk schedule …`."""


def test_the_preview_gives_dates_periods_and_totals(each_terminal):
    found = each_terminal.done("preview", "acme-msp", "--count", "3")

    assert [row["billing_date"] for row in found] == ["2026-02-01", "2026-03-01", "2026-04-01"]
    assert found[0] | {"total": None} == {
        "billing_date": "2026-02-01",
        "generate_on": "2026-02-01",
        "period_start": "2026-02-01",
        "period_end": "2026-02-28",
        "due_date": "2026-02-15",
        "total": None,
        "currency": "USD",
    }
    assert found[0]["total"] == "806.82"


def test_twelve_dates_are_shown_where_no_number_is_given(terminal):
    assert len(terminal.done("preview", "acme-msp")) == 12


def test_a_schedule_is_paused_and_resumed_with_its_next_date(terminal):
    paused = terminal.done("schedule", "pause", "acme-msp")
    resumed = terminal.done("schedule", "resume", "acme-msp", today="2026-03-10")

    assert (paused["state"], paused["next_date"]) == ("paused", "2026-02-01")
    assert (resumed["state"], resumed["next_date"]) == ("active", "2026-04-01")
    assert resumed["left_out"] == ["2026-02-01", "2026-03-01"]


def test_a_date_is_skipped(terminal):
    found = terminal.done("schedule", "skip", "acme-msp")

    assert (found["skipped"], found["next_date"]) == (["2026-02-01"], "2026-03-01")


def test_the_next_invoice_is_billed_now(terminal):
    found = terminal.done("schedule", "bill-now", "acme-msp", today="2026-01-20")

    assert found["invoice"]["billing_date"] == "2026-02-01"
    assert found["invoice"]["total"] == "806.82"
    assert found["next_date"] == "2026-03-01"


def test_a_cancelled_schedule_is_over(terminal):
    found = terminal.done("schedule", "cancel", "acme-msp")

    assert (found["state"], found["next_date"]) == ("cancelled", None)
    assert "is over" in terminal.refused("schedule", "cancel", "acme-msp")
    assert "acme-msp" in terminal.refused("schedule", "resume", "acme-msp")
    assert terminal("preview", "acme-msp").out == "Nothing comes any more.\n"


def test_people_get_lines(terminal):
    assert "next date  2026-03-01" in terminal("schedule", "skip", "acme-msp").out
    assert terminal("preview", "acme-msp", "--count", "1").out.splitlines()[1].startswith("2026-03-01")
