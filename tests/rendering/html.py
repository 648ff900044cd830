"""Plain texts as web pages, in the manner of the systems that Vietnamese sites are made with.

Each page has what such pages have around an article: menus, breadcrumbs, buttons, lists of other news, comments, counters,
footers. Their texts are none of the document's, and no fact is in them.
"""

import json
from collections.abc import Callable, Mapping
from html import escape

from corpus.legacy import Encoding
from tests.rendering.legacy import render as render_legacy
from tests.rendering.legacy import render_as_text
from tests.rendering.pages import Parts, Teaser, blocks, parts_of

ADDRESS = "https://www.example.vn/tin-tuc/bai-viet-123.html"
"""The canonical address of all pages that tell one."""

NOISE = (
    "Trang chủ",
    "Lịch tiếp công dân",
    "Bộ thủ tục hành chính",
    "Đang trực tuyến: 27",
    "Bản quyền thuộc về cơ quan chủ quản",
    "Dự báo thời tiết ngày mai trời nhiều mây",
    "Bạn đọc Hoài Thu: bài viết hay quá, cảm ơn tòa soạn",
)
"""Words of menus, sidebars, comments and footers, which are not to be read."""

_MENU = (
    "Trang chủ",
    "Giới thiệu",
    "Tin tức - Sự kiện",
    "Văn bản",
    "Lịch tiếp công dân",
    "Bộ thủ tục hành chính",
    "Liên hệ",
)
_SIDEBAR = (
    "Dự báo thời tiết ngày mai trời nhiều mây",
    "Giá vàng trong nước tăng nhẹ phiên đầu tuần này",
    "Thông báo nghỉ lễ của các cơ quan hành chính",
    "Mời bạn đọc tham gia cuộc thi ảnh quê hương",
)
_COMMENT = "Bạn đọc Hoài Thu: bài viết hay quá, cảm ơn tòa soạn"
_FOOTER = "Bản quyền thuộc về cơ quan chủ quản. Giấy phép số 00/GP-TTĐT. Điện thoại: 0200.000.000"

Template = Callable[[Parts], str]


def render(text: str, template: str = "wordpress", *, headline: str = "", encoding: str = "utf-8") -> bytes:
    """Return ``text`` as a page of a system of ``TEMPLATES``. ``headline`` is the line that is its headline; without one
    the page shows a paper."""
    return TEMPLATES[template](parts_of(text, headline)).encode(encoding, "xmlcharrefreplace")


def render_old(text: str, *, headline: str = "", encoding: Encoding = "tcvn3", fonts: bool = True) -> bytes:
    """Return ``text`` as a page of about 2003: tables in tables, its letters bytes of a legacy encoding, which fonts show.
    With ``fonts`` the page is in UTF-8 and has each byte as a character; without, in the bytes themselves."""
    font = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times"}.get(encoding, "Times New Roman")
    page = _old_tables(parts_of(text, headline), font)
    return render_as_text(page, encoding).encode() if fonts else render_legacy(page, encoding)


def _links(titles: tuple[str, ...], tag: str = "li", name: str = "") -> str:
    return "".join(
        f'<{tag}{f" class={chr(34)}{name}{chr(34)}" if name else ""}><a href="/muc-{number}">{escape(title)}</a></{tag}>'
        for number, title in enumerate(titles)
    )


def _metas(parts: Parts, author: str = "") -> str:
    found = f'<meta property="og:title" content="{escape(parts.title)}"><meta property="og:url" content="{ADDRESS}">'
    found += f'<meta property="og:site_name" content="{escape(parts.site)}"><link rel="canonical" href="{ADDRESS}">'
    if parts.day:
        found += f'<meta property="article:published_time" content="{parts.day}T08:00:00+07:00">'
    return found + (f'<meta name="author" content="{escape(author)}">' if author else "")


def _page(
    head: str, body: str, *, doctype: str = "<!DOCTYPE html>", html: str = 'html lang="vi"', attributes: str = ""
) -> str:
    return f'{doctype}\n<{html}><head><meta charset="utf-8">{head}</head>\n<body{attributes}>{body}</body></html>\n'


