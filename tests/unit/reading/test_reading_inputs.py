import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.reading import code_input, code_inputs
from extractors.records import ArticleToCode, RejectedArticle

from .conftest import ARABIC, ENGLISH


def test_the_text_and_the_input_s_own_fields_stay_as_they_are(tmp_path):
    text = f"\ufeff {ENGLISH}\r\n\u200fEnd\x00.  \n"
    given_object = {"id": "x", "text": text, "published": "2022-01-14", "mine": [1, {"a": None}]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(given_object) + "\n\nnot json\n")
    (given_back, article), (nothing, rejected) = code_inputs(path)
    assert given_back == given_object
    assert isinstance(article, ArticleToCode)
    assert article.text == text
    assert (article.language, article.published) == ("en", date(2022, 1, 14))
    assert nothing == {}
    assert isinstance(rejected, RejectedArticle)
    assert (rejected.origin, rejected.origin_line, rejected.reason) == ("a.jsonl", 3, "invalid_json")


def test_a_folder_gives_each_file_an_object(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text(f" date 2022-01-14 {ENGLISH}")
    (tmp_path / "a.txt").write_bytes(ARABIC.encode("cp1256"))
    (tmp_path / "c.txt").write_bytes(b"")
    inputs = list(code_inputs(tmp_path))
    assert [given_object.get("id") for given_object, _ in inputs] == ["a", None, "deep/b"]
    assert inputs[0][0]["text"] == ARABIC
    assert inputs[2][0]["published"] == "2022-01-14"
    assert inputs[1][1].origin == "c.txt"


def test_the_same_article_twice_is_coded_twice(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": ENGLISH}) + "\n" for n in range(2)))
    assert [given_object["id"] for given_object, _ in code_inputs(path)] == ["0", "1"]


def test_one_object_at_hand():
    assert isinstance(code_input({"id": "a", "text": ENGLISH}), ArticleToCode)
    assert code_input({"id": "a"}).reason == "missing_text"
    assert code_input({"id": "a", "text": 3}).reason == "invalid_record"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters()))
def test_offsets_refer_to_the_given_text(text):
    given_text = ENGLISH + text
    article = code_input({"text": given_text, "language": "en"})
    if isinstance(article, ArticleToCode):
        assert len(article.text) == len(given_text)
        assert article.text.startswith(ENGLISH)
        article.text.encode("utf-8")
