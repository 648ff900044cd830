"""A news site that a test plays: pages that come, change and go, behind a server with validators and moods."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.serving import Answer, answer

ARTICLE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>{title}</h1><p>{text}</p>
<p>Các đại biểu đã thảo luận sôi nổi về kết quả thực hiện nhiệm vụ trong năm và phương hướng của năm tới.</p>
</article></body></html>"""
MEETING = (
    "Ngày 24/11/2023, tại Phú Thọ, Cụm thi đua số {number} Hội CCB Việt Nam tổ chức Hội nghị tổng kết công tác thi đua năm "
    "2023. Hội nghị đã bầu Hội CCB tỉnh {head} làm Cụm trưởng năm 2024."
)


def meeting(number: int, head: str = "Phú Thọ", *, links: str = "", encoding: str = "utf-8") -> bytes:
    """The page of an article about the meeting of a cluster, which elects a head."""
    text = MEETING.format(number=number, head=head)
    return ARTICLE.format(title=f"Cụm thi đua số {number} tổng kết", text=text, head=links).encode(encoding)


def weather() -> bytes:
    """The page of an article about something else."""
    text = "Ngày mai miền Bắc có mưa rào, nhiệt độ từ 20 đến 25 độ. Người dân cần đề phòng lũ quét ở vùng núi."
    return ARTICLE.format(title="Dự báo thời tiết", text=text, head="").encode()


@dataclass
class Site:
    """Pages by path; what is listed in the feed; what was asked, since it was last looked at."""

    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    address: str = ""

    def get(self, path: str, missing: Answer) -> Answer:
        """The answer to a request, as `tests.serving.serving` asks for it."""
        self.asked.append(path)
        if path == "/rss":
            return self._page(self.feed())
        page = self.pages.get(path)
        if page is None:
            return missing
        return self._page(page) if isinstance(page, bytes) else page

    def feed(self) -> bytes:
        """The RSS feed."""
        items = "".join(
            f"<item><title>t</title><link>{url if '://' in url else self.address + url}</link></item>".replace(
                "&", "&amp;"
            )
            for url in self.listed
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'.encode()

    def took(self) -> list[str]:
        """The paths that were asked for since the last call, in order."""
        asked, self.asked = self.asked, []
        return asked

    def _page(self, content: bytes) -> Answer:
        etag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'

        def give(request: BaseHTTPRequestHandler) -> None:
            if request.headers.get("If-None-Match") == etag:
                self.statuses[304] += 1
                request.send_response(304)
                request.send_header("ETag", etag)
                request.end_headers()
                return
            self.statuses[200] += 1
            answer(content, "text/html; charset=utf-8", ETag=etag)(request)

        return give
