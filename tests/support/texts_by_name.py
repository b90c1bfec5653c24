"""Where the texts stand that are translated by a name: `tr(words)` says nothing about which texts those are.

A place is written as one of
- "services.sentences.SENTENCES": each text of a table, also of tables in it;
- "ui.commands.COMMANDS words", "ui.panes.invoice_columns.SENT 2": of each entry that attribute or part;
- "attribute title": what classes of `ui` have as a class attribute of that name;
- "assigned words 0": the texts of what is assigned to that name in the same module, here their first parts;
- "call _action 1": the second argument of each call of that function in the same module;
- "text Skipped": this one.
"""

TITLE = ("attribute title",)

BY_NAME: dict[tuple[str, str], tuple[str, ...]] = {
    ("services.frequencies", "_EACH[rhythm.frequency]"): ("services.frequencies._EACH",),
    ("services.frequencies", "_EVERY[rhythm.frequency]"): ("services.frequencies._EVERY",),
    ("services.papers", "kind"): ("text Invoice", "text Credit note"),
    ("services.phrases", "_NOTES[code]"): ("services.phrases._NOTES",),
    ("services.selection", "title"): ("services.selection.COLUMNS",),
    ("services.wording", "template_of(code, facts)"): (
        "services.sentences.SENTENCES",
        "services.complaints.COMPLAINTS",
    ),
    ("services.wording", "_UNKNOWN"): ("services.wording._UNKNOWN",),
    ("services.wording", "known"): ("services.sentences.VALUES",),
    ("ui.commands", "command.words"): ("ui.commands.COMMANDS words",),
    ("ui.pages.preview_run", "_WORDS[key]"): ("ui.pages.preview_run._WORDS",),
    ("ui.pages.run_words", "said"): ("ui.pages.run_words.HAPPENS 0",),
    ("ui.panes.invoice_columns", "words"): ("ui.panes.invoice_columns.SENT 2",),
    ("ui.panes.invoice_facts", "ACTS.get(one.act, one.act.replace('_', ' ').capitalize())"): (
        "ui.panes.invoice_facts.ACTS",
    ),
    ("ui.panes.invoice_picture", "label"): ("ui.panes.invoice_picture.CELLS 0",),
    ("ui.panes.recurring_columns", "words"): ("ui.panes.recurring_columns._LAST 0",),
    ("ui.panes.recurring_plan", "_ACTS[act]"): ("ui.panes.recurring_plan._ACTS",),
    ("ui.panes.recurring_detail", "*days"): ("assigned days",),
    ("ui.panes.recurring_plan", "_WHY.get(reason, 'skipped')"): ("ui.panes.recurring_plan._WHY", "text skipped"),
    ("ui.widgets.badge", "KINDS[state].word"): ("ui.widgets.badge.KINDS word",),
    ("ui.window", "pane.title"): TITLE,
    ("ui.window", "words"): ("ui.commands.MENUS 0",),
}
