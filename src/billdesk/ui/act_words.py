"""What was done with a thing, in words: for the histories and the audit trail."""

from billdesk.ui.words import tr

OF_INVOICES = {
    "made": "Drawn up",
    "created": "Drawn up",
    "edited": "Edited",
    "restored": "Draft put back",
    "generated": "Drawn up by its schedule",
    "changed": "Changed",
    "issued": "Issued",
    "voided": "Voided",
    "settled": "Payment applied",
    "reopened": "Payment taken back",
    "written_off": "Written off",
    "write_off_taken_back": "Write-off taken back",
    "credited": "Credited",
    "refunded": "Refunded",
    "reversed": "Reversed",
    "annotated": "Notes changed",
    "mail_queued": "Put into the outbox",
    "mail_sent": "E-mailed",
    "mail_failed": "E-mail failed",
    "mail_unknown": "E-mail may have gone out",
    "printed": "Printed",
    "card_taken": "Card charged",
    "card_refused": "Card refused",
    "card_unknown": "Card may have been charged",
}
OF_PAYMENTS = {
    "taken": "Taken",
    "received": "Taken",
    "released": "Released to credit",
    "refunded": "Refunded",
    "reversed": "Taken back",
    "withdrawn": "Credit taken back",
    "mail_queued": "Put into the outbox",
    "mail_sent": "E-mailed",
    "mail_failed": "E-mail failed",
    "mail_unknown": "E-mail may have gone out",
}
OF_CUSTOMERS = {
    "made": "Created",
    "imported": "Added by import",
    "changed": "Changed",
    "archived": "Archived",
    "restored": "Brought back",
    "contact_made": "Contact added",
    "contact_changed": "Contact changed",
    "asset_changed": "Asset changed",
    "assets_made": "Assets added",
    "assets_archived": "Assets archived",
    "assets_restored": "Assets brought back",
    "assets_moved": "Assets put into another folder",
    "folder_moved": "Folder moved",
    "statement_queued": "Statement put into the outbox",
    "statement_sent": "Statement e-mailed",
    "statement_failed": "E-mail of the statement failed",
    "statement_unknown": "Statement may have gone out",
}
OF_OTHERS = {
    "created": "Created",
    "added": "Added",
    "changed": "Changed",
    "edited": "Edited",
    "archived": "Archived",
    "restored": "Brought back",
    "removed": "Removed",
    "deleted": "Deleted",
    "discarded": "Discarded",
    "skipped": "Skipped",
    "paused": "Paused",
    "resumed": "Resumed",
    "cancelled": "Cancelled",
    "billed": "Billed",
    "charged": "Charged",
    "put_back": "Put back",
    "loaded": "Loaded",
}
"""What is done with other things, and with drafts that are gone."""
_OF = {"invoice": OF_INVOICES, "payment": OF_PAYMENTS, "customer": OF_CUSTOMERS}


def act_words(kind: str, act: str) -> str:
    """What was done; an act that has no words is told by its name."""
    own = _OF.get(kind, {})
    if act in own:
        return tr(own[act])
    return tr(OF_OTHERS[act]) if act in OF_OTHERS else act.replace("_", " ").capitalize()
