"""A run is a run: by the timer, by the button and by the command it leaves the same database behind."""

import json

import pytest

from billdesk.app import config
from billdesk.services.charging import Charging
from billdesk.services.failures import Failures
from billdesk.services.loading import Loading, Source
from support.processors import Box, card
from support.recurring import ACME, FLAT
from support.shops import copied, empty_shop, office_at

LAPTOPS = {
    "type": "asset",
    "description": "Laptops",
    "counter": {"asset_type": "Laptop"},
    "unit_price": "9.00",
    "when_zero": "drop",
}
CABLE = {"ref": "c1", "description": "Cable", "quantity": "2", "unit_price": "7.00"}
PENDING = {"statuses": [], "order": "oldest", "place": "after"}
USUAL = {"customer": "acme", "frequency": "monthly", "start": "2026-02-01", "lines": [FLAT]}
SCHEDULES = (
    {"ref": "sent", "auto_send": True},
    {"ref": "kept", "auto_send": False},
    {"ref": "credit", "auto_send": True, "apply_credit": True},
    {"ref": "blank", "auto_send": True, "blank_invoices": True, "lines": [LAPTOPS]},
    {"ref": "nothing", "auto_send": True, "lines": [LAPTOPS]},
    {"ref": "pending", "auto_send": True, "pending_charges": PENDING},
    {"ref": "nobody", "customer": "nobody", "auto_send": True},
    {"ref": "late", "auto_send": True, "start": "2026-01-01"},
    {"ref": "charged", "auto_send": True, "auto_charge": True},
    {"ref": "refused", "customer": "empty", "auto_send": True, "auto_charge": True},
    {"ref": "fails", "auto_send": True, "currency": "CAD", "lines": [FLAT | {"product": "care"}]},
)
SHOP = {
    "billdesk": 1,
    "shop": {"name": "Shop", "email": "bills@shop.example", "currency": "USD", "run_notice": "always"},
    "products": [{"ref": "care", "name": "Care", "kind": "labor", "unit_price": "10.00"}],
    "customers": [
        ACME,
        {"ref": "nobody", "name": "Nobody"},
        {"ref": "empty", "name": "E", "email": "e@e.example"},
    ],
    "schedules": [USUAL | one for one in SCHEDULES],
    "tickets": [{"ref": "t1", "customer": "acme", "subject": "Cable", "status": "Open", "charges": [CABLE]}],
    "payments": [
        {"ref": "p1", "customer": "acme", "amount": "30.00", "date": "2026-01-20", "method": "cash"}
    ],
}
SHOP["schedules"][-1]["lines"] = [
    {key: FLAT[key] for key in ("type", "description", "quantity")} | {"product": "care"}
]
MAIL = {"host": "localhost", "port": 1, "security": "plain", "sender": "bills@shop.example", "timeout": 1.0}


def ways_shop(path):
    """A shop in which everything that a schedule can ask for is due on the first of February."""
    copied(empty_shop, path)
    office = office_at(path)
    Loading(office).load([Source("shop.json", json.dumps(SHOP).encode())])
    with office.work() as work:
        work.settings.write({"mail": MAIL})  # nobody answers there, so what is queued stays to be looked at
        work.commit()
    for customer, token in ((1, "tok_good"), (3, "tok_empty")):
        Charging(office).keep(card(customer, token))
    office.store.close()


def left_behind(path):
    """The shop as it is now, but for what no two runs share: moments, and names of messages."""
    office = office_at(path)
    document = Loading(office).dump()
    with office.reading() as work:
        notices = [one.recipients for one in work.outbox.all() if one.kind == "run"]
        reports = [one.report for one in work.traces.runs(range(1, 9)).values()]
        rows = work.connection.exec_driver_sql("SELECT kind, subject_id, act FROM audit ORDER BY id").all()
    failing = [(one.ref, one.times, one.code, one.number) for one in Failures(office).list()]
    office.store.close()
    return _timeless(document), failing, notices, reports, [tuple(row) for row in rows]


def _timeless(found):
    if isinstance(found, dict):
        return {
            key: _timeless(value)
            for key, value in found.items()
            if not key.endswith("_at") and key not in ("message_id", "reply", "tries", "not_before")
        }
    return [_timeless(one) for one in found] if isinstance(found, list) else found


@pytest.fixture
def shop(tmp_path):
    """Puts a fresh copy where the windows and the command line look for it."""

    def make(name):
        return copied(ways_shop, tmp_path / f"{name}.billdesk")

    return make


def by_window(qtbot, make_window, name, ticking):
    window = make_window(name, ticking=ticking)
    if not ticking:
        window.actions["run.now"].trigger()

    def is_done():
        last = window.bench.desk.run.last()
        return last is not None and last.ended_at is not None and not window.background.busy()

    qtbot.waitUntil(is_done, timeout=20_000)
    window.shell.close()


@pytest.fixture
def boxes(tmp_path, monkeypatch):
    """A processor is registered; each way has a box of its own, the last one of which counts."""
    found = []
    monkeypatch.setattr(config, "PROCESSORS", [lambda: found[-1]])

    def new(name):
        found.append(Box(tmp_path / f"{name}.jsonl"))
        return found[-1]

    return new


def test_timer_button_and_command_leave_the_same_database(qtbot, make_window, billdesk, shop, boxes):
    paths = {name: shop(name) for name in ("timer", "button", "command")}
    taken = [boxes("timer")]
    by_window(qtbot, make_window, "timer", ticking=True)
    taken.append(boxes("button"))
    by_window(qtbot, make_window, "button", ticking=False)
    taken.append(boxes("command"))
    told = billdesk("--database", str(paths["command"]), "--today", "2026-02-01", "run", "--json")
    assert [one["state"] for one in json.loads(told.out)["charged"]] == ["taken", "refused"]
    assert "was refused: insufficient funds" in told.err
    assert taken[0].rows() == taken[1].rows() == taken[2].rows()
    assert [one["amount"] for one in taken[0].rows()] == [10000]

    timer, button, command = (left_behind(path) for path in paths.values())

    assert timer == button
    assert timer == command
    document, failing, notices, reports, _history = timer
    invoices = {one["schedule"]: one for one in document["invoices"] if one["date"] == "2026-02-01"}
    assert {ref: "issued" if one.get("number") else "draft" for ref, one in invoices.items()} == {
        "sent": "issued",
        "kept": "draft",
        "credit": "issued",
        "blank": "issued",
        "pending": "issued",
        "nobody": "draft",
        "late": "issued",
        "charged": "issued",
        "refused": "issued",
    }
    assert document["payments"][1]["method"] == "card"
    assert document["payments"][1]["allocations"][0]["invoice"] == invoices["charged"]["ref"]
    assert [one["amount"] for one in document["payments"][0]["allocations"]] == ["30.00"]
    assert document["payments"][0]["allocations"][0]["invoice"] == invoices["credit"]["ref"]
    assert "lines" not in invoices["blank"]
    assert [line["description"] for line in invoices["pending"]["lines"]][-1] == "Cable"
    assert {one.get("state", "queued") for one in document["deliveries"]} == {"queued"}
    assert len(document["deliveries"]) == 7
    assert failing == [
        ("fails", 1, "price_in_other_currency", ""),
        ("refused", 1, "card_refused", invoices["refused"]["number"]),
    ]
    assert (reports[0]["charged"], len(reports[0]["uncharged"])) == (1, 1)
    assert notices == [("bills@shop.example",)]
    assert reports[0]["waiting"] == {"late": 1, "no_address": 1}
