"""docs/map.md names every folder, so that a newcomer finds any line in two minutes."""

from sources import PACKAGE, ROOT, project_files

MAP = ROOT / "docs" / "map.md"
DEPTH = {"src": 4, "tests": 2}  # elsewhere two


def folders():
    """Every folder of the project down to the depth at which the map stops."""
    found = set()
    for path in project_files():
        parts = path.relative_to(ROOT).parts[:-1]
        if parts:
            found |= {
                "/".join(parts[:depth]) for depth in range(1, min(len(parts), DEPTH.get(parts[0], 2)) + 1)
            }
    return found - {"src", "src/billdesk"} - mirrors()


def mirrors():
    """The folders of tests that mirror a room are named once, by the rule."""
    return {f"tests/{path.name}" for path in PACKAGE.iterdir() if path.is_dir()}


def test_the_map_names_every_folder():
    told = MAP.read_text(encoding="utf-8")

    assert not [each for each in sorted(folders()) if f"`{each}/`" not in told]


def test_the_folders_are_really_looked_at():
    assert {"src/billdesk/domain", "tests/architecture", "docs/decisions"} <= folders()
