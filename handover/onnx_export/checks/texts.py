"""Findings about text: tokenizers and lower-casing that differ outside ASCII."""

from __future__ import annotations

from collections.abc import Iterator

from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting

_VECTORIZERS = ("CountVectorizer", "TfidfVectorizer")
_MAPS = ("DictVectorizer", "FeatureHasher")


def _tokenizers(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind in _VECTORIZERS and visit.step.analyzer == "word":
            foreign = sum(not word.isascii() for word in visit.step.vocabulary_)
            yield Sighting(
                visit.path,
                f"analyzer='word', {foreign} of {len(visit.step.vocabulary_)} words not ASCII",
            )


def _locales(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind in _VECTORIZERS and visit.step.lowercase:
            yield Sighting(visit.path, "lowercase=True")


def _accents(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind not in _VECTORIZERS:
            continue
        if visit.step.strip_accents is not None:
            yield Sighting(visit.path, f"strip_accents={visit.step.strip_accents!r}")
        if visit.step.analyzer == "char_wb":
            yield Sighting(visit.path, "analyzer='char_wb'")


def _maps(seen: Examination) -> Iterator[Sighting]:
    for visit in seen.visits:
        if visit.kind in _MAPS:
            yield Sighting(visit.path, visit.kind)


TEXT_FINDINGS = (
    Finding(
        "HX231",
        "default-tokenizer",
        "the exported tokenizer knows ASCII words only",
        "the token pattern becomes [a-zA-Z0-9_]+: accents vanish, one-letter tokens stay; 20 % "
        "of ordinary rows off for Tfidf, 35 % with bigrams, 61 % with stop words "
        "(onnxruntime#4201)",
        "Use analyzer='char', or make the words features before the contract's columns. "
        "Accepted, the tokenizer keeps letters of every alphabet ([\\pL\\pN_]{2,}).",
        Severity.REFUSED,
        _tokenizers,
    ),
    Finding(
        "HX232",
        "locale",
        "lower-casing in the exported model depends on the machine's locale",
        "StringNormalizer asks for en_US.UTF-8: on a slim image the model does not load; under "
        "the C locale 3 of 5 phrases with non-ASCII letters are wrong (onnxruntime#17017)",
        "Fit with lowercase=False and lower-case before the contract's columns. Accepted, the "
        "model asks for C.UTF-8.",
        Severity.REFUSED,
        _locales,
    ),
    Finding(
        "HX233",
        "text-options",
        "the vectorizer uses an option that skl2onnx does not convert",
        "strip_accents and analyzer='char_wb' raise in the converter",
        "Fit with strip_accents=None and analyzer='char'.",
        Severity.FORBIDDEN,
        _accents,
    ),
    Finding(
        "HX234",
        "map-inputs",
        "the model takes a map, which no JVM runtime can be given",
        "ONNX Runtime's Java API has no map inputs (onnxruntime#17218)",
        "Name each key as a column of its own, with a OneHotEncoder for the words.",
        Severity.FORBIDDEN,
        _maps,
    ),
)
