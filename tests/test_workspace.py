import datetime as dt
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo import journal
from geo.decisions import Reliability, Review, ReviewState, StoredControl, make_correction
from geo.errors import WorkspaceError
from geo.models import Article, DateBasis, Decision, Place, Published, Sentence
from geo.workspace import Workspace, default_path

POPOVKA = Place(
    id="fl:popovka",
    name="Popovka",
    feature_code="PPL",
    country="RU",
    admin1="Belgorod",
    lon=35.35,
    lat=50.94,
    uncertainty_m=5000.0,
    source="test",
)


def make_article(number: int) -> Article:
    text = f"Shells fell on village {number}."
    day = dt.date(2025, 3, 30)
    return Article(
        id=f"{number:016x}",
        source=f"a/{number}.txt",
        text=text,
        title="Обстріл",
        published=Published(start=None, end=day, basis=DateBasis.DATELINE),
        sentences=(Sentence(start=0, end=len(text), paragraph=0),),
        notices=("Note.",),
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "deep" / "work.sqlite")


# Articles


def test_article_comes_back_as_it_was_with_the_moment_it_was_added(workspace: Workspace) -> None:
    before = dt.datetime.now(dt.UTC)
    added = workspace.add_articles([make_article(1), make_article(2), make_article(1)])
    assert [article.id[-1] for article in added.added] == ["1", "2"]
    assert [article.id[-1] for article in added.known] == ["1"]
    again = Workspace(workspace.path)
    assert [item.article for item in again.articles()] == [make_article(1), make_article(2)]
    assert before <= again.articles()[0].added_at <= dt.datetime.now(dt.UTC)
    stored = again.article(make_article(2).id)
    assert stored is not None
    assert stored.article == make_article(2)
    assert again.article("none") is None


def test_articles_since_a_moment(workspace: Workspace) -> None:
    workspace.add_articles([make_article(1)])
    moment = dt.datetime.now(dt.UTC)
    workspace.add_articles([make_article(2)])
    assert [item.article.id[-1] for item in workspace.articles(since=moment)] == ["2"]


def test_title_and_date_can_be_edited_and_undone(workspace: Workspace) -> None:
    workspace.add_articles([make_article(1)])
    day = dt.date(2025, 4, 1)
    published = Published(start=day, end=day, basis=DateBasis.GIVEN)
    edited = workspace.edit_article(make_article(1).id, title=" New ", published=published).article
    assert (edited.title, edited.publisher, edited.published) == ("New", None, published)
    assert workspace.articles()[0].article == edited
    workspace.undo()
    assert workspace.articles()[0].article == make_article(1)


def test_removed_article_comes_back_whole(workspace: Workspace) -> None:
    workspace.add_articles([make_article(1)])
    stored = workspace.articles()
    workspace.remove_article(make_article(1).id)
    assert workspace.articles() == ()
    workspace.undo()
    assert workspace.articles() == stored


def test_missing_article_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="no article 'none'"):
        workspace.edit_article("none", title="x")
    with pytest.raises(WorkspaceError, match="no article 'none'"):
        workspace.remove_article("none")


# Corrections


def test_corrections_of_each_kind_come_back(workspace: Workspace) -> None:
    saved = [
        make_correction("Popovka", Decision.PLACE, context_admin1="Belgorod", place=POPOVKA),
        make_correction("Popovka", Decision.ACCEPT, article_id="a", place=POPOVKA, note="checked"),
        make_correction("Kursk", Decision.NOT_A_PLACE),
        make_correction("the crossing", Decision.MOVE, position=(35.5, 51.2, 500.0)),
    ]
    for correction in saved:
        workspace.save_correction(correction)
    assert list(workspace.corrections()) == saved


def test_second_decision_on_the_same_evidence_replaces_the_first(workspace: Workspace) -> None:
    first = workspace.save_correction(make_correction("Popovka", Decision.NOT_A_PLACE))
    second = workspace.save_correction(make_correction(" popovka", Decision.PLACE, place=POPOVKA))
    assert first.id == second.id
    assert workspace.corrections() == (second,)
    workspace.undo()
    assert workspace.corrections() == (first,)
    workspace.undo()
    assert workspace.corrections() == ()


