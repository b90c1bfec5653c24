"""Tables for people."""

from billdesk.cli.tables import pairs, table


def test_columns_are_as_wide_as_their_widest_cell_and_amounts_end_at_the_right():
    assert table(("Name", "Total"), [("Jo", "9.00"), ("Martha", "1,000.00")], "Total") == [
        "Name       Total",
        "Jo          9.00",
        "Martha  1,000.00",
    ]


def test_an_empty_table_has_no_head():
    assert table(("Name",), []) == []


def test_wide_and_combining_letters_keep_the_columns():
    assert table(("A", "B"), [("日本", "x"), ("e\u0301", "x")])[1:] == ["日本  x", "e\u0301     x"]


def test_letters_that_move_the_cursor_are_not_printed():
    assert table(("A",), [("a\x1b[2J\nb",)]) == ["A", "a [2J b"]


def test_pairs_leave_out_what_says_nothing():
    assert pairs([("name", "Jo"), ("e-mail", ""), ("balance", 0)]) == ["name     Jo", "balance  0"]
