"""The words of the e-mail that tells the biller what a run did."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from billdesk.basics import words
from billdesk.domain.settings import ShopSettings
from billdesk.services import wording
from billdesk.services.letters import Letter, shop_facts, written

FACTS = frozenset(
    {"date", "subject", "stopped", "generated", "totals", "issued", "drafts", "late", "no_address"}
    | {"skipped", "failed", "late_fees", "charged", "sent", "queued", "unsent"}
)
LISTS = frozenset({"failures", "uncharged", "waiting", "invoices", "fees"})
"""What the placeholders of the template may be called, besides those of the shop."""


def run_letter(report: Mapping[str, Any], day: date, sent: Mapping[str, int], shop: ShopSettings) -> Letter:
    """The letter about a run of that day; `sent` are the e-mails of its time by state, as they stand now."""
    language = shop.language
    facts = shop_facts(shop) | _counts(report, language) | _mails(sent, language)
    facts |= {
        "date": words.date_medium(day, language),
        "subject": _subject(report, language),
        "totals": ", ".join(words.amount(total, code, language) for code, _, total in report["totals"]),
        "stopped": words.translate("It was stopped before its end; the next run does the rest.", language)
        if report["stopped"]
        else "",
    }
    waiting = [one for one in report["invoices"] if one["waiting"]]
    others = [one for one in report["invoices"] if not one["waiting"]]
    told = len(report["invoices"])
    lists = {
        "failures": _failures(report, language),
        "uncharged": [_uncharged(one, language) for one in report.get("uncharged", ())],
        "fees": [_fee(one, language) for one in report["fees"]],
        "waiting": [_invoice(one, language) for one in waiting],
        "invoices": [_invoice(one, language) for one in others] + _more(report["generated"] - told, language),
    }
    return written("run", language, shop, facts, lists)


def _counts(report: Mapping[str, Any], language: str) -> dict[str, str]:
    counts = {name: int(report[name]) for name in ("issued", "skipped", "failed", "late_fees")}
    counts["charged"] = int(report.get("charged", 0))
    counts["drafts"] = report["generated"] - report["issued"]
    counts |= {why: report["waiting"].get(why, 0) for why in ("late", "no_address")}
    said = {name: words.number(count, language) if count else "" for name, count in counts.items()}
    return said | {"generated": words.number(report["generated"], language)}


def _mails(sent: Mapping[str, int], language: str) -> dict[str, str]:
    counts = {
        "sent": sent.get("sent", 0),
        "queued": sent.get("queued", 0) + sent.get("sending", 0),
        "unsent": sent.get("failed", 0) + sent.get("unknown", 0),
    }
    return {name: words.number(count, language) if count else "" for name, count in counts.items()}


def _subject(report: Mapping[str, Any], language: str) -> str:
    parts = [words.translate("{count} drawn up", language).format(count=report["generated"])]
    if report["failed"]:
        parts.append(words.translate("{count} failed", language).format(count=report["failed"]))
    return ", ".join(parts)


def _failures(report: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    rows = []
    for one in report["failures"]:
        who = ", ".join(part for part in (one["customer"], one["title"]) if part)
        if one["times"] > 1:
            often = words.translate("{count} times in a row", language).format(count=one["times"])
            who = f"{who} ({often})"
        rows.append((who, wording.said(one["code"], one["facts"], language)))
    return rows + _more(report["failed"] - len(rows), language)


def _uncharged(one: Mapping[str, Any], language: str) -> tuple[str, str]:
    who = ", ".join(part for part in (one["customer"], one["title"]) if part)
    return who, wording.said(one["code"], one["facts"], language)


def _invoice(one: Mapping[str, Any], language: str) -> tuple[str, str]:
    name = one["number"] or words.translate("Draft", language)
    return f"{name} {one['customer']}", words.amount(one["total"], one["currency"], language)


def _fee(one: Mapping[str, Any], language: str) -> tuple[str, str]:
    who = words.translate("{customer}, for {number}", language)
    who = who.format(customer=one["customer"], number=one["for"])
    if "code" in one:
        return who, wording.said(one["code"], one["facts"], language)
    return who, words.amount(one["total"], one["currency"], language)


def _more(count: int, language: str) -> list[tuple[str, str]]:
    if count <= 0:
        return []
    return [(words.translate("and {count} more", language).format(count=count), "…")]