def test_removed_correction_can_be_brought_back(workspace: Workspace) -> None:
    kept = workspace.save_correction(make_correction("Kursk", Decision.NOT_A_PLACE))
    workspace.remove_correction(kept.id)
    assert workspace.corrections() == ()
    workspace.undo()
    assert workspace.corrections() == (kept,)


def test_export_and_import_of_corrections(workspace: Workspace, tmp_path: Path) -> None:
    kept = [
        workspace.save_correction(make_correction("Щербаки", Decision.PLACE, place=POPOVKA)),
        workspace.save_correction(make_correction("Kursk", Decision.NOT_A_PLACE, article_id="a")),
    ]
    other = Workspace(tmp_path / "other.sqlite")
    imported = other.import_corrections(workspace.export_corrections())
    assert list(imported.taken) == kept
    assert list(other.corrections()) == kept
    again = other.import_corrections(workspace.export_corrections())
    assert (again.taken, list(again.known)) == ((), kept)


def test_later_decision_wins_on_import(workspace: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other.sqlite")
    workspace.save_correction(make_correction("Kursk", Decision.NOT_A_PLACE))
    later = other.save_correction(make_correction("Kursk", Decision.PLACE, place=POPOVKA))
    assert other.import_corrections(workspace.export_corrections()).taken == ()
    assert workspace.import_corrections(other.export_corrections()).taken == (later,)
    assert workspace.corrections() == other.corrections() == (later,)


def test_broken_correction_is_rejected_and_the_rest_taken(workspace: Workspace) -> None:
    workspace.save_correction(make_correction("Kursk", Decision.NOT_A_PLACE))
    content = json.loads(workspace.export_corrections())
    whole = content["corrections"][0]
    content["corrections"] = [
        whole | {"decision": "burn"},
        whole | {"id": "x", "decision": "move"},
        whole | {"id": "y", "made_at": "soon"},
        7,
        whole | {"id": "z", "toponym": "Rylsk"},
    ]
    imported = workspace.import_corrections(json.dumps(content))
    assert [correction.toponym for correction in imported.taken] == ["Rylsk"]
    assert len(imported.rejected) == 4
    assert imported.rejected[0].startswith("correction 1: no valid correction")
    assert not any("\n" in line for line in imported.rejected)


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other/1"}', "[" * 100_000])
def test_import_of_something_else_is_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(WorkspaceError, match="orrections"):
        workspace.import_corrections(text)
    assert workspace.revision == 0


# Reviews


def test_review_has_the_admiralty_defaults(workspace: Workspace) -> None:
    review = workspace.review("c1")
    assert (review.state, review.reliability, review.credibility) == (ReviewState.NEW, Reliability.F, 6)
    assert workspace.reviews() == {}


def test_review_changes_only_what_is_given(workspace: Workspace) -> None:
    workspace.save_review("c1", note="Twice?", article_id="a", quote="Shells fell")
    workspace.save_review("c1", state=ReviewState.ACCEPTED, reliability=Reliability.B)
    review = workspace.save_review("c1", credibility=2)
    assert review == workspace.reviews()["c1"] == workspace.review("c1")
    assert (review.state, review.note, review.quote) == (ReviewState.ACCEPTED, "Twice?", "Shells fell")
    assert workspace.save_review("c1", note="").note == ""


def test_review_that_changes_nothing_leaves_no_history(workspace: Workspace) -> None:
    workspace.save_review("c1", credibility=2)
    revision = workspace.revision
    workspace.save_review("c1", credibility=2)
    assert workspace.revision == revision


def test_credibility_off_the_scale_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="credibility 7"):
        Review(claim_id="c1", credibility=7)
    with pytest.raises(ValueError, match="credibility 0"):
        workspace.save_review("c1", credibility=0)
    assert workspace.reviews() == {}


# Moments and history


def test_moment_of_the_last_briefing(workspace: Workspace) -> None:
    assert workspace.moment() is None
    kept = workspace.save_moment()
    assert workspace.moment() == kept
    other = dt.datetime(2025, 3, 30, 9, tzinfo=dt.UTC)
    workspace.save_moment("compare", at=other)
    assert (workspace.moment(), workspace.moment("compare")) == (kept, other)


def test_history_tells_each_change_newest_first(workspace: Workspace) -> None:
    workspace.add_articles([make_article(1)])
    workspace.save_review("c1", note="a")
    workspace.save_review("c1", note="b")
    workspace.remove_article(make_article(1).id)
    assert [(change.verb, change.kind) for change in workspace.history()] == [
        ("removed", "article"),
        ("changed", "review"),
        ("added", "review"),
        ("added", "article"),
    ]
    newest = workspace.history(kind="review", key="c1", limit=1)[0]
    assert newest.before is not None
    assert newest.after is not None
    assert (newest.before["note"], newest.after["note"]) == ("a", "b")


def test_undo_goes_back_step_by_step_and_an_undo_can_be_undone(workspace: Workspace) -> None:
    for note in ("a", "b", "c"):
        workspace.save_review("c1", note=note)
    first = workspace.undo()
    assert first is not None
    assert workspace.review("c1").note == "b"
    redo = workspace.history()[0]
    assert redo.undoes == first.id
    workspace.undo(redo.id)
    assert workspace.review("c1").note == "c"
    notes = []
    while workspace.undo() is not None:
        notes.append(workspace.review("c1").note)
    assert notes == ["b", "a", ""]
    assert workspace.reviews() == {}


def test_undo_of_one_entry_leaves_the_others(workspace: Workspace) -> None:
    workspace.save_review("c1", note="a")
    workspace.save_review("c2", note="b")
    workspace.undo(workspace.history(key="c1")[0].id)
    assert list(workspace.reviews()) == ["c2"]


def test_undo_refuses_what_changed_since_or_is_undone(workspace: Workspace) -> None:
    workspace.save_review("c1", note="a")
    workspace.save_review("c1", note="b")
    with pytest.raises(WorkspaceError, match="Change 1 was followed by change 2"):
        workspace.undo(1)
    workspace.undo(2)
    with pytest.raises(WorkspaceError, match="taken back already"):
        workspace.undo(2)
    with pytest.raises(WorkspaceError, match="does not exist"):
        workspace.undo(99)


def test_journal_cannot_be_rewritten(workspace: Workspace) -> None:
    workspace.save_review("c1", note="a")
    connection = sqlite3.connect(workspace.path)
    for statement in ("DELETE FROM journal", "UPDATE journal SET after = NULL"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


# The file


def test_default_path_is_in_the_users_data_folder() -> None:
    assert default_path().name == "workspace.sqlite"
    assert default_path().parent.name == "frontline"


def test_only_one_file_is_left_between_changes(workspace: Workspace) -> None:
    workspace.save_review("c1", note="a")
    assert [path.name for path in workspace.path.parent.iterdir()] == ["work.sqlite"]


def test_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(WorkspaceError, match="another program"):
        Workspace(path)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 20])
