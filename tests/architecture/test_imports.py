"""Every arrow points down, and a library is used in its room only."""

import ast
import subprocess
import sys

import pytest
from sources import PACKAGE, ROOT, dotted, imports, modules, name, tree

# The rooms (or modules) that may import a library; everybody else may not.
ROOMS = {
    "PySide6": ("billdesk.ui",),
    "shiboken6": ("billdesk.ui",),
    "pypdfium2": ("billdesk.ui",),
    "sqlalchemy": ("billdesk.storage",),
    "alembic": ("billdesk.storage",),
    "sqlite3": ("billdesk.storage",),
    "psycopg": ("billdesk.storage",),
    "reportlab": ("billdesk.documents",),
    "uharfbuzz": ("billdesk.documents",),
    "PIL": ("billdesk.documents",),
    "resvg_py": ("billdesk.documents",),
    "smtplib": ("billdesk.mail",),
    "jsonschema": ("billdesk.exchange",),
    "keyring": ("billdesk.basics.secrets",),
    "platformdirs": ("billdesk.basics.places",),
    "babel": ("billdesk.basics",),
}
# What costs too much at start, and is therefore imported where it is first used, in functions.
HEAVY = {"reportlab", "alembic", "keyring", "smtplib", "babel", "stripe", "uharfbuzz", "jsonschema"}
# What the window's first paint (the first two lines) or its first rows don't wait for: tests/ui/test_start.py
# holds that none of it is imported before, so that an import of it in a function has its reason.
LATE = (
    "billdesk.ui.messages", "billdesk.ui.icons", "billdesk.ui.fonts", "billdesk.ui.words",
    *(f"billdesk.ui.widgets.{part}" for part in ("focus", "sheet", "side", "status", "top")),
    "billdesk.ui.finding", "billdesk.ui.dialogs", "billdesk.ui.pages.shortcuts", "billdesk.ui.typed_dates",
    "billdesk.ui.widgets.picker", "billdesk.ui.widgets.span", "billdesk.domain.counting",
    "billdesk.domain.document", "billdesk.domain.finds", "billdesk.domain.totals", "billdesk.domain.typed",
    "billdesk.services.paper_settings", "billdesk.services.running", "billdesk.storage.finding",
    "billdesk.storage.payment_pages", "billdesk.storage.schedule_pages", "billdesk.storage.ticket_pages",
    "billdesk.storage.time_pages", "billdesk.ui.panes.ticket_acts",
    "billdesk.ui.spacing", "billdesk.domain.customer_list", "billdesk.domain.payment_list",
    "billdesk.domain.schedule_list",
)  # fmt: skip
IMPURE = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "sqlite3",
    "threading",
    "tempfile",
    "shutil",
    "time",
    "logging",
}
FLOORS = {
    "app": 5, "ui": 4, "cli": 4, "services": 3, "storage": 2, "documents": 2, "mail": 2, "exchange": 2,
    "cards": 2, "domain": 1, "basics": 1,
}  # fmt: skip


def test_the_import_contracts_are_kept():
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_known():
    rooms = {each.name for each in PACKAGE.iterdir() if each.is_dir() and any(each.glob("*.py"))}

    assert rooms <= set(FLOORS)


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_a_library_is_used_in_its_room_only(library):
    strangers = [
        name(path) for path in modules() if uses(path, library) and not lives_in(path, ROOMS[library])
    ]

    assert not strangers, f"{library} belongs to {ROOMS[library]}"


def uses(path, library):
    return any(each == library or each.startswith(library + ".") for each in imports(path))


def lives_in(path, rooms):
    module = dotted(path)
    return any(module == room or module.startswith(room + ".") for room in rooms)


def test_the_domain_knows_the_standard_library_and_dateutil_only():
    allowed = (set(sys.stdlib_module_names) - IMPURE) | {"dateutil", "billdesk"}
    strange = {
        f"{name(path)}: {each}"
        for path in modules()
        if lives_in(path, ["billdesk.domain"])
        for each in imports(path)
        if each.partition(".")[0] not in allowed
    }

    assert not strange


def test_the_domain_has_no_clock():
    asked = [
        f"{name(path)}:{each.lineno}"
        for path in modules()
        if lives_in(path, ["billdesk.domain"])
        for each in ast.walk(tree(path))
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
        if each.func.attr in {"today", "now", "utcnow"}
    ]

    assert not asked, "today is an argument"


def test_what_people_touch_never_sees_the_outside_world():
    outside = tuple(f"billdesk.{room}" for room, floor in FLOORS.items() if floor == 2)
    touching = {
        f"{name(path)}: {each}"
        for path in modules()
        if lives_in(path, ["billdesk.ui", "billdesk.cli"])
        for each in imports(path)
        if each.startswith(outside)
    }

    assert not touching


def test_heavy_libraries_are_imported_when_first_used():
    early = {
        f"{name(path)}:{each.lineno}"
        for path in modules()
        for each in tree(path).body
        if isinstance(each, ast.Import | ast.ImportFrom) and heads(each) & HEAVY
        if not lives_in(path, ["billdesk.documents", "billdesk.storage.migrations"])
    }

    assert not early


def heads(statement):
    if isinstance(statement, ast.ImportFrom):
        return {(statement.module or "").partition(".")[0]}
    return {alias.name.partition(".")[0] for alias in statement.names}


def test_an_import_inside_a_function_fetches_a_heavy_library_and_hides_no_circle():
    hidden = {
        f"{name(path)}:{each.lineno}"
        for path in modules()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for each in ast.walk(function)
        if isinstance(each, ast.Import | ast.ImportFrom) and "billdesk" in heads(each)
        if not wanted_late(path, each)
    }

    assert not hidden


def wanted_late(path, statement):
    """`app` loads only the window or a command, and the window's start only what it needs to be painted.

    Documents pull in ReportLab as a whole, paper PDFium, and the database's transactions SQLAlchemy. What is
    LATE isn't imported before the window's first paint or its first rows, whoever asks for it.
    """
    module = getattr(statement, "module", None) or ""
    return lives_in(path, ["billdesk.app", "billdesk.ui.start"]) or all(
        f"{module}.{alias.name}".startswith(late()) for alias in statement.names
    )


def late():
    """The names that an import in a function may begin with."""
    return (
        "billdesk.documents",
        "billdesk.exchange",
        "billdesk.ui.paper",
        "billdesk.storage.alchemy",
        "billdesk.storage.work",
        *LATE,
    )


def test_there_are_no_circles_among_modules():
    known = {dotted(path) for path in modules()}
    arrows = {dotted(path): (imports(path) & known) - {dotted(path)} for path in modules()}

    assert not circle(arrows), "a circle of imports"


def circle(arrows):
    """What is left after taking away, again and again, all that imports nothing that is left."""
    left = dict(arrows)
    while free := [each for each, targets in left.items() if not targets & left.keys()]:
        for each in free:
            del left[each]
    return sorted(left)


def test_a_circle_would_be_seen():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]
