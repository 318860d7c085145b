"""What searches have found before on this machine, so that the same search is not made twice.

A search is decided by its claim, budget, seed, code and libraries; a record is kept for all of these, and other code finds none.
A counterexample that is read is replayed in exact arithmetic like one that was found. A user's models, observables,
provers, update rules, losses and batches have code that is not seen here: of claims with them nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Skipped
from checks.evidence.replay import replay_counterexample
from checks.evidence.tightness import Tightness
from checks.instances.own_observable import own_observables
from checks.pairs import from_elsewhere
from theory.provers.prover import added_provers
from theory.provers.recalled import written
from theory.records import Recall, code_digest, file_name, recalled
from theory.statements import Claim, Statement
from theory.symbols import observable_of

__all__ = ["Record"]

_KIND = "searches"
_PACKAGES = ("theory", "numerics", "checks")
_NEEDED = ("numpy", "scipy", "sympy", "mpmath", "hypothesis", "numba", "llvmlite", "z3-solver", "python-flint", "clarabel")
_SHIPPED = frozenset(("theory", "builtins"))
"""Where the parts of a setting come from, if its code is seen here."""
_PLAIN = {kind.__name__: kind for kind in (Fuzzed, Enclosed, Measured, Skipped)}
"""Evidence that is numbers and words."""


@dataclass
class Record:
    """The record as one verification uses it.

    Attributes
    ----------
    recall
        Whether it is read and written.
    was_read
        Whether anything was found in it.
    """

    recall: Recall
    was_read: bool = False

    @classmethod
    def of(cls, claim: Claim, recall: Recall) -> Record:
        """The record for a claim: it is not used where something of a user's is at work."""
        ours = not added_provers() and all(map(_is_shipped, claim.statements))
        return cls(recall if ours else Recall.NEVER)

    def evidence(self, search: str, claim: Claim, budget: object, make: Callable[[], list[Evidence]]) -> list[Evidence]:
        """What a search finds, from the record if it is there.

        Parameters
        ----------
        search
            Its name.
        claim
            What is searched.
        budget
            All that decides the search besides, with a text that says so.
        make
            Makes the search.
        """
        return self._recalled(search, claim, budget, make, _to_json, lambda content: _from_json(claim, content))

    def tightness(self, search: str, claim: Claim, budget: object, make: Callable[[], Tightness | None]) -> Tightness | None:
        """A measured tightness, from the record if it is there; parameters as for `evidence`."""
        return self._recalled(
            search,
            claim,
            budget,
            make,
            lambda found: None if found is None else asdict(found),
            lambda content: None if content is None else Tightness(**content),
        )

    def _recalled(
        self,
        search: str,
        claim: Claim,
        budget: object,
        make: Callable[[], Any],
        to_json: Callable[[Any], Any],
        from_json: Callable[[Any], Any],
    ) -> Any:
        if self.recall is Recall.NEVER:
            return make()
        about = [search, claim.id, str(budget), *map(written, claim.statements)]
        digest = f"{code_digest(_PACKAGES, _NEEDED)} {about}"
        file = file_name(claim.id, str(about))
        found, was_read = recalled(_KIND, file, digest, self.recall, make, to_json, from_json)
        self.was_read |= was_read
        return found


def _is_shipped(statement: Statement) -> bool:
    """Whether model, process and observables of a statement are the package's, whose code is seen here."""
    setting, own = statement.setting, {item.observable for item in own_observables()}
    parts = (type(getattr(setting, field.name)).__module__.partition(".")[0] for field in fields(setting))
    named = (observable_of(symbol) for symbol in statement.symbols)
    return (
        _SHIPPED.issuperset(parts)
        and not setting.known.definition
        and not from_elsewhere(setting)
        and not any(found is not None and found[0] in own for found in named)
    )


def _to_json(evidence: list[Evidence]) -> list[dict[str, Any]]:
    return [
        {"kind": type(item).__name__, **(counterexample_to_json(item) if isinstance(item, Counterexample) else asdict(item))}
        for item in evidence
    ]


def _from_json(claim: Claim, content: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for document in content:
        kind = document.pop("kind")
        if kind == Counterexample.__name__:
            item = counterexample_from_json(document)
            if not replay_counterexample(claim, item).confirmed:
                raise ValueError(f"the counterexample on record does not refute {claim.id}")
            found.append(item)
        else:
            lists = {name: tuple(value) for name, value in document.items() if isinstance(value, list)}
            found.append(_PLAIN[kind](**{**document, **lists}))
    return found
