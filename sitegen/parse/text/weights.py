"""Additive scores: finding -> role -> points, in units of about one clear hint; all set by hand.

A perceptron started from these and trained on labelled texts did worse on texts it had not seen, so they stay by hand.
Zones: P before the headline, T headline, H between headline and body, B body, E end; an article only goes forward.
Roles are those of `model.Role`; "dateline" is a paragraph that opens with one, "other" a mark without words."""

from __future__ import annotations

Table = dict[str, dict[str, float]]


def _table(text: str) -> Table:
    """A row is a name and pairs of role and points; a row that begins with blanks goes on with the one above."""
    table: Table = {}
    row: dict[str, float] = {}
    for line in text.strip("\n").split("\n"):
        words = line.split()
        if not line.startswith(" "):
            row = table.setdefault(words.pop(0), {})
        row.update(zip(words[::2], map(float, words[1::2]), strict=True))
    return table


ROLES = "title dek byline date dateline caption credit subhead dropped paragraph list other".split()

WEIGHTS = _table("""
bias                     title -.5  dek -1.2  byline -3.5  date -4  dateline -5  caption -2.2  credit -4.5
                         subhead -1.3  dropped -.6  paragraph 0  list -3.2  other -4
one_word                 title -2.5  dek -3  caption -3  subhead -.3  paragraph -4  dropped 1.2  list -.6
words_2_4                title -.9  dek -2.5  caption -1.4  subhead .7  paragraph -2.6  dropped .7
words_5_8                title .9  dek -.8  caption 0  subhead .8  paragraph -1.2  dropped .2
words_9_14               title 1.3  dek .5  caption .5  subhead -.5  paragraph -.2  dropped 0
words_15_24              title .3  dek .9  caption .5  subhead -3  paragraph .8  dropped -.7  byline -1
words_25_40              title -3.5  dek .5  caption 0  subhead -6  paragraph 1.8  dropped -1.7  byline -2  date -3
                         credit -3
words_41_up              title -7  dek -1.8  caption -1.3  subhead -9  paragraph 2.6  dropped -2.4  byline -5
                         date -6  credit -6  list -.5  other -3
full_stop                title -1.4  dek -.2  caption -.3  subhead -1.8  paragraph 1.3  dropped -.6  byline -1
                         date -.5  credit -.5
no_full_stop             title .5  dek .3  caption .5  subhead .6  paragraph -1.7  dropped .4  dateline -1
question                 title .9  subhead 1.6  dropped .1  paragraph 0
ends_in_colon            paragraph 1.8  title -1.2  subhead .3  dropped .2  caption -1
small_letter_first       title -2  dek -.8  subhead -1.8  byline -.5  caption -1  paragraph .2  dropped .4
few_letters              title -1.5  paragraph -1  dropped .8  subhead -1  other 1
capitals                 title .4  subhead .8  dropped .6  caption -.8  paragraph -1.2  dek -.6
title_case               title .7  subhead .6  dropped .4  paragraph -1  caption -1.6  dek -.7
no_function_words        paragraph -1.2  caption -.3  dropped .5  dek -.6
function_words           paragraph .5  caption .1  dropped -.3
opens_quotation          paragraph 1.1  title -.2  dropped -.7  caption -.8  dek -.4
quotation                paragraph .3  dropped -.2
quotation_said           paragraph 1.6  dropped -1  caption -.8  subhead -2  title -.8  dek -.8
verb                     paragraph .3  title .2  dropped -.1  caption .1
you                      dropped .7  caption -.5  dek -.8
related_label            dropped 2.2  title -1.6  paragraph -.8  subhead -.8  caption -.8  dek -1  list -.8
prompt                   dropped 2  title -1.2  paragraph -.9  subhead -1  caption -1  dek -1.2  list -1
share                    dropped 2  title -1.4  paragraph -.8  subhead -1.2  caption -.8  dek -1  byline -.7  list -.8
comment                  dropped 2  title -1  paragraph -.8  subhead -.8  caption -.8  dek -1
advert                   dropped 2.2  title -1.2  paragraph -.8  subhead -1  caption -.8  dek -1
rights                   dropped 2.2  title -1  paragraph -.8  subhead -1  caption -.8  credit -.2  dek -1
biography                dropped 1  title -.4  paragraph -.1  subhead -.8  caption -.6  dek -.4
editorial_note           dropped 1.8  title -.6  paragraph -.5  subhead -.6  caption -.7  dek -.6
tag_list                 dropped 2  title -1  paragraph -.8  subhead -.6  caption -.7  dek -1
section                  dropped 1.7  title -1.3  paragraph -1  subhead -.4  caption -1  dek -1  byline -1
media_control            dropped 2  title -1.2  paragraph -.9  subhead -1  caption -.4  dek -1
address                  dropped 1  title -1  subhead -1.2  caption -.5
imperative               dropped .7  dek -.6  caption -.8
imperative_prompt        dropped 1.6  paragraph -.6
heavy_prompt             dropped 2.2
noise_before             dropped .9  paragraph -.8
ends_in_date             caption 3.2  dek -1.2  title -.5  paragraph -1.2
handle                   dropped .8  title -.8  byline .3  subhead -.8
bracketed                dropped .6  credit .5  title -1.5  subhead -.8
breadcrumbs              dropped .5  title .1
arrows                   dropped 1  title -1.5
counter                  dropped 2.2  paragraph -2  subhead -1.5
clock                    other 5.5  dropped 1.5  subhead 1
comment_form             dropped 2.4 title -1 paragraph -1 subhead -1 caption -1 dek -1
after_form               dropped 4 paragraph -9 caption -1.5 subhead -2.5 list -2 byline -1
embedded_post            dropped 2.6  paragraph -.6  caption -1
marks_only               other 5  dropped 2.5  paragraph -6  title -6  subhead -4  caption -5  dek -5
symbols                  other 3  dropped 3  paragraph -6  title -6  subhead -4  caption -5  dek -5
bullet                   list 3.4  dropped .2  paragraph .2  title -1
bullet_run               list 2.2
date_only                date 9  dropped 0  title -3  subhead -2  dek -2  caption -2
date_mostly              date 4.5  byline .8  dropped 1.3  title -1.5  subhead -1  caption -.3
place_and_date           date 3  dropped -1  paragraph -2
date_part                date 4.5  dropped 1.2  other .5  title -2  subhead -1
date_inside              caption .5  dropped .3  byline .4
published_label          date 2.2  dropped .3
updated_label            date 1.8  dropped .5
relative_date            date 4.2  dropped 1.5  title -2  subhead -1.5  byline .3
by_name                  byline 8  title -2  subhead -2  paragraph -1  caption -.5  dek -1.5
by_weak                  byline 3.5
by_inside                byline 5 subhead -.5 paragraph -.5
name_in_body             byline -2.6 caption .4
by_alone                 byline 6.5  dropped 1
after_caption_label      caption 3.5
after_capitals           dek .8  title -.8
name_before_body         byline 1.4
given_name               byline 3.2
name_by_date             byline 1.6
name_again               byline 1.2
numbered_run             subhead 9  caption -4  list -3
link_label               dropped 5  caption -3.5  subhead -3  paragraph -2  title -3  dek -2
reference                list 5.5  caption -4  paragraph -1  byline -4
numbered_heading         subhead 4  caption -2.5  list -2
list_after_colon         list 3.2
date_before_body         date 1.8
bare_name                byline 2.9  dropped .6  subhead .2  title -1.4
desk                     byline 4.2  dropped .6  title -1
name_date                byline 7.5  date -1.5  title -1.5
name_role                byline 6  title -1  subhead -1
name_list                byline 2.2  caption .3
role_only                byline 3.8  dropped .5
role_after_name          byline 3
after_by                 byline 4
reporting_note           byline 8  paragraph -2
credit_alone             credit 8  caption .8  dropped .2  byline .4  title -1.5  subhead -1.5
credit_at_end            caption 6.2  credit 1  title -1.2  paragraph -.6  subhead -1.5  dek -1.5
credit_in_brackets       caption 2.5  paragraph -1.5
bracketed_credit         caption 1  title -8  dek -4
caption_label            caption 3.2  dropped .3  title -.5
caption_word             caption .9  paragraph -.1
caption_shape            caption .8
credit_follows           caption 4.8  title -.2  paragraph -1.6
after_credit_label       credit 3.5  caption -1  subhead -2
after_credit             caption .5
clear_dateline           dateline 9  title -4  dek -3  dropped -2  caption -1.5  subhead -3
possible_dateline        dateline 3.2  title -.4
first_possible_dateline  dateline 3
dateline_ahead           paragraph -4  caption .5  dek .3
first_paragraph          paragraph .5
dateline_alone           dateline 17  dropped .3
first_line               title 1  dropped -.2  subhead -2
near_top                 title .6
before_body              paragraph -.8  subhead -1.5  title .4
within_body              paragraph .4  title -1  dropped -.8
after_body               dropped .7  title -4  dek -4  paragraph -.2  caption -.3  subhead -.5
near_end                 dropped .5
repeated                 dek -3.5  dropped 1.6  paragraph -.8  caption .4  subhead -1.2
repeats_line_before      caption .4
repeated_by_next         caption .5  title .8
under_label              dropped 3.2  subhead -1  caption -.8  title -.2  dek -.5  list -3
after_noise              dropped .5
noise_follows            dropped .5
between_paragraphs       subhead .6  caption .3  dropped -.3
heads_paragraph          subhead 1.3  dropped -.7
subheadline_place        dek 1.3
summary_point            list 8  dek -2
pictured                 caption 3  paragraph -1
list_head                subhead 6  dropped -2
list_entry               list 5.5  dropped -1
heads_list               subhead 3.5  dropped -1
bracketed_name           credit 5  subhead -3
short_sentence           paragraph 4  subhead -2.5  dropped -1
agency_signature         dropped 6  credit -8  byline -3  subhead -4  caption -4
closing_sentence         paragraph 6  subhead -3  dropped -3  caption -3
dashed_heading           subhead 8  list -4  dropped -1
introduces               paragraph 8  subhead -5  dropped -2  caption -3  list -2  byline -3
from_left                caption 6  paragraph -2  subhead -2
name_in_capitals         credit 6  subhead -4  byline -2
labelled_credit          credit 2.5  dropped -.5
score                    list 12  title -6  dek -4  subhead -4  caption -4  byline -4  paragraph -3  dropped -3
name_series              caption 2  dropped -2
name_comma               caption 1.5  dek -1
last_of_run              subhead 5  dropped -1.5
post_follows             dropped 5  paragraph -4  caption -2
bulleted                 list 3  paragraph -1.5
lone_short               subhead 1.4  dropped -.6
lone_middling            subhead .9  caption .8  dropped -.4
lone_long                subhead -.5  caption 2.4  paragraph -.6  dropped -.2
words_of_body            title 3.4  dek 1.2  caption 1.6  subhead .6  dropped -1.2  paragraph .4
words_of_file_name       title 4
no_word_of_file_name     title -3
first_content            title 1
crumbs_of_headline       title -6 dropped 3 caption -3 dek -3
above_headline           dropped 5 paragraph -6 caption -3
author_note              dropped 4 paragraph -1.5
letter_heading           subhead 7 dropped -2 paragraph -2 caption -2
salutation               paragraph 14 subhead -3 dropped -2 list -4 byline -4
letter_writer            byline 12 subhead -4 paragraph -3 caption -3
letter_signature         dropped 4 subhead -4 byline -4 paragraph -3 caption -3
headline_run             dropped 1.6 caption -2 subhead -1
heading_series           subhead 4.5 caption -2.5
scene                    caption 4.5 paragraph -2.5
name_at_place            caption 4.5  subhead -2  dek -1
sales_talk               dropped 3.5 paragraph -2 list -3 caption -2
likely_headline          title 6
unlikely_headline        title -7
noise_after              dropped 1.1  paragraph -.9
plain                    paragraph 1.8  dropped -1.1
sentence                 title -2  paragraph .4
name_colon               caption 2.3  subhead -.5
several_sentences        paragraph 1.2  caption -1.2  title -1.2  subhead -1.5  dek -1.2
picture_bracket          caption 2  paragraph -.3  title -2
odd_without_stop         paragraph -2.6
odd_caption              caption 1.2
broken_sentence          paragraph 1  caption -.8
labelled_caption         caption 1.6  paragraph -.6
after_semicolon          dek 3  paragraph -1
paragraph_follows        subhead .5  title .2
byline_or_date_follows   title 1.3  dek 1.2
byline_or_date_ahead     paragraph -2  dek .8  title .2
short_run                dropped .9  subhead -.6  list .5  caption -.3
after_colon              list 1.6
headline_is_stated       title -12  dek -1  paragraph 1  dropped -1
repeats_stated_headline  title 12
recurring                dropped 2.4  paragraph -1.2  title -1.5  subhead -.6  caption -.6  dek -1.2  byline .4
wrapped                  paragraph 7  dateline 2  dropped -2
wrapped_head             title 2  dek 6.6  dropped -3.5  subhead -2  caption -1.5  paragraph -3
capitals_run             title 4.2
damaged                  other 3  dropped .5  title -3  dek -3
""")

