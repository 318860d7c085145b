"""Verify a claim: collect every kind of evidence within a budget, then judge. Pytest and the command line both call this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from multiprocessing import get_context
from time import perf_counter

from checks.certify import enclose
from checks.evidence import Counterexample, Evidence, Fuzzed, Proved
from checks.families import family
from checks.fuzz import fuzz
from checks.hunt import hunt
from checks.measure import unknown_names
from checks.own_model import register, registry
from checks.profiles import PROFILES, Profile
from checks.provers import prove
from checks.seeded import seed_alone
from checks.tightness import Tightness, tightness
from checks.verdict import Verdict, judge
from theory.claims import all_claims
from theory.proofs.kernel import refresh
from theory.statements import Claim, Statement

__all__ = ["Entry", "Options", "UnmeasurableError", "has_trial", "search", "verify", "verify_all"]


class UnmeasurableError(ValueError):
    """No trajectory can be held against a statement: its model is not known, or gives no value to what it mentions."""


@dataclass(frozen=True)
class Options:
    """How to verify.

    Attributes
    ----------
    seed
        Seed of every search.
    proofs
        Whether to ask the provers.
    kernel
        Whether to ask the Coq kernel, where it is present.
    recheck
        Whether evidence that is stored because it is slow is made anew.
    """

    seed: int = 0
    proofs: bool = True
    kernel: bool = True
    recheck: bool = False


@dataclass(frozen=True)
class Entry:
    """One row of the ledger.

    Attributes
    ----------
    claim, verdict, evidence
        What was judged, how, and on what grounds.
    tightness
        How close the claim's learning-rate bound comes to the measured edge, if it has one.
    seconds
        Time spent.
    """

    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    tightness: Tightness | None = None
    seconds: float = field(default=0.0, compare=False)

    def __repr__(self) -> str:
        found = self.counterexample
        if found is not None:
            return f"Entry({self.claim.id}: {self.verdict.value}, counterexample at step {found.step})"
        proofs = [item for item in self.evidence if isinstance(item, Proved)]
        provers = ", ".join(sorted({getattr(item.proof, "prover", "coq") for item in proofs}))
        covered = len({item.statement for item in proofs})
        whole = covered == len(self.claim.statements)
        states = sum(item.states for item in self.evidence if isinstance(item, Fuzzed))
        by = f"by {provers}" if whole else f"{covered} of {len(self.claim.statements)} statements by {provers}"
        grounds = [by] * bool(proofs) + [f"{states} states searched"] * bool(states)
        tight = [f"tightness {self.tightness.median:.2g}"] if self.tightness else []
        return f"Entry({self.claim.id}: {', '.join([self.verdict.value, *grounds, *tight])})"

    @property
    def counterexample(self) -> Counterexample | None:
        """The counterexample that refutes the claim, if any."""
        return next((item for item in self.evidence if isinstance(item, Counterexample)), None)


def has_trial(claim: Claim) -> bool:
    """Whether the claim has its own trial: a module of ``checks.trials`` that bears its name, if the claim is the project's."""
    return claim in all_claims() and find_spec(_trial_name(claim)) is not None


def _trial_name(claim: Claim) -> str:
    return "checks.trials." + re.sub(r"\W", "_", claim.id.lower())


def search(claim: Claim, profile: Profile, seed: int = 0) -> list[Evidence]:
    """Look for counterexamples: exactly first, then in floating point, statement by statement; stop at the first."""
    evidence: list[Evidence] = []
    for statement in claim.statements:
        _refuse_unmeasurable(claim, statement)
    for index in range(len(claim.statements)):
        exact = hunt(claim, index, most=profile.exact_trajectories)
        evidence.append(exact)
        if isinstance(exact, Counterexample):
            return evidence
    for index in range(len(claim.statements)):
        with seed_alone():
            sampled = fuzz(claim, index, profile, seed)
        evidence.append(sampled)
        if isinstance(sampled, Counterexample):
            return evidence
    return evidence


