"""`billdesk demo`: a sample shop in a new file, to look around in."""

from pathlib import Path

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, whole
from billdesk.cli.tables import pairs

MOST_CUSTOMERS = 100_000


def add(commands: Commands) -> None:
    """Make the command known."""
    words = commands.add("demo", "make a sample shop in a new file, and open it", demo, makes_file=True)
    words.add_argument(
        "--size", metavar="N", type=whole(1, MOST_CUSTOMERS), default=60, help="how many customers"
    )
    words.add_argument("--no-window", action="store_false", dest="opens_window", help="only make it")
    words.set_defaults(new_file=True)


def new_file(folder: Path) -> Path:
    """A file for a sample shop that isn't there yet."""
    names = (f"sample {number}.billdesk" if number else "sample.billdesk" for number in range(10_000))
    return next(path for name in names if not (path := folder / name).exists())


def demo(call: Call) -> Answer:
    """Fill the new shop; where it lies, and how many there are of each kind."""
    counts = call.desk.sample.make(call.typed.size, call.today)
    lines = [f"The sample shop lies in {call.typed.database}.", *pairs(counts.items())]
    return Answer({"path": str(call.typed.database), "counts": counts}, lines)
