"""The language model layer against a server on this machine, honest answers and hostile ones."""

from __future__ import annotations

import copy
import dataclasses
import http.server
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from geo.claims.language_model import KEY_VARIABLE, LanguageModel
from geo.claims.suggestions import SUGGESTED
from geo.errors import GeoError
from geo.models import Claim, Kind, Side, Status
from geo.pipeline import Frontline
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.models import Reading

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

# No rule knows the verb, so that what is found here the model has found.
TEXT = (
    "Oleh Hryhorov, head of the Sumy region, wrote that Russian gunners plastered Krasnopillia with 40 mines."
)
QUOTE = "Russian gunners plastered Krasnopillia with 40 mines"
GOOD: dict[str, Any] = {
    "quote": QUOTE,
    "kind": "strike",
    "actor": "RU",
    "places": ["Krasnopillia"],
    "quantities": [],
    "speaker": "Oleh Hryhorov",
    "is_event": True,
}


@dataclass
class Endpoint:
    """What the server answers, and what it was asked."""

    answers: list[bytes] = field(default_factory=list)
    status: int = 200
    location: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def say(self, *items: object) -> None:
        self.answers = [wrap(json.dumps({"claims": items}))]


def wrap(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def make_handler(endpoint: Endpoint) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)) | {"path": self.path})
            endpoint.headers.append(dict(self.headers.items()))
            body = endpoint.answers[min(len(endpoint.asked), len(endpoint.answers)) - 1]
            self.send_response(endpoint.status)
            if endpoint.location:
                self.send_header("Location", endpoint.location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            del format, args

    return Handler


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), make_handler(endpoint)) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield endpoint
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def rules() -> Frontline:
    frontline = Frontline(Settings(language_model_timeout_s=5, language_model="tiny"))
    frontline.read_text(TEXT, source="warm")
    return frontline


def switch_on(rules: Frontline, url: str) -> Frontline:
    """Return the same chain with a model, so that gazetteer and border are opened once."""
    frontline = copy.copy(rules)
    frontline.settings = dataclasses.replace(rules.settings, language_model_url=url)
    del frontline.__dict__["language_model"]
    return frontline


def ask(rules: Frontline, endpoint: Endpoint, text: str = TEXT) -> Reading:
    return switch_on(rules, endpoint.url).read_text(text, source="note")


def suggested(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if SUGGESTED in claim.inferences]


def test_off_by_default_and_nothing_recorded(rules: Frontline) -> None:
    assert rules.language_model is None
    assert rules.engine.language_model is None


def test_claim_that_the_rules_missed_is_added(rules: Frontline, endpoint: Endpoint) -> None:
    endpoint.say(GOOD)
    reading = ask(rules, endpoint)
    (claim,) = suggested(reading)
    assert (claim.kind, claim.actor, claim.status) == (Kind.STRIKE, Side.RU, Status.CLAIMED)
    assert claim.quote == reading.article.text[claim.start : claim.end] == QUOTE
    assert reading.mentions[claim.places[0].mention].text == "Krasnopillia"
    assert claim.attribution is not None
    assert claim.attribution.side is Side.UA
    assert claim.shape is not None


def test_paragraph_and_its_places_are_sent_and_no_key(
    rules: Frontline, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    endpoint.say()
    ask(rules, endpoint)
    (asked,) = endpoint.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["temperature"]) == ("tiny", 0)
    assert TEXT in asked["messages"][1]["content"]
    assert '"Krasnopillia"' in asked["messages"][1]["content"].splitlines()[0]
    assert "Authorization" not in endpoint.headers[0]


def test_key_comes_from_the_environment(
    rules: Frontline, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "made-up")
    endpoint.say()
    ask(rules, endpoint)
    assert endpoint.headers[0]["Authorization"] == "Bearer made-up"


def test_engine_records_the_model(rules: Frontline, endpoint: Endpoint) -> None:
    model = rules.with_settings(language_model_url=endpoint.url).language_model
    assert model is not None
    assert model.name == f"tiny at {endpoint.url.removeprefix('http://').removesuffix('/v1')}"


def test_paragraph_without_a_place_is_not_sent(rules: Frontline, endpoint: Endpoint) -> None:
    endpoint.say(GOOD)
    ask(rules, endpoint, "Talks went on all day and led to nothing.")
    assert endpoint.asked == []


def test_thoughts_and_fences_around_the_answer_are_ignored(rules: Frontline, endpoint: Endpoint) -> None:
    fenced = f"<think>{{maybe}}</think>Here:\n```json\n{json.dumps({'claims': [GOOD]})}\n```"
    endpoint.answers = [wrap(fenced)]
    assert len(suggested(ask(rules, endpoint))) == 1


def test_number_is_read_by_our_grammar(rules: Frontline, endpoint: Endpoint) -> None:
    text = "Russian gunners were busy on a 12-kilometre stretch near Krasnopillia."
    endpoint.say(GOOD | {"quote": text[:-1], "quantities": ["12-kilometre"], "speaker": None})
    (claim,) = suggested(ask(rules, endpoint, text))
    assert [quantity.value for quantity in claim.quantities] == [12]


