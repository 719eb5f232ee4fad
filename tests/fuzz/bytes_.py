"""Changes to the bytes of a file, or of one part inside a zip, by a seeded generator."""

from io import BytesIO
from random import Random
from warnings import catch_warnings, simplefilter
from zipfile import ZIP_DEFLATED, ZipFile

_INTERESTING = tuple(
    number.to_bytes(size, order)
    for size in (1, 2, 4, 8)
    for order in ("little", "big")
    for number in (0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1)
)
_WORDS = tuple(
    word.encode()
    for word in (
        "<", ">", '"', "&", "&#0;", "<!--", "]]>", "<![CDATA[", "<!DOCTYPE x>", "</row>", "<c>", "NaN", "-1", "1E999",
        "A1048577", "XFD1", "#REF!", "t=\"e\"", "hidden=\"1\"", "99999999999999999999", "\x00", "\u202e", "=1+1", "\n", ",",
    )
)  # fmt: skip


def change(content: bytes, random: Random) -> bytes:
    """One to four small changes; in every second zip, of one part before it is packed again."""
    if content.startswith(b"PK\x03\x04") and random.random() < 0.7:
        return _in_a_part(content, random)
    return _changed(content, random)


def _changed(content: bytes, random: Random) -> bytes:
    result = bytearray(content)
    for _ in range(random.randint(1, 4)):
        random.choice(_CHANGES)(result, random)
    return bytes(result)


def _in_a_part(content: bytes, random: Random) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        parts = [(name, archive.read(name)) for name in names]
    telling = [
        n
        for n, (name, _) in enumerate(parts)
        if "sheet" in name or "ook" in name or "rel" in name or "ontent" in name
    ]
    which = random.choice(telling or range(len(parts)))
    name, part = parts[which]
    kind = random.random()
    if kind < 0.05:
        del parts[which]
    elif kind < 0.1:
        parts.append((name, part))
    else:
        parts[which] = (name, _changed(part, random))
    target = BytesIO()
    with catch_warnings():
        simplefilter("ignore")  # an entry twice is meant
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for one, data in parts:
                archive.writestr(one, data)
    return target.getvalue()


def _at(result: bytearray, random: Random) -> int:
    return random.randrange(len(result)) if result else 0


def _flip(result: bytearray, random: Random) -> None:
    if result:
        result[_at(result, random)] ^= 1 << random.randrange(8)


def _overwrite(result: bytearray, random: Random) -> None:
    at, number = _at(result, random), random.choice(_INTERESTING)
    result[at : at + len(number)] = number


def _word(result: bytearray, random: Random) -> None:
    at, word = _at(result, random), random.choice(_WORDS)
    result[at : at + (len(word) if random.random() < 0.5 else 0)] = word


def _delete(result: bytearray, random: Random) -> None:
    at = _at(result, random)
    del result[at : at + random.choice((1, 2, 8, 100, 4096))]


def _insert(result: bytearray, random: Random) -> None:
    at = _at(result, random)
    result[at:at] = random.randbytes(random.choice((1, 4, 64)))


def _double(result: bytearray, random: Random) -> None:
    at = _at(result, random)
    piece = result[at : at + random.choice((1, 16, 512, 8192))]
    result[at:at] = piece * random.choice((1, 1, 20))


def _cut(result: bytearray, random: Random) -> None:
    del result[_at(result, random) :]


def _zero(result: bytearray, random: Random) -> None:
    at = _at(result, random)
    size = min(random.choice((4, 512, 4096)), len(result) - at)
    result[at : at + size] = bytes(size)


def _digit(result: bytearray, random: Random) -> None:
    """Another digit where one stands: the file stays sound, and says something else."""
    places = (
        [n for n in range(min(len(result), 1 << 20)) if 48 <= result[n] <= 57]
        if len(result) < 1 << 16
        else []
    )
    at = random.choice(places) if places else _at(result, random)
    if result:
        result[at] = random.choice(b"0123456789")


_CHANGES = (_flip, _overwrite, _word, _delete, _insert, _double, _cut, _zero, _digit)
