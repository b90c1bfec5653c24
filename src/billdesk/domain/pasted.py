"""Assets out of pasted lines: name;type;serial;folder, or the same parted by tabs as spreadsheets do."""

from dataclasses import replace

from billdesk.domain.customer import Asset
from billdesk.domain.errors import Problem
from billdesk.domain.folders import clean_path
from billdesk.domain.people_problems import asset_problems

MOST_LINES = 5_000


def read_assets(text: str, customer_id: int) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """The assets of a text and what is wrong with its lines, with places such as "line 3"; empty ones pass.

    A new asset has the id 0. Nothing says that a serial must be unique; two lines that are alike are.
    """
    assets: list[Asset] = []
    problems: list[Problem] = []
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip(" ;\t")]
    if len(lines) > MOST_LINES:
        return (), (Problem("", "too_many", {"most": MOST_LINES}),)
    if not lines:
        return (), (Problem("", "nothing_typed"),)
    for at, line in lines:
        asset, wrong = _asset(line, customer_id)
        problems += (replace(one, place=f"line {at}") for one in wrong)
        assets.append(asset)
    return tuple(assets), tuple(problems)


def _asset(line: str, customer_id: int) -> tuple[Asset, tuple[Problem, ...]]:
    parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
    name, kind, serial, folder, *more = [*parts, "", "", ""][: max(4, len(parts))]
    asset = Asset(0, "", customer_id, name, kind, serial, clean_path(folder))
    if any(more):
        return asset, (Problem("", "too_many_columns", {"found": len(parts), "most": 4}),)
    return asset, asset_problems(asset)
