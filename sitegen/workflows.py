"""Workflows of code hosts: at each push, check out the archive, build what changed, publish the site."""

from __future__ import annotations

FILES = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}
PACKAGE = "sitegen-archive[html,search] @ git+https://git.example.org/OWNER/sitegen"
WHERE = """\
# PUT IN below, at SITEGEN, where the program is installed from: the repository where you keep it, or a wheel that is
# committed with the archive ("./sitegen_archive-0.1.0-py3-none-any.whl[html,search]").
"""
GITHUB = """\
# Settings, Pages, Source: "GitHub Actions".  base_url in sitegen.toml is https://<user>.github.io/<repository>/,
# or the domain that is set there.
{where}name: site
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
env:
  SITEGEN: "{package}"
jobs:
  site:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.published.outputs.page_url }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "$SITEGEN"
      - uses: actions/cache@v4 # what was built before, so that only what changed is built
        with:
          path: |
            .sitegen
            site
          key: sitegen-${{{{ github.run_id }}}}
          restore-keys: sitegen-
      - run: sitegen build
      - run: git diff --exit-code -- seeds || echo "::warning::Commit what the build added to seeds/ (addresses.tsv)."
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - id: published
        uses: actions/deploy-pages@v4
"""
GITLAB = """\
# GitLab Pages publishes the folder public/ of the job "pages".
{where}variables:
  SITEGEN: "{package}"
pages:
  image: python:3.12
  cache: # what was built before, so that only what changed is built
    key: sitegen
    paths:
      - .sitegen/
      - site/
  script:
    - pip install "$SITEGEN"
    - sitegen build
    - git diff --exit-code -- seeds || echo "Commit what the build added to seeds/ (addresses.tsv)."
    - cp -R site public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


def text(ci: str) -> str:
    """The workflow for "github" or "gitlab"."""
    return {"github": GITHUB, "gitlab": GITLAB}[ci].format(package=PACKAGE, where=WHERE)
