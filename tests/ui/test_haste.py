"""What a starting window is spared."""

import gc
import linecache
import sys

from billdesk.ui import haste


def test_a_module_that_is_imported_is_not_read_as_text(tmp_path, monkeypatch):
    (tmp_path / "quietly.py").write_text("from PySide6.QtCore import QObject\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    haste.read_no_sources()
    import quietly

    feature = sys.modules["shibokensupport.feature"]
    assert feature.pyside_feature_dict["quietly"] == 0  # Qt's own names, none in snake_case
    assert str(tmp_path / "quietly.py") not in linecache.cache
    assert hasattr(quietly.QObject, "objectName")


def test_cycles_are_looked_for_seldom_but_still_looked_for():
    before = gc.get_threshold()
    haste.collect_seldom()
    assert gc.isenabled()
    assert gc.get_threshold() == (haste.YOUNG, *before[1:])
