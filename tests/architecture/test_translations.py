"""German beside English: nothing that people read is untranslated, and nothing is translated in vain."""

import ast
import re
from collections import Counter
from functools import cache

import pytest
from babel.messages.pofile import read_po
from sources import PACKAGE, ROOT, name, tree

from billdesk.basics import words
from billdesk.documents.labels import LABELS
from support import texts
from support.texts_by_name import BY_NAME

CATALOG = ROOT / "resources" / "locale" / "de" / "LC_MESSAGES" / "billdesk.po"
MAIL = ROOT / "resources" / "mail"
BLANK = re.compile(r"\{(\w+)[^}]*\}")
SHORT = 20
"""A text of at most so many letters stands on a button, a chip or above a column."""


@cache
def german():
    """The catalog: English to German."""
    with CATALOG.open("rb") as file:
        return {each.id: each for each in read_po(file, locale="de") if each.id}


def told():
    """Every text with its German, where it has one."""
    return [(text, german()[text].string) for text in texts.said() if text in german()]


def test_every_text_has_a_german_one():
    missing = [f"{text!r} said in {place}" for text, place in texts.said().items() if text not in german()]
    missing += [f"{text!r} is empty" for text, said in told() if not said]

    assert not missing, f"{len(missing)} texts without German:\n" + "\n".join(missing)


def test_what_is_said_by_a_name_is_known_where_it_stands():
    unknown = [f"{module}: {said}" for module, said in texts.by_name() if (module, said) not in BY_NAME]
    gone = [f"{module}: {said}" for module, said in BY_NAME if (module, said) not in texts.by_name()]

    assert not unknown, "name in tests/support/texts_by_name.py where these texts stand:\n" + "\n".join(
        unknown
    )
    assert not gone, "nothing is said by these names any more:\n" + "\n".join(gone)


def test_the_catalog_holds_nothing_that_is_not_said():
    assert sorted(set(german()) - set(texts.said())) == []


def test_no_translation_is_a_guess():
    assert [text for text, each in german().items() if each.fuzzy] == []


def test_a_text_stands_once_in_the_catalog():
    lines = CATALOG.read_text(encoding="utf-8").splitlines()
    counted = Counter(line for line in lines if line.startswith('msgid "') and line != 'msgid ""')
    assert [line for line, count in counted.items() if count > 1] == []


def test_translations_keep_their_blanks():
    wrong = [f"{text!r}: {said!r}" for text, said in told() if sorted(blanks(text)) != sorted(blanks(said))]
    assert wrong == []


def test_translations_end_as_the_text_does():
    wrong = [f"{text!r}: {said!r}" for text, said in told() if ending(text) != ending(said)]
    assert wrong == []


def test_german_is_set_as_german_is():
    """„…“ around what is quoted, no straight or English quotes, no typewriter's dots or dashes."""
    strange = [
        f"{text!r}: {said!r}"
        for text, said in told()
        if said.count("„") != said.count("“")
        or any(mark in said for mark in ("”", "...", " …", " - ", "  "))
        or ('"' in said and '"' not in text)
    ]
    assert strange == []


def test_nothing_is_translated_while_a_module_is_imported():
    """It would stay in the language of that moment."""
    early = [
        f"{name(path)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for statement in tree(path).body
        for call in at_import(statement)
        if isinstance(call.func, ast.Name) and call.func.id in ("tr", "counted", "counted_rows")
    ]
    assert early == []


def at_import(node):
    """Calls that are made when a module is imported."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from at_import(child)


def test_no_number_is_grouped_as_english_does_whatever_the_language():
    """`number()` of ui/words.py knows how the reader's language writes 12,500."""
    grouped = [
        f"{name(path)}:{part.lineno}"
        for path in sorted((PACKAGE / "ui").rglob("*.py"))
        for part in ast.walk(tree(path))
        if isinstance(part, ast.FormattedValue) and part.format_spec and "," in ast.unparse(part.format_spec)
    ]
    assert grouped == []


def test_every_fixed_word_of_documents_is_there_in_each_language():
    gaps = [
        f"{key}: {language}"
        for key, said in LABELS.items()
        for language in words.LANGUAGES
        if not said.get(language)
    ]
    odd = [
        key for key, said in LABELS.items() if len({tuple(sorted(blanks(one))) for one in said.values()}) > 1
    ]

    assert gaps == []
    assert odd == []


@pytest.mark.parametrize("language", [one for one in words.LANGUAGES if one != "en"])
def test_every_mail_is_there_in_each_language_with_the_same_blanks(language):
    english = {path.name: blanks(path.read_text(encoding="utf-8")) for path in (MAIL / "en").iterdir()}
    others = {path.name: blanks(path.read_text(encoding="utf-8")) for path in (MAIL / language).iterdir()}

    assert {name: sorted(found) for name, found in others.items()} == {
        name: sorted(found) for name, found in english.items()
    }


def blanks(text):
    """The names of a text's blanks."""
    return BLANK.findall(text)


def ending(text):
    """What a text ends with that says something: an ellipsis, a colon, a full stop, or nothing."""
    return next((mark for mark in ("…", ":", ".", "?") if text.rstrip().endswith(mark)), "")
