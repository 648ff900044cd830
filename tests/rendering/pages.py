"""What web pages show of a plain text: headline, dateline, blocks of the body, teasers of other news, comments."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

_DAY = re.compile(r"(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )((?:19|20)\d\d)")
_RELATED = re.compile(
    r"(?:các tin đã đưa|những tin cũ hơn|bài viết cùng chuyên mục|các tin khác|tin liên quan|đọc thêm|tin cùng chuyên mục"
    r"|cùng chuyên mục|tin cũ hơn|related posts)\W*$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(?:gửi bình luận|ý kiến bạn đọc|bình luận|\(0\) bình luận)", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_HEAD = 14  # lines of a letterhead
_SIGNED = re.compile(r"\s*(?:Nơi nhận|THƯ KÝ|CHỦ T|TM\.|KT\.)")
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
_MARK = re.compile(r"^[-»>•*◆–] ?")
_LISTED = re.compile(r"(?:(?P<number>\d{1,2})\. |(?P<bullet>[-+•]) )(?=\S)")


@dataclass
class Teaser:
    """The headline of other news, and its summary."""

    title: str
    summary: str = ""


@dataclass
class Parts:
    """A text as pages show it. ``body`` are its lines without blanks at their ends; blank ones part paragraphs."""

    title: str = ""
    """What the page is called, shown or not."""
    site: str = "Trang thông tin điện tử tổng hợp"
    headline: str = ""
    dateline: str = ""
    body: list[str] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def day(self) -> str:
        """The day in the dateline, in ISO form; empty without one."""
        found = _DAY.search(self.dateline)
        if found is None:
            return ""
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def parts_of(text: str, headline: str = "") -> Parts:
    """The parts of a text. Without a line that is the headline, all of it is the body, as on pages that show a paper."""
    lines = [line.rstrip() for line in text.split("\n")]
    plain = [line.strip() for line in lines]
    parts = Parts(body=lines, title=headline or next((line for line in plain if line), ""))
    at = plain.index(headline) if headline and headline in plain else -1
    if at >= 0 and not any("XÃ HỘI CHỦ NGHĨA" in line for line in plain[:at]):
        parts.headline = headline
        above = [line for line in plain[:at] if line]
        below = lines[at + 1 :]
        # What is above a headline is the site's own; what is neither a menu nor a day names it.
        parts.site = next((line for line in above if "|" not in line and not _DAY.search(line)), parts.site)
        parts.dateline = next((line for line in reversed(above) if _DAY.search(line)), "")
        for place, line in enumerate(below[:3]):
            if not parts.dateline and _DAY.search(line) and len(line) < 120:
                parts.dateline = " ".join(line.split())
                below = [*below[:place], *below[place + 1 :]]
                break
        parts.body = below
    _take_tail(parts)
    return parts


def _take_tail(parts: Parts) -> None:
    """Take teasers and comments away from the end of the body."""
    kept: list[str] = []
    zone = "body"
    for line in parts.body:
        plain = line.strip()
        if _RELATED.match(plain):
            zone = "teasers"
        elif _COMMENTS.match(plain) and len(kept) > 3:
            zone = "comments"
        elif zone == "body":
            kept.append(line)
        elif not plain:
            continue
        elif zone == "comments":
            parts.comments.append(plain)
        elif plain.startswith("(") and parts.teasers:
            parts.teasers[-1].summary = plain
        elif len(plain) > 150 and parts.teasers and not _MARK.match(plain):
            parts.teasers[-1].summary = plain
        else:
            parts.teasers.append(Teaser(_MARK.sub("", plain)))
    parts.body = kept


def blocks(
    lines: Sequence[str], *, bordered: str = ' border="1"', lists: bool = True, side: str = "p"
) -> Iterator[str]:
    """The lines as HTML: rows with bars as tables, lines with a wide gap as two columns, numbered lines and bullets as
    lists, all else as paragraphs."""
    for shape, group in itertools.groupby(_blocked(lines), key=lambda pair: pair[0]):
        own = [line for _, line in group]
        if shape == "rows" and len(own) > 1:
            rows = (
                "".join(f"<td>{escape(cell.strip())}</td>" for cell in line.strip().strip("|").split("|"))
                for line in own
            )
            yield f"<table{bordered}><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
        elif shape == "columns":
            pairs = [_sides(line) for line in own]
            cells = (
                "".join(f"<{side}>{escape(pair[column])}</{side}>" for pair in pairs if pair[column])
                for column in (0, 1)
            )
            yield f'<table style="border:none;width:100%"><tr>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr></table>'
        elif shape == "listed" and lists and len(own) > 1:
            yield from _lists(own)
        else:
            yield from (f"<p>{escape(line.strip())}</p>" if line.strip() else "<p>&nbsp;</p>" for line in own)


def _blocked(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    shape = ""
    signed = False
    for number, line in enumerate(lines):
        if line.lower().lstrip().startswith("phụ lục"):
            signed = False
        if len(_cells(line)) > 2 and not signed and (shape == "rows" or "|" not in line or line.count("|") > 1):
            shape = "rows"
        elif _SIDE_BY_SIDE.search(line.strip()):
            signed = signed or _SIGNED.match(line) is not None
            shape = "columns" if signed or number < _HEAD else "rows"
        elif shape == "columns" and line.strip() and (line.startswith("      ") or len(line) < 45):
            pass
        elif _LISTED.match(line.strip()):
            shape = "listed"
        else:
            shape = "plain" if line.strip() else "blank"
        yield shape, line


def _cells(line: str) -> list[str]:
    """The cells of a row, which bars or wide gaps part."""
    plain = line.strip()
    if plain.startswith("|"):
        plain = plain.strip("|")
    cells = plain.split("|") if "|" in plain else _WIDE.split(plain)
    return [cell.strip() for cell in cells]


def _sides(line: str) -> tuple[str, str]:
    both = _SIDE_BY_SIDE.split(line.strip(), maxsplit=1)
    if len(both) == 2:
        return both[0], " ".join(both[1].split())
    return ("", both[0]) if line.startswith("               ") else (both[0], "")


def _lists(lines: Sequence[str]) -> Iterator[str]:
    """Each run of numbers that follow each other as one list; bullets that browsers do not put as paragraphs."""
    at = 0
    while at < len(lines):
        listed = _LISTED.match(lines[at].strip())
        end = at + 1
        if listed is None or listed["bullet"] not in (None, "-"):
            yield f"<p>{escape(lines[at].strip())}</p>"
            at = end
            continue
        first = int(listed["number"] or 0)
        while end < len(lines) and (other := _LISTED.match(lines[end].strip())):
            follows = int(other["number"] or 0) == first + end - at if first else other["bullet"] == "-"
            if not follows:
                break
            end += 1
        items = "".join(f"<li>{escape(_LISTED.sub('', line.strip(), count=1))}</li>" for line in lines[at:end])
        yield f'<ol start="{first}">{items}</ol>' if first else f"<ul>{items}</ul>"
        at = end
