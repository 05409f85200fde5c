"""Effect studies: what is said of an outcome must agree with its effect size."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import SINGLES, Catalogue
from handboek.model.evidence import Effect, Outcome
from handboek.problems import Problem
from handboek.source import DataPath, Document

SIGNED = "d"
"""The only measure of ours whose sign says which way an effect goes."""


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Effect sizes that point the other way than the words beside them, and ranges that are upside down."""
    document = documents[SINGLES["studies"][0]]
    for number, study in enumerate(catalogue.studies.studies):
        for place, outcome in enumerate(study.outcomes):
            path: DataPath = ("studies", number, "outcomes", place)
            if outcome.effect and not _ordered(outcome.effect):
                yield Problem(document.locate((*path, "effect", "highest")), "E110", "‘highest’ is lager dan ‘lowest’.",
                              "Ruil ze om.")
            elif not _agrees(outcome):
                yield Problem(document.locate((*path, "direction")), "E110",
                              f"De effectgrootte van ‘{outcome.what}’ wijst een andere kant op dan "
                              f"‘{outcome.direction}’.",
                              "Verander de richting of het teken, of zet er less_is_better: true bij.")


def _ordered(effect: Effect) -> bool:
    return effect.highest is None or effect.lowest <= effect.highest


def _agrees(outcome: Outcome) -> bool:
    if not outcome.effect or outcome.effect.measure != SIGNED or outcome.direction in ("same", "more_often"):
        return True
    good = outcome.direction in ("better", "less", "less_often")
    return all((value > 0) == good for value in outcome.effect.favourable)
