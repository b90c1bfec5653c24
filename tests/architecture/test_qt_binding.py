"""Guards against a Qt binding that destroys Python's None: PySide6 6.12.0 does so on Python 3.11."""

import subprocess
import sys

CALLS = "from PySide6.QtCore import QObject\no = QObject()\nfor _ in range(20000): o.setObjectName('x')"


def test_twenty_thousand_calls_leave_python_alive():
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