def _title(parts: Parts, separator: str = " - ") -> str:
    return f"<title>{escape(parts.title)}{separator}{escape(parts.site)}</title>"


def _headline(parts: Parts, tag: str = "h1", name: str = "") -> str:
    if not parts.headline:
        return ""
    return (
        f"<{tag} class='{name}'>{escape(parts.headline)}</{tag}>"
        if name
        else f"<{tag}>{escape(parts.headline)}</{tag}>"
    )


def _dateline(parts: Parts, tag: str = "span", name: str = "date") -> str:
    return f'<{tag} class="{name}">{escape(parts.dateline)}</{tag}>' if parts.dateline else ""


def _teasers(teasers: list[Teaser], shape: str, summary: str) -> str:
    """Teasers, each as ``shape`` with its headline, and ``summary`` with its summary below that where it has one."""
    return "".join(
        shape.format(
            title=escape(teaser.title), summary=summary.format(escape(teaser.summary)) if teaser.summary else ""
        )
        for teaser in teasers
    )


def _sharepoint(parts: Parts) -> str:
    menu = "".join(
        f'<li class="static"><a class="static menu-item" href="/p{n}.aspx">{each}</a></li>'
        for n, each in enumerate(_MENU)
    )
    related = ""
    if parts.teasers:
        items = _teasers(parts.teasers, '<li><a href="/tin.aspx?ItemID=9">{title}</a>{summary}</li>', "<div>{}</div>")
        related = f'<div class="TinKhac"><span class="tieudekhac">Các tin khác</span><ul>{items}</ul></div>'
    body = "".join(
        blocks(parts.body, bordered=' class="MsoTableGrid" style="border-collapse:collapse;border:1px solid"')
    )
    return _page(
        f'<meta name="GENERATOR" content="Microsoft SharePoint"><title>\n\t{escape(parts.site)} - {escape(parts.title)}\n</title>',
        f"""<form method="post" action="./chi-tiet.aspx?ItemID=123" id="aspnetForm">
<div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" value="{"/wEPDwUKLTM" * 40}"></div>
<div id="s4-ribbonrow" style="display:none">Hoạt động trang Duyệt xem</div>
<div id="s4-workspace"><div id="s4-bodyContainer"><div class="banner"><img src="/banner.jpg" alt="banner"></div>
<div class="ms-core-listMenu-horizontalBox"><ul class="root ms-core-listMenu-root">{menu}</ul></div>
<table width="100%" cellpadding="0" cellspacing="0"><tr><td width="220" valign="top"><div class="ms-webpart-zone">
<div class="box-left"><h3>Chuyên mục</h3><ul>{_links(_SIDEBAR)}</ul></div></div></td>
<td valign="top"><div class="ms-webpart-zone ms-fullWidth"><div class="ms-WPBody"><div class="ArticleDetail">
<div class="breadcrumb"><a href="/">Trang chủ</a> &gt; <a href="/tin">Tin tức</a></div>
<div class="ArticleTitle">{_headline(parts, "span", "title-news")}</div>{_dateline(parts, "div", "ArticleDate")}
<div class="cochu"><a href="#">Cỡ chữ</a> <a href="#">A-</a> <a href="#">A+</a></div>
<div class="ArticleContent"><div class="ExternalClass7F2A">{body}</div></div>
<div class="chucnang"><a href="#">In bài viết</a> <a href="#">Gửi email</a></div>{related}</div></div></div></td></tr></table>
<div id="footer"><p>{_FOOTER}</p><p>Đang trực tuyến: 27</p></div></div></div></form>""",
    )


