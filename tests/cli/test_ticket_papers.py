"""`billdesk ticket pdf` and `ticket time`."""


def test_a_work_order_is_written_into_a_file_or_a_folder(terminal, tmp_path):
    found = terminal.done("ticket", "pdf", "t1", str(tmp_path / "order.pdf"))
    assert (tmp_path / "order.pdf").read_bytes()[:4] == b"%PDF"
    assert (found["ticket"], found["bytes"]) == ("t1", (tmp_path / "order.pdf").stat().st_size)

    (tmp_path / "folder").mkdir()
    assert terminal.done("ticket", "pdf", "t1", str(tmp_path / "folder"))["file"].endswith(".pdf")
    assert len(list((tmp_path / "folder").iterdir())) == 1


def test_time_is_summed_up_by_group(each_terminal):
    everything = each_terminal.done("ticket", "time", "--by", "labor")
    assert sum(one["worked"] for one in everything["groups"]) == everything["total"]["worked"] > 0
    waiting = each_terminal.done("ticket", "time", "--state", "not_charged", "--customer", "acme")
    assert waiting["by"] == "customer"
    assert waiting["total"]["not_charged"] == waiting["total"]["billed"] > 0
    assert each_terminal.done("ticket", "time", "--from", "2020-01-01")["groups"] == []
    assert each_terminal.done("ticket", "time", "--technician", "Nobody at all")["groups"] == []


def test_rubbish_is_told_and_nothing_is_written(terminal, tmp_path):
    assert "“t9”" in terminal.refused("ticket", "pdf", "t9", str(tmp_path / "x.pdf"))
    assert "written" in terminal.refused("ticket", "pdf", "t1", str(tmp_path / "no" / "x.pdf"))
    assert "choice" in terminal.refused("ticket", "time", "--by", "colour")
    assert "2026" in terminal.refused("ticket", "time", "--from", "31.02.2026")
    assert "“nobody”" in terminal.refused("ticket", "time", "--customer", "nobody")
    assert list(tmp_path.glob("*.pdf")) == []