def _refuse_unmeasurable(claim: Claim, statement: Statement) -> None:
    """Raise `UnmeasurableError` if no scene of the setting gives a value to something that the statement mentions."""
    setting, unknown = statement.setting, frozenset(symbol.name for symbol in statement.symbols)
    try:
        offered = family(setting)
        for scene in chain(islice(offered.exact_scenes(setting), 8), islice(offered.typical_scenes(setting, 1, 0), 1)):
            unknown &= unknown_names(statement, scene)
            if not unknown:
                return
    except (KeyError, ValueError) as error:  # no such model, or no such variant of it
        raise UnmeasurableError(f"{claim.id}: {error.args[0]}") from error
    raise UnmeasurableError(f"{claim.id}: nothing gives a value to {', '.join(sorted(unknown))} in the setting {setting}")


def verify(claim: Claim, profile: Profile = PROFILES["dev"], options: Options | None = None) -> Entry:
    """Collect evidence on one claim and judge it.

    Parameters
    ----------
    claim
        The claim.
    profile
        Budgets, see `checks.profiles`.
    options
        Seed and provers; defaults to all provers present.

    Raises
    ------
    TypeError
        If ``claim`` is not a `Claim`, or ``profile`` not a `Profile`.
    UnmeasurableError
        If a statement's setting names a model, or a variant of it, that is not known, or gives no value to one of its symbols.
    ContradictionError
        If a claim is both proved and refuted: then a prover or the engine is wrong.

    Examples
    --------
    >>> from theory import claim
    >>> verify(claim("SUM-2")).verdict.value
    'refuted'
    """
    if not isinstance(claim, Claim):
        raise TypeError(f"claim must be a Claim, not {type(claim).__name__}: theory.claim('ML-2') finds one by its id")
    if not isinstance(profile, Profile):
        raise TypeError(f"profile must be a Profile, not {type(profile).__name__}: checks.profile('ci') finds one by its name")
    options = options or Options()
    start = perf_counter()
    evidence = search(claim, profile, options.seed)
    if has_trial(claim):
        evidence += import_module(_trial_name(claim)).run(profile, options.seed)
    if options.proofs and not any(isinstance(item, Counterexample) for item in evidence):
        evidence += enclose(claim)
        evidence += prove(claim, kernel=options.kernel)
    verdict = judge(claim, evidence)
    tight = None
    if verdict in (Verdict.PROVED, Verdict.SHIPPED, Verdict.SUPPORTED):
        tight = next(filter(None, (tightness(statement, seed=options.seed) for statement in claim.statements)), None)
    return Entry(claim, verdict, tuple(evidence), tight, perf_counter() - start)


def verify_all(
    claims: Iterable[Claim],
    profile: Profile,
    options: Options | None = None,
    *,
    jobs: int = 1,
    progress: Callable[[Claim], None] | None = None,
) -> Iterator[Entry]:
    """Verify claims in order, on ``jobs`` processes; the entries do not depend on how many.

    Parameters
    ----------
    claims
        The claims.
    profile, options
        As for `verify`.
    jobs
        Number of processes; each is started afresh.
    progress
        Called with each claim that is done, in order.

    Yields
    ------
    Entry
        One per claim, in the order given.

    Examples
    --------
    >>> from checks import profile
    >>> from theory import claim
    >>> [entry.claim.id for entry in verify_all([claim("SUM-1"), claim("SUM-2")], profile("dev"))]
    ['SUM-1', 'SUM-2']
    """
    options = options or Options()
    claims = tuple(claims)
    if options.proofs and options.kernel:
        refresh([claim.id for claim in claims], jobs=max(jobs, 1), force=options.recheck)
    if jobs <= 1 or len(claims) <= 1:
        for claim in claims:
            entry = verify(claim, profile, options)
            if progress is not None:
                progress(claim)
            yield entry
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), register, (registry(),)) as pool:
        futures = [pool.submit(verify, claim, profile, options) for claim in claims]
        try:
            for claim, future in zip(claims, futures, strict=True):
                entry = future.result()
                if progress is not None:
                    progress(claim)
                yield entry
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # or an interrupt would wait for all claims in the queue
