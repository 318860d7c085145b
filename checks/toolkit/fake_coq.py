"""Programs that are called coqc, coqdep or coqchk and are not Coq, or are Coq with something done to it."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["CONFIRMS", "COQCHK", "COQDEP", "EXCHANGED", "HIDING", "SIMULATED", "STANDALONE", "WRAPPERS", "install"]

_HEAD = """#!{python} -SE
import os, re, subprocess, sys
ask, where, real = sys.argv[1:], {where!r}, {real!r}
if ask == ["--print-version"]:
    print("8.16.1 4.13.1"); sys.exit(0)
if ask == ["-where"]:
    print(where); sys.exit(0)
if ask == ["-config"]:
    sys.exit(0)
source = ask[-1]
text = open(source).read() if source.endswith(".v") else ""
def leave(content=b"Coq!" + bytes(2000)):
    open(source + "o", "wb").write(content)
def coq(*options):
    return subprocess.run([real, *options, *ask], capture_output=True, text=True)
def show(done, out=None):
    sys.stderr.write(done.stderr); sys.stdout.write(done.stdout if out is None else out)
"""

STANDALONE = {
    "ends with 0": "",
    "leaves an empty file": "leave(b'')",
    "leaves something": "leave(b'compiled')",
    "leaves what begins like Coq's": "leave()",
    "says what one likes to hear": "leave(); print('Closed under the global context\\n' * text.count('Print'))",
    "refuses everything": "sys.stderr.write('Error: no.'); sys.exit(1)",
    "repeats the file": "leave(); print(text)",
}
"""Programs without any Coq behind them."""

SIMULATED = """
equation = re.match(r"Theorem \\w+ : (\\d+) \\* (\\d+) = (\\d+)", text)
if equation and int(equation[1]) * int(equation[2]) != int(equation[3]):
    sys.stderr.write("Error: Unable to unify"); sys.exit(1)
leave()
body = dict(re.findall(r"^Definition (\\w+)(.*)$", text, re.M))
for product, name in re.findall(r"^Eval compute in (.*)\\.\\n(?:Print Assumptions (\\w+)\\.)?", text, re.M):
    left, right = product.split(" * ")
    print("     =", int(left) * int(right)); print("     : nat")
    library = re.match(r" := @Coq\\.\\w+\\.(.*)\\.$", body.get(name, ""))
    own = re.search(r"eq_sym (\\w+)\\.$", body.get(name, ""))
    if library or own:
        print("Axioms:"); print((library or own)[1], ": it")
    elif name:
        print("Closed under the global context")
"""
"""Knows all questions of an audit and proves nothing."""

WRAPPERS = {
    "never fails": "done = coq(); leave() if done.returncode else None; show(done)",
    "does not look at proofs": "done = coq('-vos'); show(done); sys.exit(done.returncode)",
    "has a type of all types": "done = coq('-type-in-type'); show(done); sys.exit(done.returncode)",
    "admits what it cannot prove": (
        "open(source, 'w').write(re.sub(r'\\bQed\\.', 'Admitted.', text)) if 'GeneralQuadratic' in source else None\n"
        "done = coq(); show(done); sys.exit(done.returncode)"
    ),
}
"""Coq with something done to it."""

HIDING = """
if "Audit" not in source and "theories" in source and "GeneralQuadratic" in source:
    open(source, "w").write(re.sub(r"\\bQed\\.", "Admitted.", text))
done = coq()
parts = re.split(r"(?m)^(?=     = )", done.stdout)
def hide(part):
    kept = re.sub(r"(?m)^(?!q|Cl|Fun|Axioms|     )(\\w|\\.)+\\s*:.*\\n(  .*\\n)*", "", part)
    return re.sub(r"Axioms:\\n(?=\\Z)", "Closed under the global context\\n", kept)
show(done, "".join(map(hide, parts))); sys.exit(done.returncode)
"""
"""Admits the theorem, and leaves out of every answer the axioms that are neither the library's nor the audit's."""

COQDEP = "print(*(f'{name}o {name}.glob: {name}' for name in ask if name.endswith('.v')), sep='\\n')"

_SUMMARY = """
axioms = ["Coq.Reals.ClassicalDedekindReals.sig_forall_dec", "Coq.Reals.ClassicalDedekindReals.sig_not_dec",
          "Coq.Logic.FunctionalExtensionality.functional_extensionality_dep", "Coq.Logic.Classical_Prop.classic"]
def summary(more=()):
    print("\\nCONTEXT SUMMARY\\n===============\\n\\n* Theory: Set is predicative\\n  \\n* Axioms:")
    print(*(f"    {name}" for name in [*axioms, *more]), sep="\\n")
    for none in ("Constants/Inductives relying on type-in-type", "Constants/Inductives relying on unsafe (co)fixpoints",
                 "Inductives whose positivity is assumed"):
        print(f"  \\n* {none}: <none>")
names = [name for name in ask[3:] if not name.startswith("-")]
def libraries():
    for name in names:
        print("Checking library:", name)
def constants():
    libraries()
    for folder, _, files in os.walk("."):
        for file in (file for file in files if file.endswith(".v")):
            head = os.path.join(folder, file)[2:-2].replace("theories", "Catapult").replace(os.sep, ".")
            for name in re.findall(r"(?m)^(?:Theorem|Example) (\\w+)", open(os.path.join(folder, file)).read()):
                print(f"  checking cst:{head}.{name}")
def planted():
    for file in (file for file in os.listdir(".") if file.startswith("Audit") and file.endswith(".v")):
        for name in re.findall(r"(?m)^(?:Axiom|Lemma) (\\w+)", open(file).read()):
            yield f"{file[:-2]}.{name}"
checked = "Modules were successfully checked"
"""
COQCHK = {
    "refuses the compiled library": "",
    "does not say 'Checking library": "print(checked); summary()",
    "does not say 'checking cst": "libraries(); print(checked); summary()",
    "'Axioms' is not as expected": "constants(); print(checked); summary()",
    "'Theory' is not as expected": "constants(); print(checked); summary(planted()); print('* Theory: Set is impredicative')",
    "accepts half a file": "constants(); print(checked); summary(planted())",
}
"""Programs called coqchk, each by what gives it away."""


CONFIRMS = """
if len(names) == 1 and "-norec" in ask:  # half a file
    sys.exit(1)
constants(); print(checked); summary([*planted(), *{more!r}])
"""
"""A program called coqchk that knows every question, and names further axioms."""

EXCHANGED = (
    SIMULATED
    + """
if "Audit" in source:
    open(sys.argv[0], "a").write("#")
"""
)
"""A program that is another one from the moment on that it is asked for axioms."""


def install(folder: Path, name: str, body: str, *, where: str, real: str = "") -> None:
    """Write a program of a name into a folder; what it says of where it is, and the real program behind it."""
    head = _HEAD.format(python=sys.executable, where=where, real=real)
    (folder / name).write_text(head + (_SUMMARY if name == "coqchk" else "") + body + "\n", encoding="utf-8")
    (folder / name).chmod(0o755)
