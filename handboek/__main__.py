"""`python -m handboek`: the same commands as build.py, without its set-up."""
import sys

from handboek.cli import main

sys.exit(main(sys.argv[1:]))
