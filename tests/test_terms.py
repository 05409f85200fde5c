"""Words that readers may not know: each occurrence explains itself, by mouse, keyboard and touch, in every form."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from handboek.catalogue import Catalogue

WORD = re.compile(r"[\w’-]+")
ALONE = {"br", "img", "input", "hr", "meta", "link", "wbr", "source"}
# Where a word is a name, a heading or part of a link, and an explanation would be in the way.
NAMES = {"a", "b", "button", "caption", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "i", "label", "legend", "nav",
         "script",
         "select", "strong", "style", "summary", "svg", "template", "th"}
SILENT = {"term", "cite", "citation", "works", "meanings", "kicker", "admonition-title", "aliases", "facts", "sheet",
          "source", "tile", "table__title", "stretches", "people", "depth", "numbered", "other"}
# What looks like a form of a term and is another word.
OTHERS = {"map", "mappen", "pijl"}


class Running(HTMLParser):
    """The running text of a page, piece by piece."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.pieces: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        if tag not in ALONE:
            self.open.append((tag, tag in NAMES or bool(classes & SILENT) or "data-search-exclude" in values))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "article" in [name for name, _ in self.open] and not any(silent for _, silent in self.open):
            self.pieces.append(data)


@cache
def stem(word: str) -> str:
    """What is left of a Dutch word without its endings: rough, for a stem too many costs only a look."""
    word = "".join(sign for sign in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(sign))
    if len(word) > 5:
        word = re.sub(r"(’s|tjes?|jes?|heden|heid|ingen|ing|ige?|eert|ende?|eren|ers?|en|e|s|t|d)$", "", word)
    word = re.sub(r"(.)\1$", r"\1", word)
    return re.sub(r"([aeou])\1([^aeiou])$", r"\1\2", word)


def stems(words: list[str]) -> tuple[str, ...]:
    return tuple(map(stem, words))


def test_no_form_of_a_term_goes_unexplained(built: Path, catalogue: Catalogue) -> None:
    # What is a form already is explained wherever prose is written; a capital makes it a name.
    forms = {form.casefold(): term.id for term in catalogue.terms for form in (term.term, *term.forms)}
    known = {stems(WORD.findall(form)): id for form, id in forms.items()}
    named, longest = forms.keys() | OTHERS, max(map(len, known))
    pages = sorted((built / "site").rglob("index.html"))
    missed: Counter[str] = Counter()
    for path in pages:
        for piece in Running(path.read_text(encoding="utf-8")).pieces:
            words = WORD.findall(piece)
            found = stems(words)
            for start in range(len(words)):
                for end in range(start + 1, min(start + longest, len(words)) + 1):
                    form = " ".join(words[start:end])
                    if found[start:end] in known and form.casefold() not in named:
                        id = known[found[start:end]]
                        missed[f"{form} ({id}) on {path.parent.relative_to(built / 'site')}"] += 1
    assert len(pages) >= 70
    assert not missed, "name these under `forms` in content/glossary.yml:\n" + "\n".join(missed)


def test_the_mouse_brings_a_meaning_that_stays_and_goes(page: Page, address: str) -> None:
    page.goto(address + "methode/wat-werkt/")
    term, tip = page.locator("article span.term").first, page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_be_visible()
    assert len(tip.inner_text()) > 40
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_keyboard_brings_a_meaning_and_it_is_read_out(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/wonen/")
    term = page.get_by_role("link", name="krachteninventarisatie").first
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_contain_text("Het werkblad waarop")
    expect(term).to_have_accessible_description(re.compile("Het werkblad waarop"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_tap_explains_and_a_second_one_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "methode/wat-werkt/")
    term = page.locator("article a.term").nth(1)
    term.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    term.tap()
    page.wait_for_url(re.compile(r"begrippen/#"))
    context.close()


def test_meanings_stand_once_on_the_page_without_script_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "methode/wat-werkt/")
    used = {str(link.get_attribute("href")).partition("#")[2] for link in page.locator("article a.term").all()}
    told = [definition.get_attribute("data-definition") for definition in page.locator("[data-definition]").all()]
    assert len(used) >= 5
    assert used <= set(told)
    assert len(set(told)) == len(told)
    context.close()
