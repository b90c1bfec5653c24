"""What becomes of a shop's picture before it goes on paper."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from billdesk.documents import logo
from billdesk.documents.layout import opened_picture
from billdesk.documents.logo import LONGEST_SIDES, kept, readied
from billdesk.domain.errors import Refused

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>{inside}</svg>'
)
BOX = '<rect width="60" height="20" fill="#0B6470"/>'


def svg(inside=BOX, size='viewBox="0 0 60 20"'):
    return SVG.format(inside=inside, size=size).encode()


def picture(kind, mode="RGB", size=(30, 10), **more):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **more)
    return file.getvalue()


def opened(content):
    return Image.open(io.BytesIO(readied(content)))


@pytest.mark.parametrize(
    "content",
    [
        picture("PNG"),
        picture("PNG", "RGBA"),
        picture("PNG", "P"),
        picture("PNG", "LA"),
        picture("PNG", "I;16"),
        picture("JPEG"),
        picture("JPEG", "CMYK"),
        picture("JPEG", "L"),
    ],
)
def test_every_kind_of_png_and_jpeg_becomes_plain_colors(content):
    found = opened(content)
    assert (found.mode, found.size) == ("RGB", (30, 10))
    assert found.format in ("PNG", "JPEG")


def test_what_is_clear_becomes_white():
    assert opened(picture("PNG", "RGBA")).getpixel((3, 3)) == (255, 255, 255)


def test_a_picture_larger_than_print_can_show_is_made_smaller_and_a_turned_one_set_upright():
    assert opened(picture("PNG", size=(4000, 1000))).size == (800, 200)
    turned = Image.Exif()
    turned[0x0112] = 6
    assert opened(picture("JPEG", size=(30, 10), exif=turned)).size == (10, 30)


def test_a_photograph_becomes_a_jpeg_that_goes_into_the_pdf_as_it_is():
    file = io.BytesIO()
    Image.effect_noise((900, 400), 80).convert("RGB").save(file, "PNG")
    found = readied(file.getvalue())
    assert Image.open(io.BytesIO(found)).format == "JPEG"
    picture = opened_picture(found)
    assert picture is not None
    assert picture.jpeg_fh().read() == found


@pytest.mark.parametrize(
    "size", ['viewBox="0 0 60 20"', 'width="60mm" height="20mm"', 'width="100%" viewBox="5 5 60 20"']
)
def test_an_svg_becomes_dots_in_its_own_proportions(size):
    found = opened(svg(size=size))
    assert found.width == pytest.approx(3 * found.height, abs=4)
    assert found.size[0] <= LONGEST_SIDES[0]
    assert found.getpixel((60, 60)) == (11, 100, 112)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<SCRIPT/>",
        '<rect width="9" height="9" onload="x()"/>',
        '<image href="http://evil.example/x.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<a href="javascript:x()"/>',
        "<style>@import 'x.css';</style>",
        '<style>rect{fill:url("http://evil.example")}</style>',
        '<rect style="fill:url(//evil.example/x)"/>',
        "<foreignObject/>",
    ],
)
def test_an_svg_that_does_or_fetches_something_is_refused(inside):
    with pytest.raises(Refused) as refused:
        readied(svg(inside))
    assert refused.value.code == "logo_is_unsafe"


def test_an_svg_with_entities_is_refused_before_they_can_grow():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>'
    with pytest.raises(Refused, match="logo_is_unsafe"):
        readied(bomb)


def test_what_an_svg_names_inside_of_itself_is_fine():
    found = opened(
        svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/>' + BOX)
    )
    assert found.mode == "RGB"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "logo_is_no_picture"),
        (b"GIF89a" + b"0" * 50, "logo_is_no_picture"),
        (b"<html></html>", "logo_is_no_picture"),
        (b"<svg", "logo_is_broken"),
        (b"<svg\xff\xfe/>", "logo_is_broken"),
        (picture("PNG", size=(900, 900))[:-60], "logo_is_broken"),
        (svg(size=""), "logo_is_broken"),
        (svg(size='width="0" height="0"'), "logo_is_broken"),
        (svg(size='width="1e999" height="x" viewBox="a b c d"'), "logo_is_broken"),
        (svg(size='viewBox="0 0 1 100000"'), "logo_is_stretched"),
        (picture("PNG", size=(900, 2)), "logo_is_stretched"),
        (b"0" * (logo.MOST_BYTES + 1), "logo_too_large"),
        (picture("PNG", "1", size=(9000, 9000)), "logo_too_large"),
    ],
)
def test_what_is_wrong_with_a_picture_is_named(content, code):
    with pytest.raises(Refused) as refused:
        readied(content)
    assert refused.value.code == code


@settings(deadline=None)
@given(some.binary(max_size=200) | some.text(max_size=80).map(svg))
def test_no_rubbish_gets_through_or_breaks_it(content):
    try:
        found = readied(content)
    except Refused as refused:
        code = refused.code
    else:
        code = f"logo_{Image.open(io.BytesIO(found)).format}"
    assert code.startswith("logo_")


@pytest.mark.parametrize("content", [picture("PNG", "RGBA"), picture("JPEG"), picture("PNG", "P")])
def test_what_is_ready_for_paper_is_kept_byte_by_byte(content):
    ready = readied(content)
    assert kept(content) in (content, ready)
    assert kept(ready) == ready
