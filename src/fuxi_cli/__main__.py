"""``python -m fuxi_cli``"""

from fuxi_cli.cli import main

if __name__ == "__main__":
    main()
