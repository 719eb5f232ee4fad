"""A longer fuzz run, by hand: ``python tests/fuzz/run.py --minutes 10 --seed 1`` (docs/testing.md)."""

import argparse
import sys
import time
from functools import partial
from itertools import count
from pathlib import Path
from random import SystemRandom

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent / "examples")]

from fuzz import forked, holds  # noqa: E402

_CHUNK = 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 32))
    parser.add_argument(
        "--keep", type=Path, default=Path("fuzz-failures"), help="folder for files that failed"
    )
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    until = time.monotonic() + wanted.minutes * 60
    failed = done = 0
    for start in count(0, _CHUNK):
        if time.monotonic() > until:
            break
        numbers = range(start, start + _CHUNK)
        for kind, check in (("bytes", partial(_bytes, wanted.seed)), ("cells", partial(_cells, wanted.seed))):
            for failure in forked.run(check, numbers):
                failed += 1
                _keep(wanted.keep, kind, wanted.seed, failure)
        done += 2 * _CHUNK
    print(f"{done} changes, {failed} failures, seed {wanted.seed}")
    return 1 if failed else 0


def _bytes(seed: int, number: int, folder: str) -> None:
    holds.check_bytes(number, seed, folder)


def _cells(seed: int, number: int, _folder: str) -> None:
    holds.check_cells(number, seed)


def _keep(folder: Path, kind: str, seed: int, failure: forked.Failure) -> None:
    print(f"{kind} {failure.number} of seed {seed}: {failure.what}", flush=True)
    place = folder / f"{kind}-{seed}-{failure.number}"
    place.mkdir(parents=True, exist_ok=True)
    (place / "what.txt").write_text(failure.what, encoding="utf-8")
    if kind == "bytes":
        holds.changed_bytes(failure.number, seed, str(place))


if __name__ == "__main__":
    sys.exit(main())
