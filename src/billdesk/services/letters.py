"""What the e-mails say: templates by kind and language, filled with the facts of a document."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from billdesk.basics import resources, words
from billdesk.domain.document import PrintedWorkOrder
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.domain.mailbox import MailAccount
from billdesk.domain.settings import ShopSettings
from billdesk.mail.compose import Attachment, Message
from billdesk.services.filenames import safe_name

_OF_DOCUMENTS = ("customer", "number", "date", "due_date", "total", "balance", "title", "reference")
_OF_STATEMENTS = ("period", "overdue")
_OF_OTHERS = ("method", "ticket", "status")
FIELDS = frozenset((*_OF_DOCUMENTS, *_OF_STATEMENTS, *_OF_OTHERS, "shop", "phone", "website", "email"))
"""What the placeholders of a template may be called."""

Lists = Mapping[str, Sequence[tuple[str, str]]]
"""Rows of label and value, by the name that stands for them in a template."""
NO_LISTS: Lists = {}
_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
_ACCENT = re.compile(r"#[0-9A-Fa-f]{6}")
_CELL = ' style="padding:2px 20px 2px 0;vertical-align:top{more}"'


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail's words; the HTML says the same as the text."""

    subject: str
    text: str
    html: str
    papers: tuple[Attachment, ...] = ()


def letter_of(invoice: Invoice, shop: ShopSettings) -> Letter:
    """The letter that goes with a document, in its language; amounts are those of today."""
    kind = "settled" if invoice.balance <= 0 else "invoice"
    if invoice.kind == "credit_note":
        kind = "credit_note"
    return written(kind, invoice.language, shop, _facts(invoice, shop))


def message_of(
    delivery: Delivery, invoice: Invoice, pdf: bytes, account: MailAccount, shop: ShopSettings
) -> Message:
    """The e-mail by which a document is delivered: the first recipient is addressed, others get copies."""
    name = f"{safe_name(invoice.number or str(invoice.id))}.pdf"
    paper = Attachment(name, "application/pdf", pdf)
    return message_by(replace(letter_of(invoice, shop), papers=(paper,)), delivery, account, shop)


def work_order_message_of(
    delivery: Delivery, order: PrintedWorkOrder, pdf: bytes, account: MailAccount, shop: ShopSettings
) -> Message:
    """The e-mail by which a work order is delivered, in the customer's language."""
    facts = shop_facts(shop) | {
        "customer": order.customer[0] if order.customer else "",
        "number": order.number,
        "title": order.subject,
        "status": order.status,
    }
    paper = Attachment(f"{safe_name(order.number)}.pdf", "application/pdf", pdf)
    letter = written("work_order", order.language, shop, facts)
    return replace(message_by(letter, delivery, account, shop), attachments=(paper,))


def trial_message_of(delivery: Delivery, account: MailAccount, shop: ShopSettings) -> Message:
    """The e-mail by which an account is tried out."""
    return message_by(trial_letter(shop), delivery, account, shop)


def trial_letter(shop: ShopSettings) -> Letter:
    """The message by which an account is tried out."""
    return written("test", shop.language, shop, shop_facts(shop))


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with its placeholders filled in; what they are filled with isn't looked through."""
    return _PLACEHOLDER.sub(lambda found: facts.get(found.group(1), ""), template)


def language_folder(language: str) -> str:
    """The folder of the templates in a language; English where there are none."""
    short = language.replace("_", "-").partition("-")[0].lower()
    return short if short in words.LANGUAGES else "en"


def message_by(letter: Letter, delivery: Delivery, account: MailAccount, shop: ShopSettings) -> Message:
    """The e-mail that carries a letter to those a delivery goes to."""
    return Message(
        message_id=delivery.message_id,
        sender=account.sender,
        sender_name=account.sender_name or _one_line(shop.name),
        reply_to=account.reply_to,
        to=delivery.recipients[:1],
        cc=delivery.recipients[1:],
        bcc=(account.sender,) if account.bcc_self else (),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        attachments=letter.papers,
    )


def _one_line(text: str) -> str:
    """A text fit for a header: spaces for line breaks, nothing for other invisible characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def written(
    kind: str, language: str, shop: ShopSettings, facts: Mapping[str, str], lists: Lists = NO_LISTS
) -> Letter:
    """The letter of a template; a line {name} of one of the `lists` stands for all its rows.

    A paragraph goes where nothing is left of it, or where its list is empty.
    """
    folder = language_folder(language)
    head, _, body = resources.read_text("mail", folder, f"{kind}.txt").partition("\n\n")
    subject = _one_line(filled(head, facts))
    blocks = [
        found for block in body.strip().split("\n\n") for found in _blocks(block, facts, lists) if found
    ]
    text = "\n\n".join("\n".join(": ".join(line) for line in block) for block in blocks) + "\n"
    frame = {
        "language": folder,
        "subject": escape(subject),
        "accent": shop.accent if _ACCENT.fullmatch(shop.accent) else "#0B6470",
        "content": "".join(map(_block_html, blocks)),
    }
    return Letter(subject, text, filled(resources.read_text("mail", "frame.html"), frame))


def _blocks(block: str, facts: Mapping[str, str], lists: Lists) -> list[list[tuple[str, ...]]]:
    """A paragraph; one that ends with a list is two, its own words and the rows."""
    head, _, last = block.rpartition("\n")
    name = last.strip().strip("{}")
    if name not in lists:
        return [_lines(block, facts)]
    rows = [tuple(" ".join(part.split()) for part in row) for row in lists[name]]
    return [_lines(head, facts), rows] if rows else []


def _lines(block: str, facts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The lines of a paragraph; (label, value) where it is a row of facts. Lines left empty go."""
    lines = []
    for line in block.splitlines():
        parts = tuple(" ".join(filled(part, facts).split()) for part in line.split(" | ", 1))
        if parts[-1]:
            lines.append(parts)
    return lines


def _block_html(block: list[tuple[str, ...]]) -> str:
    """A paragraph, or a table where it has labels."""
    if len(block[0]) == 1:
        return "<p>" + "<br>\n".join(escape(part) for line in block for part in line) + "</p>\n"
    label, value = _CELL.format(more=";color:#67635b"), _CELL.format(more=";font-weight:600")
    rows = (f"<tr><td{label}>{escape(a)}</td><td{value}>{escape(b)}</td></tr>\n" for a, b in block)
    return f'<table style="border-collapse:collapse;margin:16px 0">\n{"".join(rows)}</table>\n'


def _facts(invoice: Invoice, shop: ShopSettings) -> dict[str, str]:
    language = invoice.language
    return shop_facts(shop) | {
        "customer": invoice.addressee[0] if invoice.addressee else "",
        "number": invoice.number or "",
        "date": words.date_medium(invoice.date, language),
        "due_date": words.date_medium(invoice.due_date, language),
        "total": words.amount(invoice.total, invoice.currency, language),
        "balance": words.amount(invoice.balance, invoice.currency, language),
        "title": invoice.title,
        "reference": invoice.reference,
    }


def shop_facts(shop: ShopSettings) -> dict[str, str]:
    """What every letter may say of the shop."""
    return {"shop": shop.name, "phone": shop.phone, "website": shop.website, "email": shop.email}
