"""Documents in the settings: look, color, logo and the rest, kept at once and seen on the page beside."""

from base64 import b64decode

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import click, settle, type_into

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane, what="documents")


@pytest.fixture
def section(pane):
    return pane.sections["documents"]


def test_look_paper_and_annex_are_kept_as_they_are_chosen_and_the_page_follows(qtbot, pane, section):
    qtbot.waitUntil(lambda: bool(pane.example.page._pages))
    before = pane.example.page._pages
    for name in ("template.classic", "paper.Letter", "annex.always"):
        click(qtbot, pane, f"settings.{name}")
    shop = pane.bench.desk.settings.read()
    assert (shop.template, shop.paper, shop.annex) == ("classic", "Letter", "always")
    qtbot.waitUntil(lambda: pane.example.page._pages[0].height() != before[0].height())


def test_a_color_is_chosen_by_mouse_by_arrows_or_typed(qtbot, pane, section):
    click(qtbot, pane, "settings.swatches.1F4E8C")
    assert pane.bench.desk.settings.read().accent == "#1F4E8C"
    chosen = section.swatches._all[1]
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().accent == "#5B3A8E"
    type_into(qtbot, section.accent, "#123456")
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().accent == "#123456"
    for rubbish in ("red", "#12", "#GGGGGG", ""):
        type_into(qtbot, section.accent, rubbish)
        settle(qtbot, pane)
        assert section.accent.told(), rubbish
    assert pane.bench.desk.settings.read().accent == "#123456"


@pytest.mark.parametrize(
    ("name", "rubbish"),
    [
        ("iban", "DE00"),
        ("bic", "?"),
        ("payment_link", "javascript:alert(1)"),
        ("pdf_name", "{nummber}"),
    ],
)
def test_rubbish_is_told_at_its_field(qtbot, pane, section, name, rubbish):
    before = getattr(pane.bench.desk.settings.read(), name)
    type_into(qtbot, getattr(section, name), rubbish)
    settle(qtbot, pane)
    assert getattr(section, name).told()
    assert getattr(pane.bench.desk.settings.read(), name) == before


def test_a_logo_is_set_from_a_file_and_its_removal_can_be_taken_back(qtbot, pane, section, tmp_path):
    file = tmp_path / "logo.png"
    file.write_bytes(DOT)
    section.logo.use_file(file)
    settle(qtbot, pane)
    assert pane.bench.desk.settings.logo()
    assert section.logo.remove.isVisible()
    click(qtbot, pane, "settings.logo.remove")
    assert pane.bench.desk.settings.logo() is None
    pane.undo[-1]()
    settle(qtbot, pane)
    assert pane.bench.desk.settings.logo()


@pytest.mark.parametrize("content", [b"", b"no picture", DOT[:20]])
def test_what_is_no_picture_is_refused_in_words(qtbot, pane, section, tmp_path, content):
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    section.logo.use_file(file)
    settle(qtbot, pane)
    assert pane.troubles
    assert pane.bench.sentence(pane.troubles[0])
    assert pane.bench.desk.settings.logo() is None


def test_a_file_that_is_gone_is_told(qtbot, pane, section, tmp_path):
    section.logo.use_file(tmp_path / "gone.png")
    settle(qtbot, pane)
    assert [one.code for one in pane.troubles] == ["file_cannot_be_read"]


def test_the_button_asks_for_a_file(qtbot, pane, section):
    from PySide6.QtWidgets import QFileDialog

    section.logo.choose.click()
    dialog = pane.findChild(QFileDialog, "settings.logo.file")
    assert dialog is not None
    dialog.reject()


def test_every_look_is_shown_as_the_press_prints_it_for_this_shop(section, qtbot):
    cards = [section.template.edit.card(key) for key in ("modern", "classic", "compact")]
    qtbot.waitUntil(lambda: not any(card.picture().isNull() for card in cards), timeout=20_000)
    pages = [card.picture() for card in cards]
    assert len({bytes(page.constBits()) for page in pages}) == 3
    assert {page.width() for page in pages} == {section.template.edit.picture_width()}
