"""The editors' desk: who is in the archive, whom to look at, and the commands that write seeds/people.toml.

It reads the state of the last build and never builds."""
