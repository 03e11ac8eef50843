"""Words of office, rank and trade: what makes a phrase beside a name a role."""

from __future__ import annotations

OFFICES = frozenset(
    """academic accountant activist actor actress adviser advisor agent aide alderman ambassador analyst anchor
    archbishop architect artist astronaut athlete attorney author aviator banker baron baroness barrister bassist
    bishop biologist blogger boss broadcaster builder butcher buyer campaigner candidate captain cardinal
    caretaker carpenter cellist ceo chair chairman chairperson chairwoman champion chancellor chaplain chef
    chemist chief cleric clerk climber coach co-founder cofounder colleague colonel columnist comedian commander
    commentator commissioner composer congressman congresswoman conservationist constable consul consultant
    contractor controller coordinator coroner correspondent councillor councilman councilwoman councilor counsel
    counsellor counterpart critic curator dancer dean defender delegate democrat dentist deputy designer
    detective developer dictator diplomat director doctor drummer driver ecologist economist editor electrician
    emperor engineer entrepreneur envoy epidemiologist executive expert explorer farmer filmmaker financier
    firefighter fisherman founder friend gardener general geologist goalkeeper governor grocer guitarist head
    headteacher historian host imam inspector instructor inventor investigator investor jockey journalist judge
    justice keeper king landlord lawmaker lawyer leader lecturer legislator librarian lieutenant linguist
    lobbyist lord magistrate maintainer major manager marshal mathematician mayor md mechanic meteorologist
    midfielder minister missionary model moderator monk mp msp musician negotiator neighbour neighbor neurologist
    nominee novelist nun nurse officer official operator organiser organizer owner painter parliamentarian
    partner pastor pathologist patron pediatrician pharmacist philanthropist philosopher photographer physician
    physicist pianist pilot player playwright plumber poet policeman policewoman politician pollster pope postman
    preacher prefect premier presenter president priest prime prince princess principal producer professor
    programmer promoter prosecutor provost psychiatrist psychologist publicist publisher pundit queen rabbi
    rancher ranger rapper rector referee registrar reporter representative republican researcher resident retiree
    sailor scholar scientist screenwriter sculptor secretary senator sergeant sheikh sheriff singer skipper
    sociologist soldier solicitor songwriter speaker specialist spokesman spokesperson spokeswoman statistician
    steward strategist striker student sultan superintendent supervisor surgeon surveyor teacher teammate
    technician tenor trader trainer treasurer trustee tsar tutor vet veteran vicar violinist volunteer warden
    weaver winner witness worker writer czar whip comptroller undersecretary cricketer footballer boxer golfer
    swimmer runner sprinter cyclist rower wrestler sportsman sportswoman quarterback linebacker pitcher batsman
    bowler wicketkeeper winger centre-back skier skater gymnast cosplayer youtuber influencer podcaster vlogger
    comic magician conductor choreographer soprano baritone guitarist saxophonist trumpeter illustrator
    cartoonist animator printmaker minister-designate president-elect vice-president vice-chairman
    vice-chancellor""".split()
)
# before a name only
SHORTENED = frozenset(
    "sen rep gov gen col sgt lt capt det supt insp const cllr coun prof rev maj adm cmdr cpl pres sec atty hon".split()
)
# small words that narrow an office before it ("foreign minister", "former deputy leader")
NARROWING = frozenset(
    """acting agriculture army arts assistant associate athletic bank basketball board borough business campaign cabinet
    chief church city club co college command commercial communications community company congressional conservative
    council county creative crime culture cricket customs defence defense department deputy development diocesan
    district division economic education election elections emergency energy environment environmental euro executive
    exiled external federal film finance financial fire first fisheries food football foreign former founding general
    government group health high home honorary hospital housing human immigration independent industry information
    intelligence interim interior international junior justice labor labour land lead leading legal liberal life local
    longtime managing marine marketing medical military minority majority music national naval navy news opposition
    operations outgoing parish parliamentary party permanent planning police policy political power presidential press
    prime prison programme project property provincial public rail regional relations research retired rights rugby
    safety school science second security senior shadow social socialist special sports sport staff state student
    supreme tax team technical technology tourism town trade training transport treasury union university vice village
    water welfare women youth ex then incoming longest-serving""".split()
)
