"""`python -m handboek`: the same commands as build.py, without its set-up."""
import io
import sys


def main() -> int:
    """Run the command of the command line, unless it has nothing to do; returns the exit code."""
    from handboek import gate

    # A letter that the terminal does not know is shown as a question mark: what was asked for is done all the same.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    # Before the command line is read, for that takes as long as finding out that nothing is to be done.
    if (said := gate.unchanged(sys.argv[1:])) is not None:
        print(said)
        return 0
    from handboek import cli

    return cli.main(sys.argv[1:])


# Worker processes import this module again; only the first of them is to run a command.
if __name__ == "__main__":
    sys.exit(main())
