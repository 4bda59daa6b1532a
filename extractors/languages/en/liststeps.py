"""Steps along a list of victims: where the head of the next one stands, and what lies between two of them."""

from spacy.tokens import Token

from extractors.languages.en.elliptic import is_place
from extractors.languages.en.groups import Group, person_noun
from extractors.languages.en.linkbase import Link, LinkBase
from extractors.languages.en.numbers import Number
from extractors.languages.en.numberwords import HYPHENS
from extractors.languages.en.rules import word_set

JOINERS = word_set("en.words.linking.joiners")
"""words and marks that join the members of a list"""
DASHES = frozenset({"--", "–", "—", "-", ":", "("})
OPENING = ("--", "–", "—", ":", "(")
"""marks behind which the parts of a total are told"""
_ARGUMENTS = ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr")
_ENVOYS = frozenset({"ambassador", "consul", "envoy"})
_PLAIN = word_set("en.words.attribution.plain")
_SPOKEN = ("VBD", "VBZ", "VBP")
_OF_SPEAKER = ("ADP", "ADJ", "CCONJ", "DET", "NOUN", "PART", "PROPN")


class ListSteps(LinkBase):
    """The linker's steps from one member of a list to the next."""

    def _past_modifier(self, i: int) -> int:
        """Behind "aged 4", "under 15", "from one family" after a listed group."""
        j = i
        while j < len(self.doc) and j < i + 7 and self.doc[j].lower_ not in JOINERS - {"both"}:
            if self.doc[j].pos_ in ("VERB", "AUX") and self.doc[j].lower_ != "aged":
                return i
            j += 1
        return j if j < i + 7 else i

    def _head_from(self, i: int) -> Token | None:
        """Head of the noun phrase that begins at token i."""
        token = self.doc[i]
        number = self.numbers.by_token.get(i)
        if number is not None and not self._is_age(number):
            return self.doc[number.end_core - 1]
        for j in range(i, min(i + 8, len(self.doc))):
            here = self.doc[j]
            if here.text in HYPHENS:
                continue  # of "al-Khatib"
            if here.pos_ in ("NOUN", "PROPN") and not (
                here.dep_ in ("compound", "amod", "nmod", "npadvmod", "poss")
                and here.head.i > j
                and here.head.i < i + 8
            ):
                return here
            if here.pos_ == "ADJ" and person_noun(here) is not None and here.dep_ in _ARGUMENTS:
                return here  # "a major"
            if here.pos_ not in ("DET", "ADJ", "PRON", "NOUN", "PROPN", "NUM", "PUNCT", "ADV", "PART", "VERB"):
                return None
            if here.tag_ in _SPOKEN and here.lemma_.lower() in _PLAIN:
                return None  # "including 12 children, said Omar Saleh"
        return token if token.pos_ == "NUM" else None

    def _speaks(self, group: Group) -> bool:
        """Whether a group seemingly listed only tells of the others: "six people, a doctor at the hospital said"."""
        for token in self.doc[group.end : group.end + 12]:
            if token.tag_ in _SPOKEN:
                return token.lemma_.lower() in _PLAIN
            if token.pos_ not in _OF_SPEAKER and token.text not in HYPHENS:
                return False
        return False

    def _is_age(self, number: Number) -> bool:
        """Whether the number begins an age: "a 9-month-old boy"."""
        following = self.doc[number.end_core : number.end_core + 1]
        return any(token.text in HYPHENS for token in following)

    def _past_place(self, i: int) -> int:
        """Behind the place of a group where the list goes on: "a captain in Baquba, two shopkeepers in Mosul"."""
        if self.doc[i].lower_ == "of":
            dash = next((j for j in range(i + 1, min(i + 6, len(self.doc))) if self.doc[j].text in OPENING), i)
            return dash if all(t.pos_ in ("DET", "ADJ", "NOUN", "PROPN") for t in self.doc[i + 1 : dash]) else i
        if not is_place(self.doc[i]):
            return i
        j = i + 1
        while j < min(i + 9, len(self.doc)) and self.doc[j].pos_ in ("PROPN", "NOUN", "DET", "ADJ", "PART", "ADP"):
            j += 1
        goes_on = j < len(self.doc) and (self.doc[j].lower_ in JOINERS - DASHES)
        return j if goes_on else i

    def _past_name(self, i: int) -> int:
        """Behind a name between commas: "killed the group's minister, Omar Saleh, and his two guards"."""
        if i >= len(self.doc) or self.doc[i].text != ",":
            return i
        close = next((t.i for t in self.doc[i + 1 : i + 6] if t.text == ","), i)
        name = [t for t in self.doc[i + 1 : close] if t.text not in HYPHENS]
        following = [t.lower_ for t in self.doc[close + 1 : close + 2]]
        goes_on = following == ["and"] or (following == ["another"] and close > i)
        return close if goes_on and name and all(t.tag_ == "NNP" for t in name) else i

    def _past_description(self, link: Link, i: int) -> int:
        """Behind who a named person is: "Leila Mansour, an American, and the photographer Jean Petit died"."""
        words = self.doc[i : i + 2]
        if not link.group.named or len(words) < 2 or words[0].text != "," or words[1].lower_ not in ("a", "an", "the"):
            return i
        close = next((t.i for t in self.doc[i + 2 : i + 9] if t.text == ","), i)
        goes_on = [t.lower_ for t in self.doc[close + 1 : close + 2]] == ["and"] and close > i
        return close if goes_on and not any(t.pos_ in ("VERB", "AUX") for t in self.doc[i + 1 : close]) else i

    def _opens_name(self, link: Link, i: int) -> bool:
        """Whether a person's name begins at token i of a list of names: "and French photographer Jean Petit"."""
        for token in self.doc[i : i + 5] if link.group.named else ():
            if token.ent_type_ == "PERSON":
                return True
            if token.tag_[:2] not in ("JJ", "NN"):
                return False
        return False

    def _past_post(self, link: Link, i: int) -> int:
        """Behind post and name of an envoy: "killed the ambassador to Libya, J. Stevens, another official and …"."""
        if i >= len(self.doc) or self.doc[i].lower_ != "to" or link.group.head.lemma_.lower() not in _ENVOYS:
            return i
        words = self.doc[i + 1 : i + 8]
        comma = next((token.i for token in words if token.text == ","), i)
        return comma if all(token.tag_ in ("NNP", "DT", ",") for token in self.doc[i + 1 : comma]) else i

    def _past_kind(self, i: int) -> int:
        """Behind a second kind of people that no number counts: "30 soldiers or allied militiamen and 22 rebels"."""
        if i >= len(self.doc) or self.doc[i].lower_ not in ("or", "and") or i + 1 in self.numbers.by_token:
            return i
        for noun in self.doc[i + 1 : i + 5]:
            if noun.tag_ in ("NNS", "NNPS"):
                goes_on = [t.lower_ for t in self.doc[noun.i + 1 : noun.i + 2]] == ["and"]
                return noun.i + 1 if goes_on and person_noun(noun) is not None else i
            if noun.tag_[:2] not in ("JJ", "NN", "VB") or noun.dep_ == "ROOT":
                return i
        return i

    def _past_share(self, i: int) -> int:
        """Behind a share told between commas: "killing four diners, two of them Germans, and a waiter"."""
        if i >= len(self.doc) or self.doc[i].text != "," or "them" not in [t.lower_ for t in self.doc[i + 1 : i + 5]]:
            return i
        close = next((t.i for t in self.doc[i + 1 : i + 9] if t.text == ","), i)
        goes_on = [t.lower_ for t in self.doc[close + 1 : close + 2]] == ["and"]
        return close if goes_on else i
