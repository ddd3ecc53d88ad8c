"""Labels of structured abstracts in languages other than English, as patterns of text with one capital."""

from __future__ import annotations

__all__ = ["FOREIGN_LABEL", "HAN_LABELS"]

_LABELS = (
    # Spanish, Portuguese, Catalan
    r"Antecedentes?(?: y [^\W\d_]+)?|Fundamentos?|Introducci[oó]n|Introdu[cç][aã]o|Introducci[oó]|Contexto|[AÁ]mbito|Emplazamiento|Poblaci[oó]n",
    r"Obje[ct]t?ivos?(?: (?:principal|general|geral|del estudio|do estudo)(?:es)?)?|Objectius?|Justificaci[oó]n|Justificativa|Sujetos|Sujeitos",
    r"(?:Materiale?s?|Pacientes|Sujetos|Participantes|Dise\u00f1o|Desenho)?(?:,? (?:y|e|i) )?M[eéèê]todos?(?: y [^\W\d_]+)?|Local|Delineamento",
    r"Dise\u00f1o(?: (?:y|del|de) [^\W\d_]+)?|Desenho do estudo|Pacientes|Participantes|Metodolog[ií]a|M[eè]todes|Tipo de estud[io]o?",
    r"Resultados?(?: (?:y|e) [^\W\d_]+| principa(?:les|is))?|Resultats?|Discusi[oó]n|Discuss[aã]o|Conclusi(?:[oó]n|ones)(?: y [^\W\d_]+)?",
    r"Conclus(?:[aã]o|[oõ]es)(?: e implica[cç][oõ]es para a pr[aá]tica)?|Considera\u00e7\u00f5es finais|Limita(?:ciones|[cç][oõ]es)|Hallazgos|Achados",
    r"(?:Implicaciones|Implica[cç][oõ]es)(?: [^\W\d_]+){0,3}|Mediciones(?: principales)?|Intervenci(?:[oó]n|ones)|Interven[cç](?:[aã]o|[oõ]es)|Variables",
    r"Fuentes? de datos|Fontes de dados|Prop[oó]sito|Interpretaci[oó]n|Originalidade?(?:/valor)?|Palabras clave|Palavras-chave|S[ií]ntesis de los datos",
    # French
    r"Contexte|But(?:s)?(?: de l.\u00e9tude)?|Objectifs?|(?:Mat[eé]riels?|Patients|Population) et m[eé]thodes?|M[eé]thod(?:es?|ologie)|Probl[eé]matique",
    r"R[eé]sultats?|Conclusions?|Discussion|Introduction|Justification|Participants|Interventions?|Limites|Mots[- ]cl[eé]s|Devis|Sources? de donn[eé]es|Perspectives",
    # German
    r"Hintergrund|Einleitung|Einf\u00fchrung|Ziele?(?: der (?:Arbeit|Studie|Untersuchung))?|Ziel(?:setzung|stellung)|Fragestellung(?:en)?|Methodik|Studiendesign",
    r"(?:Material|Patienten|Probanden|Design) und Method(?:en?|ik)|Methoden?|Ergebnisse?|Resultate|Schlussfolgerung(?:en)?|Fazit|Diskussion|Limitationen",
    r"Zusammenfassung|Fazit f\u00fcr die Praxis|Stichprobe|Anliegen|Patienten|Schlu\u00dffolgerung(?:en)?",
    # Italian
    r"Obiettiv[oi]|Scopo(?: dello studio)?|Introduzione|Premessa|(?:Materiali|Pazienti) e metodi|Metod[io]|Risultat[io]|Conclusion[ei]|Discussione",
    # Dutch, Danish, Norwegian, Swedish
    r"Achtergrond|Doel(?:stelling)?|Opzet|Resultaten|Conclusies?|Inleiding|Discussie|Methoden?|Ba[kg]grund|Bakgrunn|Syfte|Form\u00e5l|Hensikt|M\u00e5l|Slutsats",
    r"Metod|Metoder?|Materiale? (?:og|och) metoder?|Resultat(?:er)?|Slutsats(?:er)?|Kon[kc]lu[sk][ijs]?on(?:er)?|Fortolkning|Introduktion|Diskus[sj]on",
    # Polish, Czech, Hungarian, Turkish
    r"Wst\u0119p|Cel(?: (?:pracy|badania))?|Materia\u0142y? i metody|Metody|Metodyka|Wyniki|Wnioski|C\u00edl[e]?|\u00davod|Metodika|V\u00fdsledky|Z\u00e1v\u011bry?",
    r"Bevezet\u00e9s|C\u00e9l(?:kit\u0171z\u00e9s)?|M\u00f3dszer(?:ek)?|Eredm\u00e9nyek|K\u00f6vetkeztet\u00e9s(?:ek)?|Megbesz\u00e9l\u00e9s",
    r"Ama\u00e7|Giri\u015f|Gere\u00e7 ve Y\u00f6ntem(?:ler)?|Y\u00f6ntem(?:ler)?|Bulgular|Sonu\u00e7(?:lar)?|Tart\u0131\u015fma",
    # Croatian, Serbian, Slovene, Romanian, Indonesian, Finnish, Vietnamese
    r"Uvod|Cilj(?:evi)?|Metode|Rezultati|Zaklju\u010d(?:ak|ci)|Scop|Rezultate|Concluzi[ei]|Latar belakang|Tujuan|Metode|Hasil|Kesimpulan",
    r"Tausta|Tavoite|Menetelm\u00e4t|Tulokset|P\u00e4\u00e4telm\u00e4t|M\u1ee5c ti\u00eau|Ph\u01b0\u01a1ng ph\u00e1p|K\u1ebft qu\u1ea3|K\u1ebft lu\u1eadn",
    # Russian, Ukrainian, Greek
    "\u0426\u0435\u043b\u044c(?: (?:\u0438\u0441\u0441\u043b\u0435\u0434\u043e\u0432\u0430\u043d\u0438\u044f|\u0440\u0430\u0431\u043e\u0442\u044b))?|\u041c\u0435\u0442\u043e\u0434\u044b|\u041c\u0430\u0442\u0435\u0440\u0438\u0430\u043b\u044b? \u0438 \u043c\u0435\u0442\u043e\u0434\u044b",
    "\u0420\u0435\u0437\u0443\u043b\u044c\u0442\u0430\u0442\u044b|\u0412\u044b\u0432\u043e\u0434\u044b|\u0417\u0430\u043a\u043b\u044e\u0447\u0435\u043d\u0438\u0435|\u0412\u0432\u0435\u0434\u0435\u043d\u0438\u0435|\u041e\u0431\u043e\u0441\u043d\u043e\u0432\u0430\u043d\u0438\u0435|\u041e\u0431\u0441\u0443\u0436\u0434\u0435\u043d\u0438\u0435",
    "\u041c\u0435\u0442\u0430|\u041c\u0435\u0442\u043e\u0434\u0438|\u0420\u0435\u0437\u0443\u043b\u044c\u0442\u0430\u0442\u0438|\u0412\u0438\u0441\u043d\u043e\u0432\u043a\u0438|\u03a3\u03ba\u03bf\u03c0\u03cc\u03c2|\u039c\u03ad\u03b8\u03bf\u03b4\u03bf\u03c2|\u0391\u03c0\u03bf\u03c4\u03b5\u03bb\u03ad\u03c3\u03bc\u03b1\u03c4\u03b1|\u03a3\u03c5\u03bc\u03c0\u03b5\u03c1\u03ac\u03c3\u03bc\u03b1\u03c4\u03b1",
)  # fmt: skip
_ONE = "|".join(_LABELS)
# One label, or several with "and" between: "Ergebnisse und Diskussion", "Uvod/Cilj".
FOREIGN_LABEL = rf"(?:{_ONE})(?:(?:,? (?:y|e|i|et|und|en|og|och|ve|a|si|dan|\u0438) | ?[/&] ?|, )(?:{_ONE}))*"
# Aim, background, methods, results, conclusion, discussion; in Han script, or in Korean, no blank need stand behind them.
HAN_LABELS = (
    "\u76ee\u7684", "\u80cc\u666f", "\u65b9\u6cd5", "\u65b9\u6cd5\u4e0e\u7ed3\u679c", "\u7ed3\u679c", "\u7d50\u679c", "\u7ed3\u8bba", "\u7d50\u8ad6", "\u7d50\u8bba", "\u7d50\u8a9e",
    "\u8ba8\u8bba", "\u8003\u5bdf", "(?:\u5bf9\u8c61|\u8d44\u6599|\u6750\u6599|\u8cc7\u6599)[\u4e0e\u548c\u8207]\u65b9\u6cd5", "\u7814\u7a76(?:\u80cc\u666f|\u76ee\u7684|\u65b9\u6cd5|\u7ed3\u679c|\u7d50\u679c)", "\u7ed3\u8bed", "\u7d50\u8ad6\u8207\u5efa\u8b70",
    "\ubaa9\uc801", "\ubc30\uacbd", "\ubc29\ubc95", "\uacb0\uacfc", "\uacb0\ub860",
)  # fmt: skip
