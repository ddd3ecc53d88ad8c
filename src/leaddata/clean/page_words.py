"""What pages head the lists of other articles by, and what readers say: nothing of the article stands below."""

from __future__ import annotations

import re

__all__ = ["COMMENTS", "MOST_READ", "OTHERS", "OWNERS", "RIGHTS"]

OTHERS = re.compile(
    r"(?:(?:suggested|related|recommended|more|popular|latest|trending|recent|top|other|similar|featured|most popular|most read|most viewed|editors?['\u2019]?s? picks?)"
    r"(?: (?:articles?|stor(?:y|ies)|posts?|news|reading|content|topics?|coverage|links?|pages?|blogs?|videos?|reads?|headlines|items?|(?:for|from|in|on|about) .{2,40}))?"
    r"|(?:latest|top|more|other)(?: [\w&'-]+){1,3} headlines|must[ -](?:watch|read|see)"
    r"|(?:you (?:may|might|could)|we think you(?:['\u2019]d|['\u2019]ll| may| might)?)(?: also)? (?:like|enjoy|be interested(?: in)?)(?: this| these)?"
    r"|read (?:also|more|next|on|this next)|see (?:also|more)|also (?:read|see|on .{2,40})|further reading|up next|next up|what to read next|don['\u2019]t miss|keep reading|continue reading"
    r"|sur le même (?:sujet|thème)|(?:à )?(?:lire|voir) aussi|articles? (?:liés?|similaires?|connexes?)|dans la même rubrique|plus d['\u2019]articles|à découvrir|vous aimerez aussi"
    r"|mehr (?:zum thema|artikel|zu .{2,40}|aus .{2,40})|lesen sie (?:auch|mehr|weiter)|auch interessant|verwandte (?:artikel|beiträge|themen)|ähnliche (?:artikel|beiträge)|weitere (?:artikel|beiträge|meldungen|themen)"
    r"|das könnte (?:sie|dich|ihnen) auch (?:interessieren|gefallen)|zum thema|weiterlesen|meistgelesen|lees (?:ook|verder|meer)|meer over dit onderwerp|gerelateerde? (?:artikelen|berichten)"
    r"|lea también|leer más|noticias relacionadas|artículos relacionados|te puede interesar|también te puede interesar|más noticias|leggi anche|articoli correlati|potrebbe interessarti(?: anche)?"
    r"|leia (?:também|mais)|notícias relacionadas|artigos relacionados|veja também|läs (?:också|mer|även)|relaterade artiklar|les også|læs også|lue myös|czytaj (?:także|również|też|więcej)|zobacz (?:także|też|również)"
    r"|powiązane(?: artykuły)?|čtěte také|související články|kapcsolódó (?:cikkek|írások|tartalmak)|olvassa el ezt is|читайте также|по теме|похожие статьи|още по темата|вижте също|相关阅读|相关文章|相关新闻|関連記事|관련기사)\s*[:.\u2026!?]*",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"\d*\s*(?:(?:all |reader(?:s['\u2019]?|['\u2019]?s)? |recent |latest |user |your )?(?:comments|responses|replies|talkbacks)(?: (?:for|from) .{2,60})?|1 (?:comment|response|reply)|comment(?=\s*[(\[]\d)|kommentare|kommentarer|leserkommentare|commentaires|vos commentaires|réactions|vos réactions|comentarios|comentários"
    r"|commenti|reacties|reageer|yorumlar|комментарии|комментариев|коментари|komentarze|wasze komentarze|komentáře|hozzászólások|kommentit|σχόλια|コメント|评论|評論|댓글|webmentions|trackbacks|pingbacks"
    r"|what (?:our |the |other )?readers (?:say|think)|have your say|your (?:say|views|thoughts)|reader reactions|leser(?:briefe|stimmen)|ihre meinung|diskussion|avis des lecteurs|reacciones|opiniones"
    r"|(?:join|start|leave|have) (?:the|a|your) (?:conversation|discussion|comment|reply|say)|post a comment|what do you think|(?:schreiben sie|schreibe) einen kommentar|laisser un commentaire|deja un comentario"
    r"|(?:comments?|responses?|kommentare?) (?:on|to|zu)\b.*|\d+ (?:thoughts|responses|comments|kommentare|talkbacks) (?:on|to|zu|for)\b.*)\s*(?:[(\[]?\d+[)\]]?)?\W*",
    re.IGNORECASE,
)
MOST_READ = re.compile(
    r"(?:related(?: (?:posts|articles|stories))?|most read|meistgelesen|meest gelezen|les plus lus|lo más leído)\s*(?:\(?\d+\)?)?\W*",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:\(c\)|\u00a9|copyright\b|alle rechte vorbehalten|all rights reserved|tous droits réservés)", re.IGNORECASE
)

# Who owns, makes or registers the site, as its footer says it.
OWNERS = re.compile(
    r"\b(?:is published by|powered by|designed by|registered (?:charity|office|company|in)|all rights reserved|terms (?:of use|and conditions|of service)|privacy policy|cookie policy"
    r"|impressum|datenschutz|mentions légales|tous droits|aviso legal)\b",
    re.IGNORECASE,
)
