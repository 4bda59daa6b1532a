"""The bank of sentences: each gives the claims written beside it, and no frame around it changes them."""

import zlib

import pytest

from tests.unit.languages.en import bank

ENTRIES = bank.read()
_PER_FRAME = 24
_FOUND = 0.95
"""least share of the bank's claims that must be found, known gaps included"""


@pytest.fixture(scope="module")
def coded(coder):
    """What the coder makes of each sentence, by its id."""
    return dict(zip((entry.id for entry in ENTRIES), bank.code(coder, (e.text for e in ENTRIES)), strict=True))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_sentence(entry, coded, request):
    if entry.gap:
        request.applymarker(pytest.mark.xfail(reason=entry.gap, strict=True))
    assert bank.difference(entry, coded[entry.id]) == ([], []), entry.text


def test_the_share_found(coded):
    wanted = sum(len(entry.claims) for entry in ENTRIES)
    missed = sum(len(bank.difference(entry, coded[entry.id])[0]) for entry in ENTRIES)
    assert 1 - missed / wanted >= _FOUND


@pytest.mark.parametrize("name", bank.FRAMES)
def test_a_frame_changes_no_claim(name, coder, coded):
    wrap = bank.FRAMES[name]
    framed = [(entry, text) for entry in ENTRIES if not entry.gap and (text := wrap(entry.text)) is not None]
    chosen = sorted(framed, key=lambda pair: zlib.crc32(f"{name} {pair[0].id}".encode()))[:_PER_FRAME]
    changed = [
        (text, bank.casualties(coded[entry.id]), bank.casualties(again))
        for (entry, text), again in zip(chosen, bank.code(coder, (text for _, text in chosen)), strict=True)
        if _claims(again, name) != _claims(coded[entry.id], name)
    ]
    assert changed == []


def _claims(coded, frame):
    """Outcomes, counts and bounds, and the victims' groups where the frame names no place and no fight."""
    people = bank.casualties(coded)
    told = sorted(people if frame in bank.KEEP_VICTIMS else (claim for claim, _ in people))
    return told, len(coded.control), len(coded.materiel)
