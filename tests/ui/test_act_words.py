"""Acts are told in words; one that nobody has words for is told by its name."""

from billdesk.ui.act_words import act_words


def test_an_act_means_something_else_for_another_kind():
    assert act_words("payment", "reversed") == "Taken back"
    assert act_words("invoice", "reversed") == "Reversed"
    assert act_words("ticket", "created") == "Created"
    assert act_words("invoice", "discarded") == "Discarded"
    assert act_words("robot", "was_switched_on") == "Was switched on"
