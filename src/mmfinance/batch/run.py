"""A whole run: rows in, chunks to an engine, outcomes kept, and the reports at the end. Memory stays the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from mmfinance.batch.case_rows import only_read
from mmfinance.batch.engines.engine import Chunk, Engine
from mmfinance.batch.output.archives import archive_holding, is_packed, pack, read_letter, remove_archives
from mmfinance.batch.output.folder import FOLDERS, Layout, output_folder
from mmfinance.batch.output.letter_files import is_whole, remove_others
from mmfinance.batch.output.print_files import require_printable, write_print_files
from mmfinance.batch.output.reports import write_reports
from mmfinance.batch.output.state import UNFINISHED, State
from mmfinance.batch.output.summary import Summary
from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.batch.work.fingerprint import row_fingerprint
from mmfinance.batch.work.identity import id_column, id_of_row
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.naming import name_of_case, name_of_row
from mmfinance.batch.work.outcome import Outcome, Task, WrittenLetter, failed


@dataclass
class Progress:
    """How far a run has come: rows that need nothing, rows worked on, rows of them that failed, and their letters."""

    unchanged: int = 0
    done: int = 0
    failed: int = 0
    letters: int = 0


Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Input:
    """What a run reads: a name for messages and the state, and the rows."""

    name: str
    rows: Iterable[RawRow]


def run(
    source: Input,
    job: Job,
    engine: Engine,
    programs: Sequence[str],
    layout: Layout = FOLDERS,
    watch: Watch | None = None,
) -> Summary:
    """Write the letters of all rows that are not written yet, and the reports.

    Whatever ends a run, the same call goes on where it stopped. Raises InputError for an output folder that is no place
    for it, UnwritableOutput for a full disk, and lets KeyboardInterrupt through after the reports of what is done.
    """
    if layout.print_files:
        require_printable(job.format)
    with output_folder(job.out, layout.shard, source.name) as state:
        state.begin_run()
        state.remember(UNFINISHED, job.as_of.isoformat())
        going = _Run(job, state, layout, watch or (lambda progress: None))
        try:
            with closing(engine(going.chunks(source.rows), job)) as outcomes:
                for outcome in outcomes:
                    going.keep(outcome)
        except KeyboardInterrupt:
            going.put_down()
            _report(job, state, layout, programs)
            raise
        for folder in state.forget_gone():
            remove_others(job.out, folder)
        _lay_out(job, state, layout)
        summary = _report(job, state, layout, programs)
        state.remember(UNFINISHED, "")
        return summary


def _lay_out(job: Job, state: State, layout: Layout) -> None:
    suffix = layout.shard.suffix
    if layout.archives:
        pack(job.out, job.partial, suffix, state)
    else:
        remove_archives(job.out, suffix)
    if layout.print_files:
        read = partial(read_letter, job.out, suffix=suffix)
        write_print_files(job.out, job.partial, suffix, state, read)


def _report(job: Job, state: State, layout: Layout, programs: Sequence[str]) -> Summary:
    where = partial(archive_holding, job.out, suffix=layout.shard.suffix) if layout.archives else None
    return write_reports(job.out, job.partial, layout.shard.suffix, state.outcomes(), programs, where)


@dataclass
class _Run:
    """One run on its way, and the folders of the rows that are in work."""

    job: Job
    state: State
    layout: Layout
    watch: Watch
    progress: Progress = field(default_factory=Progress)
    in_work: set[str] = field(default_factory=set)

    def chunks(self, rows: Iterable[RawRow]) -> Iterator[Chunk]:
        """The rows of this shard that need work, in chunks; each is noted as in work before it is given."""
        waiting, shard = list[Task](), self.layout.shard
        for at, row in enumerate(rows):
            mine = at // self.job.rows_a_chunk % shard.count == shard.number - 1
            waiting += self._to_do(row, mine)
            if len(waiting) == self.job.rows_a_chunk:
                yield self._handed_out(waiting)
                waiting = []
        if waiting:
            yield self._handed_out(waiting)

    def keep(self, outcome: Outcome) -> None:
        """Keep what came of a row, and take away letters that it has no longer."""
        remove_others(self.job.out, outcome.folder, outcome.letters)
        self.state.save(outcome)
        self.in_work.discard(outcome.folder)
        self.progress.done += 1
        self.progress.failed += bool(outcome.problems)
        self.progress.letters += len(outcome.letters)
        self.watch(self.progress)

    def put_down(self) -> None:
        """Leave no letter of a row that was stopped in the middle."""
        for folder in self.in_work:
            remove_others(self.job.out, folder)
        self.state.commit()

    def _handed_out(self, tasks: list[Task]) -> Chunk:
        folders = [task.folder for task in tasks]
        self.state.hand_out(folders)
        self.in_work.update(folders)
        return tuple(tasks)

    def _to_do(self, row: RawRow, mine: bool) -> Iterator[Task]:
        """Claim the row's name, and give the row if it is this shard's, can be read and is not done already."""
        row = only_read(row, self.job.columns)
        case_id = id_of_row(row, self.job.columns)
        name = name_of_case(case_id) if case_id else name_of_row(row.number)
        claim, problems = self.state.claim(name, row.number), tuple[RowProblem, ...]()
        if claim.taken_by is not None:
            problems = (self._repeated(row, claim.taken_by),)
            claim = self.state.claim(name_of_row(row.number), row.number)
        fingerprint = row_fingerprint(row, self.job)
        task = Task(row, claim.folder, fingerprint, case_id)
        if not mine:
            return
        if problems or row.content is None:
            self.keep(failed(task, *row.problems, *problems))
        elif claim.outcome and claim.fingerprint == fingerprint and self._are_whole(claim.outcome.letters):
            self.progress.unchanged += 1
            self.watch(self.progress)
        else:
            yield task

    def _are_whole(self, letters: Iterable[WrittenLetter]) -> bool:
        out, packed = self.job.out, self.layout.archives
        return all(
            is_whole(out, letter) or (packed and is_packed(out, letter, self.layout.shard.suffix)) for letter in letters
        )

    def _repeated(self, row: RawRow, other: int) -> RowProblem:
        return RowProblem(row.number, id_column(self.job.columns), f"is the id of row {other} too", "an id of its own")
