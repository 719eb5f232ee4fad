"""What separates the cells of a text file, by what the lines themselves show."""

from collections import Counter

CANDIDATES = ",\t;|"
_LINES = 200
_FEW = 2


def split_counts(text: str, delimiter: str, lines: int = _LINES) -> list[int]:
    """How many cells each of the first lines with content has, by that delimiter; quoted parts are not looked into."""
    counts: list[int] = []
    cells, quoted, empty = 1, False, True
    for index, piece in enumerate(text.split('"')):
        if index:
            quoted, empty = not quoted, False
        if quoted:
            continue
        for number, line in enumerate(piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                if not empty:
                    counts.append(cells)
                    if len(counts) == lines:
                        return counts
                cells, empty = 1, True
            cells += line.count(delimiter)
            empty = empty and not line.strip(" ")
    return counts if empty else [*counts, cells]


def rivals(text: str) -> list[str]:
    """The delimiters that most lines agree on: one when it is clear, none for a single column, several in doubt.

    Agreement is how many lines have the most usual number of cells, of two or more.
    """
    agreement: dict[str, int] = {}
    for delimiter in CANDIDATES:
        if delimiter not in text:
            continue
        usual = Counter(count for count in split_counts(text, delimiter) if count >= _FEW)
        if usual:
            agreement[delimiter] = max(usual.values())
    best = max(agreement.values(), default=0)
    return [delimiter for delimiter, lines in agreement.items() if lines == best]


def looks_tabular(text: str) -> bool:
    """Whether text that no name calls a table is one all the same: two lines and more, as good as all cut alike."""
    for delimiter in CANDIDATES:
        counts = split_counts(text, delimiter) if delimiter in text else []
        usual, lines = Counter(counts).most_common(1)[0] if counts else (1, 0)
        if usual >= _FEW and lines >= _FEW and lines * 10 >= len(counts) * 8:
            return True
    return False
