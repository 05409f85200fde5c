"""`python -m handboek`: the same commands as build.py, without its set-up."""
import sys

from handboek.cli import main

# Worker processes import this module again; only the first of them is to run a command.
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
