"""``python -m thidua``: the command line."""

import sys

from thidua.cli import main

if __name__ == "__main__":
    sys.exit(main())
