"""E-mail messages and saved web pages."""

from collections.abc import Mapping
from email.message import EmailMessage


def render(
    text: str,
    attachments: Mapping[str, bytes] | None = None,
    *,
    page: str = "",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return ``text`` as a message from an association, with files attached under their names."""
    message = EmailMessage()
    told = {"Subject": text.split("\n", 1)[0][:200], "From": "Văn phòng Hội <vp@hoi.example>", **(headers or {})}
    for name, value in told.items():
        message[name] = value
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, content in (attachments or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def render_saved_page(page: str, address: str = "https://tin.example/thi-dua/1.htm") -> bytes:
    """Return a web page as browsers save it in one file, with a picture."""
    root = EmailMessage()
    root.set_content(page, subtype="html", cte="quoted-printable")
    root["Content-Location"] = address
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message["Subject"] = "Trang tin"
    message.make_related()
    message.attach(root)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png")
    picture["Content-Location"] = "https://tin.example/a.png"
    message.attach(picture)
    message.set_param("type", "text/html")
    return message.as_bytes()
