"""Verbs of speech, prepositions of source and pronouns of other languages, where English has no such word.

Each stands in the tables of words.py beside the English ones, so that a pattern over tokens holds for all of them.
A word that English news uses for something else ("dice", "sur", "han") is left out."""

from __future__ import annotations

from typing import Final

# the third person, present and past, and the participle behind "has"
SPEECH_VERBS: Final = {
    "German": "sagt sagte gesagt erklärt erklärte betont betonte meint meinte berichtet berichtete fragt fragte "
    "antwortet antwortete schreibt schrieb ergänzt ergänzte erzählt erzählte versichert versicherte warnt warnte "
    "fordert forderte kritisiert kritisierte erläutert erläuterte kündigte kommentiert kommentierte bestätigte "
    "teilte äußerte mahnte räumte unterstrich",
    "French": "dit déclare affirme explique ajoute estime précise souligne raconte confie répond demande "
    "indique rappelle poursuit conclut insiste écrit regrette martèle déclaré affirmé expliqué ajouté estimé précisé "
    "souligné assuré raconté confié répondu demandé indiqué rappelé poursuivi conclu insisté annoncé regretté lancé "
    "disait expliquait ajoutait",
    "Spanish": "dijo afirmó aseguró explicó señaló declaró añadió agregó indicó manifestó comentó sostuvo expresó "
    "contó respondió preguntó subrayó destacó apuntó recordó reconoció advirtió escribió anunció concluyó afirma "
    "asegura señala añade agrega declara sostiene cuenta recuerda responde pregunta dicho afirmado asegurado "
    "explicado declarado",
    "Italian": "disse detto dichiarato affermato spiegato aggiunto sottolineato commentato risposto raccontato "
    "concluso ricordato osservato precisato sostenuto scritto ribadito annunciato spiega afferma aggiunge dichiara "
    "sottolinea commenta racconta ricorda risponde osserva precisa sostiene ribadisce",
    "Portuguese": "disse afirmou declarou explicou acrescentou ressaltou contou respondeu perguntou comentou destacou "
    "completou garantiu admitiu lembrou escreveu avaliou argumentou concluiu relatou anunciou diz afirma explica "
    "acrescenta conta",
    "Dutch": "zei zegt verklaarde vertelde vertelt stelde stelt benadrukte benadrukt vroeg vraagt antwoordde schreef "
    "schrijft meldde reageerde reageert vindt waarschuwt waarschuwde voegde",
    "Swedish": "säger sade berättar berättade förklarar förklarade menar menade konstaterar konstaterade svarar "
    "svarade skriver skrev frågar frågade tillägger hävdar påpekar understryker",
    "Danish, Norwegian": "siger sagde sier fortæller fortalte forteller forklarer forklarede forklarte mener mente "
    "svarte svarede spørger spurgte spør tilføjer tilføyer påpeker understreger understreker oplyser opplyser",
}
VERBS: Final = frozenset(" ".join(SPEECH_VERBS.values()).split())
# "selon Ana Roe": according to
SOURCES: Final = "laut zufolge selon según segundo secondo volgens aldus enligt ifølge"
# between a subject and its participle: "a déclaré"
AUXILIARIES: Final = frozenset(
    "a ont avait hat habe hatte haben ha han había hanno aveva har hade hadde heeft had".split()
)
# French inverts with hyphens: "déclare-t-il"
INVERTED: Final = frozenset(("il", "elle"))
PRONOUNS: Final = {"m": "er il él hij ele", "f": "sie elle ella zij ela"}
# never the beginning of a name or the subject of a verb
PREPOSITIONS: Final = "im am vom zum zur beim nach bei mit dans chez lors avec auf aus vor über seit"
