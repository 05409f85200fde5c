"""Set up what a build needs, once, and hand over to it.

This runs before anything is installed, so it uses the standard library only. A run that finds everything ready compares
a stamp file and starts `.venv/bin/python -m handboek`. What is printed is Dutch, for people who do not program.
"""
from __future__ import annotations

import ctypes
import hashlib
import io
import os
import sys

# Imports that only a set-up needs stand inside the functions: together they would cost every ready run some 40 ms.
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
VERSION = "python{}.{}".format(*sys.version_info)

# The last file is the one to install, for it holds the earlier ones too; the stamp depends on all.
REQUIREMENTS = {"build": ["requirements.txt"], "test": ["requirements.txt", "requirements-test.txt"]}

# WeasyPrint opens these by name when it is imported. The packages are called so on Debian and on Ubuntu.
LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
             "libharfbuzz-subset.so.0": "libharfbuzz-subset0"}
TEST_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # for the Node.js inside Playwright
TOOLS = {"pdftoppm": "poppler-utils", "qpdf": "qpdf"}
INSTALL = "apt-get install -y --no-install-recommends"
# Not chromium-browser: on Ubuntu that is a stub that only tells the reader to install a snap.
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable")
HEADLESS = "chromium-headless-shell"  # halves the time of the tests of the website

OFFLINE = "Er is geen verbinding met internet. Controleer het netwerk (of de proxy) en probeer het opnieuw."
LOCKED = "In een map mag niet worden geschreven. Zet het handboek op een plek waar dat wel mag, of pas de rechten aan."
# What Python, pip, apt-get and Playwright say, and what it means to the reader. The first that occurs counts.
CAUSES = {
    "No space left": "De schijf is vol. Maak ongeveer 2 GB vrij en probeer het opnieuw.",
    "DO NOT MATCH THE HASHES": "Een opgehaald pakket is niet het pakket dat is vastgelegd. Probeer het later opnieuw.",
    "dpkg was interrupted": "Een eerdere installatie is afgebroken. Herstel dat met: sudo dpkg --configure -a",
    **dict.fromkeys(("connection broken", "Failed to fetch", "Unable to locate package", "getaddrinfo"), OFFLINE),
    **dict.fromkeys(("Permission denied", "not permitted", "Read-only file system"), LOCKED),
}


class SetupError(Exception):
    """The environment cannot be made ready. The text is for the user: the cause and the remedy, in Dutch."""


def main(argv: list[str]) -> int:
    """Run the command line in an environment that has everything; return the exit code.

    Does not return when it hands over to `.venv`. Returns 2 where the environment is at fault, 130 after Ctrl-C.
    """
    testing = argv[:1] == ["test"]
    try:
        # Of the tests even the help comes from a package.
        here = not testing and ("-h" in argv or "--help" in argv) or prepare("test" if testing else "build")
    except (SetupError, OSError) as error:
        say(f"Het handboek kan niet verder. {explain(str(error)) if isinstance(error, OSError) else ''}{error}")
        return 2
    except KeyboardInterrupt:
        say("\nAfgebroken. De volgende keer gaat het klaarzetten vanzelf verder.")
        return 130
    if here:
        from handboek import cli
        return cli.main(argv)
    # -P keeps the current folder off the search path, for it may be another clone; make_venv put ours on it.
    os.execv(PYTHON, [PYTHON, "-P", "-m", "handboek", *argv])


def prepare(stage: str) -> bool:
    """Make everything ready; return True if the active environment is to be used. Raises SetupError and OSError."""
    own = uses_own_environment(stage)
    if is_complete(stage, own):
        return own
    with open(VENV + ".lock", "w") as lock:
        wait_for(lock)
        # Another run may have done the work while this one waited.
        if not is_complete(stage, own):
            say("Eenmalig klaarzetten. Dit duurt een paar minuten, de volgende keer niet meer.")
            install_on_system(stage, makes_venv=not own)
            if not own:
                fill_venv(stage)
            say("Klaargezet.\n")
    return own


def is_complete(stage: str, own: bool) -> bool:
    """Tell whether nothing is to be done. Every run pays for this, so it stays within some 10 ms."""
    return (own or is_stamped(stage)) and not missing_on_system(stage)


