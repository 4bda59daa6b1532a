"""From a PDF's glyphs to paragraphs: a program of its own, because a PDF can make any parser run or grow without end.

`confine.py` starts `python -m extractors.paper` with limits on time and memory that the system enforces;
`glyphs.py` reads what stands where (pdfminer.six), `visual.py` puts a line into the order of reading,
`lines.py` and `paragraphs.py` undo what typesetting did.  Nothing of the register is known here.
"""
