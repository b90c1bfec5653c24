"""Starts BillDesk by `python -m billdesk`."""

import sys

from billdesk.app.main import main

if __name__ == "__main__":
    sys.exit(main())
