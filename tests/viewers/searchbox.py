"""The search box of the site, as people use it: they type, and look at what comes first."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

QUERIES = Path(__file__).resolve().parent.parent / "searches"
# Settles when the results change after the last key: how many milliseconds that took.
LISTEN = """() => {
  const list = document.querySelector(".md-search-result__list")
  let pressed = 0
  const box = document.querySelector(".md-search__input")
  box.addEventListener("keyup", () => pressed = performance.now(), { once: true, capture: true })
  window.answered = new Promise(resolve => {
    const observer = new MutationObserver(() => { observer.disconnect(); resolve(performance.now() - pressed) })
    observer.observe(list, { childList: true })
    setTimeout(() => resolve(null), 3000)
  })
}"""
SHOWN = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 10)
  .map(item => [...item.querySelectorAll(":scope > a")].map(link => link.href.replace(/\\?h=[^#]*/, "")))"""


@dataclass(frozen=True)
class Search:
    """A query and the addresses that would be right, an anchor only where the rest of the page would not be; no address
    where the handbook has nothing to say, and nothing found is the right answer."""

    query: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a search showed: the links of each result; how long it took (ms), or None if nothing changed."""

    results: list[list[str]]
    ms: float | None

    def rank(self, search: Search) -> int:
        """The place of the first right result, from 1; 0 when there is none."""
        return next((place for place, links in enumerate(self.results, 1)
                     if any(_leads(links, right) for right in search.right)), 0)

    def helps(self, search: Search) -> bool:
        """Whether one of the first three is right, or nothing was found where nothing is right."""
        return 0 < self.rank(search) <= 3 if search.right else not self.results


def _leads(links: list[str], right: str) -> bool:
    return right in links if "#" in right else any(link.partition("#")[0] == right for link in links)


def searches(name: str) -> Iterator[Search]:
    """The queries of a list in tests/searches/; neutral topics become addresses of ours, and a dash none at all."""
    topics = dict(line.split("\t") for line in _lines("topics"))
    for line in _lines(name):
        query, wanted, _ = line.split("\t")
        right = (address for topic in wanted.split(";") for address in topics.get(topic.strip(), topic).split(";"))
        yield Search(query, tuple(address.strip() for address in right if address.strip() != "–"))


def _lines(name: str) -> list[str]:
    return (QUERIES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()


class SearchBox:
    """Opens the site and keeps its search open."""

    def __init__(self, page: Page, address: str):
        self.page, self.address = page, address
        page.goto(address)
        self.box = page.locator(".md-search__input")
        self.box.click()
        # One key, one query: answers to earlier ones would be taken for those to later ones.
        self._put("hoo")
        self.box.press_sequentially("p")
        page.locator(".md-search-result__item").first.wait_for(timeout=30_000)

    def _put(self, text: str) -> None:
        """Without any event, so that nothing is searched yet."""
        self.box.evaluate("(box, text) => { box.value = text }", text)

    def ask(self, query: str) -> Answer:
        """Type the query and wait for what it finds."""
        self._put(query[:-1])
        self.page.evaluate(LISTEN)
        self.box.press_sequentially(query[-1])
        ms = self.page.evaluate("window.answered")
        links = self.page.evaluate(SHOWN)
        return Answer([[link.removeprefix(self.address) for link in item] for item in links], ms)
