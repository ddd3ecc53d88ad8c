"""Words that stand before a name or a day in the lines around an article, by language: what a line says that it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = [
    "BARE_BY",
    "BY",
    "CHANGED",
    "FIRST_WORDS",
    "MADE",
    "NOT_WRITTEN",
    "PUBLISHED",
    "WrittenLabel",
    "label_at",
    "labels_in",
]

# Alone they are words of many lines: a name of two words must follow, or the end of an element.
_BARE = "by von par por di dal dalla door av af od przez oleh per από bởi".split()  # noqa: SIM905
# What is done, and the word for "by".
_DONE = {
    "by": "posted written reported reporting published reviewed authored submitted contributed added created reported analysis opinion commentary story words text report review blog post "
    "guest",
    "von": "aufgezeichnet protokolliert geschrieben gepostet veröffentlicht verfasst erstellt gespeichert eingereicht eingestellt publiziert hinzugefügt text texte beitrag gastbeitrag artikel "
    "gastartikel gastkommentar analyse interview bericht kolumne essay rezension",
    "par": "publié publiée écrit écrite rédigé rédigée soumis soumise posté postée proposé créé ajouté texte article billet chronique",
    "por": "escrito escrita publicado publicada redactado redactada enviado enviada creado creada postado postada criado redigido texto artículo artigo subido",
    "da": "scritto scritta pubblicato pubblicata inserito inviato postato redatto creato",
    "di": "articolo testo cura",
    "door": "geschreven geplaatst gepost ingediend gepubliceerd toegevoegd tekst artikel",
    "av": "skriven skrivet publicerad publicerat postad postat inlagd upplagd text texten skrevet publisert postet tekst",
    "af": "skrevet udgivet postet indsendt oprettet tekst publiceret",
    "przez": "napisane opublikowane dodane napisany opublikowany",
    "de": "scris publicat postat trimis adăugat",
    "oleh": "ditulis diposting dipublikasikan",
    "per": "escrit publicat",
    "bởi": "viết đăng",
    "από": "αναρτήθηκε δημοσιεύτηκε",
}
# Whom the name after it is of.
_NOUNS = (
    "author authors autor autorin autoren autor:in autor*in autor/in autor(in) autor(es) auteur(e) auteur(s) author(s) verfasser verfasserin redakteur redakteurin autora autores autori auteur auteure auteurs autore autrice författare skribent forfatter kirjoittaja szerző "
    "awdur awduron συντάκτης автор авторы yazan yazar penulis napsal napsala napisał napisała írta γράφει บทความโดย โดย 作者 著者 執筆 執筆者 撰文 글쓴이 작성자 بقلم الكاتب نویسنده מאת लेखक"
)
# These tell of a name only with a colon.
_KINDS = "text texte texto testo tekst teksti текст words story blogger redaktion written from reporter reporterin journalist journalistin journaliste giornalista periodista byline redactie reportage interview yazı 文 글 كتب"
_PICTURES = "foto fotos photo photos bild bilder image images illustration fotografie illustrationen video grafik фото снимки credit crédit foto's valokuva kuva 写真 사진"
_AND = r"\s*(?:und|and|&|\+|/|et|y|e|en|og|och)\s*"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_VERBS = "|".join(rf"(?:{_any(done.split())})\s+(?:post\s+)?{by}" for by, done in _DONE.items())
_SIGN = r"\s*[:\uff1a\u2013\u2014]\s*"
_NOUN = rf"(?:guest\s+|blog\s+)?(?:{_any(_NOUNS.split())})"
_STRONG = (
    rf"(?P<strong>γράφει\s+[ηο]\s+|as told to\s+|das (?:interview|gespräch) führten?\s+|(?:(?:ein|eine|a|an|un)\s+)?(?:{_VERBS})(?:{_SIGN}|\s+|$)"
    rf"|{_NOUN}(?:{_SIGN}|\s+|$)|(?:{_any(_KINDS.split())})(?:{_AND}(?:{_any(_PICTURES.split())}))?\s*[:\uff1a]\s*)"
)
# "Von unserer Korrespondentin", "par notre correspondant à Londres": who that is follows.
_OUR = r"(?:\s+(?:unser\w*|notre|nos|our|nostr[oaie]|onze|nuestr[oa]|nossa?|vår|vores|naszego|naszej)\s+[^\W\d_]+(?:\s+(?:in|à|a|en|aus|em|w)\s+[^\W\d_]+,?)?(?=\s+[^\W\d_]))?"
# A label of more than "by" begins with one of these.
FIRST_WORDS = frozenset(re.findall(r"[^\W\d_]+", " ".join([*_DONE.values(), _NOUNS, _KINDS]))) | {"guest", "blog"}
_WEAK = rf"(?P<weak>(?:{_any(_BARE)}|van(?=\s+onze)){_OUR}(?:\s*:\s*|\s+|$))"
_WRITTEN = re.compile(rf"{_STRONG}|{_WEAK}", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<![^\s|\u00b7\u2022,(])(?:{_STRONG}|{_WEAK})", re.IGNORECASE)
# What is made, before a name of two words with no sign between.
MADE = re.compile(
    rf"(?:(?P<picture>{_any(_PICTURES.split())}|photographs|photography|pictures)|words?|text|texte|texto|testo|tekst|story|interview|report)\s+(?:(?:de|di|del|do|da|af|av|van|von|by)\s+)?(?=[^\W\d_]\S*\s+\S)",
    re.IGNORECASE,
)
# "By" in every language, for a pattern.
BY = _any(_BARE)
BARE_BY = re.compile(rf"(?:^|[\s|])(?:{BY})\b", re.IGNORECASE)
# What is told of the pictures, the pages and the version in another language.
NOT_WRITTEN = re.compile(
    r"\b(?:powered|built|made|hosted|designed|developed|theme|sponsored|presented|generated|maintained|translated|editing|additional reporting|hosted|compiled|medically reviewed|fact.checked|edited|checked"
    r"|photo(?:graph(?:y|s|ed)?)?s?|portraits?|(?:site |web ?)?design|development|layout|hosting|image|illustrat(?:ion|ed)|video|artwork|pictures?|supplied|provided|founded|funded|supported|owned|managed|moderated|shared|tweeted|recommended|approved|brought to you"
    r")(?: is| are| was| were)? by\b"
    r"|\bis published by\b|^(?:previous|prev|next|older|newer|vorherige[rs]?|nächste[rs]?|précédente?|suivante?|anterior|siguiente|próxim[oa])\b(?: (?:post|article|story|entry|beitrag|artikel|entrada))?\s*[:\u00bb\u2192\u2190\u00ab]"
    rf"|\s(?:{_any(_PICTURES.split())})\s*[:\uff1a]"
    rf"|(?:^|[.!?)]\s+)(?:{_any(_PICTURES.split())})\s*(?:[:\uff1a/]|von\b|par\b|por\b|av\b|af\b|di\b|door\b)"
    r"|\b(?:geteilt|übersetzt|übersetzung|bearbeitet|fotografiert|bereitgestellt|gehostet|herausgegeben|gegründet|verlegt|betrieben|verwaltet|unterstützt) von\b"
    r"|\b(?:partagé|traduit|illustré|photographié|propulsé|fondé|édité|dirigé|présenté)e?s? par\b"
    r"|\b(?:compartid|traducid|editad|fundad|dirigid|presentad|ilustrad)[oa]s? por\b|\b(?:fondat|dirett|tradott|illustrat)[oa] da\b|\b(?:uitgegeven|vertaald|opgericht) door\b",
    re.IGNORECASE,
)
_ON = r"(?:\s+(?:on|at|le|am|el|il|op|den|em|dia|dne|wurde|the|date|due))*"
CHANGED = re.compile(
    r"(?:up-?dated?|modified|changed|revised|reviewed|edited|amended|review|aktualisiert|geändert|bearbeitet|letzte änderung|zuletzt|stand|mis à jour|mise à jour|modifié|"
    r"actualizad[oa]|actualización|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|uppdaterad|uppdaterat|opdateret|oppdatert|päivitetty|zaktualizowano|aktualizacja|aktualizováno|diweddarwyd|"
    r"frissítve|обновлено|изменено|güncelleme|güncellenme|güncellendi|ενημέρωση|diperbarui|更新|更新日|更新时间|更新時間|最終更新|수정|기사수정|최종수정|تحديث|آخر تحديث)"
    rf"{_ON}\W*$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:posted|published|publication date|first published|veröffentlicht|erschienen|erstellt|gespeichert|publiée?|mis en ligne|publicad[oa]|pubblicat[oa]|geplaatst|gepubliceerd|"
    r"publicerad|publicerat|udgivet|publiceret|offentliggjort|publisert|julkaistu|cyhoeddwyd|foilsithe|opublikowano|publikováno|közzétéve|опубликовано|yayınlanma|yayınlandı|yayın tarihi|δημοσίευση|diterbitkan|"
    rf"公開日|公開|投稿日|发布时间|發布時間|发布|기사입력|입력|등록|نشر|نُشر)(?:\s+(?:tarihi|von \S+))?{_ON}\W*$",
    re.IGNORECASE,
)


class WrittenLabel:
    """
    A label in a line.

    Attributes:
        start: Where it begins.
        end: Where the name after it begins.
        is_strong: True of more than a mere "by": a name of one word may follow.
    """

    __slots__ = ("end", "is_strong", "start")

    def __init__(self, found: re.Match[str]) -> None:
        self.start, self.end = found.span()
        self.is_strong = found["strong"] is not None


def label_at(text: str) -> WrittenLabel | None:
    """
    Return the label of a byline that *text* begins with, or None.

    Examples:
        >>> [(found.end, found.is_strong) for line in ("By Ann Other", "Geschrieben von Ann") if (found := label_at(line))]
        [(3, False), (16, True)]
    """
    found = _WRITTEN.match(text)
    return WrittenLabel(found) if found else None


def labels_in(text: str) -> list[WrittenLabel]:
    """
    Return the labels of bylines in *text*, wherever they stand.

    Examples:
        >>> line = "3 May 2021 | posted by Ann Other"
        >>> [line[found.end :] for found in labels_in(line)]
        ['Ann Other']
    """
    return [WrittenLabel(found) for found in _INSIDE.finditer(text)]
