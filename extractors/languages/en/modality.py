"""Whether a predicate is asserted, denied, hypothetical or planned, by what stands beside it and above it."""

from spacy.tokens import Token

from extractors.languages.en.linking import Link
from extractors.languages.en.rules import modality_words, phrase, word_set
from extractors.languages.en.tree import is_verb

_MANAGED = word_set("en.words.judging.managed")
_PREVENTING = word_set("en.words.judging.preventing")
_CONDITIONAL = word_set("en.words.judging.conditional")
_KNOWING = word_set("en.words.judging.knowing")
_CAUSING = word_set("en.words.judging.causing")
_CONTEMPLATING = word_set("en.words.judging.contemplating")
_FORESEEN = word_set("en.words.judging.foreseen")
_ORDERING = word_set("en.words.judging.ordering")
_ATTEMPTS = word_set("en.words.judging.attempts")
_FAILED = word_set("en.words.judging.failed")
_IF_TRUE = phrase("en.phrase.judging.if-true")
_CHECKING = frozenset({"check", "confirm", "investigate", "probe", "verify"})
_VERIFYING = frozenset({"confirm", "corroborate", "establish", "verify"})
_HEARSAY = frozenset({"claim", "report", "rumor", "rumour", "speculation", "suggestion"})
_ANSWERING = word_set("en.words.judging.answering")
_GIVEN_BEHIND = frozenset({"after", "against", "amid", "despite", "following", "into", "over", "since"})
_ANSWERS = word_set("en.words.judging.answers")
_AUXILIARIES = ("aux", "neg", "auxpass", "advmod")
_GOVERNED = ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "advcl")
_LEVELS = 4
_BEFORE = frozenset({"after", "because", "since"})
_CALLING = frozenset({"appeal", "ask", "call", "demand", "plead", "press", "push"})
"""verbs of those who want a deed: "called for the imprisonment of"."""
_WANTED = frozenset({"bounty", "deal", "hunt", "issue", "manhunt", "offer", "plan", "plot", "reward", "warrant"})
"""what stands before "for" and a deed that is still wanted: "a warrant for his arrest"."""
_MIGHT_HAVE = frozenset({"might", "must"})


def modality(link: Link) -> str:
    """Modality of a link: "no soldiers were killed" is denied by its quantity."""
    table = modality_words()["quantity"]
    doc, group = link.trigger.doc, link.group
    before = doc[group.start - 1].lower_ if group.start else ""
    bounded = group.number is not None and group.number.core > group.start == group.number.start
    if before in table or (doc[group.start].lower_ in table and not bounded):  # "no fewer than 40" is a bound
        return "denied"
    if _IF_TRUE.search(doc.text[: link.trigger.idx]) and link.trigger.pos_ != "VERB":
        return "hypothetical"
    return _of_counted(link) or modality_of(link.trigger)


def _of_counted(link: Link) -> str | None:
    """As in "may be two more bodies", "the toll could reach 100": a number of dead that only may come."""
    noun, number = link.trigger, link.group.number
    if link.rule.frame == "toll" and number is not None:
        words = [token.lower_ for token in noun.doc[noun.i + 1 : number.core]]
        return "hypothetical" if set(words) & _FORESEEN and not set(words) & {"have", "had", "has"} else None
    if link.rule.frame not in ("bodies", "count") or noun.dep_ not in ("attr", "dobj") or number is None:
        return None
    modals = {child.lower_ for child in noun.head.children if child.dep_ == "aux"}
    perfect = bool(modals & {"have", "has", "had"})
    return "hypothetical" if modals & (_CONDITIONAL | {"may", "might"}) and not perfect else None