def test_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="no workspace or is damaged"):
        Workspace(path)
    assert path.read_bytes() == content


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="choose another file"):
        Workspace(tmp_path / "file" / "work.sqlite")


def test_deleted_file_is_an_error_not_an_empty_workspace(workspace: Workspace) -> None:
    workspace.path.unlink()
    with pytest.raises(WorkspaceError, match="check that the file exists"):
        workspace.reviews()
    assert not workspace.path.exists()


def test_older_file_is_brought_up_to_date_and_newer_one_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.save_review("c1", note="a")
    newer = (*journal.MIGRATIONS, ("CREATE TABLE extra (x)",))
    monkeypatch.setattr(journal, "MIGRATIONS", newer)
    assert Workspace(workspace.path).review("c1").note == "a"
    connection = sqlite3.connect(workspace.path)
    assert [row[0] for row in connection.execute("SELECT version FROM migrations")] == [1, 2]
    connection.close()
    monkeypatch.setattr(journal, "MIGRATIONS", newer[:1])
    with pytest.raises(WorkspaceError, match="newer version"):
        Workspace(workspace.path)


def test_migration_that_fails_leaves_the_file_as_it_was(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.save_review("c1", note="a")
    broken = (*journal.MIGRATIONS, ("CREATE TABLE extra (x)", "no SQL"))
    with monkeypatch.context() as patch:
        patch.setattr(journal, "MIGRATIONS", broken)
        with pytest.raises(WorkspaceError, match="syntax error"):
            Workspace(workspace.path)
    assert Workspace(workspace.path).review("c1").note == "a"


def test_window_that_holds_the_file_too_long_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(workspace.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(WorkspaceError, match="another window"):
        workspace.save_review("c1", note="a")
    holder.execute("ROLLBACK")
    holder.close()


# Two windows at once, and crashes


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def check_whole(path: Path) -> None:
    """Assert that the file is sound and that its journal, replayed, gives its entries."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    entries = {(kind, key): content for kind, key, content in connection.execute("SELECT * FROM entries")}
    replayed: dict[tuple[str, str], str | None] = {}
    for kind, key, before, after in connection.execute(
        "SELECT kind, key, before, after FROM journal ORDER BY id"
    ):
        assert replayed.get((kind, key)) == before
        replayed[kind, key] = after
    connection.close()
    assert {key: content for key, content in replayed.items() if content is not None} == entries


EDIT_ONE_FIELD = """
import sys
from pathlib import Path
from geo.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
for number in range(40):
    if sys.argv[2] == "note":
        workspace.save_review(f"c{number}", note="seen")
    else:
        workspace.save_review(f"c{number}", credibility=2)
"""


def test_two_processes_lose_no_update_even_when_both_create_the_file(tmp_path: Path) -> None:
    path = tmp_path / "work.sqlite"
    processes = [start(EDIT_ONE_FIELD, path, field) for field in ("note", "credibility")]
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    reviews = Workspace(path).reviews()
    assert len(reviews) == 40
    assert {(review.note, review.credibility) for review in reviews.values()} == {("seen", 2)}
    check_whole(path)


SAVE_AND_TELL = """
import itertools, sys
from pathlib import Path
from geo.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
for number in itertools.count():
    workspace.save_review(f"c{number}", note="x" * 2000)
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_kill_at_any_moment_loses_nothing_that_was_saved(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "work.sqlite"
    process = start(SAVE_AND_TELL, path)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.02, 0.2))  # noqa: S311 - a moment, no secret
    process.send_signal(signal.SIGKILL)
    told = [int(line) for line in [first, *process.stdout] if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    workspace = Workspace(path)
    assert {f"c{number}" for number in told} <= set(workspace.reviews())
    check_whole(path)
    workspace.save_review("after", note="works")


STOP_HALFWAY = """
import datetime as dt, sys, time
from pathlib import Path
from geo.journal import JournalFile
file = JournalFile(Path(sys.argv[1]))
with file.writing(at=dt.datetime.now(dt.UTC)) as writer:
    for number in range(300):
        writer.set("review", f"half{number}", {"note": "x" * 50_000})
    print("halfway", flush=True)
    time.sleep(60)
"""


def test_kill_in_the_middle_of_a_write_undoes_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "work.sqlite"
    workspace = Workspace(path)
    workspace.save_review("c1", note="kept")
    process = start(STOP_HALFWAY, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "halfway\n"
    # Half of the write is in the file itself by now: SQLite's cache holds 2 MB, this is 15 MB.
    assert path.stat().st_size > 1_000_000
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert path.with_name("work.sqlite-journal").exists()
    assert list(workspace.reviews()) == ["c1"]
    workspace.save_review("c2", note="works")
    check_whole(path)


# Control of terrain


def test_control_comes_back_by_date_with_its_outline_and_can_be_undone(workspace: Workspace) -> None:
    april = StoredControl(
        source="My unit", date=dt.date(2025, 4, 6), content_hash="a" * 16, notices=("mended",)
    )
    undated = StoredControl(source="My unit", date=None, content_hash="b" * 16)
    for item in (april, undated):
        workspace.add_control(item, outline=f"outline of {item.date}")
    again = Workspace(workspace.path)
    assert again.controls() == (undated, april)
    assert again.control_outline(april.id) == "outline of 2025-04-06"
    again.remove_control(april.id)
    assert again.controls() == (undated,)
    again.undo()
    assert again.controls() == (undated, april)


def test_same_file_under_the_same_source_and_date_is_kept_once(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.add_control(
            StoredControl(source="u", date=dt.date(2025, 4, 6), content_hash="a" * 16), outline="o"
        )
    assert len(workspace.controls()) == 1
    with pytest.raises(WorkspaceError, match="no control"):
        workspace.remove_control("nonsense")
