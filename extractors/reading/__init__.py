"""Files in, articles out: readers by format, decoding, language, publication day, identity, landing.

`land` copies files into the landing folder of a day, `read_landing` turns them into `records.Article`
rows and, for all that cannot become one, `records.RejectedArticle` rows.  `code_inputs` reads for
`sijill code`, where the text must stay as the input has it.
"""

from extractors.reading.ingest import read_landing
from extractors.reading.inputs import code_input, code_inputs
from extractors.reading.landing import LandedFile, land, landed_files
from extractors.reading.raw import Limits

__all__ = [
    "LandedFile",
    "Limits",
    "code_input",
    "code_inputs",
    "land",
    "landed_files",
    "read_landing",
]
