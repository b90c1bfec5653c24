"""Work says how far it is, and hears that it shall end."""

from billdesk.services.pace import AT_ONCE, Pace


def test_what_is_told_is_how_much_of_all_is_done():
    heard = []
    go_on = Pace(progress=lambda *said: heard.append(said)).of(1_000)
    assert [go_on(0), go_on(500)] == [True, True]
    assert heard == [(0, 1_000), (500, 1_000)]


def test_it_goes_on_until_somebody_says_stop():
    wishes = iter((False, True))
    go_on = Pace(stop=lambda: next(wishes)).of(10)
    assert [go_on(1), go_on(2)] == [True, False]


def test_with_nobody_there_it_goes_on_to_the_end():
    go_on = AT_ONCE.of(3)
    assert all(map(go_on, range(4)))
