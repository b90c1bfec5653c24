"""The sentences for refusals and troubles, by code; facts stand in braces. What is, then what to do."""

SENTENCES = {
    # Looked for and not found.
    "customer_missing": "There is no customer “{customer}”.",
    "contact_missing": "There is no contact “{contact}”.",
    "delivery_missing": "There is no e-mail number {delivery} in the outbox.",
    "invoice_missing": "There is no invoice “{invoice}”. Name it by its number, or by its id while it is a draft.",
    "payment_missing": "There is no payment “{payment}”.",
    "schedule_missing": "There is no schedule “{schedule}”.",
    "ticket_missing": "There is no ticket “{ticket}”.",
    "tax_is_missing": "The tax with the id {tax} doesn't exist any more. Choose another one.",
    "series_missing": "Numbers of kind “{kind}” aren't set up. Set a number pattern in the settings.",
    # Invoices.
    "invoice_is_draft": "This invoice is still a draft. Issue it first.",
    "invoice_is_issued": "Invoice {number} is issued and can't be changed. Void it, or make a credit note.",
    "invoice_is_void": "Invoice {number} is void.",
    "invoice_has_no_lines": "This invoice has no lines. Add one first.",
    "invoice_has_payments": "Something is paid or credited on invoice {number}. Reverse that before voiding it.",
    "total_is_negative": "The total is below zero. Make a credit note instead.",
    "amount_too_large": "An amount is larger than BillDesk can hold. Check quantity and price.",
    "issued_is_final": "An issued invoice can't be changed. Void it, or make a credit note.",
    "no_such_step": "The invoice can't go from its state to that one.",
    "lines_do_not_add_up": "The lines don't add up to the total, so nothing was kept. Open the invoice again.",
    "rows_are_only_added": "Money and history are only added to. Reverse what is wrong by a new row.",
    "rates_are_final": "This tax is used already. Make a new version of it instead of changing it.",
    "counter_is_used": "That number is given out already. Numbers can only go up.",
    "charge_is_billed": "A charge of the ticket is on another invoice already. Take it off this one.",
    "allocation_does_not_fit": "Payment and invoice differ in customer or currency.",
    "pattern_needs_counter": "The number pattern “{pattern}” needs the counter once, as in INV-{counter:05}.",
    "pattern_has_unknown_field": (
        "The number pattern “{pattern}” holds something unknown. Only year, month and counter may stand in braces."
    ),
    # Schedules and the run.
    "schedule_is_over": "Schedule “{schedule}” is over ({state}), no invoice comes any more. Duplicate it.",
    "schedule_is_not_active": "Schedule “{schedule}” is {state}. Only an active one can be paused.",
    "schedule_is_not_paused": "Schedule “{schedule}” is {state}. Only a paused one can be resumed.",
    "beyond_calendar": "The dates leave the calendar. Choose an earlier start or a shorter interval.",
    "price_in_other_currency": "“{product}” has no price in {currency}. Type a price on the line.",
    "price_is_missing": "“{line}” has no price. Type one on the line or the product.",
    "clock_guard.earlier": (
        "Today would be {today}, but the last run was on {last}. Set the clock right; if it is, answer yes (--yes)."
    ),
    "clock_guard.gap": (
        "The last run was on {last}, more than 45 days before {today}. If the date is right, answer yes (--yes)."
    ),
    "clock_guard.many": (
        "Schedule “{schedule}” would make {count} invoices at once. If that is meant, answer yes (--yes)."
    ),
    # Money.
    "amount_not_positive": "The amount is not above 0. Type what was received.",
    "part_not_positive": "A part of the payment is not above 0. Leave the invoice out instead.",
    "part_above_balance": "More is assigned to an invoice than is to be paid on it. Assign less.",
    "parts_above_amount": "The parts are more than the payment. Assign less, or raise the amount.",
    # E-mail.
    "bad_account": "The mail account is incomplete or wrong at “{field}”. Check it in the settings.",
    "bad_address": "“{address}” is no e-mail address. Write it like jo@example.com.",
    "bad_header": "The e-mail's {field} holds characters that can't be sent. Take them out.",
    "no_recipient": "The e-mail has nobody to go to. Give the customer an e-mail address.",
    "mail_needs_tls": "“{host}” would get the password in the clear. Choose TLS in the mail settings.",
    "mail_host_name": "The mail server's certificate is for another name. Check the server's name.",
    "mail_certificate": "The mail server's certificate can't be trusted, so nothing was sent.",
    "mail_no_login": "The mail server offers no way to log in that BillDesk knows.",
    "mail_no_tls": "The mail server offers no encryption, so nothing was sent. Choose another port.",
    "mail_refused": "The mail server refused ({status} {reply}).",
    "mail_refused_password": "The mail server refused the password. Type it again in the settings.",
    "mail_timeout": "The mail server doesn't answer. It is tried again later.",
    "mail_unreachable": "The mail server can't be reached. Check its name and the network.",
    # Files and databases.
    "already_there": "That is on file already: {what}",
    "invoice_changed": "Somebody else changed this invoice. Open it again and repeat the change.",
    "bad_database_url": (
        "That names no database. Give a file's path, or postgresql+psycopg://user@host/name with the driver installed."
    ),
    "no_database": "There is no database at {path}. Check the path, or make one with: billdesk load FILE",
    "database_is_away": "The database server doesn't answer. Check the network, then try again.",
    "database_is_busy": "The database is busy with somebody else's work. Try again in a minute.",
    "disk_failed": "The disk can't be read or written. Check it, then try again.",
    "disk_is_full": "The disk is full. Free some space, then try again.",
    "document_is_damaged": "The kept PDF of invoice {invoice} is damaged. Restore it from a backup.",
    "file_cannot_be_made": "The file {path} can't be made: {reason}. Choose another place.",
    "file_cannot_be_opened": "The database file can't be opened. Check its path and its permissions.",
    "file_is_damaged": "The database file is damaged, or it is another kind of file. Restore a backup.",
    "file_is_newer": "This file was written by a newer BillDesk ({found}, this one knows {known}). Update BillDesk.",
    "file_is_read_only": "The database file is read-only. Change its permissions.",
    "not_a_shop": "This database belongs to another program. Choose another file or name.",
    "rejected": "{count} things are wrong.",
}

VALUES = {
    "wanted": {
        "object": "an object {…}",
        "list": "a list […]",
        "text": "a text in quotes",
        "flag": "true or false",
        "whole_number": "a whole number",
        "number": "a number",
        "decimal_text": 'a decimal number in quotes such as "12.50"',
        "date": 'a date in quotes such as "2026-02-28"',
        "null": "null",
    },
    "found": {
        "object": "an object",
        "list": "a list",
        "text": "a text",
        "flag": "true or false",
        "null": "null",
        "number": "a number",
    },
    "kind": {
        "terms": "payment term",
        "contact_field": "contact field",
        "asset_field": "asset field",
        "saved_search": "saved search",
        "vendor_usage": "usage report",
        "credit_note": "credit note",
    },
    "state": {
        "draft": "a draft",
        "active": "active",
        "paused": "paused",
        "completed": "completed",
        "cancelled": "cancelled",
    },
}
"""Facts that are codes themselves, in words."""
