"""Starts BillDesk by `python -m billdesk`."""

import sys
from multiprocessing import freeze_support

from billdesk.app.main import main

if __name__ == "__main__":
    freeze_support()  # a packed program is started again for each process that draws
    sys.exit(main())
