"""The editors' desk for tags: which there are, which to look at, and the commands that write seeds/tags.toml.

It reads the state of the last build and never builds."""
