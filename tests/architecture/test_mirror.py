"""Each module has its test, at the same place in tests/."""

from sources import PACKAGE, ROOT, functions, modules, name

TESTS = ROOT / "tests"


def mirror(path):
    """Where the test of a module lies."""
    place = path.relative_to(PACKAGE)
    return TESTS / place.with_name(f"test_{place.name}")


def needs_a_test(path):
    """Values and tables without behaviour are tested by what uses them; migrations, by opening old files."""
    return path.name != "__init__.py" and "migrations" not in path.parts and bool(functions(path))


def test_each_module_with_behaviour_has_its_test():
    missing = [f"{name(path)} -> {name(mirror(path))}" for path in modules() if needs_a_test(path)]
    missing = [each for each in missing if not (ROOT / each.partition(" -> ")[2]).is_file()]

    assert not missing, "modules without their test:\n" + "\n".join(missing)


def test_each_test_in_a_room_belongs_to_a_module():
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    tests = [path for path in TESTS.rglob("test_*.py") if path.relative_to(TESTS).parts[0] in rooms]
    strays = [
        name(test)
        for test in tests
        if not any(
            (PACKAGE / test.relative_to(TESTS)).parent.glob(test.name.removeprefix("test_")[:-3] + "*")
        )
        and not belongs_to_a_longer_test(test)
    ]

    assert not strays, "tests of no module:\n" + "\n".join(strays)


def belongs_to_a_longer_test(test):
    """A module may have more than one test file: test_run.py and test_run_catch_up.py belong to run.py."""
    folder = (PACKAGE / test.relative_to(TESTS)).parent
    return any(test.stem.removeprefix("test_").startswith(f"{path.stem}_") for path in folder.glob("*.py"))
