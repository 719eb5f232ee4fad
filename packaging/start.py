"""What the single-file fuxi runs when it is started."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # A worker process is this very file, started anew: it does its work here and does not come back.
    freeze_support()

    from fuxi_cli.__main__ import run

    run()
