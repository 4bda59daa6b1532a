"""Closed lists of values, in the order in which they are shown."""

LANGUAGES = ("en", "ar")
OUTCOMES = ("killed", "wounded", "captured", "killed_or_wounded", "missing")
BOUNDS = ("exact", "at_least", "at_most", "approx", "range", "vague", "unstated")
VICTIM_KINDS = ("combatant", "civilian", "mixed", "unknown")
SCOPES = ("incident", "period", "background")
MODALITIES = ("asserted", "denied", "hypothetical", "planned")
SOURCE_KINDS = ("party", "official", "medical", "media", "ngo", "witness", "anonymous", "other")
BASES = ("stated", "implied", "carried", "none")
METHODS = (
    "clash",
    "airstrike",
    "drone_strike",
    "shelling",
    "missile",
    "bombing",
    "suicide_bombing",
    "mine",
    "ambush",
    "shooting",
    "sniper",
    "assassination",
    "execution",
    "abduction",
    "detention",
    "chemical",
    "other",
    "unknown",
)
CONTROL_ACTIONS = ("taken", "retaken", "liberated", "seized", "expelled", "withdrawn")
MATERIEL_ITEMS = (
    "vehicle",
    "tank",
    "armour",
    "artillery",
    "missile",
    "launcher",
    "drone",
    "aircraft",
    "vessel",
    "depot",
    "weapons",
    "building",
    "other",
)
MATERIEL_ACTIONS = ("destroyed", "captured", "downed", "intercepted")
GROUPS = (
    "HOUTHI",
    "SALEH",
    "GOV",
    "RESISTANCE",
    "SOUTHERN",
    "AQAP",
    "ISIS",
    "COALITION",
    "SAUDI",
    "UAE",
    "US",
    "IRAN",
    "TRIBE",
    "CIVILIAN",
    "MIXED",
    "OTHER",
    "UNKNOWN",
)
"""Group codes of the evaluation guide: who a person or a force belongs to, coarse."""
PUBLISHED_SOURCES = ("metadata", "header", "none")
REJECT_REASONS = (
    "unreadable_file",
    "unknown_format",
    "undecodable",
    "invalid_json",
    "invalid_record",
    "missing_text",
    "link_only",
    "empty_text",
    "too_large",
    "unsupported_language",
    "duplicate",
    "left_out",
)
FETCH_REASONS = (
    "bad_address",
    "name_not_found",
    "private_address",
    "not_connected",
    "tls_failed",
    "too_slow",
    "cut_short",
    "too_large",
    "too_many_redirects",
    "robots_denied",
    "robots_unreachable",
    "http_error",
    "asked_to_wait",
    "moved_to_front_page",
    "not_a_feed",
    "malformed_feed",
    "not_a_sitemap",
    "unreadable_answer",
    "paywall",
    "gate",
    "missing_text",
    "unreadable_file",
)
RESOLUTIONS = ("read", "rejected_otherwise", "removed")
"""What can become of rejected input: it can be read now; another reason stands against it; its file is gone."""
