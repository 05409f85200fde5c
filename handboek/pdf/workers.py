"""PDFs drawn by several processes at once, each of which keeps its press warm."""
from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from handboek.pdf.draw import Press, Supplies
from handboek.pdf.jobs import Job, order, supplies
from handboek.pdf.worker import Made, Task, made, work
from handboek.problems import EnvironmentTrouble
from handboek.processes import SPAWN, ctrl_c_later, killed, processors
from handboek.project import Project

# After so many tasks a process makes way for a new one: WeasyPrint never gives back quite all of its memory.
LIFE = 200
# Fewer tasks are done sooner than processes have started.
FEW = 2


def drawn(project: Project, wanted: list[Job], pages: list[str], numbers: list[int]) -> Iterator[Made]:
    """The PDFs with these numbers, from their pages of HTML, as they come; what an author must mend instead of a PDF.

    Raises EnvironmentTrouble when the machine stops a process that draws.
    """
    waiting, given = tasks(wanted, pages, numbers), supplies(project, wanted[0].catalogue)
    size = min(processors(), len(waiting))
    if size == 1 or len(waiting) <= FEW:
        press = Press(given)
        for task in waiting:
            yield from made(task, press)
    else:
        with Crew(project.work, given, size) as crew:
            yield from crew.drawn(waiting)


def tasks(wanted: list[Job], pages: list[str], numbers: list[int]) -> list[Task]:
    """Those that take longest first, so that no process is left with a long one at the end."""
    alike: dict[tuple[str, bool], Task] = {}
    for number in numbers:
        each = order(wanted[number], pages[number])
        alike.setdefault((each.html, each.form), []).append((number, each))
    return sorted(alike.values(), key=lambda task: -len(task[0][1].html))


@dataclass
class Member:
    """A process that draws, what it was given last, and how much it has done."""

    process: SpawnProcess
    task: Task
    done: int = 0


class Crew:
    """Processes that draw. Outside its `with` there are none, whatever they were doing."""

    def __init__(self, work: Path, supplies: Supplies, size: int):
        self.work, self.supplies, self.size = work, supplies, size
        self.members: dict[Connection, Member] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in list(self.members):
            self._dismiss(pipe)

    def drawn(self, tasks: list[Task]) -> Iterator[Made]:
        """What comes of the tasks, as it comes.

        Raises what goes wrong in a process, and EnvironmentTrouble when one is killed.
        """
        waiting = deque(tasks)
        self._start(self.size)
        while self.members:
            for pipe in connection.wait(list(self.members)):
                assert isinstance(pipe, Connection)
                results = self._received(pipe)
                self._go_on(pipe, waiting)
                yield from results

    def _start(self, count: int) -> None:
        with ctrl_c_later():
            for _ in range(count):
                ours, theirs = SPAWN.Pipe()
                process = SPAWN.Process(target=work, args=(theirs, self.work, self.supplies), daemon=True)
                self.members[ours] = Member(process, [])
                try:
                    process.start()
                except BrokenPipeError:
                    raise _died(self.members[ours]) from None
                theirs.close()

    def _received(self, pipe: Connection) -> list[Made]:
        try:
            answer: list[Made] | Exception = pipe.recv()
        except (EOFError, OSError):
            raise _died(self.members[pipe]) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _go_on(self, pipe: Connection, waiting: deque[Task]) -> None:
        """Give the process its next task, or let it go; a new one takes the place of an old one."""
        member = self.members[pipe]
        if waiting and member.done < LIFE:
            member.task, member.done = waiting.popleft(), member.done + 1
            try:
                pipe.send(member.task)
            except OSError:
                raise _died(member) from None
            return
        self._dismiss(pipe)
        if waiting:
            self._start(1)

    def _dismiss(self, pipe: Connection) -> None:
        process = self.members.pop(pipe).process
        pipe.close()
        if process.pid:
            process.kill()  # it has nothing to tidy up
            process.join()


def _died(member: Member) -> EnvironmentTrouble:
    what = f"het tekenen van ‘{member.task[0][1].sheet}’" if member.task else "het tekenen van de werkbladen"
    return killed(what)
