"""A small web site for link cards: https://practice-site.example, good pages and bad ones.

Facts: Open Graph tags as in ogp.me.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer

SITE = "https://practice-site.example"
_TITLE = "How to plan a week of posts"
_DESCRIPTION = "Seven small habits that keep a feed alive: “less”, but better & on time."
_BLUE, _VIOLET = (38, 98, 217), (150, 60, 200)


class PracticeSite:
    """The pages by path; `/` lists them."""

    def endpoint(self, method: str, path: str) -> str:
        return f"practice-site{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return html_answer(f"<h1>{status}</h1>{escape(message)}", status)

    def answer(self, request: Request) -> Answer:
        if request.method not in ("GET", "HEAD"):
            return html_answer("<h1>405</h1>", 405)
        page = _PAGES.get(request.path)
        return page() if page is not None else html_answer("<title>Not found</title>", 404)


def _document(head: str, body: str = "<p>A page to link to.</p>") -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head>{body}</html>'


def _tags(image: str, *, title: str = _TITLE, description: str = _DESCRIPTION) -> str:
    tags = {"og:type": "article", "og:title": title, "og:description": description}
    if image:
        tags |= {"og:image": image, "og:image:alt": "A blue surface turning violet"}
    lines = (f'<meta property="{name}" content="{escape(text)}">' for name, text in tags.items())
    return f"<title>{escape(title)} | Practice</title>" + "".join(lines)


def _index() -> Answer:
    links = "".join(f'<li><a href="{path}">{path}</a></li>' for path in sorted(_PAGES))
    return html_answer(_document(_tags(""), f"<ul>{links}</ul>"))


def _article() -> Answer:
    return html_answer(_document(_tags(f"{SITE}/card.png")))


def _relative() -> Answer:
    return html_answer(_document(_tags("/card.png")))


def _without_tags() -> Answer:
    head = '<title>Only a title &amp; nothing else</title><meta name="description" content="Plain">'
    return html_answer(_document(head))


def _nothing() -> Answer:
    return html_answer("<p>No head, no title.")


def _latin() -> Answer:
    text = "<title>Frühstück</title><meta property='og:description' content='Grüße'>"
    return Answer(200, {"Content-Type": "text/html; charset=iso-8859-1"}, text.encode("latin-1"))


def _huge() -> Answer:
    return html_answer(_document(_tags(f"{SITE}/card.png"), "<p>" + "word " * 4_000_000))


def _picture(width: int, height: int, padding: int = 0) -> Answer:
    body = gradient(width, height, _BLUE, _VIOLET, padding)
    return Answer(200, {"Content-Type": "image/png"}, body)


def _redirect(target: str) -> Answer:
    return Answer(302, {"Location": target})


_PAGES: Mapping[str, Callable[[], Answer]] = {
    "/": _index,
    "/article": _article,
    "/relative-image": _relative,
    "/no-image": lambda: html_answer(_document(_tags(""))),
    "/big-image": lambda: html_answer(_document(_tags(f"{SITE}/big.png"))),
    "/broken-image": lambda: html_answer(_document(_tags(f"{SITE}/missing.png"))),
    "/text-as-image": lambda: html_answer(_document(_tags(f"{SITE}/article"))),
    "/private-image": lambda: html_answer(_document(_tags("http://169.254.169.254/latest"))),
    "/only-title": _without_tags,
    "/nothing": _nothing,
    "/latin-1": _latin,
    "/huge": _huge,
    "/long": lambda: html_answer(
        _document(_tags("", title="Long title " * 60, description="Long description " * 400))
    ),
    "/markup": lambda: html_answer(
        _document(_tags("", title="<b>bold</b> & “quoted”", description="5 < 6 & 7 > 3"))
    ),
    "/data": lambda: json_answer({"no": "page"}),
    "/card.png": lambda: _picture(1200, 630),
    "/big.png": lambda: _picture(2400, 1260, 1_200_000),
    "/moved": lambda: _redirect("/article"),
    "/moved-far": lambda: _redirect(f"{SITE}/moved"),
    "/loop": lambda: _redirect("/loop"),
    "/private": lambda: _redirect("http://127.0.0.1:1/"),
    "/private-metadata": lambda: _redirect("http://169.254.169.254/latest/meta-data"),
    "/file": lambda: _redirect("file:///etc/passwd"),
    "/gone": lambda: html_answer("<title>Gone</title>", 410),
    "/error": lambda: html_answer("<title>Error</title>", 500),
}
