"""The fixed words of documents, by language; another language is another column here."""

LABELS: dict[str, dict[str, str]] = {
    "invoice": {"en": "Invoice", "de": "Rechnung"},
    "credit_note": {"en": "Credit note", "de": "Gutschrift"},
    "draft": {"en": "Draft", "de": "Entwurf"},
    "draft_stamp": {"en": "DRAFT", "de": "ENTWURF"},
    "void_stamp": {"en": "VOID", "de": "STORNIERT"},
    "paid_stamp": {"en": "PAID", "de": "BEZAHLT"},
    "balance_due": {"en": "Balance due", "de": "Offener Betrag"},
    "credited": {"en": "Credited", "de": "Gutgeschrieben"},
    "invoice_number": {"en": "Invoice number", "de": "Rechnungsnummer"},
    "credit_note_number": {"en": "Number", "de": "Nummer"},
    "short_date": {"en": "Date", "de": "Datum"},
    "payment_due": {"en": "Payment due", "de": "Zahlbar bis"},
    "titled": {"en": "{kind}: {title}", "de": "{kind}: {title}"},
    "due": {"en": "Due", "de": "Fällig am"},
    "invoice_date": {"en": "Invoice date", "de": "Rechnungsdatum"},
    "credit_note_date": {"en": "Date", "de": "Datum"},
    "terms": {"en": "Terms", "de": "Zahlungsziel"},
    "bill_to": {"en": "Bill to", "de": "Rechnung an"},
    "period": {"en": "Service period", "de": "Leistungszeitraum"},
    "subject": {"en": "Subject", "de": "Betreff"},
    "reference": {"en": "Your reference", "de": "Ihr Zeichen"},
    "description": {"en": "Description", "de": "Beschreibung"},
    "quantity": {"en": "Quantity", "de": "Menge"},
    "quantity_short": {"en": "Qty", "de": "Menge"},
    "unit": {"en": "Unit", "de": "Einheit"},
    "tax_column": {"en": "Tax", "de": "USt"},
    "price": {"en": "Price", "de": "Preis"},
    "line_discount": {"en": "Discount", "de": "Rabatt"},
    "amount": {"en": "Amount", "de": "Betrag"},
    "subtotal": {"en": "Subtotal", "de": "Zwischensumme"},
    "discount": {"en": "Discount", "de": "Rabatt"},
    "tax": {"en": "{name} {percent} on {base}", "de": "{name} {percent} auf {base}"},
    "included_tax": {"en": "incl. {name} {percent} on {base}", "de": "inkl. {name} {percent} auf {base}"},
    "rounding": {"en": "Rounding", "de": "Rundung"},
    "total": {"en": "Total", "de": "Gesamt"},
    "paid": {"en": "Paid", "de": "Bezahlt"},
    "credit": {"en": "Credit applied", "de": "Guthaben verrechnet"},
    "scan_epc": {"en": "Scan with your banking app to pay", "de": "Mit der Banking-App scannen und zahlen"},
    "scan_link": {"en": "Scan to pay online", "de": "Scannen und online zahlen"},
    "tax_number": {"en": "Tax no. {number}", "de": "USt-IdNr. {number}"},
    "page": {"en": "Page {page} of {count}", "de": "Seite {page} von {count}"},
}
FALLBACK = "en"


def labels(language: str) -> dict[str, str]:
    """All fixed words in this language ("de", "de-AT"); English where it is not known."""
    short = language.replace("_", "-").split("-")[0].lower()
    return {key: words.get(short, words[FALLBACK]) for key, words in LABELS.items()}
