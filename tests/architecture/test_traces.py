"""The project says nothing of the machines on which it was made."""

import re

from sources import name, project_files, text

# Written so that this file isn't the first to be found.
FOLDERS = re.compile(r"(?<![\w./~-])/(work|root|home)/\w")
HOSTS = re.compile(
    "|".join((r"pypi\.or" + "g", r"python" + r"hosted\.org", r"npm" + r"js\.org", r"proxy\.gol" + "ang"))
)


def test_no_file_names_a_folder_of_somebodys_machine():
    assert not traces(FOLDERS)


def test_no_file_names_a_registry():
    assert not traces(HOSTS)


def traces(pattern):
    return [
        f"{name(path)}:{number}"
        for path in project_files()
        for number, line in enumerate((text(path) or "").splitlines(), 1)
        if pattern.search(line)
    ]


def test_traces_would_be_seen():
    assert FOLDERS.search('open("' + "/ro" + 'ot/x")')
    assert not FOLDERS.search("resources/work/list")
