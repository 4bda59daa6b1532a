"""Whom a verb of killing, wounding or capturing speaks of: its object, its subject, the noun that it follows."""

from spacy.tokens import Token

from extractors.languages.en.groups import numbers_of, person_noun
from extractors.languages.en.rules import outcomes, word_set
from extractors.languages.en.tree import children, described, is_passive, is_verb, lemmas, number_of_day

_SUBJECTS = ("nsubjpass", "nsubj", "csubj")
OBJECTS = ("dobj", "obj", "dative", "oprd", "attr")
_RELATIVE = word_set("en.words.frames.relative")
_NO_VICTIMS = word_set("en.words.frames.no-victims")
_RAISING = word_set("en.words.frames.raising")
_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
_STATES = frozenset({"dead", "wounded", "injured"})
_BESIDE_FALLING = ("prep", "punct", "npadvmod", "cc", "conj", "advcl")
_FALLING_TO = word_set("en.words.frames.falling-to")
LIMBS = frozenset(
    {"ankle", "arm", "ear", "eye", "eyesight", "finger", "foot", "hand", "knee", "leg", "limb", "rib", "shoulder"}
    | {"sight", "skull", "thigh", "wrist"}
)
"""what people lose or break and live on"""
_SEEMING = frozenset({"appear", "come", "end", "seem"})
"""verbs whose own subject is the one hit: "appeared to have been killed"; who says so is not."""
_ONE_MORE = frozenset({"second", "third", "fourth", "fifth"})


def _sharing_verb(token: Token) -> Token | None:
    """The verb that this one is coordinated with and may share its arguments with."""
    return token.head if token.dep_ == "conj" and is_verb(token.head) else None


def weaponlike(token: Token) -> bool:
    """Whether a noun kills and is not killed: "the blast", "which"."""
    return token.lower_ in _NO_VICTIMS or token.lemma_.lower() in _NO_VICTIMS


def number_left(token: Token) -> Token | None:
    """A number that stands right before the participle: "21 injured"."""
    more = token.i > 1 and token.nbor(-1).lower_ in ("more", "others")  # "and many more wounded"
    number = numbers_of(token.doc).by_core.get(token.i - 1 - more)
    return token.doc[number.end_core - 1] if number is not None else None


def _raised(token: Token) -> list[Token]:
    """Subject of a verb that only says how sure one is: "are believed to have been killed"."""
    head = token.head
    had_to = head.lemma_.lower() == "have" and head.tag_ == "VBD"  # "one had to be hospitalised"
    if token.dep_ not in ("xcomp", "ccomp", "oprd") or not (had_to or head.lemma_.lower() in _RAISING):
        return []
    says = token.dep_ == "ccomp" and children(token, "auxpass") and head.lemma_.lower() not in _SEEMING
    if subjects := children(head, "nsubjpass", *([] if says else ["nsubj"])):
        return subjects
    if head.dep_ == "acl":
        return [head.head]  # "two guards believed killed"
    sharing = _sharing_verb(head)
    return children(sharing, *_SUBJECTS) if sharing is not None else []  # "are missing and believed captured"


def _number_before_auxiliary(token: Token) -> Token | None:
    """A number right before "were killed", whatever the parse made of it: "and over a dozen were wounded"."""
    auxiliaries = children(token, "aux", "auxpass")
    return number_left(auxiliaries[0]) if auxiliaries and auxiliaries[0].i else None


def _inside_clause(subject: Token, verb: Token) -> Token | None:
    """Who was hit in a clause with "who" that no comma closes: "Haddad, who took over after his chief was killed"."""
    following = [t.lower_ for t in verb.doc[subject.i + 1 : subject.i + 3]]
    auxiliaries = children(verb, "aux", "auxpass")
    last = auxiliaries[0].nbor(-1) if auxiliaries and auxiliaries[0].i else None
    if following != [",", "who"] or last is None or last.text == "," or last.i <= subject.i + 3:
        return None
    return last if last.tag_ in ("NN", "NNS", "NNP") else None


def _stray_subject(token: Token) -> list[Token]:
    """The subject that the parse hung on the clause before ("… killed and at least 10 were wounded")."""
    for i in range(token.i - 1, max(token.i - 16, -1), -1):
        before = token.doc[i]
        if before.pos_ == "VERB" and before.tag_ != "VBG":
            break
        outside = (
            before.head.pos_ == "VERB" and before.head.i < i and before.dep_ in ("conj", "npadvmod", "dobj", "dep")
        )
        if before.pos_ in ("NUM", "NOUN", "PROPN") and outside:
            return [before]
    return []


