"""``python -m geo`` is the ``frontline`` command."""

import sys

from geo.cli import main

sys.exit(main())
