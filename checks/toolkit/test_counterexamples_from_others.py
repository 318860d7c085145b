"""A counterexample that somebody else wrote: everything in it is validated and bounded before anything is made of it."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from checks.evidence.counterexample_file import counterexample_from_json
from checks.evidence.replay import counterexample_to_json, snippet
from checks.instances.numbers import model_from_json, model_to_json
from checks.pairs._exact import fractions
from checks.search.exact import search_exactly
from checks.toolkit.commands import ROOT, catapult
from numerics import BiasedQuadratic, DeepNet, GeneralQuadratic, PureQuadratic, TwoLayerNet, second_order
from theory.claims import claim

FOUND = search_exactly(claim("SUM-1"), 0, most=240)
WHOLE = counterexample_to_json(FOUND)
BARE = {key: value for key, value in WHOLE.items() if key != "digest"}
ONE, HALF = Fraction(1), Fraction(1, 2)
NET = TwoLayerNet(fractions([[1]]), 1, (ONE, HALF), ONE, ONE)
DEEP = DeepNet(fractions([[1]]), (1, 2), (ONE, HALF), ONE, ONE)
MODELS = {
    type(model).__name__: model_to_json(model)
    for model in (
        NET,
        DEEP,
        PureQuadratic(fractions([[1, 2]]), ONE),
        BiasedQuadratic(fractions([[1, 0]]), fractions([[1]]), HALF),
        GeneralQuadratic(fractions([1]), fractions([[1, 2]]), fractions([[[1, 2], [2, 0]]]), HALF),
        second_order(NET, fractions([1, 2])),
        second_order(DEEP, fractions([1] * DEEP.weight_count)),
    )
}


def written(document: Any, folder: Path) -> Path:
    (folder / "file.json").write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return folder / "file.json"


HOSTILE = (
    *(
        '"1e10000000"',
        '["1e10000000"]',
        "1e400",
        "[1e400]",
        "-1e400",
        "NaN",
        "[NaN]",
        "Infinity",
        "null",
        "true",
        "[true]",
        "{}",
        "[]",
    ),
    *(
        '""',
        f'"{"x" * 5000}"',
        f'["{"x" * 5000}"]',
        f'"{"9" * 5000}"',
        "9" * 5000,
        f'["{"9" * 4200}"]',
        '"1/0"',
        '["1/0"]',
        '"--1"',
    ),
    *(
        '" 1"',
        '"1_000"',
        '"٣"',
        '"\\u001b[2J"',
        '"\\u202e"',
        "1000000000000000000",
        "-1",
        "-1000000000000000000",
        "0.5",
        '"inf"',
        '"nan"',
    ),
    *("[" * 5000 + "]" * 5000, "[" * 300 + "1" + "]" * 300, '{"a": ' * 300 + "1" + "}" * 300, '{"vector": ["1e10000000"]}'),
    *('{"vector": 7}', '{"vector": [[1]]}', '"\\ud800"', '[["1"], ["1", "2"]]', "\"__import__('os').abort()\""),
)


def places(document: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document, leaves and branches."""
    if path:
        yield path
    parts = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in parts:
        yield from places(value, (*path, key))


def with_text(document: Any, path: tuple[str | int, ...], text: str) -> str:
    """The document's JSON with a text of JSON put in at a place."""
    changed = copy.deepcopy(document)
    part = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = "HERE"
    return json.dumps(changed).replace('"HERE"', text)


PLAIN = ("1000000000000000000", "-1000000000000000000", "-1", "0.5", "null", '""')
"""A number that is none the less a counterexample, or nothing where that is what is meant."""


@pytest.mark.parametrize("path", [*places(BARE)], ids=str)
def test_no_value_in_a_counterexample_hangs_or_ends_in_a_traceback(path: tuple[str | int, ...], tmp_path: Path) -> None:
    import typer
    from typer.testing import CliRunner

    from checks.cli.replay import command

    application = typer.Typer()
    application.command()(command)
    for text in HOSTILE:
        file = written(with_text(BARE, path, text), tmp_path)
        start = perf_counter()
        done = CliRunner().invoke(application, [str(file)])
        assert done.exception is None or isinstance(done.exception, SystemExit), (path, text[:40], done.exception)
        assert done.exit_code != 0 or text in PLAIN, (path, text[:40], done.output)
        assert len(done.output) < 3000, (path, text[:40])
        assert "\x1b" not in done.output
        assert perf_counter() - start < 60  # what is refused is refused at once; a bound against hanging, not a measurement


def test_arguments_of_every_kind_of_model_are_checked() -> None:
    for model in MODELS.values():
        for name in model["arguments"]:
            for text in HOSTILE:
                try:
                    value = json.loads(text)
                except (RecursionError, ValueError):  # not read from a file at all
                    continue
                with suppress(ValueError):
                    assert model_from_json({**model, "arguments": {**model["arguments"], name: value}}).weight_count >= 1


def test_what_is_printed_to_paste_is_made_from_numbers(tmp_path: Path) -> None:
    hostile = {**BARE, "recipe": "__import__('os').system('echo broken')", "sentence": "x\n__import__('os').abort()"}
    done = catapult("replay", str(written(hostile, tmp_path)), "--snippet")
    assert done.returncode == 1  # recipe and sentence are not as recorded
    assert "__import__" not in done.stdout
    assert snippet(counterexample_from_json(hostile)) == snippet(counterexample_from_json(BARE))


def test_the_digest_covers_every_field() -> None:
    for path in places(WHOLE):
        if path[0] == "digest":
            continue
        changed = json.loads(with_text(WHOLE, path, '"other"'))
        with pytest.raises(ValueError, match="not a counterexample file"):
            counterexample_from_json(changed)


def test_a_field_twice_or_unknown_is_refused(tmp_path: Path) -> None:
    twice = json.dumps(WHOLE)[:-1] + ', "step": 0}'
    done = catapult("replay", str(written(twice, tmp_path)))
    assert (done.returncode, "is there twice" in done.stderr) == (2, True)
    with pytest.raises(ValueError, match="no field 'extra'"):
        counterexample_from_json({**BARE, "extra": 1})


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "folder", "none"])
def test_what_is_no_plain_file_is_not_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = catapult("replay", name if name.startswith("/") else str(tmp_path / name))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", MODELS)
def test_snippets_of_every_kind_of_model_run(kind: str) -> None:
    model = model_from_json(MODELS[kind])
    item = replace(
        FOUND, model=MODELS[kind], weights=(Fraction(1),) * model.weight_count, targets=(Fraction(0),) * model.data_count
    )
    done = subprocess.run([sys.executable, "-c", snippet(item)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == item.step + 2


def test_numbers_that_ask_for_too_much_arithmetic_are_given_up(tmp_path: Path) -> None:
    """Thirty data: a characteristic polynomial of degree 30, with entries of thousands of digits."""
    entries = [[Fraction(7**place % 10**9, 11**place % 10**9), Fraction(place, 10**9 + place)] for place in range(30)]
    model = TwoLayerNet(fractions(entries), 2, (ONE, ONE), ONE, ONE)
    weights, targets = (Fraction(1, 3),) * model.weight_count, (Fraction(0),) * 30
    item = replace(FOUND, claim="ML-3", model=model_to_json(model), weights=weights, targets=targets)
    done = catapult("replay", str(written(counterexample_to_json(item), tmp_path)), "--seconds", "0.5")
    assert (done.returncode, done.stderr.splitlines()[1:]) == (2, [])
    assert "a replay takes longer than 0.5 s" in done.stderr