def wait_for(lock: io.TextIOWrapper) -> None:
    """Take the lock, waiting for another set-up to end; it is freed when the file is closed, also by a crash."""
    import fcntl
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Een andere opdracht is al aan het klaarzetten. Even wachten …")
        fcntl.flock(lock, fcntl.LOCK_EX)
    # A pip that outlives a killed run keeps the lock too: two of them in one .venv would spoil it.
    os.set_inheritable(lock.fileno(), True)


def uses_own_environment(stage: str) -> bool:
    """Tell whether a virtual environment that we did not make is active and has all packages that the stage needs."""
    if sys.prefix == sys.base_prefix or os.path.realpath(sys.prefix) == os.path.realpath(VENV) and is_ours():
        return False
    import re
    # The names of these folders are enough, and take a tenth of the time of importlib.metadata.
    folders = [name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder)]
    installed = {name.partition("-")[0].lower().replace("_", "-") for name in folders if name.endswith(".dist-info")}
    for name in REQUIREMENTS[stage]:
        # The .in file, for the pinned one also names what other systems need.
        with open(os.path.join(ROOT, name.replace(".txt", ".in")), encoding="utf-8") as file:
            wanted = set(re.findall(r"^[a-z][\w-]*", file.read(), re.MULTILINE))
        if missing := sorted(wanted - installed):
            say(f"De actieve virtuele omgeving mist {', '.join(missing)}. Daarom gebruikt het handboek .venv.")
            return False
    return True


def fingerprint(stage: str) -> str:
    """Hash the pinned requirements, the Python version and the folder: a `.venv` cannot be moved."""
    digest = hashlib.sha256(os.fsencode(f"{VERSION} {sys.platform} {ROOT}"))
    for name in REQUIREMENTS[stage]:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_ours() -> bool:
    """Tell whether this program made `.venv`, or began to: the stamp is there from the start, empty until the end."""
    return os.path.exists(f"{VENV}/.klaar-build")


def is_stamped(stage: str) -> bool:
    """Tell whether `.venv` was filled for this stage, from the requirements as they are now."""
    try:
        with open(f"{VENV}/.klaar-{stage}", "rb") as stamp:
            return stamp.read() == fingerprint(stage).encode() and os.access(PYTHON, os.X_OK)
    except FileNotFoundError:
        return False


def fill_venv(stage: str) -> None:
    """Fill `.venv` and stamp it last, so that a run that was cut off starts again."""
    if not is_stamped("build"):
        make_venv()
    if not is_stamped(stage):
        say("  Python-pakketten ophalen …")
        # Wheels only: building from source asks for a compiler and fails unreadably.
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "--only-binary=:all:"]
        run([*pip, "-r", os.path.join(ROOT, REQUIREMENTS[stage][-1])], "De Python-pakketten zijn niet geïnstalleerd.")
    if stage == "test" and not find_browser():
        say("  Chromium ophalen …")
        # Its libraries come along only where that needs no password; a desktop mostly has them.
        extra = ["--with-deps"] if find_root() is not None else []
        run([PYTHON, "-m", "playwright", "install", *extra, "chromium"], "Chromium is niet geïnstalleerd.")
    # After a power cut the stamp must not be on the disk while the packages are not.
    os.sync()
    for filled in {"build", stage}:
        with open(f"{VENV}/.klaar-{filled}", "w") as stamp:
            stamp.write(fingerprint(filled))


def make_venv() -> None:
    """Make `.venv` anew: what an earlier run left half done is not worth mending. Raises SetupError for another's."""
    import shutil
    if os.path.lexists(VENV) and (not is_ours() or os.path.islink(VENV)):
        raise SetupError("De map .venv is niet door het handboek gemaakt. Geef haar een andere naam, of haal haar weg.")
    say("  Virtuele omgeving maken in .venv …")
    old = VENV + ".old"
    shutil.rmtree(old, ignore_errors=True)
    if os.path.lexists(VENV):
        # Out of the way at once, for from what Ctrl-C leaves of a folder nobody can tell whose it is.
        os.rename(VENV, old)
        shutil.rmtree(old)
    os.mkdir(VENV)
    open(f"{VENV}/.klaar-build", "w").close()
    # Not sys.executable: that may lie in the .venv that was just removed.
    python: str = sys._base_executable  # type: ignore[attr-defined]
    run([python, "-m", "venv", VENV], "De virtuele omgeving (.venv) is niet gemaakt.")
    with open(f"{VENV}/lib/{VERSION}/site-packages/handboek.pth", "w") as file:
        file.write(ROOT + "\n")


