"""After a build: is what takedowns.toml withholds in no byte of the output?

decoding  a file's texts, packed ones too
wanted    what is looked for
scanning  the files, all or those that changed
proving   all of it for one archive, and what is said of it
"""

from sitegen.proof.proving import Proof, prove

__all__ = ["Proof", "prove"]
