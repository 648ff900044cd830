"""A web server on the loopback interface, for tests of what is fetched."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(content: bytes, content_type: str = "text/html", status: int = 200, **headers: str) -> Answer:
    """An answer as it should be; underscores in names of headers stand for dashes."""

    def give(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        told = {"Content-Type": content_type, "Content-Length": str(len(content))}
        for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
            if value:
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    return give


@contextmanager
def serving(answers: Mapping[str, Answer]) -> Iterator[str]:
    """Serve answers by path (with its query) in threads; the address of the server, without a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answers.get(self.path, answer(b"not here", status=404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # Who asked has had enough.

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
