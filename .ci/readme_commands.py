"""Prints the commands of a README's ```sh blocks, to be run literally."""

import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
print("\n".join(re.findall(r"^```sh\n(.*?)^```$", text, flags=re.M | re.S)))
