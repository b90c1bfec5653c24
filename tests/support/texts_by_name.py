"""Where the texts stand that are translated by a name: `tr(words)` says nothing about which texts those are.

A place is written as one of
- "services.sentences.SENTENCES": each text of a table, also of tables in it;
- "ui.commands.COMMANDS words", "ui.panes.invoice_columns.SENT 2": of each entry that attribute or part;
- "attribute title": what classes of `ui` have as a class attribute of that name;
- "assigned words 0": the texts of what is assigned to that name in the same module, here their first parts;
- "call _action 1": the second argument of each call of that function in the same module;
- "text Skipped": this one.
Nothing is written where the texts are found where they are handed over.
"""

TITLE = ("attribute title",)

BY_NAME: dict[tuple[str, str], tuple[str, ...]] = {
    ("services.example", "name"): ("services.example._LINES 0",),
    ("services.example", "unit"): ("services.example._LINES 1",),
    ("services.frequencies", "_EACH[rhythm.frequency]"): ("services.frequencies._EACH",),
    ("services.frequencies", "_EVERY[rhythm.frequency]"): ("services.frequencies._EVERY",),
    ("services.papers", "kind"): ("text Invoice", "text Credit note"),
    ("services.phrases", "_NOTES[code]"): ("services.phrases._NOTES",),
    ("services.receipts", "METHODS[method]"): ("services.receipts.METHODS",),
    ("services.statement_papers", "kind"): ("text Statement", "text Open items"),
    ("services.payment_selection", "title"): ("services.payment_selection.COLUMNS",),
    ("services.selection", "title"): ("services.selection.COLUMNS",),
    ("services.work_orders", "text"): (
        "domain.factory.STATUSES",
        "domain.ticket_problems.PRIORITIES",
    ),
    ("services.wording", "_UNKNOWN"): ("services.wording._UNKNOWN",),
    ("services.wording", "known"): ("services.sentences.VALUES",),
    ("services.wording", "template_of(code, facts)"): (
        "services.sentences.SENTENCES",
        "services.complaints.COMPLAINTS",
    ),
    ("ui.actions", "command.words"): ("ui.commands.COMMANDS words",),
    ("ui.act_words", "own[act]"): (
        "ui.act_words.OF_INVOICES",
        "ui.act_words.OF_PAYMENTS",
        "ui.act_words.OF_CUSTOMERS",
    ),
    ("ui.act_words", "OF_OTHERS[act]"): ("ui.act_words.OF_OTHERS",),
    ("ui.dialogs.csv_file", "one"): (),
    ("ui.dialogs.csv_file", "many"): (),
    ("ui.pages.audit_filter", "KIND_WORDS[kind]"): ("ui.pages.audit_filter.KIND_WORDS",),
    ("ui.pages.audit_columns", "label"): ("ui.pages.audit_columns._FACTS",),
    ("services.time_reports", "title"): (
        "services.time_reports.COLUMNS",
        "services.time_reports.GROUP_COLUMNS",
    ),
    ("ui.pages.time_columns", "title"): ("ui.pages.time_columns._FIGURES 1",),
    ("ui.ticket_words", "status"): ("domain.factory.STATUSES",),
    ("ui.methods", "_WORDS[method]"): ("ui.methods._WORDS",),
    ("ui.methods", "_REFERENCES.get(method, 'Number or reference')"): (
        "ui.methods._REFERENCES",
        "text Number or reference",
    ),
    ("ui.editors.search_form", "_OPERATIONS.get(one.op, one.op)"): ("ui.editors.search_form._OPERATIONS",),
    ("ui.editors.search_form", "_OPERATIONS['is']"): ("ui.editors.search_form._OPERATIONS",),
    ("ui.editors.search_form", "_OPERATIONS[one]"): ("ui.editors.search_form._OPERATIONS",),
    ("ui.editors.search_form", "words"): (
        "ui.editors.search_form._OWN",
        "ui.editors.search_form._OPERATIONS",
    ),
    ("ui.editors.customer_form", "hint"): ("ui.editors.customer_form._CAPTIONS 1",),
    ("ui.editors.customer_form", "label"): ("ui.editors.customer_form._CAPTIONS 0",),
    ("ui.editors.customer_form", "title"): ("ui.editors.customer_form._ROWS 0",),
    ("ui.editors.invoice_head", "LOOKS[key]"): ("ui.editors.invoice_head.LOOKS",),
    ("ui.editors.line_grid", "self.painter.by_field[self.field].title"): (
        "ui.editors.line_painter.COLUMNS title",
        "ui.editors.invoice_lines.NOTES title",
        "ui.editors.schedule_line_painter.SCHEDULE_COLUMNS title",
    ),
    ("ui.editors.line_painter", "column.title"): (
        "ui.editors.line_painter.COLUMNS title",
        "ui.editors.schedule_line_painter.SCHEDULE_COLUMNS title",
    ),
    ("ui.editors.list_editor", "self.new_words"): ("attribute new_words",),
    ("ui.editors.list_editor", "self.title"): TITLE,
    ("ui.editors.schedule_details", "words"): (
        "ui.editors.schedule_details._TYPED",
        "ui.editors.schedule_details._PRICED",
        "ui.editors.schedule_details._WHEN_ZERO",
    ),
    ("ui.editors.schedule_happens", "words"): (
        "ui.editors.schedule_happens._ORDERS",
        "ui.editors.schedule_happens._PLACES",
    ),
    ("ui.editors.schedule_happens", "_ORDERS[draft.pending.order]"): ("ui.editors.schedule_happens._ORDERS",),
    ("ui.editors.schedule_lines", "words"): ("ui.editors.schedule_lines._ADDED 0",),
    ("ui.editors.schedule_more", "LOOKS[key]"): ("ui.editors.invoice_head.LOOKS",),
    ("ui.editors.schedule_when", "*UNITS[grid.frequency]"): ("ui.editors.schedule_when.UNITS",),
    ("ui.editors.schedule_when", "words"): (
        "ui.editors.schedule_when._OFTEN",
        "ui.editors.schedule_when._COVERS",
        "ui.editors.schedule_when._MISSED",
        "ui.editors.schedule_when.MORE 2",
    ),
    ("ui.editors.schedule_words", "FIELDS[one.what]"): ("ui.editors.schedule_words.FIELDS",),
    ("ui.finding", "command.words"): ("ui.commands.COMMANDS words",),
    ("ui.finding", "menu_of(command)"): ("ui.commands.MENUS 0",),
    ("ui.heading", "command.words"): ("ui.commands.COMMANDS words",),
    ("ui.heading", "pane.title"): TITLE,
    ("ui.pages.preview_run", "_WORDS[key]"): ("ui.pages.preview_run._WORDS",),
    ("ui.pages.price_change", "_WORDS[key]"): ("ui.pages.price_change._WORDS",),
    ("ui.pages.price_words", "REASONS[row.reason]"): ("ui.pages.price_words.REASONS",),
    ("ui.pages.run_words", "said"): ("ui.pages.run_words.HAPPENS 0",),
    ("ui.pages.usage_columns", "said"): ("ui.pages.usage_columns.FATES 0",),
    ("ui.pages.usage_import", "said"): ("ui.pages.usage_import._PARTS 1",),
    ("ui.pages.shortcuts", "menu"): ("ui.commands.MENUS 0",),
    ("ui.pages.shortcuts", "one.words"): ("ui.commands.COMMANDS words",),
    ("ui.pages.wizard", "step.line"): ("attribute line",),
    ("ui.pages.wizard", "step.title"): TITLE,
    ("ui.panes.payment_acts", "*said"): ("assigned said",),
    ("ui.pages.print", "*words"): ("assigned words",),
    ("ui.panes.payment_detail", "_WENT[one.kind]"): ("ui.panes.payment_detail._WENT",),
    ("ui.panes.customer_acts", "*words"): ("assigned words",),
    ("ui.panes.customer_assets", "words"): ("assigned made 0",),
    ("ui.panes.customer_detail", "_WORDS[key]"): ("ui.panes.customer_detail._WORDS",),
    ("ui.panes.customer_facts", "*words"): ("assigned words",),
    ("ui.panes.customer_history", "_FIELDS.get(name, name)"): ("ui.panes.customer_history._FIELDS",),
    ("ui.panes.invoice_columns", "words"): ("ui.panes.invoice_columns.SENT 2",),
    ("ui.panes.invoice_picture", "label"): ("ui.panes.invoice_picture.CELLS 0",),
    ("ui.panes.pane", "self.title"): TITLE,
    ("ui.panes.recurring_columns", "words"): ("ui.panes.recurring_columns._LAST 0",),
    ("ui.panes.recurring_detail", "*days"): ("assigned days",),
    ("ui.panes.recurring_plan", "_ACTS[act]"): ("ui.panes.recurring_plan._ACTS",),
    ("ui.panes.recurring_plan", "_WHY.get(skipped.reason, 'skipped')"): (
        "ui.panes.recurring_plan._WHY",
        "text skipped",
    ),
    ("ui.panes.settings", "make.title"): TITLE,
    ("ui.panes.settings_documents", "name"): ("ui.panes.settings_documents.COLORS 1",),
    ("ui.panes.settings_section", "self.line"): ("attribute line",),
    ("ui.panes.settings_section", "self.title"): TITLE,
    ("ui.panes.settings_section", "self.words"): ("attribute words",),
    ("ui.shell", "self._places[0].words"): ("ui.start.PLACES words",),
    ("ui.views", "pane.title"): TITLE,
    ("ui.views", "pane.view_words"): ("attribute view_words",),
    ("ui.widgets.badge", "KINDS[state].word"): ("ui.widgets.badge.KINDS word",),
    ("ui.widgets.side", "place.words"): ("ui.start.PLACES words",),
    ("ui.widgets.side", "self._words"): ("ui.start.PLACES words",),
    ("ui.window", "words"): ("ui.commands.MENUS 0",),
}
