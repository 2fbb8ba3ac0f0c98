"""What a running office writes down about itself names nobody, whatever breaks while a name is on its way."""

from __future__ import annotations

import socket
import urllib.error
import urllib.parse
import urllib.request

from sqlalchemy import text

from tests.support.offices import Office
from tests.support.papers import answers_in
from tests.support.people import Visitor
from tests.support.programmes import Festival
from tests.support.workers import eventually

NAME = "Zyxq Plover"
# What every database refuses in words of its own, after the program has been through with its checks.
REFUSING = {
    "sqlite": "CREATE TRIGGER refuse BEFORE INSERT ON reply BEGIN SELECT RAISE(ABORT, 'no reply today'); END",
    "postgresql": "ALTER TABLE reply ADD CONSTRAINT refuse CHECK (note = '') NOT VALID",
}


def test_the_log_of_the_office_names_nobody(live_server: Office, guests: Festival, officer: Visitor) -> None:
    """A row that the database refuses, an address asked for a name, and a request that no server can read."""
    session = guests.session
    session.execute(text(REFUSING[session.get_bind().dialect.name]))
    address = f"/festival/song-huong/protocol/invitation/{guests['head card'].id}/reply"
    form = f"{live_server.url}{address}"
    asked = f"{live_server.url}/festival/song-huong/protocol/guest/?q={urllib.parse.quote(NAME)}"
    session.commit()
    answers = answers_in(officer.get(address))
    cookie = officer.get_cookie("session")
    assert cookie is not None
    signed_in = {"Cookie": f"session={cookie.value}"}
    sent = urllib.parse.urlencode({**answers, "kind": "accepted", "note": NAME}, doseq=True).encode()
    refused = _status(urllib.request.Request(form, sent, {**signed_in, "Referer": form}))
    assert refused == 500
    assert _status(urllib.request.Request(asked, headers=signed_in)) == 200
    _say(live_server, f"GET /festival/song-huong/protocol/guest/?q={NAME} HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _say(live_server, f"GET /?q=zyxq HTTP/1.1\r\nHost: localhost\r\n{NAME}\r\n\r\n")
    log = live_server.log.read_text
    assert eventually(lambda: "IntegrityError" in log() and log().count("Invalid request from ip=") == 2)
    assert "zyxq" not in log().lower()
    assert "plover" not in log().lower()


def _status(asked: urllib.request.Request) -> int:
    try:
        with urllib.request.urlopen(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code


def _say(office: Office, words: str) -> None:
    with socket.create_connection(("127.0.0.1", office.port), timeout=20) as line:
        line.sendall(words.encode())
        line.recv(4096)
