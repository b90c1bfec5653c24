"""The custom fields of contacts and assets: names, choices, and which are offered no longer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from billdesk.domain.customer import CustomField
from billdesk.domain.errors import Problem
from billdesk.domain.people_problems import field_problems
from billdesk.ui.bench import Bench
from billdesk.ui.editors.list_editor import ListEditor
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import Form, LongText, SegmentField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class CustomFields(ListEditor):
    """Renaming a field keeps its values; an archived one is offered no longer, and its values stay."""

    key = "custom_fields"
    title = "Custom fields"
    new_words = "New field"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        choices = tr("One in each line; leave it empty where anything may be typed")
        kinds = (Choice("asset", tr("Assets")), Choice("contact", tr("Contacts")))
        self.form = Form(
            {
                "name": TextField(look, Caption("custom_fields.name", tr("Name"))),
                "on": SegmentField(look, Caption("custom_fields.on", tr("Belongs to")), kinds),
                "choices": LongText(look, Caption("custom_fields.choices", tr("Choices"), choices), 6),
            },
            self,
        )
        self.archive = Button(look, tr("Archive"), "plain", "package", "custom_fields.archive")
        self.archive.clicked.connect(self._on_archive)
        for field in self.form.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self.archive, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.changed.connect(lambda _place: self.on_edited())
        self.refresh()

    def kinds(self) -> frozenset[str]:
        return frozenset({"field"})

    def read(self) -> Callable[[], Sequence[CustomField]]:
        return self.bench.desk.searches.fields

    def words_of(self, thing: CustomField) -> str:
        on = tr("assets") if thing.on == "asset" else tr("contacts")
        name = thing.name or tr("New field")
        return f"{name} ({on}, {tr('archived')})" if thing.archived else f"{name} ({on})"

    def blank(self) -> CustomField:
        return CustomField(0, "", "asset", "")

    def show_thing(self, thing: CustomField) -> None:
        values = {"name": thing.name, "on": thing.on, "choices": "\n".join(thing.choices)}
        self.form.show_values(values)
        self.form.fields["on"].setEnabled(thing.id == 0)
        self.archive.setVisible(thing.id != 0)
        self.archive.set_words(tr("Bring back") if thing.archived else tr("Archive"))

    def typed(self) -> CustomField:
        values = self.form.values()
        choices = tuple(line.strip() for line in values["choices"].splitlines() if line.strip())
        return replace(self.now, name=values["name"], on=values["on"], choices=choices)

    def problems_of(self, thing: CustomField) -> Iterable[Problem]:
        return field_problems(thing)

    def save(self, thing: CustomField) -> CustomField:
        return self.bench.desk.searches.save_field(thing)

    def refuse(self, problems: Sequence[Problem]) -> None:
        self.wrong.setText(" ".join(map(self.bench.said, self.form.tell(problems, self.bench.said))))

    def focus_first(self) -> None:
        self.form.fields["name"].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_archive(self) -> None:
        if self.now is None or not self.now.id:
            return
        services, now = self.bench.desk.searches, self.now
        self.bench.run(
            lambda: services.archive_field(now.id, not now.archived), self._on_archived, self._on_failed
        )

    def _on_archived(self, field: CustomField) -> None:
        words = tr("{name} is archived", name=field.name)
        if not field.archived:
            words = tr("{name} is offered again", name=field.name)
        services = self.bench.desk.searches
        run, failed = self.bench.run, self.troubled.emit

        def back() -> None:
            run(lambda: services.archive_field(field.id, not field.archived), lambda _one: None, failed)

        self.told.emit(words, back)
