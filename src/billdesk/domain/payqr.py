"""What a payment QR says: EPC069-12 (GiroCode) for euros, the Swiss QR-bill for francs, else a link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from billdesk.domain.document import Letterhead, PaymentCode, Slip

LINK_FIELDS = ("number", "amount", "currency")
"""What the placeholders of a payment link may be called."""
_LENGTHS = {
    "CH": 21,
    "LI": 21,
    "DE": 22,
    "AT": 20,
    "FR": 27,
    "NL": 18,
    "BE": 16,
    "LU": 20,
    "IT": 27,
    "ES": 24,
}
_BIC = re.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_IBAN = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_FIELD = re.compile(r"\{([^{}]*)\}")
_TOWN = re.compile(r"(?:(?P<country>[A-Z]{1,2})[- ]\s*)?(?P<code>\d{4,5})\s+(?P<town>\S.*)")
_STREET = re.compile(r"(?P<street>.*\S)\s+(?P<number>\d+\s?[A-Za-z]?(?:[-/]\d+)?)")
_SWISS_LETTERS = re.compile("[ -~\u00a0-\u017f\u0218-\u021b\u20ac]*")
_COUNTRIES = {"D": "DE", "A": "AT", "F": "FR", "I": "IT", "FL": "LI", "L": "LU"}
_CARRIES = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)  # the table of the recursive modulo 10 check


def iban_of(text: str) -> str | None:
    """The account number without spaces, in capitals; None where its check digits or length are wrong."""
    iban = "".join(text.split()).upper()
    if not _IBAN.fullmatch(iban) or len(iban) != _LENGTHS.get(iban[:2], len(iban)):
        return None
    return iban if _remainder(iban[4:] + iban[:4]) == 1 else None


def bic_of(text: str) -> str | None:
    """The bank's code without spaces, in capitals; None where it is none."""
    bic = "".join(text.split()).upper()
    return bic if _BIC.fullmatch(bic) else None


def link_problem(pattern: str) -> str | None:
    """Why a pattern can't be a payment link: link_is_no_address or unknown_placeholder; None where it can."""
    if any(field not in LINK_FIELDS for field in _FIELD.findall(pattern)):
        return "unknown_placeholder"
    try:
        parts = urlsplit(pattern)
        bad = parts.scheme not in ("https", "http") or not parts.hostname
    except ValueError:
        bad = True
    return "link_is_no_address" if bad or any(letter.isspace() for letter in pattern) else None


