"""A seeded register that never was, with its truth: what really happened, and which claim tells of it.

`world` knows where and who, `incidents` what happens on a day, `stories` what is written about it,
`articles` how stories become articles with claims, `register` how these reach a warehouse or a lake.
Everything follows from the seed and the day: a longer register is the shorter one and more days, with
as many incidents to a day and a place, as in a real one.
"""
