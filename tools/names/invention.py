"""Invented documents out of `gaz/templates.txt`: sport, and traps."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from sitegen.annotate.names.words import CITY, LAND, SMALL, TEAM
from tools.names.corpus import Document, NameWords, choose
from tools.names.lists import FOLDER

PART = re.compile(r"\{(\w)\}|([\[<~])|([\]>~])")
LITERAL = {"[": "ORG", "<": "LOC", "~": "MISC"}
CLUB_TAILS = "United City Town Rovers Athletic County Wanderers Albion FC".split(" ")
COMPANY_TAILS = "Inc Corp Ltd plc Group Holdings Co Industries Bank Partners Systems Energy Motors Airlines".split(" ")
STATES = (
    "Ala.;Ariz.;Ark.;Calif.;Colo.;Conn.;Fla.;Ga.;Ill.;Ind.;Kan.;Ky.;La.;Mass.;Md.;Mich.;Minn.;Miss.;Mo.;Mont.;N.C.;N.D.;"
    "N.H.;N.J.;N.M.;N.Y.;Neb.;Nev.;Okla.;Ont.;Ore.;Pa.;R.I.;S.C.;S.D.;Tenn.;Vt.;Va.;Wash.;Wis.;Wyo.;Texas;Ohio;Iowa;Utah;"
    "Maine;Idaho;Oregon;Florida;Georgia;Virginia;California;Ontario;Alberta"
).split(";")
BRANDS = (
    "Twitter Facebook Instagram TikTok Google YouTube WhatsApp Snapchat LinkedIn Reddit Pinterest Netflix "
    "Spotify Amazon Apple Microsoft Uber Lyft Airbnb Tesla SpaceX Zoom Alibaba Huawei Tencent ByteDance OpenAI "
    "Nvidia Intel Shopify Skype Yahoo eBay PayPal Disney Hulu Samsung Sony Nokia Siemens Volkswagen Toyota "
    "Honda Nissan Hyundai Renault Peugeot Airbus Boeing Ryanair easyJet Lufthansa Walmart Tesco Aldi Lidl Ikea "
    "Starbucks McDonald's Nike Adidas Pfizer Moderna AstraZeneca Novartis Bayer Shell BP Exxon Gazprom "
    "Deloitte KPMG HSBC Barclays Citigroup Vodafone Verizon Telegram Signal Medium Slack Boohoo Asos Gucci "
    "Chanel Woolworths"
).split(" ")
AGENCIES = "Reuters;AP;AFP;Getty Images;Associated Press".split(";")

Value = tuple[str, str | None]  # (words, kind of the name or None)


class Inventor:
    """Fills the places of templates with names."""

    def __init__(self, rng: np.random.Generator, names: NameWords, bits: dict[str, int]) -> None:
        self.rng, self.names = rng, names
        lands, cities = _capitalised(bits, LAND), _capitalised(bits, CITY)
        self.lands = [word for word in lands if not bits[word.lower()] & CITY and len(word) > 4]
        self.teams = _capitalised(bits, TEAM)
        self.cities = names.often + cities[:: max(1, len(cities) // 1200)]
        self.last = names.known + names.last[:: max(1, len(names.last) // 3000)]

    def documents(self, limit: int = 0) -> Iterator[Document]:
        """All documents, or at most `limit` of each kind."""
        for kind, count, lines in _templates():
            for number in range(min(count, limit or count)):
                yield self._document(kind, number, lines)

    def _document(self, kind: str, number: int, lines: list[str]) -> Document:
        values = self._values()
        loud = self.rng.random() < 0.15
        text = ""
        entities: list[tuple[int, int, str]] = []
        for _ in range(6 + int(self.rng.random() * 8)):
            text = self._fill(choose(lines, self.rng), values, text, entities)
            text += "\n" if kind == "sport" or self.rng.random() < 0.5 else " "
        if loud:
            paragraphs = text.split("\n")
            text = "\n".join(self._loud(paragraph) for paragraph in paragraphs)
        return {"id": f"{kind}{number}", "src": "invented", "text": text, "ents": entities, "weight": 1.0}

    def _loud(self, line: str) -> str:
        return line.upper() if self.rng.random() < 0.3 and len(line.upper()) == len(line) else line

    def _fill(self, line: str, values: dict[str, Value], text: str, entities: list[tuple[int, int, str]]) -> str:
        """`text` and the filled line; its names are added to `entities`."""
        opened, start, end = "", 0, 0
        for part in PART.finditer(line):
            text += line[end : part.start()]
            end = part.end()
            if part[1]:
                words, kind = self._value(part[1], values)
                if kind and not opened:
                    entities.append((len(text), len(text) + len(words), kind))
                text += words
            elif not opened:
                opened, start = part[0], len(text)
            else:
                entities.append((start, len(text), LITERAL[opened]))
                opened = ""
        return text + line[end:]

    def _value(self, place: str, values: dict[str, Value]) -> Value:
        if place == "n":
            return str(int(self.rng.random() * 10)), None
        if place == "y":
            return str(int(1900 + self.rng.random() * 120)), None
        return (self._choose(self.last), None) if place == "x" else values[place]

    def _choose(self, words: list[str]) -> str:
        return choose(words, self.rng)

    def _values(self) -> dict[str, Value]:
        """What the letters of a template stand for in one document; see the file."""
        values: dict[str, Value] = {letter: (self._club(), "ORG") for letter in "ABD"}
        for letter in "PQR":
            values[letter] = (self._person(), "PER")
            values[letter.lower()] = (values[letter][0].split(" ", 1)[1], "PER")
        values |= {letter: (self._choose(self.cities), "LOC") for letter in "CE"}
        values["Z"] = (self._choose(STATES), "LOC")
        values |= {letter: (self._choose(self.lands), "LOC") for letter in "NM"}
        values |= {letter: (self._place(), "LOC") for letter in "XY"}
        values["K"] = (self._company(), "ORG")
        values["L"] = (self._company() if self.rng.random() < 0.6 else self._choose(AGENCIES), "ORG")
        return values | {letter: (self._choose(BRANDS), "ORG") for letter in "GH"}

    def _club(self) -> str:
        chance = self.rng.random()
        if chance < 0.5:
            return self._choose(self.cities)
        if chance < 0.65:
            return f"{self._choose(self.cities)} {self._choose(CLUB_TAILS)}"
        return f"{self._choose(self.cities)} {self._choose(self.teams)}" if chance < 0.8 else self._choose(self.teams)

    def _company(self) -> str:
        chance, first = self.rng.random(), self._choose(self.last)
        if chance < 0.2:
            return first
        if chance < 0.45:
            return f"{first} {'& ' if chance < 0.35 else ''}{self._choose(self.last)}"
        return f"{first} {self._choose(COMPANY_TAILS)}"

    def _person(self) -> str:
        chance, first = self.rng.random(), self._choose(self.names.first)
        if chance >= 0.95:
            first = f"{first}-{self._choose(self.names.first)}"
        elif chance >= 0.85:
            first = f"{first[0]}."
        single = self.rng.random() < 0.9
        last = self._choose(self.last)
        return f"{first} {last}" if single else f"{first} {last}-{self._choose(self.last)}"

    def _place(self) -> str:
        chance = self.rng.random()
        if chance >= 0.5:
            return self._choose(self.cities)
        first = self._choose(self.names.first if 0.2 <= chance < 0.35 else self.last)
        return first if chance < 0.2 else f"{first} {self._choose(self.last)}"


def _capitalised(bits: dict[str, int], having: int) -> list[str]:
    words = (word for word, bit in bits.items() if bit & having and not bit & SMALL)
    return sorted(word.capitalize() for word in words if word.isalpha() and len(word) > 3)


def _templates() -> list[tuple[str, int, list[str]]]:
    """(kind of document, how many, its lines)."""
    kinds: list[tuple[str, int, list[str]]] = []
    for line in (FOLDER / "templates.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            _, kind, count = line.split()
            kinds.append((kind, int(count), []))
        elif line and not line.startswith("#"):
            kinds[-1][2].append(line)
    return kinds
