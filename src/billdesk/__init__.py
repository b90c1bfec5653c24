"""BillDesk: the desktop program with which a small service shop bills its customers."""

__version__ = "0.1.0"
