"""Messages through the pipes of a process: eight bytes that say how long each is, then the message."""

from typing import IO

_HEADER = 8
ANSWERED, DIED = b"a", b"d"
"""What a process's answer begins with."""


def write_frame(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_HEADER, "little"))
    pipe.write(message)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """One message; None when the other side is gone."""
    header = pipe.read(_HEADER)
    if len(header) < _HEADER:
        return None
    size = int.from_bytes(header, "little")
    message = pipe.read(size)
    return message if len(message) == size else None
