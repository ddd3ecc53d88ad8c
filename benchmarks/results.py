"""What one run of the benchmark found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from measure import Cost
from scoring import Score, total

__all__ = ["Results", "Scored", "Timed", "best_of"]


@dataclass(frozen=True, slots=True)
class Scored:
    """
    A reader on the corpus.

    Attributes:
        name: Of the set-up, as in `peers.SETUPS`; `leaddata` for this project's.
        label: As the page prints it.
        scores: By file.
        cpu: CPU seconds for all files; None where another entry has them.
        errors: By file, why it gave no rows there.
    """

    name: str
    label: str
    scores: dict[str, Score]
    cpu: float | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> Score:
        """All files together."""
        return total(self.scores.values())


@dataclass(slots=True)
class Timed:
    """
    A program that was run once in each round, or once in all.

    Attributes:
        costs: By round.
        right: Rows of the long report that it gave exactly; None where it gives no rows.
    """

    costs: list[Cost] = field(default_factory=list)
    right: int | None = None

    @property
    def cpu(self) -> float:
        """Median of the CPU seconds."""
        return median(cost.cpu for cost in self.costs)

    @property
    def wall(self) -> float:
        """Median of the seconds on the clock."""
        return median(cost.wall for cost in self.costs)

    @property
    def peak(self) -> float:
        """Highest memory of all rounds, MiB."""
        return max(cost.peak for cost in self.costs)

    @property
    def is_late(self) -> bool:
        """It was stopped at the time limit."""
        return any(cost.is_late for cost in self.costs)

    def ratio(self, other: Timed) -> float:
        """Median over the rounds of its CPU seconds over those of *other* in the same round; a single run counts for all."""
        mine, others = self.costs, other.costs
        rounds = max(len(mine), len(others))
        mine, others = (list(costs) * (rounds if len(costs) == 1 else 1) for costs in (mine, others))
        return median(one.cpu / two.cpu for one, two in zip(mine, others, strict=True))


@dataclass(slots=True)
class Results:
    """
    Everything that the page shows.

    Attributes:
        scored: Readers on the corpus, leaddata first.
        timed: Programs on the long reports, by name: `start`, `pass 300`, `leaddata 300` and so on, or a set-up.
        rounds: How many.
        patience: Seconds on the clock after which a peer was stopped.
    """

    scored: list[Scored] = field(default_factory=list)
    timed: dict[str, Timed] = field(default_factory=dict)
    rounds: int = 0
    patience: int = 0


def best_of(scored: Iterable[Scored]) -> dict[str, Score]:
    """Return for each file the best score that any reader has on it: what somebody gets who knows which to take."""
    best: dict[str, Score] = {}
    for one in scored:
        for name, found in one.scores.items():
            if name not in best or (found.exact, -found.given) > (best[name].exact, -best[name].given):
                best[name] = found
    return best
