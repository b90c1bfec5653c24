"""What can go wrong, as codes and facts; the sentences are made in services/wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class BillDeskError(Exception):
    """Anything that a user can cause or mend; everything else is a bug of ours.

    `code` names the sentence in services/wording, `facts` fill its blanks.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Raised in one process it may be told in another; as an Exception it would lose its facts there."""
        return _again, (type(self), *self.args), self.__dict__

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


def _again(kind: type[BillDeskError], *args: object) -> BillDeskError:
    return kind.__new__(kind, *args)


class Refused(BillDeskError):
    """A rule of the trade said no; nothing was written."""


class Missing(BillDeskError):
    """What was named doesn't exist."""


class Conflict(BillDeskError):
    """The copy that was edited is older than what is on file."""


class Trouble(BillDeskError):
    """The world outside failed (disk, network, database, printer); `retry` says whether waiting may help."""

    def __init__(self, code: str, retry: bool = False, **facts: object) -> None:
        super().__init__(code, **facts)
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was typed or imported, and its place in it."""

    place: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Rejected(BillDeskError):
    """Input with one or more problems; nothing of it was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("rejected", count=len(problems))
        self.problems = problems
