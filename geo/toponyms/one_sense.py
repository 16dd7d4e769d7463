"""One sense per article: what a name is called elsewhere in it speaks for what it means here."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.models import Resolution, ResolutionStatus
from geo.toponyms.relations import Lies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.toponyms.cases import Case

STATED_WEIGHT = 3.0
"""What a mention with its place stated counts for among the mentions of its name."""

SURE_LEAD = 1.0
"""Lead over what the other mentions of its name mean from which a mention keeps its own place."""

RIVAL_SHARE = 0.75
"""Part of the leader's score from which the next place of a name is as likely, whatever else is named."""

HABIT = 0.4
"""What a name leans to the kind of place that the article calls it elsewhere."""


def note_habits(cases: list[Case]) -> None:
    """Set for each name that may be an oblast or its seat which of the two the article calls it."""
    called: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        if case.asked.required:
            called[case.mention.text].add(case.asked.required[0])
    for case in cases:
        kinds = called.get(case.mention.text, set()) & {"ADM1", "PPL"}
        if len(kinds) == 1:
            case.habit = HABIT if "ADM1" in kinds else -HABIT


def share_sense(cases: list[Case]) -> None:
    """Let all mentions of one name lean to one place, as one sense per article has it.

    Cases that ask for different kinds of place (the oblast here, the city there) stay apart.
    """
    groups: dict[tuple[str, str], list[Case]] = defaultdict(list)
    decided: dict[int, set[str | None]] = defaultdict(set)
    for case in cases:
        if case.asked.is_container:
            decided[case.sentence].add(case.best.admin1 if case.best else None)
    for case in cases:
        if case.matches and not case.asked.is_other:
            best = case.best
            level = "area" if best is not None and best.is_area else "point"
            groups[case.matches[0].matched, level].append(case)
    for group in groups.values():
        if len(group) > 1:
            _share_among(group, decided)


def _share_among(group: list[Case], decided: Mapping[int, set[str | None]]) -> None:
    """Pull the scores of mentions of one name halfway to their mean, but in sentences that are decided.

    ``decided`` holds the oblasts that a sentence names.
    """
    by_id = [dict(zip((m.place.id for m in case.matches), case.scores, strict=True)) for case in group]
    stated = [
        _is_stated(case) or _oblast_of(case, own) in decided.get(case.sentence, ())
        for case, own in zip(group, by_id, strict=True)
    ]
    weights = [STATED_WEIGHT if is_stated else 1.0 for is_stated in stated]
    ids = {place_id for scores in by_id for place_id in scores}
    means = {
        place_id: sum(w * scores.get(place_id, -9.0) for w, scores in zip(weights, by_id, strict=True))
        / sum(weights)
        for place_id in ids
    }
    favourite = max(means, key=means.__getitem__)
    for case, own, is_stated in zip(group, by_id, stated, strict=True):
        ranked = sorted(own.values())
        spread = ranked[-1] - ranked[-2] if len(ranked) > 1 else 0.0
        # A sentence that names its own oblast decides for itself, unless the text says where the place is.
        is_open = case.sentence not in decided or _oblast_of(case, own) == _oblast_of(case, means)
        lead = ranked[-1] - own.get(favourite, -9.0)
        is_led = spread <= 1.2 or (any(stated) and not is_stated)
        if is_open and is_led and lead <= SURE_LEAD:
            case.scores = [
                0.5 * score + 0.5 * max(means[match.place.id], score - 3)
                for match, score in zip(case.matches, case.scores, strict=True)
            ]


def _oblast_of(case: Case, scores: dict[str, float]) -> str | None:
    """Return the oblast of the candidate that leads by ``scores``."""
    return max(case.matches, key=lambda match: scores[match.place.id]).place.admin1


def settle_by_namesakes(cases: list[Case], decided: Mapping[int, Resolution]) -> dict[int, Resolution]:
    """Return the resolutions of mentions in doubt whose likeliest place the article names without doubt.

    «Єгорівка Дніпропетровської області» tells which Єгорівка the next sentence has. A name that the
    article has for two places is left in doubt.
    """
    meant: dict[str, dict[str, Resolution]] = defaultdict(dict)
    for case in cases:
        found = decided[case.index]
        if found.place is not None and case.matches:
            meant[case.matches[0].matched][found.place.id] = found
    settled: dict[int, Resolution] = {}
    for case in cases:
        found = decided[case.index]
        known = meant.get(case.matches[0].matched, {}) if case.matches else {}
        if found.status is not ResolutionStatus.AMBIGUOUS or len(known) != 1 or case.asked.is_other:
            continue
        first = found.candidates[0]
        rival = found.candidates[1].score if len(found.candidates) > 1 else 0.0
        if first.place.id in known and rival <= RIVAL_SHARE * first.score:
            settled[case.index] = dataclasses.replace(
                found,
                status=ResolutionStatus.RESOLVED,
                place=first.place,
                reason=f"{first.place.name}: the article names it elsewhere without doubt",
            )
    return settled


def _is_stated(case: Case) -> bool:
    """Tell whether the text says outright where the place lies."""
    return any(link.lies in {Lies.INSIDE, Lies.NEAR, Lies.OFFSET} for link in case.links)