def filled_link(pattern: str, facts: Mapping[str, str]) -> str:
    """The link of one invoice; what is filled in can't change where it leads."""
    return _FIELD.sub(lambda found: quote(facts.get(found.group(1), ""), safe=""), pattern)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be paid: minor units of `currency`, under which number, by whom."""

    amount: int
    currency: str
    number: str
    payer: Sequence[str] = ()


def payment_code(head: Letterhead, claim: Claim) -> PaymentCode | None:
    """The code by which a claim can be paid to this shop; None where the shop gives too little for one."""
    if claim.amount <= 0:
        return None
    iban = iban_of(head.iban)
    if claim.currency == "EUR" and iban and _holder(head) and claim.amount < 10**11:
        return PaymentCode("epc", epc_text(head, iban, claim))
    if claim.currency == "CHF" and iban and iban[:2] in ("CH", "LI") and claim.amount < 10**11:
        found = swiss_code(head, iban, claim)
        if found is not None:
            return found
    if head.payment_link and link_problem(head.payment_link) is None:
        facts = {"number": claim.number, "amount": _decimal(claim), "currency": claim.currency}
        link = filled_link(head.payment_link, facts)
        return PaymentCode("link", link, link)
    return None


def epc_text(head: Letterhead, iban: str, claim: Claim) -> str:
    """The text of EPC069-12, version 002 in UTF-8: a SEPA credit transfer that quotes the number."""
    bic = bic_of(head.bic) or ""
    name, number = _plain(_holder(head), 70), _plain(claim.number, 140)
    lines = ["BCD", "002", "1", "SCT", bic, name, iban, f"EUR{_decimal(claim)}", "", "", number]
    return "\n".join(lines)


def swiss_code(head: Letterhead, iban: str, claim: Claim) -> PaymentCode | None:
    """The QR-bill (Swiss Implementation Guidelines 2.3) with structured addresses and its slip.

    None where the shop's address can't be taken apart, or a letter isn't allowed.
    """
    creditor = _address([_holder(head), *head.address], iban[:2])
    if creditor is None:
        return None
    debtor = _address(claim.payer, "CH")
    kind, reference = swiss_reference(iban, claim.number)
    message = _plain(claim.number, 140)
    amount = _decimal(claim)
    payer = debtor.fields if debtor else ("",) * 7
    text = ("SPC", "0200", "1", iban, *creditor.fields, *("",) * 7, amount, "CHF", *payer)
    text += (kind, reference, message, "EPD")
    if not all(_SWISS_LETTERS.fullmatch(line) for line in text):
        return None
    slip = Slip(
        _grouped(iban),
        creditor.lines,
        _spelled(kind, reference),
        message,
        debtor.lines if debtor else (),
        "CHF",
        f"{claim.amount // 100:,}.{claim.amount % 100:02}".replace(",", " "),
    )
    return PaymentCode("swiss", "\n".join(text), slip=slip)


def swiss_reference(iban: str, number: str) -> tuple[str, str]:
    """Kind and reference for an account: a QR-IBAN wants QRR, any other takes SCOR (ISO 11649) or none."""
    if 30000 <= int(iban[4:9] if iban[4:9].isdigit() else 0) <= 31999:
        digits = re.sub(r"[^0-9]", "", number)[-26:].rjust(26, "0")
        return "QRR", digits + _check_digit(digits)
    letters = re.sub("[^A-Z0-9]", "", number.upper())
    if not 1 <= len(letters) <= 21:
        return "NON", ""
    return "SCOR", f"RF{98 - _remainder(letters + 'RF00'):02}{letters}"


@dataclass(frozen=True, slots=True)
class _Address:
    name: str
    street: str
    number: str
    code: str
    town: str
    country: str

    @property
    def fields(self) -> tuple[str, ...]:
        return ("S", self.name, self.street, self.number, self.code, self.town, self.country)

    @property
    def lines(self) -> tuple[str, ...]:
        abroad = "" if self.country in ("CH", "LI") else f"{self.country}-"
        return tuple(
            line
            for line in (
                self.name,
                f"{self.street} {self.number}".strip(),
                f"{abroad}{self.code} {self.town}",
            )
            if line.strip()
        )


def _address(lines: Sequence[str], home: str) -> _Address | None:
    """An address as typed, taken apart; None where no line has code and town, or a letter is strange."""
    for place in range(len(lines) - 1, 0, -1):
        found = _TOWN.fullmatch(lines[place].strip())
        if found is None:
            continue
        country = _country(found["country"], found["code"], home)
        street = _plain(lines[place - 1], 70) if place > 1 else ""
        parts = _STREET.fullmatch(street)
        said = (parts["street"], parts["number"]) if parts and len(parts["number"]) <= 16 else (street, "")
        address = _Address(_plain(lines[0], 70), *said, found["code"], _plain(found["town"], 35), country)
        right = bool(country and address.name) and all(map(_SWISS_LETTERS.fullmatch, address.fields))
        return address if right else None
    return None


def _country(said: str | None, code: str, home: str) -> str:
    if said:
        return _COUNTRIES.get(said, said if len(said) == 2 else "")
    if len(code) != 4:
        return ""
    return "LI" if "9485" <= code <= "9498" else "CH" if home == "LI" else home


def _holder(head: Letterhead) -> str:
    return (head.account_holder or head.name).strip()


def _plain(text: str, longest: int) -> str:
    """The text on one line; line ends would be taken for the next field."""
    return " ".join(text.split())[:longest].strip()


def _decimal(claim: Claim) -> str:
    return f"{claim.amount // 100}.{claim.amount % 100:02}"


def _remainder(text: str) -> int:
    """ISO 7064 modulo 97, letters as 10 to 35."""
    return int("".join(str(int(letter, 36)) for letter in text)) % 97


def _check_digit(digits: str) -> str:
    carry = 0
    for digit in digits:
        carry = _CARRIES[(carry + int(digit)) % 10]
    return str((10 - carry) % 10)


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _spelled(kind: str, reference: str) -> str:
    if kind == "QRR":
        return " ".join((reference[:2], *(reference[at : at + 5] for at in range(2, 27, 5))))
    return _grouped(reference)
