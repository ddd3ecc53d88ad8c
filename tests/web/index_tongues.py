"""Index pages in languages other than English: words of signing and publishing, names of months, the order of name and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import page
from invented import Post

Theme = Callable[[Sequence[Post]], str]
MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ca": "de_gener de_febrer de_març d’abril de_maig de_juny de_juliol d’agost de_setembre d’octubre de_novembre de_desembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
}
# How a day is printed, "and", "by", what is said before a day, the word before a day behind a name, "read more".
WORDS = {
    "pt": ("{d} de {m} de {y}", "e", "Publicado por", "Publicado em", "em", "Ler mais"),
    "es": ("{d} de {m} de {y}", "y", "Escrito por", "Publicado el", "el", "Leer más"),
    "ca": ("{d} {m} de {y}", "i", "Escrit per", "Publicat el", "el", "Llegir més"),
    "fr": ("{d} {m} {y}", "et", "Rédigé par", "Publié le", "le", "Lire la suite"),
    "it": ("{d} {m} {y}", "e", "Scritto da", "Pubblicato il", "il", "Leggi tutto"),
    "de": ("{d}. {m} {y}", "und", "Geschrieben von", "Veröffentlicht am", "am", "Weiterlesen"),
    "nl": ("{d} {m} {y}", "en", "Geschreven door", "Gepubliceerd op", "op", "Lees verder"),
    "nb": ("{d}. {m} {y}", "og", "Skrevet av", "Publisert", "den", "Les mer"),
    "da": ("{d}. {m} {y}", "og", "Skrevet af", "Udgivet", "den", "Læs mere"),
    "sv": ("{d} {m} {y}", "och", "Skriven av", "Publicerad", "den", "Läs mer"),
    "pl": ("{d} {m} {y}", "i", "Napisane przez", "Opublikowano", "w dniu", "Czytaj dalej"),
    "ro": ("{d} {m} {y}", "și", "Scris de", "Publicat pe", "pe", "Citește mai mult"),
}


def _day(post: Post, lang: str) -> str:
    month = MONTHS[lang].split()[post.day.month - 1].replace("_", " ")
    return WORDS[lang][0].format(d=post.day.day, m=month, y=post.day.year)


def _names(post: Post, lang: str) -> str:
    names = [escape(name) for name in post.authors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {WORDS[lang][1]} {names[-1]}"


def _name_then_day(post: Post, lang: str) -> str:
    by, on = WORDS[lang][2], WORDS[lang][4]
    return f'<div class="post-info">{by} <b>{_names(post, lang)}</b> {on} {_day(post, lang)}</div><p>{escape(post.teaser)}</p>'


def _name_stop_day(post: Post, lang: str) -> str:
    by, on = WORDS[lang][2].rsplit(" ", 1)[-1].capitalize(), WORDS[lang][3]
    by = WORDS[lang][2] if lang in ("it", "ca", "ro") else by
    return f"<p>{escape(post.teaser)}</p><footer>{by} {_names(post, lang)}. {on} {_day(post, lang)}</footer>"


def _day_then_name(post: Post, lang: str) -> str:
    by, on = WORDS[lang][2], WORDS[lang][3]
    return f"<p>{on}: {_day(post, lang)}</p><p>{by}: {_names(post, lang)}</p><p>{escape(post.teaser)}</p>"


def _bare_name(post: Post, lang: str) -> str:
    return f"<p>{_names(post, lang)} · {_day(post, lang)}</p><p>{escape(post.teaser)}</p>"


def _themes() -> list[Theme]:
    found: list[Theme] = []
    for lang in WORDS:
        for line in (_name_then_day, _name_stop_day, _day_then_name, _bare_name):

            def theme(posts: Sequence[Post], lang: str = lang, line: Callable[[Post, str], str] = line) -> str:
                entries = "".join(
                    f'<section class="teaser"><h2><a href="{one.url}">{escape(one.title)}</a></h2>{line(one, lang)}<a href="{one.url}">{WORDS[lang][5]}</a></section>'
                    for one in posts
                )
                return page(f'<main><div class="list">{entries}</div></main>', lang=lang)

            theme.__name__ = f"{lang}{line.__name__}"
            found.append(theme)
    return found


THEMES = tuple(_themes())
