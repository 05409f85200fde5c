"""`python -m handboek`: the same commands as build.py, without its set-up."""
import sys

# Worker processes import this module again; only the first of them is to run a command.
if __name__ == "__main__":
    from handboek import gate

    # Before the command line is read, for that takes as long as finding out that nothing is to be done.
    if (said := gate.unchanged(sys.argv[1:])) is not None:
        print(said)
        sys.exit(0)
    from handboek.cli import main

    sys.exit(main(sys.argv[1:]))
