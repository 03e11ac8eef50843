"""Preview: an edit is on the screen before the hand leaves the keyboard (docs/preview.md).

commands    `sitegen serve`
session     from its start to its end
watching    which files changed: the system tells, or everything is looked at
concerns    what a changed file means for the next build
batch       when it is time for the next build, and of what
building    builds, in a process of their own
telling     what went wrong, as the page in the browser tells it
safety      who may ask
site        from the path of a request to a file of the site
serving     pages, the script and the socket
client.js   the browser's side"""
