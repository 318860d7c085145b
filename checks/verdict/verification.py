"""Verify a claim: collect every kind of evidence within a budget, then judge. Pytest and the command line both call this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from checks.evidence.kinds import Counterexample, Dropped, Evidence, Fuzzed, Proved
from checks.evidence.nearest import nearest
from checks.evidence.proofs import asked, prove
from checks.evidence.statistical.found import statistics
from checks.evidence.tightness import Tightness, tightness
from checks.instances.brought import brought, restore
from checks.search.claim import pressed, refuted, sampled
from checks.search.enclosed import enclose
from checks.verdict.begged import is_begged
from checks.verdict.entry import Entry
from checks.verdict.judge import PROOFS, Verdict, judge
from checks.verdict.profiles import PROFILES, Profile
from checks.verdict.recalled import Record
from numerics.arguments import callable_or_none, integer
from numerics.processes import process_pool
from numerics.progress import Progress
from theory.added import Added
from theory.arguments import flag, instance, listed
from theory.provers.prover import Prover
from theory.records import Recall
from theory.statements import Claim

__all__ = ["Options", "prepare", "verify", "verify_all"]


@dataclass(frozen=True)
class Options:
    """How to verify.

    Attributes
    ----------
    seed
        Seed of every search.
    proofs
        Whether to ask the provers.
    slow_provers
        Whether to ask provers that may take minutes.
    recorded
        Whether those answer only from what is recorded on this machine, or is shipped; see `checks.verdict.stages`.
    recheck
        Whether evidence that is stored because it is slow is made anew.
    recall
        Whether what the same search, by the same code, has found before on this machine is read from its record; what is found
        now is recorded then. See `checks.verdict.recalled`.
    """

    seed: int = 0
    proofs: bool = True
    slow_provers: bool = True
    recorded: bool = False
    recheck: bool = False
    recall: bool = False

    def __post_init__(self) -> None:
        integer(self.seed, "seed")
        for name in ("proofs", "slow_provers", "recorded", "recheck", "recall"):
            flag(getattr(self, name), name)

    @property
    def asked(self) -> tuple[Prover, ...]:
        """The provers that are asked."""
        return asked(slow=self.slow_provers) if self.proofs else ()

    def record(self, claim: Claim) -> Record:
        """The record of searches as it is used for a claim."""
        return Record.of(claim, (Recall.RENEW if self.recheck else Recall.READ) if self.recall else Recall.NEVER)


def verify(claim: Claim, profile: Profile = PROFILES["dev"], options: Options | None = None) -> Entry:
    """Collect evidence on one claim and judge it.

    Parameters
    ----------
    claim
        The claim.
    profile
        Budgets, see `checks.verdict.profiles`.
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
    instance(claim, "claim", Claim, "theory.claim('ML-2') finds one by its id")
    instance(profile, "profile", Profile, "checks.profile('ci') finds one by its name")
    options = Options() if options is None else instance(options, "options", Options)
    start = perf_counter()
    record, budget = options.record(claim), (profile, options.seed)
    evidence = _tried(claim, profile, options, record)
    evidence += record.evidence("statistics", claim, budget, lambda: statistics(claim, profile, options.seed))
    if options.proofs and not refuted(evidence):
        evidence += record.evidence("enclosed", claim, (), lambda: enclose(claim))
    if judge(claim, evidence) in (*PROOFS, Verdict.SUPPORTED):
        evidence += [_without(claim, added, profile, options, record) for added in claim.added]
    verdict = judge(claim, evidence)
    tight = None
    if verdict in (*PROOFS, Verdict.TRUE_WITH, Verdict.SUPPORTED):
        tight = record.tightness("tightness", claim, options.seed, lambda: _tightness(claim, options.seed))
    elif verdict is Verdict.OPEN and claim.conjectured:
        tight = record.tightness("nearest", claim, options.seed, lambda: nearest(claim, seed=options.seed))
    return Entry(claim, verdict, tuple(evidence), tight, perf_counter() - start, record.was_read)


def _tightness(claim: Claim, seed: int) -> Tightness | None:
    """That of the first statement that has any."""
    return next(filter(None, (tightness(statement, seed=seed) for statement in claim.statements)), None)


def _tried(claim: Claim, profile: Profile, options: Options, record: Record) -> list[Evidence]:
    """Search, prove, and press where neither has decided: what is proved needs no longer search.

    A conjecture stays open whatever it survives: how close to its bound it fails is measured instead.
    """
    seed, provers = options.seed, options.asked
    budget = (profile, seed, [prover.name for prover in provers])
    evidence = record.evidence("sampled", claim, budget, lambda: sampled(claim, profile, seed, provers))
    if options.proofs and not refuted(evidence):
        evidence += prove(claim, slow=options.slow_provers, recorded=options.recorded, recall=record.recall)
    if refuted(evidence) or claim.conjectured:
        return evidence
    proved = {item.statement for item in evidence if isinstance(item, Proved)}
    undecided = [index for index in range(len(claim.statements)) if index not in proved]
    left = (profile, seed, undecided)
    return evidence + record.evidence("pressed", claim, left, lambda: pressed(claim, undecided, profile, seed))


def _without(claim: Claim, added: Added, profile: Profile, options: Options, record: Record) -> Dropped:
    """Try the claim without a hypothesis that our reading adds: look for a counterexample, else for a proof.

    A hypothesis that is the conclusion in other words makes nothing true: no counterexample without it shows that it is needed.
    """
    if options.proofs and is_begged(claim, added):
        return Dropped(added.name, None)
    wider = claim.without(added)
    evidence = _tried(wider, profile, options, record)
    found = next((item for item in evidence if isinstance(item, Counterexample)), None)
    # The verdict on the claim would not name an added prover: on its word alone no hypothesis is dropped.
    proved = (verdict := judge(wider, evidence)) in PROOFS and verdict is not Verdict.PROVED_ADDED
    return Dropped(added.name, found, proved, sum(item.states for item in evidence if isinstance(item, Fuzzed)))


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
    options = Options() if options is None else instance(options, "options", Options)
    claims = listed(list(claims) if isinstance(claims, Iterator) else claims, "claims", Claim)
    instance(profile, "profile", Profile, "checks.profile('ci') finds one by its name")
    integer(jobs, "jobs", least=1)
    callable_or_none(progress, "progress", "(claim) -> None")
    if not options.recorded:
        prepare(claims, options, jobs)
    with Progress("verify", len(claims), "claims", kept="the entries that were yielded") as shown:
        for done, entry in enumerate(_entries(claims, profile, options, jobs), 1):
            shown.update(done, entry.claim.id)
            if progress is not None:
                progress(entry.claim)
            yield entry


def prepare(claims: Iterable[Claim], options: Options, jobs: int) -> None:
    """Have each prover do what the proofs of these claims, and of those without an added hypothesis, share."""
    statements = [statement for claim in claims for stated in (claim, *claim.wider) for statement in stated.statements]
    with Progress("check proofs", 0, "steps", log=True) as shown:

        def told(done: int, total: int, what: str) -> None:
            shown.total = total
            shown.update(done, what)

        for prover in options.asked:
            prover.prepare(statements, jobs=jobs, force=options.recheck, told=told)


def _entries(claims: tuple[Claim, ...], profile: Profile, options: Options, jobs: int) -> Iterator[Entry]:
    if jobs <= 1 or len(claims) <= 1:
        yield from (verify(claim, profile, options) for claim in claims)
        return
    with process_pool(min(jobs, len(claims)), restore, brought()) as pool:
        futures = [pool.submit(verify, claim, profile, options) for claim in claims]
        for future in futures:
            yield future.result()
