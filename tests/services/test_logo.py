"""The shop's logo: kept, shown, taken away, and refused where it is no picture."""

import io

import pytest
from PIL import Image

from billdesk.domain.errors import Refused
from billdesk.services.settings import Settings, read_letterhead


def png(size=(30, 10), color=(200, 30, 30, 128)):
    file = io.BytesIO()
    Image.new("RGBA", size, color).save(file, "PNG")
    return file.getvalue()


def test_a_logo_is_kept_shown_replaced_and_taken_away(each_office):
    settings = Settings(each_office)
    assert settings.logo() is None
    settings.keep_logo(png())
    first = settings.logo()
    assert Image.open(io.BytesIO(first)).size == (30, 10)
    settings.keep_logo(png((40, 20)))
    assert Image.open(io.BytesIO(settings.logo())).size == (40, 20)
    settings.remove_logo()
    assert settings.logo() is None
    settings.remove_logo()


def test_the_letterhead_of_today_bears_it(office):
    Settings(office).keep_logo(png())
    with office.reading() as work:
        assert read_letterhead(work).logo == Settings(office).logo()


def test_rubbish_is_refused_and_the_old_one_stays(office):
    settings = Settings(office)
    settings.keep_logo(png())
    before = settings.logo()
    for content in (b"", b"rubbish", b"<html/>", b"\x89PNG\r\n\x1a\n" + b"0" * 99, b"%PDF-1.4"):
        with pytest.raises(Refused, match="logo_"):
            settings.keep_logo(content)
    assert settings.logo() == before