def _told_of(token: Token) -> list[Token]:
    """Of whom a verb above says that they are dead or hurt: "left 12 dead", "were found dead", "confirmed dead"."""
    head, lemma = token.head, token.head.lemma_.lower()
    if token.dep_ == "pcomp" and not children(token, "nsubjpass"):
        return children(head.head, "nsubj", "nsubjpass")  # "went missing after being abducted"
    if token.dep_ not in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "attr", "conj"):
        return []
    if lemma in ("leave", "report", "find", "found", "see", "have", "count"):
        found = children(head, "nsubjpass") or [noun for noun in children(head, *OBJECTS) if noun != token]
        return found or (passive_victims(head.head) if head.dep_ == "conj" and is_passive(head.head) else [])
    if token.dep_ == "oprd" and (lemma in _RAISING or lemma in ("pronounce", "declare")):
        return children(head, "nsubjpass")
    return children(head, "nsubj") if lemma in ("be", "lie", "remain") else []


def _first_left(token: Token) -> Token | None:
    """The first of those left so, whom the parse keeps from the participle: "with 30 soldiers and 50 rebels killed"."""
    first = token.head
    while first.dep_ == "conj" and first.head.pos_ in _NOMINAL:
        first = first.head
    left = token.dep_ == "acl" and first != token.head and first.dep_ == "pobj" and first.head.lower_ == "with"
    return first if left and person_noun(first) is not None else None


def passive_victims(token: Token) -> list[Token]:
    """To whom something was done, for a verb in the passive or a participle."""
    if number := number_left(token) or number_of_day(_number_before_auxiliary(token)):
        return [number]
    one_more = token.i > 1 and token.nbor(-2).lower_ == "a" and token.nbor(-1).lower_ in _ONE_MORE
    if one_more or (token.i > 1 and token.nbor(-2).lower_ == "and" and token.nbor(-1).lower_ == "another"):
        return [token.nbor(-1)]  # "two soldiers were killed and a third wounded"
    if subjects := children(token, "nsubjpass", "nsubj"):
        nearer = _inside_clause(subjects[0], token)
        return [nearer] if nearer is not None else subjects
    if raised := _raised(token):
        return raised
    if number := _number_before_auxiliary(token):
        return [number]
    if children(token, "auxpass") and token.dep_ != "conj" and (stray := _stray_subject(token)):
        return stray
    if token.dep_ in ("acl", "relcl", "amod", "nmod", "compound") and token.head.pos_ in _NOMINAL:
        return [_first_left(token) or described(token)]
    if said := _told_of(token):
        return said
    sharing = _sharing_verb(token)
    if sharing is not None and children(token, "auxpass"):
        # "fighters surrendered and were taken into custody", not "he said, and were gunned down"
        own = [t for t in token.doc[sharing.i + 1 : token.i] if t.lower_ in ("he", "she", "they", "it")]
        shared = subjects_of(sharing)
        return [] if own else [noun for noun in shared if noun.pos_ != "PRON" or noun.lower_ in _RELATIVE]
    if sharing is not None:
        return passive_victims(sharing) if is_passive(sharing) else _active_victims(sharing)
    if token.dep_ == "conj" and (token.head.dep_ in ("amod", "acl") or token.head.lower_ in _STATES):
        return passive_victims(token.head)
    return []


def _active_victims(token: Token) -> list[Token]:
    if objects := children(token, "dobj", "obj", "dative"):
        return objects
    if number := _number_right(token):
        return [number]
    if objects := _shared_objects(token):
        return objects
    if token.dep_ == "relcl" and (subjects := children(token, "nsubj")) and subjects[0].lower_ not in _RELATIVE:
        return [token.head]
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.head == token and following.pos_ in ("NUM", "NOUN", "PROPN"):
        return [following]
    return []


def _shared_objects(token: Token) -> list[Token]:
    """The object that several verbs have together: "captured, tortured and killed three soldiers"."""
    for child in children(token, "conj"):
        if is_verb(child) and (objects := children(child, "dobj") or _shared_objects(child)):
            return objects
    return []


def _right_behind(token: Token) -> list[Token]:
    """Whom the words right behind a verb in the active name, whatever the parse made of them."""
    if behind_day := _behind_day(token):
        return behind_day
    adjacent = next((n for n in numbers_of(token.doc).all if n.start == token.i + 1), None)
    if adjacent is not None and not number_left(token):
        return [token.doc[adjacent.end_core - 1]]
    if "death" in [t.lower_ for t in token.doc[token.i + 2 : token.i + 3]] and (number := _number_right(token)):
        return [number]  # "hacked to death 11 farmers"
    return []


def _behind_day(token: Token) -> list[Token]:
    """Whom the parse hung on the day between verb and object: "arrested on Thursday the writer Louay Hassan"."""
    for child in token.rights:
        for noun in children(child, "pobj") if child.lower_ == "on" else ():
            day = noun.doc[child.i + 1]
            person = person_noun(noun) is not None or noun.ent_type_ == "PERSON"
            if day.ent_type_ == "DATE" and day.tag_ == "NNP" and noun.i > day.i and person:
                return [noun]
    return []


