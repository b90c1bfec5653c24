"""What rows tell only after some reckoning."""

from types import SimpleNamespace

from billdesk.domain.errors import Trouble
from billdesk.ui.models.later import Later


class Runner:
    """Does jobs when it is told to."""

    def __init__(self):
        self.jobs = []

    def __call__(self, job, done, failed):
        self.jobs.append((job, done, failed))

    def go_on(self):
        job, done, _failed = self.jobs.pop(0)
        done(job())


def rows(*ids):
    return [SimpleNamespace(id=key) for key in ids]


def make(find=lambda ids: {key: key * 10 for key in ids}, group=2):
    runner = Runner()
    later = Later(runner, find, group)
    later.told = []
    later.found.connect(later.told.append)
    return runner, later


def test_values_are_found_a_few_at_a_time_and_once(qapp):
    runner, later = make()
    later.ask(rows(1, 2, 1, 3))
    runner.go_on()
    runner.go_on()
    later.ask(rows(1, 3))

    assert later.told == [{1: 10, 2: 20}, {3: 30}]
    assert runner.jobs == []
    assert later.knows(3)


def test_asking_anew_forgets_who_waited(qapp):
    runner, later = make()
    later.ask(rows(1, 2, 3, 4))
    later.ask(rows(9))
    runner.go_on()
    runner.go_on()

    assert later.told == [{1: 10, 2: 20}, {9: 90}]


def test_what_was_known_before_a_change_is_known_no_longer(qapp):
    runner, later = make()
    later.ask(rows(1))
    later.forget()
    runner.go_on()

    assert later.known == {1: 10}
    assert not later.knows(1)


def test_what_is_not_found_has_no_value_and_a_trouble_ends_the_asking(qapp):
    runner, later = make(lambda _ids: {})
    later.ask(rows(1))
    runner.go_on()
    assert later.told == [{1: None}]
    later.ask(rows(2, 3, 4))
    runner.jobs.pop()[2](Trouble("disk_failed"))
    later.ask(rows(5))

    assert len(runner.jobs) == 1
