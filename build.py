#!/usr/bin/env python3
"""The door to the handbook: `python3 build.py` needs nothing but Python 3.11 and git.

What is missing is set up once by `handboek.bootstrap`; `--help` needs no set-up at all.
"""
import sys

# This file must parse on every older Python, or the reader gets a SyntaxError in place of this message.
# That is why it holds no f-strings and no accents, and why the import below comes after the check.
if sys.version_info < (3, 11):
    sys.stderr.write(
        "Het handboek heeft Python 3.11 of nieuwer nodig. Dit is Python %d.%d.\n"
        "Installeer een nieuwere Python (op Debian en Ubuntu: sudo apt-get install python3.11)\n"
        "en start dan opnieuw met: python3.11 build.py\n" % sys.version_info[:2]
    )
    sys.exit(2)

# Set-up needs apt-get or at least a Unix; who has made an environment herself may try it anyhow.
if sys.platform == "win32" and sys.prefix == sys.base_prefix:
    sys.stderr.write("Het handboek bouwen lukt niet op Windows zelf. Gebruik WSL met Ubuntu.\n")
    sys.exit(2)

from handboek import gate

if __name__ == "__main__":
    gate.any_terminal()
    # Even looking whether everything is ready takes longer than finding out that nothing is to be done.
    said = gate.unchanged(sys.argv[1:], gate.environment())
    if said is not None:
        print(said)
        sys.exit(0)
    from handboek import bootstrap
    sys.exit(bootstrap.main(sys.argv[1:]))