def _object_behind(token: Token) -> Token | None:
    """Who stands right behind a verb, where the parse gave them to another: "beheaded a captive soldier, …"."""
    start = token.i + 1
    if start >= len(token.doc) or token.doc[start].tag_ not in ("DT", "PRP$"):
        return _name_behind(token)
    for noun in token.doc[start + 1 : start + 6]:
        if noun.tag_.startswith("NN") and person_noun(noun) is not None:
            return noun
        if noun.tag_[:2] not in ("JJ", "NN", "VB", "CD", "HY", "PO"):
            return None
    return None


def _name_behind(token: Token) -> Token | None:
    """Whom the parse made the next verb's subject: "the strike that killed General Reza Haddad angered Iraq"."""
    for noun in token.doc[token.i + 1 : token.i + 8]:
        if noun.tag_[:2] not in ("JJ", "NN", "HY"):
            return None
        if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i > noun.i:
            return noun if noun.ent_type_ == "PERSON" else None
    return None


def _number_right(token: Token) -> Token | None:
    """A number that follows the verb at once, whatever the parse made of it ("wounded dozens more")."""
    start = token.i + 1
    if [t.lower_ for t in token.doc[start : start + 2]] == ["to", "death"]:
        start += 2
    for number in numbers_of(token.doc).all:
        between = token.doc[start : number.start]
        if 0 <= number.start - start <= 1 and not any(
            t.lower_ in ("and", "or", ",") or t.dep_ == "agent" for t in between
        ):
            return token.doc[number.end_core - 1]
    return None


def done_to(token: Token) -> list[Token]:
    """The object frame: victims of a verb in the active, the passive or as a participle."""
    if not children(token, "auxpass", "nsubjpass") and (behind_it := _right_behind(token)):
        return behind_it
    joined = token.dep_ == "conj" and not children(token, "nsubjpass", "auxpass") and not is_passive(token.head)
    if is_passive(token) and joined and (number := _number_right(token)):
        return [number]
    if is_passive(token) and not (children(token, "dobj") and not children(token, "nsubjpass", "auxpass")):
        return passive_victims(token)
    if not is_verb(token) and token.tag_ != "JJ":
        number = number_left(token)  # "five killed, 20 hurt", with "hurt" read as a noun
        return [number] if number is not None and token.lemma_.lower() == token.lower_ else []
    victims = _active_victims(token)
    if victims and all(_is_own_limb(victim) for victim in victims):
        return subjects_of(token)  # "one of the girls injured her arm"
    perfect = any(child.lower_ in ("have", "has", "had") for child in children(token, "aux"))
    if victims or perfect or token.tag_ not in ("VBD", "VBN", "JJ"):
        return victims  # "the sniper has killed from 200 metres away"
    if not any(rule.outcome != "captured" for lemma in lemmas(token) for rule in outcomes().get(lemma, ())):
        return []
    if behind := _object_behind(token):
        return [behind]
    subjects = [child for child in children(token, "nsubj") if not weaponlike(child)]
    sharing = _sharing_verb(token)
    if not subjects and sharing is not None and is_passive(sharing):
        return passive_victims(sharing)  # "were pulled from a bus and shot dead", read as active
    return subjects or (passive_victims(token) if token.dep_ in ("acl", "amod", "acomp", "oprd", "ccomp") else [])


def _is_own_limb(noun: Token) -> bool:
    return noun.lemma_.lower() in LIMBS and any(child.dep_ == "poss" for child in noun.lefts)


def subjects_of(token: Token) -> list[Token]:
    """The subject frame: who died."""
    if number := number_of_day(number_left(token)):
        return [number]
    if subjects := children(token, *_SUBJECTS):
        return subjects
    if raised := _raised(token):
        return raised
    if token.dep_ in ("acl", "relcl"):
        return [described(token)]
    sharing = _sharing_verb(token)
    if sharing is not None:
        return passive_victims(sharing) if is_passive(sharing) else children(sharing, *_SUBJECTS)
    if token.dep_ in ("xcomp",):
        return children(token.head, *_SUBJECTS)
    return []


def outlived_not(token: Token) -> list[Token]:
    """Who did not survive: "eleven of them had not survived"."""
    return subjects_of(token) if children(token, "neg") and not children(token, "dobj") else []


def fallen(token: Token) -> list[Token]:
    """Fighters who fell and did nothing else: "three of their men had fallen", not "fell back", "fell ill"."""
    if any(child.i > token.i and child.dep_ not in _BESIDE_FALLING for child in token.children):
        return []
    if any(child.i > token.i and child.lower_ in _FALLING_TO for child in token.children):
        return []
    subjects = subjects_of(token)
    named = [
        *subjects,
        *(noun for subject in subjects for of in children(subject, "prep") for noun in children(of, "pobj")),
    ]
    kinds = {rule.kind for noun in named if (rule := person_noun(noun)) is not None}
    return subjects if "combatant" in kinds else []
