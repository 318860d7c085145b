"""The report in a browser: no errors, no network, filters, typeset mathematics, keyboard, contrast, a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checks.toolkit.browser import chromium
from checks.toolkit.ledgers import small_ledger

pytest.importorskip("jinja2")
pytest.importorskip("latex2mathml")
pytest.importorskip("playwright.sync_api")

PAGES = (
    "index.html",
    "claim-SUM-1.html",
    "claim-ML-2.html",
    "claim-ZQ-22.html",
    "theorems.html",
    "models.html",
    "rules.html",
    "search.html",
    "errata.html",
    "tightness.html",
    "method.html",
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory):
    from checks.report import build_report

    out = tmp_path_factory.mktemp("report")
    build_report(small_ledger(), out)
    return out


def opened(browser, site, name, **options):
    """A page of the report; errors and requests outside the folder are collected on it."""
    page = browser.new_context(**options).new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.problems.append(request.url) if not _inside(request.url) else None)
    page.goto((site / name).as_uri())
    return page


def _inside(url):
    return url.startswith(("file:", "data:"))


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_cleanly_and_fit_a_phone(browser, site, name):
    page = opened(browser, site, name, viewport={"width": 390, "height": 844})
    assert page.problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.title().endswith("catapult report")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violations(browser, site, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for name in PAGES:
        page = opened(browser, site, name, color_scheme=scheme)
        found = axe.run(page)
        assert found.violations_count == 0, f"{name}, {scheme}: {found.generate_report()}"
        page.context.close()


def test_filters_and_their_address(browser, site):
    page = opened(browser, site, "index.html")
    rows, claims = page.locator("table.ledger tbody tr:visible"), len(small_ledger()["claims"])
    assert rows.count() == claims
    page.get_by_label("Verdict", exact=True).select_option("refuted")
    assert rows.locator("th a").all_text_contents() == ["SUM-1", "SUM-2"]
    page.get_by_label("Text", exact=True).fill("convex")
    assert rows.count() == 1
    assert page.get_by_role("status").text_content() == f"1 of {claims} claims"
    again = page.context.new_page()
    again.goto(page.url)
    assert again.locator("table.ledger tbody tr:visible").count() == 1
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function(f"document.getElementById('shown').textContent === '{claims} claims'")
    page.get_by_label("Source", exact=True).select_option("ZQ")
    assert rows.locator("th a").all_text_contents() == ["ZQ-22"]
    page.get_by_label("Source", exact=True).select_option("")
    page.get_by_label("Model", exact=True).select_option("quadratic")
    assert 0 < rows.count() < claims
    assert page.problems == []


def test_the_ledger_is_complete_without_scripts(browser, site):
    page = opened(browser, site, "index.html", java_script_enabled=False)
    assert page.locator("table.ledger tbody tr:visible").count() == len(small_ledger()["claims"])
    assert page.locator("#filters").is_hidden()


def test_search_from_any_page(browser, site):
    page = opened(browser, site, "claim-ML-2.html")
    page.get_by_label("Search", exact=True).fill("convex refuted")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=convex+refuted")
    entries = page.locator(".entries > li:visible a")
    assert entries.all_text_contents()[0] == "SUM-2"
    assert set(entries.all_text_contents()) == {"SUM-2"}
    page.get_by_label("Words, all of which must occur").fill("no such word")
    assert entries.count() == 0
    assert page.get_by_role("status").text_content().startswith("0 of ")
    assert page.problems == []


def test_search_lists_everything_without_scripts(browser, site):
    page = opened(browser, site, "search.html", java_script_enabled=False)
    assert page.locator(".entries > li:visible").count() > len(small_ledger()["claims"])
    assert page.locator("#search").is_hidden()


def test_mathematics_is_typeset(browser, site):
    page = opened(browser, site, "claim-ML-2.html")
    formula = page.locator("math").first
    box = formula.bounding_box()
    assert box["height"] > 10
    assert box["width"] > 60
    assert page.locator("mfrac:visible, msup:visible, msubsup:visible").count() > 5
    assert "\\" not in page.locator(".sentence").first.inner_text()


def test_keyboard_reaches_the_content_and_opens_a_claim(browser, site):
    page = opened(browser, site, "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_label("Text", exact=True).focus()
    page.keyboard.type("SUM-2")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "SUM-2":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim-SUM-2.html")


def test_copy_button_copies_the_command(browser, site):
    page = opened(browser, site, "claim-ML-2.html", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(".code button").last
    button.click()
    page.wait_for_function("[...document.querySelectorAll('button.copy')].some((button) => button.textContent === 'Copied')")


def test_screenshots(browser, site, tmp_path):
    """Taken for a human to look at where CATAPULT_SCREENSHOTS names a folder; that they are not blank is checked always."""
    out = Path(os.environ.get("CATAPULT_SCREENSHOTS", tmp_path))
    out.mkdir(parents=True, exist_ok=True)
    for kind, size in (("desktop", (1280, 900)), ("phone", (390, 844))):
        for name in ("index.html", "claim-ML-2.html", "claim-SUM-1.html"):
            page = opened(browser, site, name, viewport={"width": size[0], "height": size[1]})
            picture = page.screenshot(path=out / f"{kind}-{name.removesuffix('.html')}.png", full_page=True)
            assert len(picture) > 20_000
            page.context.close()
