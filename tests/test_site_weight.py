"""What a page costs who opens it for the first time, on a poor connection; and what servers must say."""
from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response
from viewers.website import headers_of

MOST = 200_000
"""Bytes of all that a first page needs but its pictures, as a server sends them."""
PICTURES = ("image/",)
PACKED = ("font/",)


@pytest.mark.parametrize("place",
                         ["", "basistaken/afronden/", "leefgebieden/vragen/", "werkbladen/printen/", "begrippen/",
                                   "methoden/"])
def test_a_first_visit_is_light(page: Page, address: str, place: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address + place, wait_until="networkidle")
    weights = {answer.url.removeprefix(address): weight(answer) for answer in answers}
    assert any(name.endswith(".css") for name in weights) and any(name.endswith(".js") for name in weights)
    assert sum(weights.values()) <= MOST, sorted(weights.items(), key=lambda item: -item[1])[:6]


def weight(answer: Response) -> int:
    """How many bytes of this are sent when the server packs it, as it should."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith(PICTURES):
        return 0
    return len(answer.body() if kind.startswith(PACKED) else gzip.compress(answer.body()))


def test_the_guide_tells_servers_to_say_what_we_test(root: Path, built: Path) -> None:
    guide = (root / "content" / "LEESMIJ.md").read_text(encoding="utf-8")
    said = dict(headers_of(built / "site"))
    for name in ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"):
        assert f'add_header {name} "{said[name]}" always;' in guide


def test_each_page_has_the_policy_for_servers_that_do_not_send_it(built: Path) -> None:
    """But for who may frame it, which a page cannot say."""
    rules = dict(headers_of(built / "site"))["Content-Security-Policy"].split("; ")
    policy = "; ".join(rule for rule in rules if not rule.startswith("frame-ancestors"))
    pages = list((built / "site").rglob("*.html"))
    assert len(pages) > 100
    assert [page for page in pages if f'http-equiv="Content-Security-Policy" content="{policy}"'
            not in page.read_text(encoding="utf-8")] == []


def test_the_policy_allows_nothing_from_elsewhere(built: Path) -> None:
    policy = dict(headers_of(built / "site"))["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert rules["script-src"] == ["'self'"] and rules["style-src"] == ["'self'"]
