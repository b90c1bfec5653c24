"""What a new shop begins with and then edits: its payment methods and the statuses of its tickets."""

METHODS = ("cash", "check", "card", "transfer", "quick", "store_credit", "other")
"""The factory list of payment methods."""

STATUSES = (
    "New",
    "In progress",
    "Waiting for customer",
    "Waiting for parts",
    "Resolved",
    "Invoiced",
    "Closed",
)
"""The factory list of ticket statuses; the shop edits it."""
DONE = ("Invoiced", "Closed")
"""The statuses of tickets that nobody works on any more."""
