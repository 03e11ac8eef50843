"""What a host is to say beside the bytes: a content security policy, how long a file may be kept, where addresses lead.

One set of rules, written as each host reads them: `_headers` (Netlify, Cloudflare), nginx, Apache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

HOUR, DAY, YEAR = 3_600, 86_400, 31_536_000  # seconds
POLICY = "default-src 'self'; img-src 'self' https:; object-src 'none'; base-uri 'self'"  # pictures may be elsewhere
SEARCH_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"  # Pagefind is WebAssembly: on that page alone
COMMON = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin"))
LASTING = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta")  # named after their content
STYLE = (".css", ".js", ".svg", ".ico", ".woff2")
ALWAYS = "public, max-age=0, must-revalidate"
FOLDERS = ("articles", "people", "tags", "archive", "quotations", "data")
TYPES = (("application/wasm", (".wasm",)), ("image/avif", (".avif",)), ("image/webp", (".webp",)))
PAGES = ("/", "/index.html", "/404.html", "/places.html", "/organisations.html", "/data.html")


class Way(NamedTuple):
    """One line of `_redirects`: `target` is "" where what stood at `address` is gone."""

    address: str
    target: str


def cache_of(path: str) -> str:
    """Pages are asked for again each time, which costs an answer of a few bytes; what its content names, never."""
    if path.endswith(LASTING):
        return f"public, max-age={YEAR}, immutable"
    if path.startswith("pictures/"):
        return f"public, max-age={DAY}"
    return f"public, max-age={HOUR}" if path.endswith(STYLE) else ALWAYS


def ways(redirects: str) -> Iterator[Way]:
    """The lines of a file `_redirects` that the build wrote."""
    for line in redirects.splitlines():
        words = line.split()
        if len(words) == 3 and not line.startswith("#"):
            gone = words[2].startswith("410")
            yield Way(unquote(words[0]), "" if gone else words[1])


def headers_file(permalink: str, searchable: bool) -> str:
    """`_headers`.  No two rules are about one address: hosts differ in what they make of that."""
    first = permalink.split("/")[0]
    folders = dict.fromkeys((*FOLDERS, *((first,) if ":" not in first else ())))
    rules = [(f"/{folder}/*", POLICY, ALWAYS) for folder in folders] + [(page, POLICY, ALWAYS) for page in PAGES]
    rules += [(page, SEARCH_POLICY, ALWAYS) for page in ("/search.html", "/search") if searchable]
    rules += [("/pictures/*", POLICY, cache_of("pictures/")), ("/style.css", POLICY, cache_of("style.css"))]
    return "# Written by sitegen: headers for hosts that read them (docs/deploy.md).\n" + "".join(map(_rule, rules))


def _rule(rule: tuple[str, str, str]) -> str:
    address, policy, cache = rule
    headers = [("Content-Security-Policy", policy), *COMMON, ("Cache-Control", cache)]
    return "\n".join([address, *(f"  {name}: {value}" for name, value in headers)]) + "\n"


def nginx(root: str, server_name: str, base: str, found: Iterable[Way]) -> str:
    """A file for nginx's `http` block.  `base` is the path of the site at its host, "/" or "/archive/", and stands
    below the folder `root`."""
    known = list(found)
    moved = "".join(f"    {_quoted(w.address)} {_quoted(w.target)};\n" for w in known if w.target)
    gone = "".join(f"    {_quoted(w.address)} 1;\n" for w in known if not w.target)
    common = "".join(f'    add_header {name} "{value}" always;\n' for name, value in COMMON)
    return f"""\
map $uri $archive_policy {{
    default "{POLICY}";
    "~/search(\\.html)?$" "{SEARCH_POLICY}";
}}
map $uri $archive_cache {{
    default "{ALWAYS}";
    "~{_one_of(LASTING)}$" "{cache_of(LASTING[0])}";
    "~/pictures/" "{cache_of("pictures/")}";
    "~{_one_of(STYLE)}$" "{cache_of("style.css")}";
}}
map $uri $archive_moved {{
    default "";
{moved}}}
map $uri $archive_gone {{
    default 0;
{gone}}}
server {{
    listen 80;
    server_name {server_name};
    root {root};
    index index.html;
    charset utf-8;
    charset_types text/css text/plain text/xml application/javascript;
    gzip on;
    gzip_types text/css text/plain text/xml application/javascript application/json application/xml image/svg+xml;
    add_header Content-Security-Policy $archive_policy always;
    add_header Cache-Control $archive_cache always;
{common}    error_page 404 {base}404.html;
    error_page 410 @gone;
    if ($archive_moved) {{ return 301 $archive_moved; }}
    if ($archive_gone) {{ return 410; }}
    location {base} {{ try_files $uri $uri.html $uri/ =404; }}
    location @gone {{ try_files $uri =404; }}
}}
"""


def apache(base: str, found: Iterable[Way]) -> str:
    """A file `.htaccess` for the folder of the site."""
    known = list(found)
    lines = ["Options -Indexes -MultiViews", "DirectoryIndex index.html", f"ErrorDocument 404 {base}404.html"]
    lines += [f"AddType {kind} {' '.join(endings)}" for kind, endings in TYPES] + ["AddDefaultCharset utf-8"]
    lines += ["<IfModule mod_headers.c>", f'Header always set Content-Security-Policy "{POLICY}"']
    lines += [f'Header always set {name} "{value}"' for name, value in COMMON]
    lines += [f'Header set Cache-Control "{ALWAYS}"', '<Files "search.html">']
    lines += [f'Header always set Content-Security-Policy "{SEARCH_POLICY}"', "</Files>"]
    for endings, example in ((STYLE, "style.css"), (LASTING, LASTING[0])):
        lines.append(f'<FilesMatch "{_one_of(endings)}$">')
        lines += [f'Header set Cache-Control "{cache_of(example)}"', "</FilesMatch>"]
    lines += ["</IfModule>"]
    lines += [f"RedirectPermanent {_quoted(w.address)} {w.target}" for w in known if w.target]
    lines += [f"Redirect gone {_quoted(w.address)}" for w in known if not w.target]
    return "\n".join(lines) + "\n"


def _one_of(endings: Iterable[str]) -> str:
    """A regular expression for file names with one of these endings."""
    return f"\\.({'|'.join(ending[1:] for ending in endings)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
