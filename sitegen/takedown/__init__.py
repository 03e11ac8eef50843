"""`sitegen takedown`: takedowns.toml edited as an editor would, and what follows told in plain sentences."""
