"""``python -m fuxi_cli``, and what the ``fuxi`` script calls."""

import gc

# Starting up makes tens of thousands of objects and no garbage: looking for some costs a fifth of the whole start.
gc.disable()

from fuxi_cli.cli import main  # noqa: E402


def run() -> None:
    """Run one command. What the imports made is never garbage, so the collector need not look at it again."""
    gc.freeze()
    gc.enable()
    main()


if __name__ == "__main__":
    run()
