"""The floor: python-calamine reads every sheet, and the barest loop looks once at each value. No rule, no report.

Usage: floor.py FOLDER_OR_FILE JOBS
"""

import sys
from multiprocessing import Pool
from pathlib import Path

from python_calamine import CalamineWorkbook


def look(path: str) -> tuple[int, float]:
    """How many cells are filled in, and the sum of those that are numbers."""
    book = CalamineWorkbook.from_path(path)
    filled, total = 0, 0.0
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
            for value in row:
                if value != "":
                    filled += 1
                    if isinstance(value, float):
                        total += value
    return filled, total


def main() -> None:
    source, jobs = Path(sys.argv[1]), int(sys.argv[2])
    paths = sorted(map(str, source.iterdir())) if source.is_dir() else [str(source)]
    if jobs == 1:
        looked = list(map(look, paths))
    else:
        with Pool(jobs) as pool:
            looked = list(pool.imap(look, paths, chunksize=16))
            pool.close()
            pool.join()
    print(sum(filled for filled, _ in looked))


if __name__ == "__main__":
    main()
