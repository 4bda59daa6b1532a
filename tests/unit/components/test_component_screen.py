from extractors.components.screen import Screen, stem

SCREEN = Screen({"casualty": ["kill", "wound", "shot dead"], "control": ["captur"]})


def test_matches_beginnings_of_words_only():
    assert SCREEN.kinds("Troops KILLED two and captured a town") == {"casualty", "control"}
    assert SCREEN.kinds("Overkill is a skill") == frozenset()
    assert SCREEN.any("He was shot dead")
    assert not SCREEN.any("He was shot")


def test_stem_holds_for_all_regular_forms():
    assert all(form.startswith(stem("capture")) for form in ("capture", "captured", "capturing"))
    assert stem("kill") == "kill"
