"""Where on a page an element stands, by its tag, its role and the names that sites give to their classes."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.parse.html.tree import Element

MENU = "menu"
COMMENT = "comment of a reader"
FOOT = "foot of the page"
BESIDE = "beside the article"
SHARE = "share buttons"
ADVERTISEMENT = "advertisement"
NOTICE = "consent or subscription notice"
FORM = "form"

TAGS = {"nav": MENU, "menu": MENU, "footer": FOOT, "aside": BESIDE, "form": FORM, "button": FORM, "select": FORM}
TAGS |= {"option": FORM, "textarea": FORM, "fieldset": FORM, "dialog": NOTICE}
ROLES = {"navigation": MENU, "menu": MENU, "menubar": MENU, "search": FORM, "contentinfo": FOOT}
ROLES |= {"complementary": BESIDE, "dialog": NOTICE, "alertdialog": NOTICE}
NEVER = frozenset(("html", "body", "main", "article"))
PART = r"(?:[-_]{1,2}(?:list|area|section|body|text|content|thread|wrap(?:per)?|container|form|feed|item|box|block))?"
CLASSES = (
    (
        COMMENT,
        rf"(?:[a-z]+[-_])?(?:comments?|kommentare?|commentaires?|comentarios?|commenti){PART}|disqus.*|respond|"
        r"commentlist|comment-\d+|livefyre.*|reader-comments?",
    ),
    (
        MENU,
        r"(?:.*[-_])?(?:menu|navbar|nav|navigation|breadcrumbs?|topbar|pagination|pager|masthead-nav)(?:[-_].*)?|"
        r"skip-?(?:link|to).*|wm-ipp.*|screen-reader-(?:text|shortcut)|visually-?hidden|sr-only|site-header",
    ),
    (
        SHARE,
        r"(?:.*[-_])?(?:share|sharing|sharedaddy|addtoany|sharebar|sharethis|social-(?:links|icons|media|buttons|share|bar))"
        r"(?:[-_].*)?|social|follow-us",
    ),
    (
        ADVERTISEMENT,
        r"ads?|advert(?:s|isement|ising|orial)?|adsbygoogle|adsense|sponsor(?:ed)?|(?:ad|advert|dfp|gpt|google-ads?)"
        r"[-_].*|.*[-_](?:ads?|advert)|anzeige|publicite|werbung",
    ),
    (
        NOTICE,
        r".*(?:cookie|consent|gdpr|onetrust).*|(?:.*[-_])?(?:newsletter|signup|sign-up|subscribe|subscription|modal|"
        r"popup|pop-up|regwall)(?:[-_].*)?|(?:.*[-_])?(?:paywall|meter)[-_](?:overlay|prompt|message|banner|cta|barrier|"
        r"modal|box|notice|gate|wall)|paywall-?overlay",
    ),
    (
        BESIDE,
        r"(?:.*[-_])?(?:related|recirc\w*|recommend(?:ed|ations?)|also-read|see-also|up-?next|outbrain|taboola|trending|"
        r"jp-relatedposts|most-(?:read|popular|viewed)|more-(?:stories|news|from|on)|read-?(?:more|next)|"
        r"you-may-(?:also-)?like|tag-?(?:list|links|cloud)|tags-links|author-(?:bio|box|info-box))(?:[-_].*)?|"
        r"(?:left-|right-|primary-|secondary-)?sidebar(?:[-_](?:left|right|widget|area|inner))?|widget|widget-area|tags",
    ),
    (FOOT, r"(?:site|page|global|main)?[-_]?footer|copyright-?(?:notice|line)?|colophon"),
)
KNOWN = tuple((zone, re.compile(rf"(?:{pattern})\Z")) for zone, pattern in CLASSES)
HALF = 0.5
LONGEST_NAMES = 500  # characters of an attribute in which names are looked for


def stated_zone(element: Element) -> str:
    """What this element says of itself; "" where it says nothing."""
    tag = element.tag
    if tag in NEVER:
        return ""
    role = element.get("role")
    zone = TAGS.get(tag, "") or (ROLES.get(role.lower(), "") if role else "")
    names = " ".join([value[:LONGEST_NAMES] for value in map(element.get, ("class", "id")) if value])
    return zone or (zone_of_names(names) if names else "")


@lru_cache(maxsize=8192)
def zone_of_names(names: str) -> str:
    """The zone that one of these names of classes tells."""
    for name in names.lower().split()[:12]:
        for zone, pattern in KNOWN:
            if len(name) <= 60 and pattern.match(name):
                return zone
    return ""


class Zones:
    """The zone of any element: its own or that of the nearest element around it that states one.

    An element that holds most of the article's text is no menu, whatever its name: some sites wrap whole pages into a
    <form>, or name a column "content-sidebar"."""

    def __init__(self, main: list[tuple[Element, int]]) -> None:
        """`main`: the block elements of the article's text, each with the length of its text."""
        self.known: dict[Element, str] = {}
        self.whole = sum(length for _, length in main)
        self.held: dict[Element, int] = {}
        for owner, length in main:
            for element in (owner, *owner.iterancestors()):
                self.held[element] = self.held.get(element, 0) + length

    def of(self, element: Element) -> str:
        """ "" is the place of the article itself."""
        above = []
        current = element
        while current is not None and current not in self.known:
            above.append(current)
            current = current.getparent()
        zone = self.known[current] if current is not None else ""
        for inner in reversed(above):
            if not zone and self.held.get(inner, 0) <= HALF * self.whole:
                zone = stated_zone(inner)
            self.known[inner] = zone
        return zone
