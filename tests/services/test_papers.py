"""PDFs on file: frozen once, the same for everybody, saved under harmless names."""

import hashlib
import io
import shutil
import subprocess
import threading
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import text

from billdesk.documents.press import Press
from billdesk.domain.errors import Missing, Refused, Trouble
from billdesk.domain.invoice import InvoiceLine
from billdesk.services.invoicing import Invoicing
from billdesk.services.papers import Papers
from billdesk.services.payments import Payments
from billdesk.services.settings import Settings
from support.small_shop import NORTHGATE, TODAY, open_shop


def words_of(pdf):
    """What can be read in a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def stamp_of(pdf):
    """The letters of a PDF in the order in which they are drawn, stamps first."""
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.fixture
def papers(paper_shop):
    return Papers(paper_shop.office)


def frozen(paper_shop, key):
    with paper_shop.office.reading() as work:
        return work.traces.frozen(key)


def test_the_first_look_at_an_issued_invoice_freezes_it(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer())
    assert frozen(paper_shop, key) is None
    pdf = papers.pdf(key)
    assert pdf.startswith(b"%PDF")
    assert frozen(paper_shop, key) == pdf == papers.pdf(key)


def test_the_hash_of_the_frozen_bytes_is_on_file(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer())
    pdf = papers.pdf(key)
    with paper_shop.office.reading() as work:
        stored = work.connection.execute(text("SELECT sha256 FROM documents")).scalar()
    assert stored == hashlib.sha256(pdf).hexdigest()


def test_every_fact_of_an_issued_invoice_can_be_read(paper_shop, papers):
    found = words_of(
        papers.pdf(paper_shop.invoice(paper_shop.customer(), title="IT in February", notes="Thank you, Ann"))
    )
    for fact in ("INV-2026-00001", "Acme Dental", "Managed IT", "9 used", "119.00", "VAT 19%"):
        assert fact in found
    for fact in ("Northgate IT", "Net 14", "IT in February", "Thank you", "Feb 15, 2026", "Page 1 of 1"):
        assert fact in found


def test_a_new_letterhead_changes_no_issued_invoice_even_if_it_isnt_frozen_yet(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer())
    Settings(paper_shop.office).keep(replace(NORTHGATE, name="Southgate"))
    found = words_of(papers.pdf(key))
    assert "Northgate IT" in found
    assert "Southgate" not in found


def test_a_draft_shows_its_mark_and_the_letterhead_of_today_and_is_never_frozen(paper_shop, papers):
    key = paper_shop.draft(paper_shop.customer())
    Settings(paper_shop.office).keep(replace(NORTHGATE, name="Southgate"))
    found = words_of(papers.pdf(key))
    assert "Southgate" in found
    assert "DRAFT" in stamp_of(papers.pdf(key))
    assert papers.issued_pdf(key) is None
    assert frozen(paper_shop, key) is None
    assert papers.freeze_pending() == 0


@pytest.mark.parametrize("is_frozen_before", [True, False])
def test_a_void_invoice_is_shown_with_its_stamp_and_kept_as_it_was_issued(
    paper_shop, papers, is_frozen_before
):
    key = paper_shop.invoice(paper_shop.customer())
    if is_frozen_before:
        papers.pdf(key)
    paper_shop.void(key)
    assert papers.pdf(key) != papers.issued_pdf(key)
    assert "VOID" in stamp_of(papers.pdf(key))
    issued = papers.issued_pdf(key)
    assert "VOID" not in stamp_of(issued)
    assert frozen(paper_shop, key) == issued


def test_a_paid_invoice_can_be_stamped_beside_its_frozen_bytes(paper_shop, papers):
    customer = paper_shop.customer("Acme Dental")
    key, other = paper_shop.invoices(customer, 2)
    before = papers.pdf(key)
    with pytest.raises(Refused, match="invoice_is_not_paid"):
        papers.stamped_pdf(key)
    Payments(paper_shop.office).quick([key], TODAY)
    stamped = words_of(papers.stamped_pdf(key))
    assert "PAID" in stamped
    assert "Paid −119.00" in stamped
    assert "Balance due €0.00" in stamped
    assert papers.pdf(key) == before
    assert "PAID" not in words_of(before)
    with pytest.raises(Refused, match="invoice_is_not_paid"):
        papers.stamped_pdf(other)


def test_what_was_given_up_is_never_stamped_as_paid(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer("Acme Dental"))
    Invoicing(paper_shop.office).write_off(key, TODAY, "bankrupt")
    with pytest.raises(Refused, match="invoice_is_not_paid"):
        papers.stamped_pdf(key)


def test_a_stamp_on_a_draft_or_void_one_says_what_it_is(paper_shop, papers):
    customer = paper_shop.customer("Acme Dental")
    draft, void = paper_shop.draft(customer), paper_shop.invoice(customer)
    paper_shop.void(void)
    assert papers.stamped_pdf(draft) == papers.pdf(draft)
    assert papers.stamped_pdf(void) == papers.pdf(void)


def test_look_logo_paper_and_code_are_those_of_the_day_of_issue(paper_shop, papers):
    settings = Settings(paper_shop.office)
    shop = replace(NORTHGATE, template="classic", paper="Letter", iban="DE89370400440532013000")
    settings.keep(shop)
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), (200, 30, 30)).save(picture, "PNG")
    settings.keep_logo(picture.getvalue())
    key = paper_shop.invoice(paper_shop.customer("Acme Dental"))
    settings.keep(NORTHGATE)
    settings.remove_logo()
    page = PdfReader(io.BytesIO(papers.pdf(key))).pages[0]
    assert round(page.mediabox.width) == 612
    assert len(page.images) == 1
    text = words_of(papers.pdf(key))
    assert "Payment due" in text
    assert "Scan with your banking app" in text


def test_an_invoice_keeps_its_own_look(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer("Acme Dental"), template="compact")
    assert paper_shop.read(key).template == "compact"
    assert "# Description Qty Price Amount" in words_of(papers.pdf(key)).replace(" Unit", "")


def test_saved_files_are_called_as_the_shop_has_set(paper_shop, papers, tmp_path):
    Settings(paper_shop.office).keep(replace(NORTHGATE, pdf_name="{date} {customer}"))
    key = paper_shop.invoice(paper_shop.customer("Acme/../Dental"))
    (saved,) = papers.save([key], tmp_path)
    assert saved.path.parent == tmp_path
    assert saved.path.name == f"{TODAY.isoformat()} Acme-..-Dental.pdf"


def test_the_same_issued_row_gives_the_same_bytes_in_every_process(paper_shop):
    key = paper_shop.invoice(paper_shop.customer())
    first, second = Papers(paper_shop.office), Papers(paper_shop.office)
    invoice = paper_shop.read(key)
    assert first.preview(invoice) == second.preview(invoice) == first.pdf(key)


def test_whoever_freezes_first_wins(paper_shop, papers, monkeypatch):
    key = paper_shop.invoice(paper_shop.customer())
    render = "billdesk.documents.invoice.render"

    def slow(_document):
        with paper_shop.office.work() as work:
            work.traces.freeze(key, b"%PDF of somebody else", paper_shop.clock())
            work.commit()
        return b"%PDF of ours"

    monkeypatch.setattr(render, slow)
    assert papers.pdf(key) == b"%PDF of somebody else" == papers.pdf(key)


def test_many_processes_freeze_each_document_once(shop_target):
    paper_shop = open_shop(shop_target)
    keys = paper_shop.invoices(paper_shop.customer(), 12)
    found, start = [], threading.Barrier(3)

    def freeze():
        start.wait()
        found.append(Papers(paper_shop.office).issued_pdfs(keys))

    threads = [threading.Thread(target=freeze) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] == found[1] == found[2]
    assert sorted(found[0]) == keys
    with paper_shop.office.reading() as work:
        assert work.connection.execute(text("SELECT count(*) FROM documents")).scalar() == 12
    paper_shop.office.store.close()


def test_what_was_frozen_and_is_damaged_is_never_given_out(paper_shop, papers):
    key = paper_shop.invoice(paper_shop.customer())
    papers.pdf(key)
    with paper_shop.office.work() as work:
        names = work.connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'documents'")
        )
        for name in list(names.scalars()):
            work.connection.execute(text(f"DROP TRIGGER {name}"))
        work.connection.execute(text("UPDATE documents SET content = x'00'"))
        work.commit()
    with pytest.raises(Trouble) as trouble:
        papers.pdf(key)
    assert trouble.value.code == "document_is_damaged"


def test_pending_documents_are_frozen_oldest_first_up_to_a_limit_and_until_stopped(paper_shop, papers):
    keys = paper_shop.invoices(paper_shop.customer(), 45)
    steps = []
    assert papers.freeze_pending(limit=5) == 5
    assert (
        papers.freeze_pending(stop=lambda: len(steps) == 1, progress=lambda *step: steps.append(step)) == 20
    )
    assert steps == [(20, 40)]
    assert [frozen(paper_shop, key) is not None for key in keys] == [True] * 25 + [False] * 20
    assert papers.freeze_pending() == 20
    assert papers.freeze_pending() == 0


def test_a_character_that_no_font_has_is_reported(paper_shop, papers):
    line = InvoiceLine("Cuneiform \U00012000", quantity=10000, unit_price=100 * 10000)
    key = paper_shop.invoice(paper_shop.customer(), lines=(line,))
    fine = paper_shop.invoice(paper_shop.customer("Łukasz 王"))
    assert papers.missing_glyphs([key])[key] == ("\U00012000",)
    assert "Ł" not in papers.missing_glyphs([fine]).get(fine, ())


def test_saved_files_hold_the_frozen_bytes_under_their_numbers(paper_shop, papers, tmp_path):
    keys = paper_shop.invoices(paper_shop.customer(), 2)
    saved = papers.save(keys, tmp_path / "out" / "deep")
    assert [one.path.name for one in saved] == ["INV-2026-00001.pdf", "INV-2026-00002.pdf"]
    assert [one.path.read_bytes() for one in saved] == [papers.pdf(key) for key in keys]


def test_saving_says_how_far_it_is_and_ends_when_asked_to(paper_shop, papers, tmp_path):
    keys, steps = paper_shop.invoices(paper_shop.customer(), 4), []
    saved = papers.save(keys, tmp_path, "", lambda: len(steps) == 2, lambda *step: steps.append(step))
    assert steps == [(1, 4), (2, 4)]
    assert [one.invoice_id for one in saved] == keys[:2]
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_many_are_drawn_in_processes_of_their_own_and_frozen_here(paper_shop, papers, tmp_path, monkeypatch):
    keys = paper_shop.invoices(paper_shop.customer(), 3)
    draft = paper_shop.invoice(paper_shop.customer("Beta"), issued=False)
    wanted = papers.pdf(draft)
    press = Press(least=1, idle=0.05)
    elsewhere = Papers(replace(paper_shop.office, press=press))
    with monkeypatch.context() as patched:
        patched.setattr("billdesk.documents.invoice.render", lambda _one: b"drawn here")
        saved = [one.path.read_bytes() for one in elsewhere.save([*keys, draft], tmp_path)]
        assert elsewhere.pdfs([draft, *keys]) == (wanted, *saved[:3])
    press.close()
    assert saved == [*(frozen(paper_shop, key) for key in keys), wanted]
    assert all(pdf.startswith(b"%PDF") for pdf in saved)


def test_no_name_leads_out_of_the_folder(paper_shop, papers, tmp_path):
    customer = paper_shop.customer("../../../tmp/evil\x00")
    [saved] = papers.save([paper_shop.invoice(customer)], tmp_path / "out", "{customer} {number}")
    assert saved.path.parent == tmp_path / "out"
    assert sorted(tmp_path.glob("**/*.pdf")) == [saved.path]


def test_no_file_is_overwritten_and_the_same_document_isnt_saved_twice(paper_shop, papers, tmp_path):
    keys = paper_shop.invoices(paper_shop.customer(), 2)
    (tmp_path / "Acme Dental.pdf").write_bytes(b"mine")
    names = [one.path.name for one in papers.save(keys, tmp_path, "{customer}")]
    assert names == ["Acme Dental (2).pdf", "Acme Dental (3).pdf"]
    assert [one.path.name for one in papers.save(keys, tmp_path, "{customer}")] == names
    assert (tmp_path / "Acme Dental.pdf").read_bytes() == b"mine"


def test_a_wrong_pattern_or_id_writes_nothing(paper_shop, papers, tmp_path):
    key = paper_shop.invoice(paper_shop.customer())
    with pytest.raises(Refused):
        papers.save([key], tmp_path / "out", "{secret}")
    with pytest.raises(Missing):
        papers.save([key, 999], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(paper_shop, papers, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Trouble) as trouble:
        papers.save([paper_shop.invoice(paper_shop.customer())], tmp_path / "file" / "out")
    assert trouble.value.code == "file_cannot_be_written"
    assert str(tmp_path / "file" / "out") == trouble.value.facts["path"]
