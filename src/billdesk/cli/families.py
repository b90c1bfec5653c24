"""All families of commands, in the order in which --help lists them."""

from billdesk.cli import calc, run, schedules, shop

FAMILIES = (shop.add, run.add, schedules.add, calc.add)
