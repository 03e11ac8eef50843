"""site/ -> its host: only what changed, assets before pages, removals last, and never a file of somebody else's.

`deploying` is the table of contents.  What stands at a target is told by a manifest that is kept there (`manifest`);
how files get there is a `Place` (`place`): a folder, object storage, SFTP, a branch of git.  Nothing is imported here,
so that the command line starts at once."""
