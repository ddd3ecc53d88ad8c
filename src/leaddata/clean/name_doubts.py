"""What has the shape of a name, two words with capitals, and is a button, a label or a section of a page: by its words and their endings."""

from __future__ import annotations

import re

__all__ = ["has_article", "is_button", "is_host", "is_no_name", "is_owner"]


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Nobody is called so: what pages name their parts, their buttons and their days by. Words that are family names, too, are left out.
_OF_PAGES = _words(
    "rss feed feeds print printer printing email e-mail share sharing tweet tweets retweet facebook twitter youtube linkedin instagram whatsapp",
    "telegram pinterest google reddit tumblr flickr vimeo snapchat tiktok mastodon bluesky threads xing newsletter newsletters subscribe subscriber",
    "subscribers subscription login logout signup register registration homepage menu contact imprint archive archives newspaper newspapers edition",
    "editions e-paper epaper article articles blog blogs column columns advertisement advertising advertise sponsored privacy policy terms cookies",
    "faq sitemap comment comments replies category categories tags tagged topics related popular trending recommended download pdf gallery",
    "galleries slideshow podcast podcasts audio video videos photo photos classifieds bookmark bookmarks favourites favorites updated update updates",
    "published posted modified reading minutes views likes followers click skip toggle search display opinion editorial editorials entertainment",
    "technology lifestyle politics business sports economy education environment health science headlines stories story exclusive analysis",
    "biography biographies bio profile profiles text size font alert alerts office tools widget interview interviews review reviews release releases announcement announcements events resources publications website webpage details",
    "teilen drucken druckversion versenden merken vorlesen lesezeit kommentare kommentar startseite nachrichten meldungen meldung anzeige werbung",
    "datenschutz impressum kontakt anmelden abmelden abonnieren themen beitrag beiträge artikel seite zurück wirtschaft politik kultur wissen",
    "gesundheit sportnachrichten quelle uhr minuten autor autoren autorin pressemitteilung pressemitteilungen veranstaltungen",
    "partager imprimer envoyer télécharger lecture commentaires commentaire accueil actualités actualité économie politique société abonnez",
    "abonnement abonnés abonné réagir dernière dernières mise jour édition rubrique communiqué communiqués publié publicité santé",
    "compartir imprimir enviar lectura comentarios comentario portada noticias noticia deportes economía política opinión publicidad suscríbete",
    "hemeroteca última últimas edición impresa síguenos inicio sociedad salud descargar actualizado publicado",
    "condividi stampa commenti commento notizie ultime ultima lettura minuti economia cronaca cultura pubblicità abbonati scarica",
    "tempo tiempo temps leitura texto texte schrift schriftgröße compartilhar imprimir comentários notícias notícia economia saúde assine edição publicidade",
    "bewertung durchschnittliche rating ratings average delen afdrukken reacties nieuws leestijd economie gezondheid artikelen skriv kommentarer nyheter läsning udskriv nyheder",
    "drukuj udostępnij komentarze wiadomości aktualności gospodarka reklama czytania kultura",
)
# Before a noun they make a section or a button of it.
_FIRST = _words(
    "top latest breaking last next previous full more all most your our related letzte letzter letztes letztem nächste neueste aktuelle weitere mehr alle",
    "dernier toutes tous ultimo ultimi último últimos todas todos leggi read view see watch listen follow get join sign log",
    "reach contact call meet about visit send save add post leave write report buy order donate support become click tap open show go back skip please",
)
_DONE_BY_BUTTONS = _words("view read see watch follow join visit send save add leave click show meet get subscribe")
# Articles of other languages, and words for "no" that stand before "comments". "Les" and "La" are names as well, if something says so.
_ARTICLES = _words(
    "keine kein aucun aucune sin ningún nessun geen inga ingen les le la los las el un une una uno il lo gli der die das dem ein eine einen het een",
)
# Nouns of things that are done and of what is so, in five languages; no family name ends so.
_ENDINGS = re.compile(
    r"(?:ierung|isierung|keit|heiten|ität|itäten|ismus|tionen|(?<!redac)ción|ciones|(?<!reda)ção|ções|(?<!reda)zione|zioni|ización)$"
)
_ACRONYM = re.compile(r"[A-Z]{3,}")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[A-Za-z]{2,}/?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_COMPANY = re.compile(
    r"(?:^|[\s,])(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh(?: & co\.? kg)?|mbh|ag|kg|ohg|ug|e\.\s?v|s\.\s?a\.?(?:\s?s)?|sas|sarl|s\.\s?r\.\s?l|srl|s\.\s?p\.\s?a|spa"
    r"|s\.\s?l(?:\.\s?u)?|sp\.\s?z\s?o\.?\s?o|b\.\s?v|bv|n\.\s?v|nv|oy|oyj|ab|aps|a/s|asa|kft|zrt|s\.\s?r\.\s?o|a\.\s?s|d\.\s?o\.\s?o|pty|pvt|& co|corp|corporation|ltda"
    r"|ооо|оао|зао|ао|аод|еоод)\.?$",
    re.IGNORECASE,
)


def is_no_name(text: str) -> bool:
    """
    True of words that are set as a name is, and that nobody is called by.

    Examples:
        >>> [is_no_name(one) for one in ("RSS Feed", "Today's Newspaper", "Letzte Aktualisierung", "Print Edition")]
        [True, True, True, True]
        >>> [is_no_name(one) for one in ("Ann Roe", "JR Other", "ANN ROE", "Jean d'Aut")]
        [False, False, False, False]
    """
    words = text.replace("\u2019", "'").strip(" .:;,").split()
    if not words:
        return True
    low = [word.lower().strip(".,:;!?()") for word in words]
    if not _OF_PAGES.isdisjoint(low) or (len(words) > 1 and low[0] in _FIRST):
        return True
    if any(word.endswith("'s") for word in low[:-1]) or any(_ENDINGS.search(word) for word in low):
        return True
    # "RSS Feed": initials are two, or have points.
    return not text.isupper() and _ACRONYM.fullmatch(words[0]) is not None


def is_button(text: str) -> bool:
    """
    True of what begins with a verb that a button does, though it names a group.

    Examples:
        >>> is_button("View Staff Page"), is_button("The Editorial Team")
        (True, False)
    """
    return text.split(None, 1)[0].lower() in _DONE_BY_BUTTONS if " " in text.strip() else False


def has_article(text: str) -> bool:
    """
    True if the first word is an article of a language other than English, as no name begins.

    Examples:
        >>> has_article("Das Buch"), has_article("Ann Roe")
        (True, False)
    """
    return text.split(None, 1)[0].lower() in _ARTICLES if text.strip() else False


def is_host(text: str) -> bool:
    """
    True of the name of a machine: ``WWW.EXAMPLE.ORG``.

    Examples:
        >>> is_host("EXAMPLE.ORG"), is_host("J.R.")
        (True, False)
    """
    return _HOST.fullmatch(text) is not None and _INITIALS.fullmatch(text) is None


def is_owner(text: str) -> bool:
    """
    True of a company or a machine, as pages name them for who owns the site; neither writes.

    Examples:
        >>> is_owner("Harbour Media GmbH"), is_owner("Harbour Sp. z o.o."), is_owner("EXAMPLE.ORG"), is_owner("Ann Roe")
        (True, True, True, False)
    """
    return is_host(text) or (" " in text and _COMPANY.search(text) is not None)
