"""The console window of Windows: it follows escape sequences (colours, redrawn lines) only for who asks it to."""

from importlib import import_module

_STREAMS = {1: -11, 2: -12}
"""File descriptor of stdout and stderr → what Windows calls it."""
_FOLLOW_ESCAPES = 0x0004


def follows_escapes(descriptor: int) -> bool:
    """Have the window behind a standard stream follow them; False where it is none or does not know how."""
    ctypes = import_module("ctypes")
    kernel = ctypes.WinDLL("kernel32")
    kernel.GetStdHandle.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.GetStdHandle(_STREAMS[descriptor]))
    mode = ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _FOLLOW_ESCAPES))
