"""Other processes of this computer: whether one still runs, and how one of ours behaves beside the window."""

import os
import signal
import sys
from threading import Thread

_STILL_ACTIVE = 259
_QUERY_LIMITED_INFORMATION = 0x1000
_ACCESS_DENIED = 5
_BELOW_NORMAL = 0x4000
_NICE = 10


def serve() -> None:
    """Begin a process that works for the one that started it: Ctrl+C is for that one, the window goes before
    the work, and where that one ends, however that happens, this one does."""
    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL)
    else:
        os.nice(_NICE)


def _end_with_parent() -> None:
    """A program that is killed tells nobody, and this one would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def is_alive(pid: int) -> bool:
    """Whether a process of that id runs; it may be another one than the one that once had the id."""
    if pid <= 0:  # for kill() these are groups
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except PermissionError:  # somebody else's
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """There os.kill(pid, 0) is no question: it sends Ctrl+C."""
    import ctypes

    if sys.platform != "win32":
        raise NotImplementedError
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = ctypes.c_void_p
    opened = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
    if not opened:
        return ctypes.get_last_error() == _ACCESS_DENIED
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(ctypes.c_void_p(opened), ctypes.byref(code))
    kernel.CloseHandle(ctypes.c_void_p(opened))
    return bool(known) and code.value == _STILL_ACTIVE
