"""What commands print, on whatever there is to print to."""

import io
from argparse import Namespace
from datetime import date

from billdesk.cli import answering
from billdesk.cli.call import Answer
from billdesk.domain.errors import Missing, Problem, Rejected


def test_the_json_document_is_all_that_standard_output_gets(capsys):
    out = io.StringIO()

    answering.show(Answer({"name": "Café"}, ["Café"], notes=["Look here."]), out, as_json=True)

    assert out.getvalue() == '{\n "name": "Caf\\u00e9"\n}\n'
    assert capsys.readouterr().err == "Look here.\n"


def test_people_get_lines():
    out = io.StringIO()

    answering.show(Answer({}, ["one", "two"]), out, as_json=False)

    assert out.getvalue() == "one\ntwo\n"


def test_a_terminal_without_the_letters_shows_plain_quotes_and_escapes():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    answering.prepare(out, None)

    answering.show(Answer({}, ["“Café” … 5 − 3"]), out, as_json=False)

    assert raw.getvalue() == b'"Caf\\xe9" ... 5 - 3\n'


def test_nothing_typed_moves_the_cursor(capsys):
    answering.complain("file\x1b[2J\nname")

    assert capsys.readouterr().err == "file?[2J?name\n"


def test_without_any_output_nothing_breaks():
    answering.show(Answer({}, ["one"]), None, as_json=False)


def test_shared_options_that_were_not_typed_have_values():
    call = answering.call(Namespace(yes=True), None, date(2026, 2, 1))

    assert (call.typed.yes, call.typed.json, call.typed.database) == (True, False, "")


def test_each_problem_is_a_line_with_its_place():
    rejected = Rejected((Problem("a.b", "empty"), Problem("", "no_lines")))

    assert answering.reasons(rejected) == [
        "a.b: This is empty. Write something, or leave the key out.",
        "A schedule needs at least one line.",
    ]
    assert answering.reasons(Missing("ticket_missing", ticket="x")) == ["There is no ticket “x”."]


def test_a_standard_error_that_is_gone_stops_nothing(monkeypatch):
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stderr", Gone())

    answering.complain("one", "two")


def test_texts_are_kept_where_they_can_be_written():
    assert answering.fitting("“ü”", io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) == "“ü”"
