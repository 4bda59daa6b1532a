"""Stories of accidents, disasters and deaths at sea hold no claim, whatever troops and wars they name besides."""

import pytest

STORIES = {
    "bridge": (
        "Rescue crews and army troops searched the rubble after a bridge collapsed in the city of Pune. At least 18 "
        "people died when it gave way, a police official said. More than 60 injured people were taken to "
        "hospitals. Soldiers and police pulled victims out, and the military sent engineers. The collapse left dozens "
        "injured."
    ),
    "sea": (
        "More than 400 people have died this year while trying to cross from Libya to Italy, the UN migration agency "
        "said. Libya has been torn by fighting between militias since 2011. Over 4,000 migrants died while attempting "
        "to reach Europe last year. Libyan coast guard forces rescued 200 people on Friday."
    ),
    "avalanche": (
        "An avalanche struck a village in Chitral, killing nine people, as troops and rescue workers dug through the "
        "snow. The army said soldiers were among the rescuers. Over 100 people died in those three days of "
        "February. The region borders Afghanistan, where the Taliban have attacked troops."
    ),
    "helicopter": (
        "A military helicopter crashed in bad weather in the mountains, killing all seven soldiers on board. The army "
        "said the aircraft had carried troops to a base. Twelve people were killed when another helicopter went down "
        "in March. Militants are active in the area but officials ruled out an attack."
    ),
    "factory fire": (
        "A fire swept through a garment factory near Dhaka, killing at least 112 workers. The army and soldiers "
        "joined police in the rescue. Scores were injured. The blaze left 30 people dead on one floor, officials "
        "said. Militants have attacked Dhaka in the past."
    ),
    "ferry": (
        "A crowded ferry sank off the coast of Zanzibar and 40 people died. Navy vessels and troops helped. At least "
        "20 bodies were recovered, officials said. The bodies of ten children were found. The army said the war on "
        "piracy goes on."
    ),
    "stampede": (
        "Seventeen people died in a stampede at a shrine guarded by soldiers. The army said the crowd had panicked. "
        "More than 80 were injured, hospital officials said. Troops carried the injured away. The shrine was attacked "
        "by militants in 2010."
    ),
    "bus": (
        "A bus carrying soldiers plunged into a ravine in Yemen on Friday, killing 14 of them. Nine others were "
        "injured, a military source said. The troops were on their way home from the front against the rebels."
    ),
    "truck": (
        "At least 70 migrants suffocated in a truck found near Vienna. They had fled the war in Syria. Police "
        "arrested the driver. The bodies of 59 men, eight women and four children were found in the truck, police "
        "said. Islamic State attacks drove many of them from home."
    ),
    "mine": (
        "A gas explosion in a coal mine killed 31 miners and injured 40 in northern Turkey. Soldiers helped the "
        "rescue. The explosion left 12 people in hospital. The government said terrorism was ruled out."
    ),
    "wildfire": (
        "A wildfire near Athens killed at least 80 people. Military aircraft and soldiers joined the fight against "
        "the flames. Dozens of people were injured as they fled. The army sent troops."
    ),
    "earthquake": (
        "An earthquake of magnitude 7.2 struck eastern Turkey, killing more than 200 people. Troops were sent to the "
        "area, where Kurdish militants have fought the army. Officials said 1,090 people were injured. At least 45 "
        "people died in Ercis. Rescuers found the bodies of eight students."
    ),
    "plane": (
        "A passenger plane went down in Ukraine's mountains after an engine fire and 49 people on board were killed. "
        "Investigators said there was no sign of an attack. The victims included 12 soldiers. Rebels and troops are "
        "fighting further east."
    ),
}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
def test_a_story_of_a_mishap_holds_no_claim(text, code):
    assert [c.evidence for c in code(text).casualties if c.modality == "asserted"] == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A truck rammed into a crowd in the market, killing 12 people. The army said militants were behind it.", [12]),
        (
            "Rebels shot down a helicopter in Aleppo. It crashed in a field, and five soldiers on board were killed.",
            [5],
        ),
        ("A building collapsed after an air strike on Sanaa, killing 14 people. Nine others were injured.", [14, 9]),
        ("Jets bombed a bridge near the front on Sunday. Part of it collapsed and four drivers were killed.", [4]),
        ("A boat carrying refugees was shelled off Hodeidah and 30 people were killed, the navy said.", [30]),
        (
            "Troops clashed with rebels in the hills where a quake hit in May. Eight soldiers were killed on Friday.",
            [8],
        ),
    ],
)
def test_an_attack_beside_what_looks_like_a_mishap_is_one(text, counts, code):
    assert [c.count for c in code(text).casualties if c.modality == "asserted"] == counts