ZONES = {
    "P": "dropped date byline caption credit other".split(),
    "T": "title".split(),
    "H": "dek byline date caption credit dropped other list".split(),
    "B": "paragraph dateline subhead list caption credit dropped other byline date".split(),
    "E": "dropped byline credit date other caption".split(),
}
STATES = tuple((zone, role) for zone, roles in ZONES.items() for role in roles)

# points of a role in its zone, and at the first line
IN_ZONE = _table("""
P  dropped -.3  caption -1.5  date 0  byline -.6  credit -.8
H  byline .6  date .5  dropped -.2  caption .2  list -1.5
B  byline -1.5  date -2.8  dropped 0  credit -.2  dateline -.3
E  dropped 0  byline -1.2  caption -1.2  credit -.8  date -1
""")
AT_START = _table("""
P  dropped -.5  date -1.2  byline -1.6  caption -1.6  credit -1.6  other -1.5
T  title .5
H  dek -5  byline -4.2  date -4.2  caption -3.2  credit -3.2  dropped -3.5
B  paragraph -1.2  dateline -1
""")
# points of a role after another
FOLLOWS = _table("""
title      title -3.2  dek 1.3  dropped -.2  byline .4
dek        dek -1.8  byline .8  date .6
byline     date .6  byline .1  dek -.6
date       byline .4  date -.2  dek -.1
caption    credit 1.6
credit     caption .3  credit -.6
dropped    dropped .7  subhead -.2
list       list 1.6
subhead    subhead -2  paragraph .7  dropped -1  caption -.5
paragraph  paragraph .5  list -.3
dateline   paragraph .5
other      paragraph .3
""")
# points of going on to another zone; there is no way back
NEXT_ZONE = _table("""
P  T 0  H -6  B -4  E -5
T  H 0  B 0  E -4
H  B 0  E -4
B  E .4
""")
# the body is entered by a paragraph, hardly by anything else
OPENS_BODY = {"paragraph": 0.0, "dateline": 0.0, "subhead": -1.0, "list": -1.5}
