"""`python -m handboek`: the same commands as build.py, without its set-up."""
import sys


def main() -> int:
    """Run the command of the command line, unless it has nothing to do; returns the exit code."""
    from handboek import gate

    gate.any_terminal()
    # Before the command line is read, for that takes as long as finding out that nothing is to be done.
    if (said := gate.unchanged(sys.argv[1:])) is not None:
        print(said)
        return 0
    from handboek import cli

    return cli.main(sys.argv[1:])


# Worker processes import this module again; only the first of them is to run a command.
if __name__ == "__main__":
    sys.exit(main())
