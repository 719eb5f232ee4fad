"""SHA-256 without OpenSSL, whose loading takes longer than checking a workbook's cells.

The interpreter brings the same function in a small module of its own; the standard library's ``random`` takes its
SHA-512 this way, for this reason.
"""

try:
    from _sha2 import sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256

__all__ = ["sha256"]
