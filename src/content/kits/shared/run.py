"""Runs the acceptance tests of this kit: python3 acceptance/run.py [at-3 at-7 …]

Each test stands for one acceptance test of the week's page and looks at your program from outside. This file only
checks what the kit needs, runs the tests in a process of their own and kills what they leave behind.
Plain syntax, so that an old Python gets as far as the message.
"""
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def stop(message):
    sys.stderr.write(message + "\n")
    sys.exit(2)


def read_kit():
    try:
        with open(os.path.join(ROOT, "kit.json")) as file:
            return json.load(file)
    except (IOError, OSError):
        stop("%s is not a starter kit: kit.json is missing. Unpack the zip again and run this from its folder." % ROOT)
    except ValueError as error:
        stop("kit.json is damaged (%s). Unpack it from the zip again." % error)


KIT = read_kit()
WANTED = tuple(int(part) for part in KIT.get("python", "3.11").split("."))
if sys.version_info < WANTED:
    stop(
        "This kit needs Python %s or newer; this is %d.%d (%s). Install a newer one, or name it: python3.12 acceptance/run.py"
        % (KIT.get("python", "3.11"), sys.version_info[0], sys.version_info[1], sys.executable)
    )

sys.path.insert(0, os.path.join(ROOT, "acceptance"))
from supervise import main  # noqa: E402

sys.exit(main(ROOT, KIT, sys.argv[1:]))