def _joomla(parts: Parts) -> str:
    related = ""
    if parts.teasers:
        items = _teasers(parts.teasers, '<li><a href="/index.php/tin/99">{title}</a>{summary}</li>', "<p>{}</p>")
        related = f"<h4>Các tin cũ hơn:</h4><ul>{items}</ul>"
    info = f'<dd class="create"><time>{escape(parts.dateline)}</time></dd>' if parts.dateline else ""
    return _page(
        f'<meta name="generator" content="Joomla! - Open Source Content Management"><title>{escape(parts.title)}</title>',
        f"""<div id="rt-top"><ul class="menu">{_links(_MENU)}</ul></div>
<div id="rt-main"><div class="rt-container"><div class="rt-grid-9"><div class="rt-block"><div id="rt-mainbody">
<div class="component-content"><article class="item-page">{_headline(parts, "h2")}
<ul class="actions"><li class="print-icon"><a href="#">In</a></li><li class="email-icon"><a href="#">Email</a></li></ul>
<dl class="article-info"><dt class="article-info-term">Chi tiết</dt>{info}<dd class="hits">Lượt xem: 1234</dd></dl>
{"".join(blocks(parts.body))}
{related}
<div class="jcomments-links"><a href="#">Thêm bình luận</a></div></article></div></div></div></div>
<div class="rt-grid-3"><div class="sidebar-right"><h3>Tin mới nhất</h3><ul class="latestnews">{_links(_SIDEBAR)}</ul></div></div>
</div></div><div id="rt-footer"><p>{_FOOTER}</p></div>""",
        attributes=' class="layout-mode-responsive menu-type-fusion"',
    )


def _wordpress(parts: Parts) -> str:
    related = ""
    if parts.teasers:
        items = _teasers(
            parts.teasers, '<div class="related-post"><h4><a href="/bai">{title}</a></h4>{summary}</div>', "<p>{}</p>"
        )
        related = f'<div class="related-posts"><h3>Bài viết liên quan</h3>{items}</div>'
    time = f'<time class="entry-date published" datetime="{parts.day}T08:00:00+07:00">{escape(parts.dateline)}</time>'
    return _page(
        _title(parts) + _metas(parts),
        f"""<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">Cổng tin</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">{_links(_MENU, name="menu-item")}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-123" class="post-123 post type-post status-publish hentry category-tin-tuc tag-thi-dua">
<header class="entry-header">{_headline(parts, "h1", "entry-title")}<div class="entry-meta">{time if parts.dateline else ""}</div></header>
<div class="entry-content">{"".join(blocks(parts.body))}
<div class="sharedaddy sd-sharing-enabled"><h3>Chia sẻ:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">Twitter</a></li></ul></div>
</div><footer class="entry-footer"><span class="tags-links">Từ khóa: <a href="/tag/a">phong trào</a>, <a href="/tag/b">địa phương</a></span></footer>
</article>{related}
<div id="comments" class="comments-area"><h2 class="comments-title">Một bình luận</h2><ol class="comment-list"><li>{_COMMENT}</li></ol></div>
</main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>Bài viết mới</h2><ul>{_links(_SIDEBAR)}</ul></section></aside>
</div><footer id="colophon" class="site-footer"><p>{_FOOTER}</p></footer></div>""",
    )


def _nukeviet(parts: Parts) -> str:
    related = ""
    if parts.teasers:
        items = _teasers(
            parts.teasers,
            '<li><em class="fa fa-angle-right"></em> <a href="/bai" title="{title}">{title}</a>{summary}</li>',
            "<p>{}</p>",
        )
        related = f'<div class="others panel panel-default"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related">{items}</ul></div>'
    return _page(
        f'{_title(parts)}<meta name="generator" content="NukeViet v4.5">{_metas(parts)}',
        f"""<div class="body-bg"><div class="wraper"><header><div class="container"><div id="header" class="row"><div class="logo">
<a title="Trang nhất" href="/"><img src="/logo.png" alt=""></a></div></div></div></header>
<nav class="second-nav" id="menusite"><ul class="nav navbar-nav">{_links(_MENU)}</ul></nav>
<section><div class="container" id="body"><nav class="third-nav"><div class="breadcrumbs-wrap"><ol class="breadcrumb"><li><a href="/">Trang nhất</a></li><li><a href="/tin">Tin Tức</a></li></ol></div></nav>
<div class="row"><div class="col-sm-16 col-md-18"><div class="news_column panel panel-default"><div class="panel-body">
{_headline(parts, "h1", "title margin-bottom-lg")}
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{escape(parts.dateline)}</span></div>
<div class="col-md-12"><ul class="list-inline text-right"><li><a href="#"><em class="fa fa-print"></em></a></li></ul></div></div>
<div class="clearfix"></div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">{"".join(blocks(parts.body))}</div>
</div></div><div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags"></em> <strong>Từ khóa: </strong><a href="/t"><em>phong trào</em></a></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B"><div class="h5 clearfix"><p id="stringrating">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</p></div></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><div id="idcomment"><h3>Ý kiến bạn đọc</h3><p>{_COMMENT}</p></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body">{related}</div></div></div>
<div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">Thống kê</div><div class="panel-body">Đang trực tuyến: 27</div></div>
<ul class="block_groups">{_links(_SIDEBAR)}</ul></div></div></div></section>
<footer id="footer"><div class="container">{_FOOTER}</div></footer></div></div>""",
    )


