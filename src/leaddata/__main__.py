"""``python -m leaddata`` is the command ``leaddata``."""

import sys

from leaddata.cli import main

if __name__ == "__main__":
    sys.exit(main())
