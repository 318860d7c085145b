"""The searches for a counterexample to a whole claim, one after another, until one is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, islice

from checks.evidence.kinds import Counterexample, Evidence, Fuzzed
from checks.instances.measure import unknown_names
from checks.instances.seeded import seed_alone
from checks.pairs import pair
from checks.search.climb import climb
from checks.search.denied import search_denials
from checks.search.exact import search_exactly, search_ties
from checks.search.fuzz import fuzz
from checks.search.sizes import search_sizes
from checks.verdict.profiles import Profile
from theory.provers.prover import Prover
from theory.statements import Claim, Statement

__all__ = ["UnmeasurableError", "pressed", "refuted", "sampled", "search"]


class UnmeasurableError(ValueError):
    """No trajectory can be held against a statement: its model is not known, or gives no value to what it mentions."""


def search(claim: Claim, profile: Profile, seed: int = 0) -> list[Evidence]:
    """Look for counterexamples: exactly and in floating point, then at ties and by climbing; stop at the first."""
    evidence = sampled(claim, profile, seed)
    return evidence if refuted(evidence) else evidence + pressed(claim, range(len(claim.statements)), profile, seed)


def refuted(evidence: Sequence[Evidence]) -> bool:
    """Whether a counterexample is among the evidence."""
    return any(isinstance(item, Counterexample) for item in evidence)


def pressed(claim: Claim, statements: Iterable[int], profile: Profile, seed: int) -> list[Evidence]:
    """Search where statements come nearest to failing: at large sizes, ties, maximisers; stop at the first counterexample."""
    evidence: list[Evidence] = []
    for index in statements:
        searches = (
            search_sizes,
            partial(search_denials, most=profile.exact_trajectories // 8),
            partial(search_ties, most=profile.exact_trajectories),
            partial(climb, seed=seed),
        )
        for search_on in searches:
            found = search_on(claim, index)
            evidence += [] if found is None else [found]
            if refuted(evidence):
                return evidence
    return evidence


def sampled(claim: Claim, profile: Profile, seed: int, asked: Iterable[Prover] = ()) -> list[Evidence]:
    """Search statement by statement, exactly first and then in floating point; stop at the first counterexample.

    Less is spent on a statement whose proof is shipped by one of the provers that will be asked, unless that judges no state:
    then what is printed of it would be guarded by nothing.
    """
    evidence: list[Evidence] = []
    for statement in claim.statements:
        _refuse_unmeasurable(claim, statement)
    proved = [any(prover.ships(statement) for prover in asked) for statement in claim.statements]
    efforts = [profile.of_proved if shipped else profile for shipped in proved]
    for index, effort in enumerate(efforts):
        exact = search_exactly(claim, index, most=effort.exact_trajectories)
        evidence.append(exact)
        if isinstance(exact, Counterexample):
            return evidence
    for index, effort in enumerate(efforts):
        with seed_alone():
            found = fuzz(claim, index, effort, seed)
            if effort is not profile and isinstance(found, Fuzzed) and not found.states:
                found = fuzz(claim, index, profile, seed)
        evidence.append(found)
        if isinstance(found, Counterexample):
            return evidence
    return evidence


def _refuse_unmeasurable(claim: Claim, statement: Statement) -> None:
    """Raise `UnmeasurableError` if no instance of the setting gives a value to something that the statement mentions."""
    setting, unknown = statement.setting, frozenset(symbol.name for symbol in statement.symbols)
    try:
        offered = pair(setting)
        for instance in chain(islice(offered.exact_instances(setting), 8), islice(offered.typical_instances(setting, 1, 0), 1)):
            unknown &= unknown_names(statement, instance)
            if not unknown:
                return
    except (KeyError, ValueError) as error:  # no such model, or no such variant of it
        raise UnmeasurableError(f"{claim.id}: {error.args[0]}") from error
    raise UnmeasurableError(f"{claim.id}: nothing gives a value to {', '.join(sorted(unknown))} in the setting {setting}")
