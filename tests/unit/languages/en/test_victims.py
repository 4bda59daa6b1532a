"""Whom the victims' own words make civilians or fighters."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed a former member of the Iraqi parliament in Basra.", "civilian"),
        ("Omar Haddad, a member of the Iraqi parliament, stood in Basra. Gunmen killed Haddad.", "civilian"),
        ("A militant said that ISIS killed U.S. relief worker John Doyle in Syria.", "civilian"),
        ("The envoy of Syria said that 30 of the fatalities were among the security forces.", "combatant"),
        ("The Taliban killed three family members of an envoy in Kabul.", "civilian"),
        ("The army killed a member of the Taliban near Kabul.", "combatant"),
        ("After the massacre of 90 men and boys by ISIS in Mosul, Iraq, many fled.", "civilian"),
    ],
)
def test_kind(code, text, kind):
    (claim,) = code(text).casualties
    assert claim.victim_kind == kind
