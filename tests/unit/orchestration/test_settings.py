from datetime import date, timedelta

import pytest

from orchestration.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "PROCESSES", "MODELS", "FIRST_DAY"):
        monkeypatch.delenv(f"SIJILL_{name}", raising=False)


def test_everything_lies_under_data(tmp_path):
    settings = load_settings()
    assert settings.data == tmp_path / "data"
    for path in (settings.landing, settings.lake, settings.warehouse, settings.published, settings.dagster_home):
        assert path.is_relative_to(settings.data)


def test_the_environment_beats_the_file_and_arguments_beat_both(tmp_path, monkeypatch):
    (tmp_path / "sijill.toml").write_text('processes = 3\nfirst_day = 2024-02-01\nmodels = {en = "mine"}\n')
    monkeypatch.setenv("SIJILL_PROCESSES", "2")
    settings = load_settings()
    assert (settings.processes, settings.first_day, settings.models) == (2, date(2024, 2, 1), {"en": "mine"})
    assert load_settings(processes=1).processes == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"processes": 0}, "processes = 0"),
        ({"models": {"fr": "x"}}, "no such language: fr; known: en, ar"),
        ({"first_day": date.today() + timedelta(days=2)}, "in the future"),
        ({"data": __file__}, "is a file; name a folder"),
        ({"proceses": 3}, "proceses"),
    ],
)
def test_a_bad_value_is_named(values, words):
    with pytest.raises(SettingsError, match=words):
        load_settings(**values)


def test_an_unknown_key_in_the_file_is_an_error(tmp_path):
    (tmp_path / "sijill.toml").write_text("landing = 'elsewhere'\n")
    with pytest.raises(SettingsError, match=r"landing.*\n.*Known settings"):
        load_settings()
