"""What the tops of all looks share."""

import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader

from billdesk.documents.invoice import render
from billdesk.documents.look import LOOKS


def logo(size=(300, 100)):
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("look", LOOKS)
def test_further_pages_say_whose_document_they_are(acme, item, read, look) -> None:
    pages = read(render(acme(look=look, lines=tuple(item(f"Row {number}") for number in range(120)))))
    assert len(pages) > 1
    assert all(re.search(r"Northgate IT +Invoice INV-2026-00004", page) for page in pages[1:])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", [(800, 40), (300, 100), (100, 100), (16, 320)])
def test_a_logo_stands_on_the_first_page_without_transparency(acme, shop, look, size) -> None:
    pdf = PdfReader(io.BytesIO(render(acme(look=look, letterhead=shop(logo=logo(size))))))
    assert [len(page.images) for page in pdf.pages] == [1] + [0] * (len(pdf.pages) - 1)
    assert "/SMask" not in pdf.pages[0]["/Resources"]["/XObject"].popitem()[1].get_object()


@pytest.mark.parametrize("look", LOOKS)
def test_a_hundred_address_lines_flow_over_pages(acme, read, look) -> None:
    customer = ("Acme", *(f"Line {number}" for number in range(300)))
    text = "".join(read(render(acme(look=look, customer=customer)), layout=False))
    assert "Line 299" in text
    assert "Subtotal" in text
