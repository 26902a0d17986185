"""Acceptance tests of week 24, numbered as on its page. They read the built site, the ledger and the clones."""

import re
import shutil
from pathlib import Path

import servers
from documents import filled, number, table
from harness import Box, at, check, equal
from pages import Element, Page, Site, outside

TARGETS = {"artefacts": 24, "domains": 16, "tools": 50, "problems": 100, "reviews": 5, "rfcs": 3, "incidents": 2, "contacts": 50}
ENOUGH = 8
"""Words that a method needs at least."""
SECRETS = {
    "a key of AWS": r"AKIA[0-9A-Z]{16}",
    "a token of GitHub": r"gh[pousr]_[A-Za-z0-9]{36}",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a password or a token": r"""(?i)(password|secret|api[_-]?key|token)["']?\s*[:=]\s*["'][^"'$<{\s]{8,}["']""",
}


def explained(site: Site, page: Page, href: str, clicks: int = 2) -> bool:
    """Whether a link leads to method and conditions within so many clicks."""
    reached = None if outside(href) else site.follow(page, href)
    if reached is None or reached[1] is None:
        return False
    there, element = reached
    if element.words >= ENOUGH:
        return True
    return clicks > 1 and any(explained(site, there, link.attributes.get("href", ""), clicks - 1) for link in element.inside if link.tag == "a")


@at(3, "each number of a case leads to its method and conditions in two clicks")
def _(box: Box) -> None:
    site = Site(box.kit)
    cases = site.cases()
    check(len(cases) >= 4, f"cases/*.html: expected four or five, found {len(cases)} (not written yet?)")
    for page in cases:
        name = site.name(page)
        result = page.by_id("result")
        check(result is not None, f'{name}: no element with id="result"')
        assert result is not None
        numbers = [e for e in result.inside if e.tag == "a" and "number" in e.classes]
        check(numbers, f'{name}: the result has no <a class="number">')
        rest = result.text
        for link in numbers:
            rest = rest.replace(link.text, "", 1)
            href = link.attributes.get("href", "")
            check(explained(site, page, href), f"{name}: {link.text.strip()!r} leads to {href!r}, where no method stands (dead link, or fewer than {ENOUGH} words)")
        bare = re.search(r"(?<![A-Za-z\d])\d\S*", rest)
        check(not bare, f"{name}: the result holds {bare.group() if bare else ''!r} outside of a link to its method")


@at(4, "the ledger adds up to its targets or says why not; what is simulated is labelled on the site")
def _(box: Box) -> None:
    site = Site(box.kit)
    rows = table(box.kit / "ledger.csv", "metric", "outline_target", "count", "items", "status", "note")
    check(any(row["count"] for row in rows), "ledger.csv: not written yet, no count is filled in")
    for metric, target in TARGETS.items():
        mine = [row for row in rows if row["metric"] == metric]
        check(mine, f"ledger.csv: no row for {metric}")
        for row in mine:
            equal(number(row, "outline_target", f"ledger.csv, {metric}"), target, f"ledger.csv, {metric}: outline_target")
        total = sum(number(row, "count", f"ledger.csv, {metric}") for row in mine)
        noted = any(len(row["note"].split()) >= 4 for row in mine)
        check(total >= target or noted, f"ledger.csv, {metric}: {total:g} of {target}, and no note says why")
    for row in rows:
        where = f"ledger.csv, {row['metric']}"
        check(row["status"] in ("real", "simulated", "partial"), f"{where}: status is {row['status']!r}, expected real, simulated or partial")
        filled(row, "items", where)
        for item in (part.strip() for part in row["items"].split(";")):
            if outside(item):
                continue
            reached = site.follow(None, item)
            check(reached is not None, f"{where}: {item} is not on the site")
            if row["status"] == "simulated" and reached is not None:
                page, element = reached
                shown = element.text if element is not None else " ".join(e.text for e in page.all("main"))
                check("simulated" in shown.lower(), f"{where}: {item} is simulated and not labelled so on the site")


def text_files(folder: Path) -> list[Path]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not {".git", "node_modules"} & set(path.parts)]
    return [path for path in files if path.stat().st_size < 1_000_000]


def scan(folder: Path) -> None:
    for path in text_files(folder):
        text = path.read_bytes().decode("utf-8", "replace")
        for what, pattern in SECRETS.items():
            hit = re.search(pattern, text)
            line = text.count("\n", 0, hit.start()) + 1 if hit else 0
            check(not hit, f"{path.relative_to(folder.parent)}, line {line}: this looks like {what}")


@at(8, "each clone says how to run it or that it is a document, and holds no secret")
def _(box: Box) -> None:
    for row in table(box.kit / "repos.csv", "name", "path"):
        folder = (box.kit / row["path"]).resolve()
        check(folder.is_dir(), f"repos.csv, {row['name']}: {row['path']} is no folder; clone it there")
        readme = folder / "README.md"
        check(readme.exists(), f"{row['name']}: no README.md")
        text = readme.read_text(encoding="utf-8")
        check("```" in text or "this is a document" in text.lower(), f"{row['name']}: README.md has no command to run and does not say “This is a document”")
        scan(folder)
    scan(Site(box.kit).root)


def sound(site: Site, page: Page) -> None:
    """What can be seen in the source alone."""
    name = site.name(page)
    check(any(e.attributes.get("lang") for e in page.all("html")), f"{name}: <html> has no lang")
    check(any(e.text.strip() for e in page.all("title")), f"{name}: no title")
    equal(len(page.all("h1")), 1, f"{name}: headings of level 1")
    equal(len(page.all("main")), 1, f"{name}: elements <main>")
    check(page.all("main")[0].words >= 20, f"{name}: fewer than 20 words can be read without JavaScript (not written yet?)")
    for image in page.all("img"):
        check("alt" in image.attributes, f"{name}: the image {image.attributes.get('src')} has no alt")
    for element in page.elements:
        check(not re.fullmatch(r"[1-9]\d*", element.attributes.get("tabindex", "")), f"{name}: a positive tabindex")
        check("onclick" not in element.attributes or element.tag in ("a", "button"), f"{name}: <{element.tag}> is clicked and has no key")
        if element.tag == "a" and not outside(element.attributes.get("href", "")):
            href = element.attributes.get("href", "")
            asset = (page.path.parent / href.split("#")[0]).exists()
            check(asset or site.follow(page, href) is not None, f"{name}: dead link {href!r}")


def reachable(site: Site) -> set[Path]:
    seen: set[Path] = set()
    waiting = [site.pages[site.root / "index.html"]]
    while waiting:
        page = waiting.pop()
        if page.path in seen:
            continue
        seen.add(page.path)
        links: list[Element] = [e for e in page.all("a") if not outside(e.attributes.get("href", ""))]
        waiting += [reached[0] for e in links if (reached := site.follow(page, e.attributes.get("href", ""))) is not None]
    return seen


@at(11, "all content can be reached by keyboard, and axe finds nothing serious", timeout=60)
def _(box: Box) -> None:
    site = Site(box.kit)
    for page in site.pages.values():
        sound(site, page)
    lonely = [site.name(page) for path, page in site.pages.items() if path not in reachable(site)]
    check(not lonely, f"no link from the home page leads to {', '.join(lonely)}")
    chromium = servers.chromium()
    check((box.kit / "node_modules").exists(), "node_modules is missing: run npm ci")
    script = str(box.kit / "acceptance" / "keyboard.mjs")
    looked = box.run([shutil.which("node") or "node", script, chromium, *map(str, site.pages)], timeout=50)
    equal(looked.code, 0, f"exit code of the browser ({looked.err.strip()[-160:]})")
    problems = looked.json()
    check(not problems, "; ".join(problems[:3]))