def _drupal(parts: Parts) -> str:
    related = ""
    if parts.teasers:
        items = _teasers(
            parts.teasers,
            '<div class="views-row"><div class="views-field-title"><a href="/node/99">{title}</a></div>{summary}</div>',
            '<div class="views-field-body"><p>{}</p></div>',
        )
        related = f'<section class="block block-views"><h2>Tin cùng chuyên mục</h2><div class="view-content">{items}</div></section>'
    return _page(
        f'<meta name="Generator" content="Drupal 7">{_title(parts, " | ")}<link rel="canonical" href="{ADDRESS}">',
        f"""<div id="page-wrapper"><div id="page"><div id="header"><div id="name-and-slogan">Cổng giao tiếp điện tử</div></div>
<div id="main-menu" class="navigation"><ul class="links">{_links(_MENU)}</ul></div>
<div id="main-wrapper"><div id="main"><div id="content" class="column"><div class="section">
<h1 class="title" id="page-title">{escape(parts.headline)}</h1>
<div class="region region-content"><div id="block-system-main" class="block"><div class="content">
<div id="node-123" class="node node-article"><div class="meta submitted">{escape(parts.dateline)}</div><div class="content clearfix">
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">
{"".join(blocks(parts.body))}</div></div></div></div>
<div class="link-wrapper"><ul class="links inline"><li class="print_html"><a href="#">Bản in</a></li></ul></div></div></div></div>{related}</div>
</div></div><div id="sidebar-first" class="column sidebar"><ul>{_links(_SIDEBAR)}</ul></div></div></div>
<div id="footer-wrapper"><div class="section"><p>{_FOOTER}</p></div></div></div></div>""",
    )


def _liferay(parts: Parts) -> str:
    related = ""
    if parts.teasers:
        items = _teasers(
            parts.teasers,
            '<div class="asset-abstract"><h3 class="asset-title"><a href="/web/x">{title}</a></h3>{summary}</div>',
            "<div>{}</div>",
        )
        related = f'<div class="portlet-boundary"><div class="portlet-header"><h2>Tin liên quan</h2></div><div class="portlet-body">{items}</div></div>'
    return _page(
        f'<title>{escape(parts.title)} - Cổng thông tin</title><meta content="{parts.day}" itemprop="datePublished">',
        f"""<div id="wrapper"><header id="banner" role="banner"><div id="heading">Cổng thông tin điện tử</div>
<nav class="sort-pages modify-pages" id="navigation" role="navigation"><ul role="menubar">{_links(_MENU)}</ul></nav></header>
<div id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="portlet-column span9" id="column-1">
<div class="portlet-boundary"><div class="portlet-body"><div class="asset-full-content">{_headline(parts, "h3", "header-title")}
{_dateline(parts, "div", "metadata-publish-date")}<div class="journal-content-article">{"".join(blocks(parts.body))}</div>
<div class="taglib-social-bookmarks"><a href="#">Chia sẻ</a></div><div class="lfr-panel taglib-discussion comments"><p>{_COMMENT}</p></div></div></div></div>{related}</div>
<div class="portlet-column span3"><div class="portlet-body"><ul>{_links(_SIDEBAR)}</ul></div></div></div></div></div>
<footer id="footer" role="contentinfo"><p>{_FOOTER}</p></footer></div>""",
    )