def _of_a_kind(trigger: Token) -> str | None:
    """As in "anyone who kills a soldier", "killing civilians is a crime": what may be done, not what was."""
    if trigger.tag_ in ("VBZ", "VBP") and trigger.dep_ == "relcl":
        return "hypothetical"
    if trigger.tag_ != "VBG" or any(child.dep_ == "aux" for child in trigger.children):
        return None
    present = [trigger.head, *(child for child in trigger.head.children if child.dep_ == "aux")]
    if trigger.dep_ in ("csubj", "nsubj") and any(verb.tag_ in ("VBZ", "VBP", "MD") for verb in present):
        return "hypothetical"
    if trigger.dep_ == "pcomp" and trigger.head.lower_ == "about":
        return "hypothetical"  # "talk about jailing an opponent"
    governed = trigger.dep_ in ("xcomp", "ccomp", "dobj") and trigger.nbor(-1 if trigger.i else 0).text != ","
    return "planned" if governed and trigger.head.lemma_.lower() in _CONTEMPLATING else None


def modality_of(trigger: Token) -> str:
    """Modality of a predicate by its auxiliaries, then by the verbs that govern it."""
    if _is_missed(trigger) or _is_asked_about(trigger):
        return "hypothetical"
    return _by_auxiliary(trigger) or _of_a_kind(trigger) or _by_governor(trigger) or "asserted"


def _is_missed(trigger: Token) -> bool:
    """Whether an act did not come off: "charged with **attempted** murder", "a failed assassination"."""
    return trigger.pos_ == "NOUN" and any(child.lower_ in _FAILED for child in trigger.lefts)


def _is_asked_about(trigger: Token) -> bool:
    """Whether a headline asks who did it: "Who killed the commander?"."""
    asks = trigger.doc[-1].text == "?" and trigger.dep_ == "ROOT"
    return asks and any(child.dep_ == "nsubj" and child.tag_ == "WP" for child in trigger.lefts)


def is_done(trigger: Token) -> bool:
    """Whether a deed is told as done: neither the deed nor the one that it is coordinated with is only intended."""
    first = trigger
    while first.dep_ == "conj" and first.head != first and trigger.tag_ == "VB":
        first = first.head
    if modality_of(trigger) != "asserted" or (first != trigger and modality_of(first) != "asserted"):
        return False
    purpose = _infinitive(trigger) and trigger.tag_ == "VB" and trigger.dep_ in ("relcl", "acl")
    return not purpose


def _by_auxiliary(trigger: Token) -> str | None:
    table = modality_words()["verb"]
    near = [child for child in trigger.children if child.dep_ in _AUXILIARIES]
    if trigger.dep_ == "conj":
        said_of = trigger.head.dep_ in ("acomp", "attr")  # "would be dead, captured or in hiding"
        above = trigger.head.head if said_of else trigger.head
        near += [child for child in above.children if child.dep_ in _AUXILIARIES and child.i < trigger.head.i]
    words = {child.lower_ for child in near}
    for word in sorted(words & set(table)):
        if table[word].modality == "denied" and trigger.lemma_ == "survive":
            continue
        if table[word].modality == "asserted" or ("have" in words and word in _MIGHT_HAVE):
            continue
        return table[word].modality
    return None


def _by_governor(trigger: Token) -> str | None:
    token, marks = trigger, modality_words()["mark"]
    for _ in range(_LEVELS):
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in marks and child.i < token.i:
                # a noun tells of deaths as known: "whether the raid caused the deaths of 12"
                known = trigger.pos_ == "NOUN" and child.lower_ == "whether"
                return None if known else marks[child.lower_].modality
        if token.head == token:
            return None
        if _is_past(token) and (token.dep_ == "relcl" or _tells_before(token)):
            return None
        if trigger.pos_ == "NOUN" and _is_given(token):
            return None
        if _outcome_of_attempt(token):
            token = token.head.head
        found = _from_above(token, token.head, trigger)
        if found is not None:
            return found
        token = token.head
    return None


