"""East Asian faces of the computer."""

import shutil
from pathlib import Path

import pytest

from billdesk.documents import fonts, systemfonts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(systemfonts, "FOLDERS", {})
    monkeypatch.setattr(systemfonts, "OTHER_FOLDERS", (str(tmp_path),))
    return tmp_path


def test_a_known_face_is_found_by_its_name_wherever_it_lies(folder: Path) -> None:
    (folder / "deep").mkdir()
    shutil.copyfile(fonts.FOLDER / "NotoSansThai-Regular.ttf", folder / "deep" / "malgun.ttf")
    (face,) = systemfonts.look_for_faces()
    assert face.fontName == "EastAsian-malgun"
    assert face.has("ก")


def test_broken_files_and_missing_folders_are_passed_over(folder: Path) -> None:
    (folder / "malgun.ttf").write_bytes(b"no font")
    (folder / "simsun.ttc").write_bytes(b"")
    assert systemfonts.look_for_faces() == ()
