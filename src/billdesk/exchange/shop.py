"""A whole shop as one JSON document: reading it, and writing it back as it was spelled.

What can be wrong with a document (codes of problems, with their facts):

- the text: not_utf8 (byte) · not_json (line, column, reason) · too_deep (deepest) · number_too_long ·
  key_doubled (key)
- its form: wrong_type (wanted, found) · unknown_key · missing_key (key) · unknown_version (found) ·
  unknown_word (value, allowed) · too_few (least) · either_or (keys) · only_with (key)
- texts: empty · too_long (longest, length) · control_character (value) · bad_email (value) · bad_color,
  iban_is_wrong, bic_is_wrong, bad_link (value) · bad_picture (megabytes) · unknown_currency (value) ·
  unknown_language (value) · pattern_needs_counter, pattern_has_unknown_field (value)
- numbers: not_a_decimal (value) · too_many_decimals (value, decimals) · too_large, too_small (value, most,
  least) · out_of_range (value, least, most) · not_positive · amount_is_zero · amount_too_large ·
  maximum_below_minimum
- dates: not_a_date, no_such_date, date_out_of_range, not_a_moment, moment_needs_offset (value) ·
  end_before_start (start)
- references: unknown_reference (kind, ref) · ref_doubled (kind, ref) · number_doubled (number) ·
  contact_of_another_customer (contact) · ticket_of_another_customer (ticket) · schedule_of_another_customer
  (schedule) · invoice_of_another_customer, invoice_in_another_currency, not_an_invoice, not_a_credit_note
  (invoice) · charge_of_another_customer, charge_billed_twice, time_not_invoiced (charge) ·
  message_id_doubled (value)
- schedules: no_lines · no_price · description_or_product · only_on_counters · counter_does_not_fit,
  counter_incomplete (type, wanted) · tiers_and_mode · tiers_not_ascending · endless_tier_not_last ·
  not_a_billing_date (date) · occurrence_doubled (date) · skipped_without_invoice
- tickets: not_labor (product) · not_charged_yet · time_not_billable
- invoices: draft_with_number · number_is_missing (state) · period_incomplete · heading_with_amount ·
  no_such_line (line, lines) · totals_disagree (expected, found) · total_is_negative
- late fees: late_fee_doubled (number) · late_fee_does_not_fit (invoice)
- payments: used_above_amount · settled_above_total (state)
"""

from billdesk.exchange.content import ShopDocument
from billdesk.exchange.desk import Known
from billdesk.exchange.parsing import parse
from billdesk.exchange.reading import read
from billdesk.exchange.writing import write

__all__ = ["Known", "ShopDocument", "parse", "read", "write"]
