"""Formatted words become plain ones without losing lines or addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.from_html import lone_picture, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p>\n<p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<h1>Title</h1>text <b>bold</b>  and\n<i>more</i>", "Title\n\ntext bold and more"),
        (
            "<p>List:</p><ul><li>one</li><li><p>two</p></li></ul><p>End</p>",
            "List:\n\n• one\n• two\n\nEnd",
        ),
        ("<ol><li>one<li>two<ul><li>inner</li></ul></li></ol>", "1. one\n2. two\n• inner"),
        (
            'See <a href="https://example.com/a">the page</a>.',
            "See the page (https://example.com/a).",
        ),
        ('<a href="https://www.example.com/">example.com</a>', "example.com"),
        ('<a href="mailto:ann@example.com">ann@example.com</a>', "ann@example.com"),
        ('<a href="#top">up</a> <a href="javascript:void(0)">run</a>', "up run"),
        ('<a href="https://example.com"><img src="a.png"></a>', ""),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        (
            "<style>p{}</style><script>x()</script><title>t</title>Tom &amp; Ann&nbsp;B",
            "Tom & Ann\u00a0B",
        ),
        ("a<span> b </span>c", "a b c"),
        ("<!--StartFragment-->words<!--EndFragment-->", "words"),
        ("no tags < at all", "no tags < at all"),
        ("<![foo words", ""),
        ("", ""),
    ],
)
def test_lines_lists_and_links(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (
            '<meta charset="utf-8"><img src="https://a.example/b.jpg" alt="B">',
            "https://a.example/b.jpg",
        ),
        ('<a href="https://a.example/"><img src="c.png"/></a>', "c.png"),
        ('<img src="a.png"><img src="b.png">', ""),
        ('<img src="a.png"> with words', ""),
        ("<p>words</p>", ""),
    ],
)
def test_a_picture_alone(html: str, address: str) -> None:
    assert lone_picture(html) == address


@given(st.text(alphabet="<>/aplibrhtd &;=\"'!-[]\n x1", max_size=80))
def test_no_html_breaks_it(html: str) -> None:
    text = plain_text(html)
    assert text == text.strip()
    assert "\n\n\n" not in text
    lone_picture(html)
