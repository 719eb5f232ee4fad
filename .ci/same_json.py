#!/usr/bin/env python3
"""Exits with 1 and shows the first difference when two JSON files differ."""

import json
import sys
from pathlib import Path

one, other = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
if one != other:
    for key in one:
        if one[key] != other.get(key):
            print(
                f"{key}:\n  {json.dumps(one[key], ensure_ascii=False)[:2000]}\n  {json.dumps(other.get(key), ensure_ascii=False)[:2000]}"
            )
    sys.exit(1)
