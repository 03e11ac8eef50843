"""seeds/takedowns.toml -> what must not be shown, and how it is taken out of texts and of the names of files.

Names are taken out where a text enters, so that no later room ever sees them: all that follows is by construction.

    ["1"]
    person = "Ann Lee"
    level = "anonymised"

reading    the file
forms      how a name may be spelt
redacting  a name taken out of a text
seeds      the other files of editors without what is withheld, and the names of seeds
"""

from __future__ import annotations

from sitegen.withheld.reading import FILE, HINT, KEYS, LEVELS, load, read
from sitegen.withheld.redacting import Redaction
from sitegen.withheld.withheld import Withheld

__all__ = ["FILE", "HINT", "KEYS", "LEVELS", "Redaction", "Withheld", "load", "read"]
