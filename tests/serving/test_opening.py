"""What is said while the service opens."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from features.errors import SettingsError
from serving.announcing import announce
from serving.settings import Settings
from serving.starting import check_free


class Ailing(BaseHTTPRequestHandler):
    """A service that is open and says that it is not well."""

    def do_GET(self):
        self.send_error(503)

    def log_message(self, *_words):
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Ailing) as server:
        answering = threading.Thread(target=server.serve_forever, daemon=True)
        answering.start()
        yield server.server_port
        server.shutdown()
        answering.join()


def test_the_address_is_said_once_the_service_answers_even_if_it_is_not_well(port: int, capsys):
    assert announce(f"http://127.0.0.1:{port}")
    assert f"http://127.0.0.1:{port}" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_before_anything_is_opened(port: int):
    with pytest.raises(SettingsError, match=f"port {port} is taken"):
        check_free(Settings(port=str(port)))
