"""Reads the pages of a built site: elements with their text, links and ids."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from harness import Failed

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """One page; `elements` holds every element in the order of the page."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        for outer in self._open:
            outer.inside.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag in ("script", "style"):
            return
        for element in self._open:
            element.text += data

    def by_id(self, wanted: str) -> Element | None:
        return next((element for element in self.elements if element.attributes.get("id") == wanted), None)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]


class Site:
    """All pages below the folder that site.json names."""

    def __init__(self, kit: Path) -> None:
        self.root = (kit / str(json.loads((kit / "site.json").read_text(encoding="utf-8"))["folder"])).resolve()
        if not (self.root / "index.html").exists():
            raise Failed(f"{self.root.name}/index.html is missing: build the site, or name its folder in site.json")
        self.pages = {path: Page(path) for path in sorted(self.root.rglob("*.html"))}

    def name(self, page: Page) -> str:
        return page.path.relative_to(self.root).as_posix()

    def cases(self) -> list[Page]:
        """The pages cases/saga.html or cases/saga/index.html; an index of all cases is none."""
        folders = {path: path.parent.parent if path.name == "index.html" else path.parent for path in self.pages}
        return [page for path, page in self.pages.items() if folders[path] == self.root / "cases"]

    def follow(self, page: Page | None, href: str) -> tuple[Page, Element | None] | None:
        """The page and, where the address names one, the element that a link leads to; None where it is dead."""
        parts = urlsplit(href)
        base = self.root if page is None or parts.path.startswith("/") else page.path.parent
        target = page.path if page is not None and not parts.path else (base / unquote(parts.path).lstrip("/")).resolve()
        if target.is_dir():
            target = target / "index.html"
        found = self.pages.get(target)
        if found is None:
            return None
        element = found.by_id(parts.fragment) if parts.fragment else None
        return None if parts.fragment and element is None else (found, element)


def outside(href: str) -> bool:
    """Whether a link leaves the site."""
    return urlsplit(href).scheme in ("http", "https", "mailto")
