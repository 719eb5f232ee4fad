"""Inflate only: zlib over all members of each workbook, and nothing done with them.

Usage: inflate.py FOLDER_OR_FILE
"""

import sys
from pathlib import Path
from zipfile import ZipFile

source = Path(sys.argv[1])
size = 0
for path in sorted(source.iterdir()) if source.is_dir() else [source]:
    with ZipFile(path) as book:
        size += sum(len(book.read(member)) for member in book.infolist())
print(size)
