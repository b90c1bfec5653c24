"""All families of commands, in the order in which --help lists them."""

from billdesk.cli import calc, run, shop

FAMILIES = (shop.add, run.add, calc.add)
