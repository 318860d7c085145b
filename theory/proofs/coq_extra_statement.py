"""A proposition that no claim states, written in Coq."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ExtraStatement"]


@dataclass(frozen=True)
class ExtraStatement:
    """A proposition written in Coq.

    Attributes
    ----------
    name
        Coq name.
    module
        Coq module of its model.
    comment
        The sentence in words.
    binders, arguments
        Quantified variables, and the same as arguments.
    hypotheses, conclusion
        Coq propositions.
    moves
        What a witness has to satisfy besides the hypotheses, so that it is not trivial.
    """

    name: str
    module: str
    comment: str
    binders: str
    arguments: str
    hypotheses: tuple[str, ...]
    conclusion: str
    moves: str = "True"

    @property
    def coq_text(self) -> str:
        """The definitions printed into ``Statements.v``."""
        hypotheses = " /\\\n  ".join(self.hypotheses)
        met = f"hyp_{self.name} {self.arguments} /\\ {self.moves}"
        return (
            f"(* {self.comment} *)\n"
            f"Definition hyp_{self.name} {self.binders} : Prop :=\n  {hypotheses}.\n"
            f"Definition stmt_{self.name} : Prop := forall {self.binders}, hyp_{self.name} {self.arguments} ->\n"
            f"  {self.conclusion}.\n"
            f"Definition nonvacuous_{self.name} : Prop := exists {self.binders}, {met}.\n"
        )
