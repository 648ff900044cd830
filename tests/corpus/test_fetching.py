"""Fetching from a real server, and everything that servers do."""

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from corpus import ReadError, SourceItem, WebAddress, fetch, read
from corpus.fetching import addresses, downloading
from tests.rendering import docx, legacy
from tests.rendering.archives import zipped
from tests.serving import Answer, answer, serving

WORDS = "Cụm thi đua số 1 tổng kết năm 2023"


def slow(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"x")
        time.sleep(0.1)


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 65536)


def cut(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"x")
    request.close_connection = True


def packed(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def redirect(target: str) -> Answer:
    return answer(b"", status=302, Location=target)


ANSWERS: dict[str, Answer] = {
    "/tin/b%C3%A1o%20c%C3%A1o.txt": answer(WORDS.encode(), "text/plain; charset=utf-8"),
    "/wrong.txt": answer(WORDS.encode(), "text/plain; charset=iso-8859-1"),
    "/unknown.txt": answer(WORDS.encode(), "text/plain; charset=klingon"),
    "/tcvn3.txt": answer(legacy.render(WORDS, "tcvn3"), "text/plain; charset=utf-8"),
    "/wide": answer(WORDS.encode("utf-16-le"), "text/plain; charset=utf-16le"),
    "/gzip.txt": answer(gzip.compress(WORDS.encode()), "text/plain", Content_Encoding="gzip"),
    "/zlib.txt": answer(zlib.compress(WORDS.encode()), "text/plain", Content_Encoding="deflate"),
    "/bare.txt": answer(packed(WORDS.encode()), "text/plain", Content_Encoding="deflate"),
    "/half-gzip.txt": answer(gzip.compress(WORDS.encode())[:-9], "text/plain", Content_Encoding="gzip"),
    "/no-gzip.txt": answer(WORDS.encode(), "text/plain", Content_Encoding="gzip"),
    "/brotli.txt": answer(WORDS.encode(), "text/plain", Content_Encoding="br"),
    "/bomb.txt": answer(gzip.compress(b"\0" * (30 << 20)), "text/plain", Content_Encoding="gzip"),
    "/download?id=7": answer(docx.render(WORDS), "application/octet-stream"),
    "/untold": answer(WORDS.encode(), ""),
    "/named.html": answer(docx.render(WORDS), "text/html"),
    "/many.zip": answer(zipped({"a.txt": WORDS.encode()}), "application/zip"),
    "/data": answer(b'{"a": 1}', "application/json"),
    "/empty": answer(b"", "text/html"),
    "/": answer(WORDS.encode(), "text/plain"),
    "/broken": answer(b"sorry", status=500),
    "/moved": redirect("/tin/b%C3%A1o%20c%C3%A1o.txt"),
    "/loop": redirect("/loop"),
    "/inside": redirect("http://169.254.169.254/latest/meta-data/"),
    "/file": redirect("file:///etc/passwd"),
    "/nowhere": redirect("http://[::1"),
    "/slow": slow,
    "/silent": silent,
    "/endless": endless,
    "/cut": cut,
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving(ANSWERS) as address:
        yield address


def got(server: str, path: str, folder: Path) -> SourceItem:
    return fetch(WebAddress(server + path), folder, allow_private=True)


def refused(address: str, folder: Path, *, allow_private: bool = True) -> ReadError:
    with pytest.raises(ReadError) as error:
        fetch(WebAddress(address), folder, allow_private=allow_private)
    assert error.value.reason
    assert "\n" not in error.value.reason
    return error.value


def test_a_file(server: str, tmp_path: Path) -> None:
    item = got(server, "/tin/b%C3%A1o%20c%C3%A1o.txt", tmp_path)
    assert item.source == f"{server}/tin/b%C3%A1o%20c%C3%A1o.txt"
    assert (item.doc_id, item.media_type, item.size) == ("báo cáo.txt", "text/plain", len(WORDS.encode()))
    assert item.mtime_ns is None
    assert item.path.parent == tmp_path
    document = read(item)
    assert (document.text, document.source) == (WORDS, item.source)


@pytest.mark.parametrize(
    "path",
    ["/wrong.txt", "/unknown.txt", "/tcvn3.txt", "/wide", "/gzip.txt", "/zlib.txt", "/bare.txt", "/untold", "/moved"],
)
def test_the_words_come_through(server: str, tmp_path: Path, path: str) -> None:
    assert read(got(server, path, tmp_path)).text == WORDS


@pytest.mark.parametrize(("path", "doc_id"), [("/download?id=7", "download"), ("/named.html", "named.html")])
def test_a_file_is_what_its_bytes_say(server: str, tmp_path: Path, path: str, doc_id: str) -> None:
    item = got(server, path, tmp_path)
    assert (item.doc_id, read(item).text) == (doc_id, WORDS)


def test_an_address_without_a_name_is_called_by_its_host(server: str, tmp_path: Path) -> None:
    assert got(server, "/", tmp_path).doc_id == got(server, "", tmp_path).doc_id == "127.0.0.1"


def test_an_archive(server: str, tmp_path: Path) -> None:
    assert got(server, "/many.zip", tmp_path).media_type == "application/zip"


def test_an_empty_file_is_one(server: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="empty"):
        read(got(server, "/empty", tmp_path))


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [
        ("/missing", "fetch", "the server answered 404 Not Found"),
        ("/broken", "fetch", "the server answered 500"),
        ("/loop", "fetch", "more than 5 redirects"),
        ("/file", "forbidden", "'file'"),
        ("/nowhere", "fetch", "Invalid URL"),
        ("/cut", "fetch", "RemoteProtocolError"),
        ("/half-gzip.txt", "fetch", "cut off"),
        ("/no-gzip.txt", "fetch", "cannot be unpacked"),
        ("/brotli.txt", "fetch", "'br', which was not asked for"),
        ("/bomb.txt", "bomb", "unpacks from"),
        ("/data", "unsupported", "application/json"),
    ],
)
def test_what_cannot_be_had(server: str, tmp_path: Path, path: str, code: str, reason: str) -> None:
    error = refused(server + path, tmp_path)
    assert error.code == code
    assert reason in error.reason


def test_an_endless_file(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "MOST_BYTES", 1 << 20)
    assert refused(f"{server}/endless", tmp_path).code == "too_big"


def test_a_file_that_comes_in_drops(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "TOTAL_SECONDS", 0.3)
    error = refused(f"{server}/slow", tmp_path)
    assert (error.code, error.reason) == ("fetch", "not finished after 0.3 s")


def test_a_server_that_says_nothing(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "IDLE_SECONDS", 0.2)
    error = refused(f"{server}/silent", tmp_path)
    assert (error.code, error.reason) == ("fetch", "no answer within 0.2 s")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert "ConnectError" in refused(f"http://127.0.0.1:{port}/", tmp_path).reason


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a\nb/", "https://x..y/", "http://" + "a" * 300])
def test_what_is_no_address(tmp_path: Path, address: str) -> None:
    assert refused(address, tmp_path).code == "fetch"


class TestPrivate:
    """Addresses that only this machine may reach."""

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "localhost",
            "0.0.0.0",  # noqa: S104
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "[::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "2130706433",
            "0x7f.1",
        ],
    )
    def test_are_refused(self, tmp_path: Path, host: str) -> None:
        assert refused(f"http://{host}/", tmp_path, allow_private=False).code in ("forbidden", "fetch")

    def test_the_reason_says_how_to_allow_them(self, server: str, tmp_path: Path) -> None:
        error = refused(f"{server}/untold", tmp_path, allow_private=False)
        assert error.code == "forbidden"
        assert "--allow-private" in error.reason

    def test_names_and_passwords_are_refused(self, server: str, tmp_path: Path) -> None:
        assert refused(server.replace("//", "//a:b@"), tmp_path).code == "forbidden"

    def test_redirects_are_looked_at_too(self, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        is_public = addresses._is_public
        monkeypatch.setattr(addresses, "_is_public", lambda address: address == "127.0.0.1" or is_public(address))
        error = refused(f"{server}/inside", tmp_path, allow_private=False)
        assert error.code == "forbidden"
        assert "169.254.169.254" in error.reason

    def test_one_private_address_among_several_is_enough(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", answering(["93.184.216.34", "10.0.0.1"]))
        assert refused("http://tin.example/", tmp_path, allow_private=False).code == "forbidden"

    def test_a_name_is_asked_for_once(self, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        real = socket.getaddrinfo
        port = int(server.rsplit(":", 1)[1])

        def rebinding(host: str, *given: Any, **named: Any) -> Any:
            if host == "127.0.0.1":  # The connection to what was resolved.
                return real(host, *given, **named)
            asked.append(host)
            return answering(["127.0.0.1" if len(asked) == 1 else "10.0.0.1"])()

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        item = fetch(WebAddress(f"http://tin.example:{port}/untold"), tmp_path, allow_private=True)
        assert read(item).text == WORDS
        assert asked == ["tin.example"]


def test_the_next_machine_is_tried_where_one_is_not_there(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    port = int(server.rsplit(":", 1)[1])

    def resolved(host: str, *given: Any, **named: Any) -> Any:
        return answering(["127.0.0.9", "127.0.0.1"])() if host == "tin.example" else real(host, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    item = fetch(WebAddress(f"http://tin.example:{port}/untold"), tmp_path, allow_private=True)
    assert read(item).text == WORDS


def answering(found: list[str]) -> Any:
    return lambda *given, **named: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in found]
