"""The mapped tables: columns and constraints, no behaviour."""

from billdesk.storage.tables.base import Base
from billdesk.storage.tables.invoices import (
    DocumentRow,
    InvoiceLineRow,
    InvoiceRow,
    InvoiceTaxRow,
    InvoiceTextRow,
    LateFeeRow,
    TallyMonthRow,
    TallyRow,
)
from billdesk.storage.tables.money import AllocationRow, PaymentRow, RefundRow, WriteOffRow
from billdesk.storage.tables.people import (
    AssetRow,
    ContactRow,
    CustomerRow,
    FieldRow,
    SearchRow,
    UsageRow,
    VendorCustomerRow,
    VendorImportRow,
    VendorReportRow,
)
from billdesk.storage.tables.schedules import OccurrenceRow, PriceChangeRow, ScheduleLineRow, ScheduleRow
from billdesk.storage.tables.shop import (
    LetterheadRow,
    PictureRow,
    PriceRow,
    ProductRow,
    RateRow,
    SeriesRow,
    SettingRow,
    TaxRow,
    TermsRow,
)
from billdesk.storage.tables.tickets import ChargeRow, TicketRow, TimeEntryRow
from billdesk.storage.tables.traces import AuditRow, DeliveryRow, RunRow, SpellingRow

__all__ = [
    "AllocationRow",
    "AssetRow",
    "AuditRow",
    "Base",
    "ChargeRow",
    "ContactRow",
    "CustomerRow",
    "DeliveryRow",
    "DocumentRow",
    "FieldRow",
    "InvoiceLineRow",
    "InvoiceRow",
    "InvoiceTaxRow",
    "InvoiceTextRow",
    "LateFeeRow",
    "LetterheadRow",
    "OccurrenceRow",
    "PaymentRow",
    "PictureRow",
    "PriceChangeRow",
    "PriceRow",
    "ProductRow",
    "RateRow",
    "RefundRow",
    "RunRow",
    "ScheduleLineRow",
    "ScheduleRow",
    "SearchRow",
    "SeriesRow",
    "SettingRow",
    "SpellingRow",
    "TallyMonthRow",
    "TallyRow",
    "TaxRow",
    "TermsRow",
    "TicketRow",
    "TimeEntryRow",
    "UsageRow",
    "VendorCustomerRow",
    "VendorImportRow",
    "VendorReportRow",
    "WriteOffRow",
]