def test_what_the_rules_have_is_not_doubled(rules: Frontline, endpoint: Endpoint) -> None:
    text = "Russian forces captured Krasnopillia."
    endpoint.say(GOOD | {"quote": text[:-1], "kind": "capture", "speaker": None})
    reading = ask(rules, endpoint, text)
    assert [claim.kind for claim in reading.claims] == [Kind.CAPTURE]
    assert suggested(reading) == []


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Russian gunners plastered Krasnopillia with 400 mines"},
        {"quote": "Krasnopillia"[:6]},
        {"quote": None},
        {"quote": ["Russian gunners plastered Krasnopillia"]},
        {"quote": TEXT * 9},
        {"kind": "victory"},
        {"kind": None},
        {"kind": {}},
        {"actor": "the Russians"},
        {"actor": 7},
        {"places": []},
        {"places": None},
        {"places": "Krasnopillia"},
        {"places": ["Kyiv"]},
        {"places": ["Krasnopillia", "Moscow"]},
        {"places": [""]},
        {"quantities": ["400 mines"]},
        {"quantities": ["gunners"]},
        {"quantities": [40]},
        {"speaker": "General Nobody"},
        {"speaker": ["Oleh Hryhorov"]},
        {"speaker": " "},
    ],
    ids=str,
)
def test_suggestion_that_is_not_in_the_words_is_dropped(
    rules: Frontline, endpoint: Endpoint, change: dict[str, Any]
) -> None:
    endpoint.say(GOOD | change, "</script><script>alert(1)</script>", 7, None)
    assert suggested(ask(rules, endpoint)) == []


@pytest.mark.parametrize(
    ("text", "status", "negated"),
    [
        ("Russian gunners could plaster Krasnopillia.", Status.HYPOTHETICAL, False),
        ("Russian gunners plan to plaster Krasnopillia.", Status.PLANNED, False),
        ("Russian gunners did not plaster Krasnopillia.", Status.ASSERTED, True),
    ],
)
def test_model_cannot_make_an_event_of_what_did_not_happen(
    rules: Frontline, endpoint: Endpoint, text: str, status: Status, *, negated: bool
) -> None:
    endpoint.say(GOOD | {"quote": text[:-1], "speaker": None})
    (claim,) = suggested(ask(rules, endpoint, text))
    assert (claim.status, claim.negated, claim.is_event) == (status, negated, False)


@pytest.mark.parametrize("is_event", [False, None, "yes", 1])
def test_model_may_doubt_what_the_rules_take_for_an_event(
    rules: Frontline, endpoint: Endpoint, is_event: object
) -> None:
    endpoint.say(GOOD | {"is_event": is_event})
    (claim,) = suggested(ask(rules, endpoint))
    assert claim.status is Status.HYPOTHETICAL


def test_actor_without_a_word_is_an_inference(rules: Frontline, endpoint: Endpoint) -> None:
    text = "Gunners plastered Krasnopillia all night."
    endpoint.say(GOOD | {"quote": text[:-1], "speaker": None})
    (claim,) = suggested(ask(rules, endpoint, text))
    assert claim.inferences == (SUGGESTED, "actor")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe rubbish",
        b"<html>busy</html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b"[" * 200_000,
        b'{"choices": ' + b"9" * 20_000 + b"}",
        b" " * 1_000_001,
        wrap("{" * 50_000 + "}"),
        wrap('{"claims": ' + "[" * 200_000 + "}"),
    ],
    ids=lambda answer: repr(answer[:16]),
)
def test_broken_answer_leaves_the_rules_alone(
    rules: Frontline, endpoint: Endpoint, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.answers = [answer]
    reading = ask(rules, endpoint, "Russian forces captured Krasnopillia.")
    assert [claim.kind for claim in reading.claims] == [Kind.CAPTURE]
    assert "gave no usable answer" in caplog.text


@pytest.mark.parametrize(
    "content", [None, 5, "I see no claims.", '{"claims": "none"}', '{"claims": [[], 3]}']
)
def test_answer_of_nothing_is_no_failure(
    rules: Frontline, endpoint: Endpoint, content: object, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.answers = [wrap(content)]
    assert suggested(ask(rules, endpoint)) == []
    assert caplog.text == ""


def test_redirect_is_not_followed(rules: Frontline, endpoint: Endpoint) -> None:
    endpoint.say(GOOD)
    endpoint.status, endpoint.location = 307, f"{endpoint.url}/elsewhere"
    assert suggested(ask(rules, endpoint)) == []
    assert len(endpoint.asked) == 1


def test_after_three_failures_it_stops_asking(endpoint: Endpoint) -> None:
    endpoint.answers, endpoint.status = [b"{}"], 500
    model = LanguageModel(endpoint.url, "tiny", timeout_s=5)
    for _ in range(5):
        assert model.suggest(TEXT, ["Krasnopillia"]) == []
    assert len(endpoint.asked) == 3
    assert model.problem is not None
    assert "500" in model.problem


def test_nobody_listens(rules: Frontline) -> None:
    reading = switch_on(rules, "http://127.0.0.1:9/v1").read_text(
        "Russian forces captured Krasnopillia.", source="note"
    )
    assert [claim.kind for claim in reading.claims] == [Kind.CAPTURE]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "127.0.0.1:11434",
        "http://",
        "http://[",
        "http://me:secret@127.0.0.1/v1",
        "ftp://a/v1",
    ],
)
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(GeoError, match="is no web address; give one like"):
        LanguageModel.open(dataclasses.replace(Settings(), language_model_url=url))


def test_far_address_is_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    LanguageModel("https://models.example/v1", "tiny", timeout_s=1)
    assert "paragraphs are sent to the language model at models.example" in caplog.text