def _modern(parts: Parts) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": parts.title,
        "datePublished": f"{parts.day}T08:00:00+07:00" if parts.day else "",
        "author": [{"@type": "Person", "name": "Ngọc Ánh"}],
        "publisher": {"@type": "Organization", "name": parts.site},
        "mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS},
    }
    paragraphs = [*blocks(parts.body)]
    related = ""
    if parts.teasers:
        items = _teasers(
            parts.teasers,
            '<article class="story"><h3 class="story__heading"><a href="/bai">{title}</a></h3>{summary}</article>',
            '<div class="story__summary">{}</div>',
        )
        related = f'<section class="related-news"><div class="heading">Đọc thêm</div>{items}</section>'
    advertisement = '<div class="ads-inread"><a href="#">Quảng cáo căn hộ</a></div>'
    middle = max(len(paragraphs) // 2, 1)
    return _page(
        f'{_title(parts, " | ")}{_metas(parts)}<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'
        "<style>.story{margin:0}</style><script>window.dataLayer=window.dataLayer||[];</script>",
        f"""<div class="site-wrapper"><header class="site-header"><div class="topbar"><span class="today">Thứ Hai, 12/02/2026</span></div>
<nav class="main-nav"><ul>{_links(_MENU)}</ul></nav></header><main class="main"><div class="container"><div class="article">
<div class="breadcrumb"><a href="/">Trang chủ</a><a href="/xa-hoi">Xã hội</a></div>
{_headline(parts, "h1", "article__title cms-title")}<div class="article__meta">{_dateline(parts, "time")}</div>
<div class="article__social"><a class="zalo" href="#">Zalo</a><a href="#">Chia sẻ</a></div>
<div class="article__body cms-body" itemprop="articleBody">{"".join(paragraphs[:middle])}{advertisement}{"".join(paragraphs[middle:])}</div>
<div class="article__tag"><ul><li><a href="/tag">phong trào</a></li></ul></div></div>{related}
<div class="comment-wrap"><h3>Bình luận</h3><div class="comment-item">{_COMMENT}</div></div></div>
<div class="sidebar"><div class="most-read"><div class="heading">Đọc nhiều</div>{_links(_SIDEBAR, "h3")}</div></div></main>
<footer class="site-footer"><p>{_FOOTER}</p></footer></div><script>var a = "<p>không phải chữ</p>";</script>""",
    )


def _amp(parts: Parts) -> str:
    items = _teasers(parts.teasers, '<li><a href="/bai">{title}</a>{summary}</li>', "<span> {}</span>")
    related = f'<div class="amp-related"><h3>Tin liên quan</h3><ul>{items}</ul></div>' if parts.teasers else ""
    return _page(
        f'{_title(parts)}<link rel="canonical" href="{ADDRESS}"><style amp-boilerplate>body{{animation:none}}</style>',
        f"""<amp-sidebar id="sidebar" layout="nodisplay"><ul>{_links(_MENU)}</ul></amp-sidebar>
<header class="amp-wp-header"><div><a href="/">Báo điện tử</a></div></header><article class="amp-wp-article">
<header class="amp-wp-article-header">{_headline(parts, "h1", "amp-wp-title")}{_dateline(parts, "div", "amp-wp-meta")}</header>
<figure class="amp-wp-article-featured-image"><amp-img src="/a.jpg" width="600" height="400"></amp-img></figure>
<div class="amp-wp-article-content">{"".join(blocks(parts.body, lists=False))}</div></article>{related}
<amp-social-share type="facebook"></amp-social-share><footer class="amp-wp-footer"><p>{_FOOTER}</p></footer>""",
        html="html amp",
    )


def _next(parts: Parts) -> str:
    data = {"props": {"pageProps": {"article": {"title": parts.headline, "body": parts.body}}}, "page": "/[slug]"}
    paragraphs = "".join(f'<div class="css-1a2b3c">{each}</div>' for each in blocks(parts.body))
    items = _teasers(
        parts.teasers, '<a href="/bai"><div class="css-9z"><div>{title}</div>{summary}</div></a>', "<div>{}</div>"
    )
    related = f'<div class="css-rel"><div class="css-h">Có thể bạn quan tâm</div>{items}</div>' if parts.teasers else ""
    return _page(
        f'{_title(parts)}{_metas(parts)}<noscript data-n-css=""></noscript>',
        f"""<div id="__next"><div class="css-0"><div class="css-nav"><div><a href="/">Trang chủ</a><a href="/a">Lịch tiếp công dân</a></div></div>
<div class="css-1"><div class="css-2">{_headline(parts, "h1", "css-3")}<div class="css-4">{escape(parts.dateline)}</div>
<div class="css-5">{paragraphs}</div></div>{related}</div><div class="css-6"><div>{_FOOTER}</div></div></div></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False).replace("<", "&lt;")}</script>""",
    )


def _portal(parts: Parts) -> str:
    """A portal of a province's own making: names of parts in Vietnamese, breaks instead of paragraphs."""
    text = "<br>\n".join(escape(" ".join(line.split())) for line in parts.body)
    items = _teasers(parts.teasers, '<div class="dong"><a href="/t">{title}</a>{summary}</div>', "<br>{}")
    related = f'<div class="tinlienquan"><b>Tin cùng chuyên mục</b>{items}</div>' if parts.teasers else ""
    return _page(
        f"<title>{escape(parts.site)}</title>",
        f"""<div class="khung"><div class="dau_trang"><img src="b.png"></div><div class="thanh_menu">{_links(_MENU, "span")}</div>
<div class="cot_trai"><div class="tieu_de_hop">Liên kết website</div>{_links(_SIDEBAR, "div")}</div><div class="cot_giua">
<div class="tieude_tin">{escape(parts.headline)}</div><div class="ngay_dang">{escape(parts.dateline)}</div>
<div class="noidung_tin">{text}</div><div class="cong_cu"><a href="#">Về trang trước</a> <a href="#">Bản in</a></div>{related}</div>
<div class="chan_trang">{_FOOTER}<br>Đang trực tuyến: 27</div></div>""",
    )


def _old_tables(parts: Parts, font: str = "Times New Roman") -> str:
    """A page of about 2003: all upper case, tables in tables, font elements, nothing declared."""
    face = f'<FONT FACE="{font}" SIZE=2>'
    rows = "".join(f"<P ALIGN=justify>{face}{each}</FONT></P>" for each in _unwrapped(parts))
    items = _teasers(parts.teasers, "<BR><IMG SRC=b.gif> <A HREF=t.asp>{title}</A>{summary}", "<BR>{}")
    related = f"<TR><TD><HR>{face}<B>Các tin khác:</B>{items}</FONT></TD></TR>" if parts.teasers else ""
    menu = "".join(f"<TR><TD>{face}<A HREF=m.asp>{each}</A></FONT></TD></TR>" for each in _MENU)
    side = "".join(f"<TR><TD>{face}<A HREF=m.asp>{each}</A></FONT></TD></TR>" for each in _SIDEBAR)
    return f"""<HTML><HEAD><TITLE>{escape(parts.title)}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF>
<TABLE WIDTH=770 BORDER=0 CELLPADDING=0 CELLSPACING=0 ALIGN=center><TR><TD COLSPAN=3><IMG SRC=banner.gif></TD></TR>
<TR><TD WIDTH=150 VALIGN=top><TABLE BORDER=0>{menu}</TABLE></TD><TD WIDTH=470 VALIGN=top><TABLE BORDER=0 WIDTH=100%>
<TR><TD>{face.replace("SIZE=2", "SIZE=4")}<B>{escape(parts.headline)}</B></FONT></TD></TR>
<TR><TD>{face}<I>{escape(parts.dateline)}</I></FONT></TD></TR><TR><TD>{rows}</TD></TR>{related}
</TABLE></TD><TD WIDTH=150 VALIGN=top><TABLE BORDER=0>{side}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center>{face}{_FOOTER}</FONT></TD></TR></TABLE></BODY></HTML>
"""


def _unwrapped(parts: Parts) -> list[str]:
    return [each.removeprefix("<p>").removesuffix("</p>") for each in blocks(parts.body)]


TEMPLATES: Mapping[str, Template] = {
    "sharepoint": _sharepoint,
    "joomla": _joomla,
    "wordpress": _wordpress,
    "nukeviet": _nukeviet,
    "drupal": _drupal,
    "liferay": _liferay,
    "modern": _modern,
    "amp": _amp,
    "next": _next,
    "portal": _portal,
    "old-tables": _old_tables,
}
"""The systems, by name."""
