"""A built site → what is wrong with it: one row of a table of rules each, with what to do about it.

`looking` reads one file and says all that the file tells of itself; what only files together tell (dead links, orphans,
chains of redirects) is settled over hashes of addresses, so memory stays small.  Nothing here writes to the site."""
