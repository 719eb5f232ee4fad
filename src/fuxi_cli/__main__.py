"""``python -m fuxi_cli``, and what the ``fuxi`` script calls."""

import gc

# Starting up makes tens of thousands of objects and no garbage: looking for some costs a fifth of the whole start.
gc.disable()

from fuxi_cli.cli import main  # noqa: E402

_SELDOM = 100_000
"""How many new objects make the collector look for garbage; one workbook makes fewer."""


def run() -> None:
    """Run one command. What the imports made is never garbage; what a command makes is looked through seldom."""
    gc.freeze()
    gc.set_threshold(_SELDOM, 50, 50)
    gc.enable()
    main()


if __name__ == "__main__":
    run()