def find_browser() -> str | None:
    """Return the browser for the tests, or None for the one that Playwright fetched; CHROME_PATH goes first."""
    from shutil import which
    chosen = os.environ.get("CHROME_PATH")
    if chosen and not which(chosen):
        raise SetupError(f"CHROME_PATH wijst naar {chosen}, maar dat programma is er niet.")
    return chosen or next(filter(None, map(which, BROWSERS)), None)


def missing_on_system(stage: str, makes_venv: bool = False) -> list[str]:
    """List the Debian packages of what this stage lacks on the system."""
    libraries = LIBRARIES | (TEST_LIBRARIES if stage == "test" else {})
    missing = [package for name, package in libraries.items() if not has_library(name)]
    if makes_venv:
        import importlib.util
        # Debian leaves ensurepip out of Python; a virtual environment made without it has no pip.
        missing += [] if importlib.util.find_spec("ensurepip") else [f"{VERSION}-venv"]
    if stage == "test":
        from shutil import which
        missing += [package for tool, package in TOOLS.items() if not which(tool)]
        missing += [] if find_browser() or is_ubuntu() else ["chromium", HEADLESS]
    return missing


def has_library(name: str) -> bool:
    """Tell whether the loader finds a shared library; elsewhere than on Linux it has another name, so do not ask."""
    try:
        return sys.platform != "linux" or bool(ctypes.CDLL(name))
    except OSError:
        return False


def is_ubuntu() -> bool:
    """Tell whether this is Ubuntu, whose Chromium is a snap only; Playwright has one for it."""
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            return "ID=ubuntu\n" in file
    except OSError:
        return False


def find_root() -> list[str] | None:
    """Return what to put before a command to run it as root, or None where that would take a password."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if os.system("sudo -n true >/dev/null 2>&1") == 0 else None


def install_on_system(stage: str, makes_venv: bool) -> None:
    """Install what the system lacks; raises SetupError with the exact command where only an administrator can."""
    packages = " ".join(missing_on_system(stage, makes_venv))
    if not packages:
        return
    root = find_root()
    if root is None or not os.path.exists("/usr/bin/apt-get"):
        raise SetupError(f"Op dit systeem ontbreken onderdelen.\nLaat een beheerder eenmalig dit uitvoeren:\n\n"
                         f"    sudo apt-get update; sudo {INSTALL} {packages}\n\n"
                         "Start daarna opnieuw. (Geen Debian of Ubuntu? Dan heten de pakketten anders.)")
    say(f"  Systeempakketten installeren: {packages} …")
    # The update may fail on a source that we do not need. On a fresh system the daily updates hold the lock a while.
    script = f"export DEBIAN_FRONTEND=noninteractive; apt-get update; {INSTALL} -o DPkg::Lock::Timeout=300 {packages}"
    run([*root, "sh", "-c", script], "De systeempakketten zijn niet geïnstalleerd.")


def run(command: list[str], problem: str) -> None:
    """Run a command in silence; raises SetupError with the cause in plain words and the last lines that it printed."""
    import subprocess
    # LC_ALL: CAUSES are English. PIP_USER: a setting that fails in a virtual environment. close_fds: see wait_for.
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", close_fds=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "PIP_USER": "0"})
    if done.returncode:
        lines = [line for line in done.stdout.strip().split("\n") if "Retrying" not in line][-5:]
        raise SetupError(f"{problem}\n{explain(done.stdout)}\nDe laatste meldingen:\n    " + "\n    ".join(lines))


def explain(text: str) -> str:
    """Return what a message of Python or of another program means, as a line for the user; empty if not known."""
    return next((meaning + "\n" for sign, meaning in CAUSES.items() if sign in text), "")


def say(text: str) -> None:
    """Print to stderr, which never fails on a character that the terminal does not know."""
    print(text, file=sys.stderr)
