"""Writes compound files (.xls containers) in code, sound ones and, with the same functions, false ones."""

from struct import pack, pack_into

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, FREE, FAT, DIFAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
NOTHING = 0xFFFFFFFF
CUTOFF = 4096
MINI = 64


def compound(streams: dict[str, bytes], storages: tuple[str, ...] = (), shift: int = 9) -> bytes:
    """A container of those streams and empty storages; small streams lie in the root's, as they should."""
    return Container(streams, storages, shift).data()


class Container:
    """Lays the sectors out one stream after another: MiniFAT, small streams, large ones, directory, FAT, DIFAT."""

    def __init__(self, streams: dict[str, bytes], storages: tuple[str, ...], shift: int) -> None:
        self.size = 1 << shift
        self.shift = shift
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        starts: dict[str, int] = {}
        mini, mini_fat = b"", []
        for name, content in streams.items():
            if len(content) >= CUTOFF:
                continue
            count = -(-len(content) // MINI)
            starts[name] = len(mini_fat) if count else END
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END][:count]
            mini += content.ljust(count * MINI, b"\0")
        self.mini_fat_start = self.add(b"".join(pack("<I", n) for n in mini_fat), b"\xff")
        root_start = self.add(mini)
        for name, content in streams.items():
            if len(content) >= CUTOFF:
                starts[name] = self.add(content)
        entries = [*((name, 2, starts[name], len(content)) for name, content in streams.items())]
        entries += [(name, 1, 0, 0) for name in storages]
        entries.sort(key=lambda e: (len(e[0]), e[0].upper()))
        directory = _entry("Root Entry", 5, NOTHING, 1 if entries else NOTHING, root_start, len(mini))
        for number, (name, kind, start, size) in enumerate(entries, start=1):
            right = number + 1 if number < len(entries) else NOTHING
            directory += _entry(name, kind, right, NOTHING, start, size)
        self.directory_start = self.add(directory)

    def add(self, content: bytes, filler: bytes = b"\0") -> int:
        """Where it begins."""
        if not content:
            return END
        start = len(self.sectors)
        pieces = [content[at : at + self.size] for at in range(0, len(content), self.size)]
        self.sectors += [piece.ljust(self.size, filler) for piece in pieces]
        self.fat += [*range(start + 1, start + len(pieces)), END]
        return start

    def data(self) -> bytes:
        per_sector = self.size // 4
        fats = difats = 0
        while True:  # the tables have to list themselves
            needed = -(-(len(self.fat) + fats + difats) // per_sector)
            more = -(-max(needed - 109, 0) // (per_sector - 1))
            if (needed, more) == (fats, difats):
                break
            fats, difats = needed, more
        first_fat = len(self.sectors)
        fat_numbers = list(range(first_fat, first_fat + fats))
        first_difat = first_fat + fats
        fat = self.fat + [FAT] * fats + [DIFAT] * difats
        fat += [FREE] * (fats * per_sector - len(fat))
        tables = b"".join(pack("<I", number) for number in fat)
        rest = fat_numbers[109:]
        for number in range(difats):
            part, rest = rest[: per_sector - 1], rest[per_sector - 1 :]
            following = first_difat + number + 1 if number + 1 < difats else END
            part += [FREE] * (per_sector - 1 - len(part)) + [following]
            tables += b"".join(pack("<I", n) for n in part)
        header = bytearray(self.size)
        header[:8] = MAGIC
        pack_into("<HHHHH", header, 24, 0x3E, 3 if self.shift == 9 else 4, 0xFFFE, self.shift, 6)
        pack_into("<III", header, 44, fats, self.directory_start, 0)
        pack_into(
            "<IIIII", header, 56, CUTOFF, self.mini_fat_start, 1, first_difat if difats else END, difats
        )
        listed = (fat_numbers + [FREE] * 109)[:109]
        pack_into("<109I", header, 76, *listed)
        return bytes(header) + b"".join(self.sectors) + tables


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + pack("<HBBIII", len(encoded) + 2, kind, 1, NOTHING, right, child)
    return head + bytes(36) + pack("<IQ", start, size)
