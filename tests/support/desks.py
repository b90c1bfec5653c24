"""Desks of their own on one database, at which somebody does one thing after the other."""

from dataclasses import replace
from random import Random

from sqlalchemy import text

from billdesk.domain.errors import BillDeskError, Trouble
from support.shops import office_at


class Desk:
    """One desk; whoever derives from it has a method for each verb, which takes chance as a Random."""

    def __init__(self, shop, target):
        self.shop = replace(shop, office=office_at(target))
        self.unexpected = []

    def close(self):
        self.shop.office.store.close()

    def step(self, verb, pick):
        """Do one thing; a rule may refuse it, or the other desk may have been faster."""
        try:
            getattr(self, verb)(Random(pick))
        except Trouble as error:
            self.unexpected.append(error)
        except BillDeskError:
            pass

    def do(self, steps, gate):
        """One thing after the other, begun together with the other desk."""
        gate.wait()
        for verb, pick in steps:
            self.step(verb, pick)

    def ids(self, kind, chance, where="1 = 1"):
        """One of the keys that there are of something, at random; there may be none."""
        with self.shop.office.reading() as work:
            query = text(f"SELECT id FROM {kind} WHERE {where} ORDER BY id")
            found = work.connection.execute(query).scalars().all()
        return chance.choice(found) if found else 0
