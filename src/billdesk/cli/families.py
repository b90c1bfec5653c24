"""All families of commands, in the order in which --help lists them."""

from billdesk.cli import calc, run

FAMILIES = (run.add, calc.add)