def _outcome_of_attempt(token: Token) -> bool:
    """Whether a participle behind a comma tells what came of an attempt: "tried to storm the base, killing six"."""
    attempt = token.head.head
    return (
        token.tag_ == "VBG"
        and token.dep_ in ("advcl", "xcomp")
        and token.i > 0
        and token.nbor(-1).text == ","
        and _infinitive(token.head)
        and attempt.lemma_.lower() in _ATTEMPTS
        and attempt.tag_ != "VB"
    )


def _is_past(verb: Token) -> bool:
    """Whether a relative clause tells what has happened, whatever is planned for those whom it describes."""
    return verb.tag_ == "VBD" or any(child.lower_ in ("have", "has", "had", "was", "were") for child in verb.lefts)


def _tells_before(verb: Token) -> bool:
    """Whether a clause tells what came before the feared or planned: "may attack after 12 guards were killed"."""
    return verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in _BEFORE for child in verb.lefts)


def _is_given(token: Token) -> bool:
    """Whether what is planned or feared starts from the deed: "vowed to avenge the killing", "after the death of"."""
    if token.dep_ == "prep" and token.lower_ in _GIVEN_BEHIND:
        return True
    if token.lower_ == "for" and token.i and token.nbor(-1).lemma_.lower() in _ANSWERS:
        return True  # "vowed to seek revenge for the massacre of"
    return token.dep_ == "dobj" and token.head.lemma_.lower() in _ANSWERING


def _infinitive(token: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def _was_able(word: Token) -> bool:
    """As in "they were able to capture", and not "they were not able", "they will be able"."""
    verb = word.head
    return word.lower_ == "able" and verb.tag_ == "VBD" and not any(child.dep_ == "neg" for child in verb.children)


def _depends(token: Token, above: Token, trigger: Token) -> bool:
    """Whether the deed is as sure as the verb above: a clause below it, or deaths that it leads to."""
    if trigger.pos_ == "NOUN":
        return is_verb(above) and token.dep_ in ("prep", "dobj") and above.lemma_.lower() in _CAUSING
    clause = token == trigger and token.dep_ in ("xcomp", "ccomp", "conj")
    return (clause and above.lemma_.lower() not in _KNOWING) or (token == trigger and token.dep_ == "csubj")


def _from_above(token: Token, above: Token, trigger: Token) -> str | None:
    """What the word above makes of a clause below it."""
    if _was_able(above):
        return None
    lemma = above.lemma_.lower()
    if lemma in _HEARSAY and above.head.lemma_.lower() in _CHECKING and above.head.tag_ in ("VB", "VBG"):
        return "hypothetical"  # "are working to confirm reports that he is dead"
    if token.lower_ == "at" and lemma == "aim":
        return "planned"
    if lemma in _VERIFYING and token.dep_ == "ccomp" and any(child.dep_ == "neg" for child in above.children):
        return "hypothetical"  # "could not confirm that a leader was killed"
    below = _depends(token, above, trigger)
    conditional = any(child.dep_ == "aux" and child.lower_ in _CONDITIONAL for child in above.children)
    prevented = lemma in _PREVENTING and token.dep_ in ("prep", "pcomp", "xcomp", "dobj")
    if (below and conditional) or prevented:
        return "hypothetical"
    if trigger.pos_ == "NOUN" and token.dep_ == "dobj" and lemma in _ORDERING:
        return "planned"
    if trigger.pos_ == "NOUN" and token.lower_ == "for" and lemma in _CALLING | _WANTED:
        return "planned"
    entry = modality_words()["governor"].get(above.lower_)
    to_do = _infinitive(token) and token.dep_ not in ("dobj", "pobj", "pcomp")
    if entry is not None and token.dep_ in _GOVERNED and (entry.modality != "planned" or to_do):
        return entry.modality
    planned = token == trigger and token.dep_ in ("xcomp", "acl", "advcl") and lemma not in _MANAGED
    return "planned" if planned and _infinitive(token) and token.tag_ == "VB" else None
