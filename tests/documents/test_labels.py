"""The fixed words."""

from billdesk.documents.labels import LABELS, labels


def test_every_word_exists_in_english_and_german() -> None:
    assert all(set(words) >= {"en", "de"} and all(words.values()) for words in LABELS.values())


def test_a_regional_language_has_the_words_of_its_language_and_an_unknown_one_english() -> None:
    assert labels("de-AT")["invoice"] == labels("de_CH")["invoice"] == "Rechnung"
    assert labels("tlh")["invoice"] == "Invoice"


def test_placeholders_are_the_same_in_all_languages() -> None:
    for words in LABELS.values():
        fields = {
            tuple(sorted(part.split("}")[0] for part in text.split("{")[1:])) for text in words.values()
        }
        assert len(fields) == 1
