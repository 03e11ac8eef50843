"""Given names that one person may go by: Bill and William, Kate and Katherine."""

from __future__ import annotations

_GROUPS = """
abe abraham abram; ab abner; al albert alan allan alfred alexander alfredo; alec alex alexander alexandra
alexandre; alf alfie alfred; andy andrew drew; angie angela angelina; annie ann anne anna nancy; archie
archibald; art arthur; barb barbara babs; barney barnaby barnabas bernard; bart bartholomew; becky rebecca; bella
isabella arabella; ben benny benjamin benedict; bernie bernard bernadette; bert herbert albert bertram robert
hubert gilbert; bess bessie beth betsy betty eliza elizabeth libby lisa liz lizzie lily elspeth; bill billy will
willie willy liam william; bob bobby rob robbie robin robert; brad bradley bradford; cal calvin; cam cameron;
carl carlton; carrie caroline carolyn; cathy kathy cat kate katie kay kit kitty katherine catherine kathryn
katharine kathleen cathleen; charlie chas chuck charles charlotte carlos; chris christopher christian christine
christina kristin; cindy cynthia lucinda; clem clement clementine; cliff clifford; clive; con connie constance
cornelius; dan danny daniel danielle; dave davy david; deb debbie deborah debra; deedee; den denny dennis; des
desmond; dick rich richie rick ricky richard; dom dominic; don donny donnie donald; dora dorothy dot dottie
dolly; doug douglas; ed eddie eddy ted teddy ned edward edwin edmund edgar; ellie nell nellie ella eleanor helen
ellen; em emily emma; ernie ernest; fran frances francis frank frankie francesca franklin; fred freddie frederick
alfred; gabe gabriel; gene eugene; geoff jeff geoffrey jeffrey; gerry jerry gerald gerard jerome jeremiah; gil
gilbert; ginny virginia; greg gregory; gus augustus angus; hal hank harry henry harold harrison; hattie harriet;
herb herbert; herbie; howie howard; hugh hughie; ike isaac; izzy isabel isabella; jack jackie john jon johnny
jonathan; jackie jacqueline; jake jacob; jan janet janice; jamie jim jimmy james; jed jedediah; jen jenny
jennifer; jess jessie jessica; jill gillian; jo joanna joanne josephine; joe joey jose joseph; josh joshua; judy
judith; julie julia; ken kenny kenneth; kim kimberly; lance lancelot; larry lawrence laurence; len lenny leonard;
leo leonard leopold; les leslie lester; lou lewis louis louise; maddie madeleine madeline; maggie madge marge
margie meg megan peg peggy margaret; mandy amanda miranda; manny emmanuel manuel; marv marvin; mary molly polly
may mamie; matt matthew; max maxwell maximilian maxine; mel melanie melvin; mick mickey mike mikey mitch michael
mitchell; millie mildred millicent; milt milton; moe mo mohammed mohamed muhammad maurice; nan; nate nathan
nathaniel; nick nicky nicola nicholas nicolas; nigel; norm norman; ollie oliver; pam pamela; pat paddy patty
tricia trish patrick patricia; pete peter; phil philip phillip; pip philippa; ray raymond; reg reggie reginald;
ron ronnie ronald; rosie rose rosemary; roy leroy; russ russell; sally sarah sadie; sal salvatore; sam sammy
samuel samantha; sandy alexander alexandra sandra; sean shaun; seb sebastian; sid sidney sydney; si simon; stan
stanley; steff stephanie; steve stevie steven stephen; stu stuart stewart; sue susie susan suzanne susanna; tad
thaddeus; terry terence theresa teresa; tess theresa teresa; theo theodore ted teddy; tim timmy timothy; tina
christina; tom tommy thomas; toni tony anthony antony antonia antonio; tori vicky victoria; val valerie; vic
victor; vin vince vinny vincent; viv vivian vivienne; wally walt walter; wendy; wes wesley; win winnie winston
winifred; woody woodrow; zach zack zachary
""".replace("\n", " ")


def _same_names() -> dict[str, frozenset[str]]:
    """Given name -> those that the same person may go by."""
    table: dict[str, frozenset[str]] = {}
    for group in _GROUPS.split(";"):
        names = frozenset(group.split())
        for name in sorted(names):
            table[name] = table.get(name, frozenset()) | names
    return table


_SAME = _same_names()


def one_nickname(one: str, other: str) -> bool:
    """May two folded given names be one person's, the one a pet form of the other?"""
    return other in _SAME.get(one, ())
