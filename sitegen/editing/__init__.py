"""What the editors' commands have in common: the state of the last build, who or what is in it, a file of tables that
is edited as an editor would, and how it is told."""
