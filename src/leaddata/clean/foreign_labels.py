"""Labels of structured abstracts in languages other than English, as patterns of text with one capital."""

from __future__ import annotations

__all__ = ["FOREIGN_LABELS", "HAN_LABELS"]

FOREIGN_LABELS = (
    # Spanish, Portuguese, Catalan
    r"Antecedentes?(?: y [^\W\d_]+)?|Fundamentos?|Introducci[oó]n|Introdu[cç][aã]o|Introducci[oó]",
    r"Obje[ct]t?ivos?(?: (?:principal|general|geral)(?:es)?)?|Objectius?|Justificaci[oó]n|Justificativa",
    r"(?:Materiale?s?|Pacientes|Sujetos|Participantes|Dise\u00f1o|Desenho)?(?:,? (?:y|e|i) )?M[eéèê]todos?(?: y [^\W\d_]+)?",
    r"Dise\u00f1o(?: (?:y|del|de) [^\W\d_]+)?|Desenho do estudo|Pacientes|Participantes|Metodolog[ií]a|M[eè]todes",
    r"Resultados?(?: (?:y|e) [^\W\d_]+)?|Resultats?|Discusi[oó]n|Discuss[aã]o|Conclusi(?:[oó]n|ones)(?: y [^\W\d_]+)?",
    r"Conclus(?:[aã]o|[oõ]es)|Considera\u00e7\u00f5es finais|Limitaciones|Implicaciones(?: [^\W\d_]+){0,3}",
    # French
    r"Contexte|But(?:s)?(?: de l.\u00e9tude)?|Objectifs?|(?:Mat[eé]riels?|Patients|Population) et m[eé]thodes?|M[eé]thod(?:es?|ologie)",
    r"R[eé]sultats?|Conclusions?|Discussion|Introduction|Justification",
    # German
    r"Hintergrund|Einleitung|Ziele?(?: der (?:Arbeit|Studie))?|Ziel(?:setzung|stellung)|Fragestellung(?:en)?|Methodik",
    r"(?:Material|Patienten|Probanden|Design) und Method(?:en?|ik)|Methoden?|Ergebnisse?|Resultate|Schlussfolgerung(?:en)?|Fazit|Diskussion",
    r"Zusammenfassung",
    # Italian
    r"Obiettiv[oi]|Scopo(?: dello studio)?|Introduzione|Premessa|(?:Materiali|Pazienti) e metodi|Metod[io]|Risultat[io]|Conclusion[ei]|Discussione",
    # Dutch, Danish, Norwegian, Swedish
    r"Achtergrond|Doel(?:stelling)?|Opzet|Resultaten|Conclusies?|Inleiding|Discussie|Ba[kg]grund|Bakgrunn|Syfte|Form\u00e5l|Hensikt",
    r"Metod|Metoder?|Materiale? og metoder?|Resultat(?:er)?|Slutsats(?:er)?|Kon[kc]lu[sk][sj]?on(?:er)?|Fortolkning",
    # Polish, Czech, Turkish
    r"Wst\u0119p|Cel(?: (?:pracy|badania))?|Materia\u0142y? i metody|Metody|Wyniki|Wnioski|C\u00edl|V\u00fdsledky|Z\u00e1v\u011br",
    r"Ama\u00e7|Giri\u015f|Gere\u00e7 ve Y\u00f6ntem(?:ler)?|Y\u00f6ntem(?:ler)?|Bulgular|Sonu\u00e7(?:lar)?|Tart\u0131\u015fma",
    # Russian
    "\u0426\u0435\u043b\u044c(?: \u0438\u0441\u0441\u043b\u0435\u0434\u043e\u0432\u0430\u043d\u0438\u044f)?|\u041c\u0435\u0442\u043e\u0434\u044b|\u041c\u0430\u0442\u0435\u0440\u0438\u0430\u043b\u044b? \u0438 \u043c\u0435\u0442\u043e\u0434\u044b",
    "\u0420\u0435\u0437\u0443\u043b\u044c\u0442\u0430\u0442\u044b|\u0412\u044b\u0432\u043e\u0434\u044b|\u0417\u0430\u043a\u043b\u044e\u0447\u0435\u043d\u0438\u0435|\u0412\u0432\u0435\u0434\u0435\u043d\u0438\u0435",
)
# Aim, background, methods, results, conclusion, discussion; in Han script no blank need stand behind them.
HAN_LABELS = (
    "\u76ee\u7684", "\u80cc\u666f", "\u65b9\u6cd5", "\u65b9\u6cd5\u4e0e\u7ed3\u679c", "\u7ed3\u679c", "\u7d50\u679c", "\u7ed3\u8bba",
    "\u7d50\u8ad6", "\u8ba8\u8bba", "\u5bf9\u8c61\u4e0e\u65b9\u6cd5",
)  # fmt: skip
