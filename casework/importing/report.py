"""What came of an import, in counts and reasons."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from casework.importing.problems import Problem

SUMMARY = "{new:,}件新增，{already:,}件此前已导入"
REPEATED = "{repeated:,}行在文件里重复，只记一次"
REFUSED = "{refused:,}行没有收"
LINE = "第{line}行：{reason}，已跳过"
KEPT = 1000


@dataclass
class Report:
    """Counts of one run. `refusals` keeps the first thousand; the rest are counted by reason."""

    rows: int = 0
    new: int = 0
    already: int = 0
    repeated: int = 0
    refused: int = 0
    refusals: list[tuple[int, Problem]] = field(default_factory=list)
    by_reason: Counter[str] = field(default_factory=Counter)

    def refuse(self, line: int, problem: Problem) -> None:
        """Count a refused row."""
        self.refused += 1
        self.by_reason[problem.text()] += 1
        if len(self.refusals) < KEPT:
            self.refusals.append((line, problem))

    @property
    def readable(self) -> bool:
        """Whether anything at all could be taken from the file, now or in an earlier run."""
        return bool(self.new or self.already)

    def summary(self, translate: Callable[[str], str] = str) -> str:
        """One line: new and already imported; then what was repeated or refused, if any."""
        parts = [translate(SUMMARY).format(new=self.new, already=self.already)]
        if self.repeated:
            parts.append(translate(REPEATED).format(repeated=self.repeated))
        if self.refused:
            parts.append(translate(REFUSED).format(refused=self.refused))
        return "；".join(parts)

    def lines(self, translate: Callable[[str], str] = str) -> list[str]:
        """One line for each refused row kept, in the order of the file."""
        return [translate(LINE).format(line=line, reason=problem.text(translate)) for line, problem in self.refusals]
