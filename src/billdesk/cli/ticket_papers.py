"""`billdesk ticket pdf` and `ticket time`: the work order of a ticket, and the report of time."""

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, day, filled
from billdesk.cli.invoice_document import Document
from billdesk.cli.papers import write_paper
from billdesk.cli.tables import table
from billdesk.domain.lists import Part, Sort
from billdesk.domain.time_report import BY, STATES, TimeFilter, TimeGroup, TimeSums

MOST = 100_000
"""So many groups are told."""
FIGURES = ("entries", "worked", "billed", "free", "not_charged", "charged", "invoiced")


def add(group: Commands) -> None:
    """Make the words behind `ticket` known."""
    words = group.add("pdf", "write a ticket's work order as PDF", pdf)
    words.add_argument("ticket", metavar="TICKET", type=filled, help="its ref or number")
    words.add_argument("file", metavar="FILE", nargs="?", type=filled, help="a file or folder; default here")
    words = group.add("time", "what time comes to, in minutes", time)
    words.add_argument("--by", choices=BY, default=BY[0], help="what it is grouped by")
    words.add_argument("--from", dest="start", metavar="DATE", type=day, help="from this day on")
    words.add_argument("--to", dest="end", metavar="DATE", type=day, help="up to this day")
    words.add_argument("--customer", metavar="CUSTOMER", type=filled, help="the ref of one")
    words.add_argument("--technician", metavar="NAME", help="of one technician")
    words.add_argument("--state", choices=STATES, help="not charged yet, charged, or invoiced")


def pdf(call: Call) -> Answer:
    """Write the work order; its name is the ticket's number where none is given."""
    ticket = call.desk.tickets.show(call.typed.ticket).ticket
    orders = call.desk.work_orders
    document = write_paper(
        call.typed.file,
        lambda folder: orders.save([ticket.id], folder)[0],
        lambda: orders.pdf(ticket.id),
    )
    return Answer({"ticket": ticket.ref, **document}, [f"{document['file']} written."])


def time(call: Call) -> Answer:
    """The groups with their minutes, and what all of them come to."""
    typed, reports = call.typed, call.desk.time_reports
    customer = call.desk.naming.customer(typed.customer).id if typed.customer else None
    wanted = TimeFilter(typed.start, typed.end, customer, typed.technician, state=typed.state or "")
    groups = reports.groups(wanted, typed.by, Sort("name", False), Part(MOST)).rows
    _, sums = reports.sums(wanted)
    documents = [_group(one) for one in groups]
    cells = [[str(one[name]) for name in ("name", *FIGURES)] for one in documents]
    titles = ("Name", "Entries", "Worked", "Billed", "Free", "Not charged", "Charged", "Invoiced")
    lines = table(titles, cells, " ".join(titles[1:])) or ["No time fits."]
    return Answer({"by": typed.by, "groups": documents, "total": _sums(sums)}, lines)


def _group(one: TimeGroup) -> Document:
    return {"name": one.name, **_sums(one.sums)}


def _sums(sums: TimeSums) -> Document:
    return {name: getattr(sums, name) for name in FIGURES}
