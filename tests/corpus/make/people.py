"""
The people of the corpus, all invented: names, posts, places, programmes and projects.

`draw(how_many, seed)` gives the same people for the same seed, on every machine. No value has a small letter after a
hyphen, so that a value broken at its own hyphen is put together again by the rule of the goldens (a hyphen at a line end
stays before a capital and goes before a small letter). Makers that need other text write it themselves.

The one table that is not invented, the participants of the King's Fund report of 2012, is read by `participants()` from
the goldens of this repository.
"""

import csv
import random
import unicodedata
from dataclasses import dataclass
from pathlib import Path

PARTICIPANTS = Path(__file__).resolve().parents[2] / "golden" / "kings_fund_2012" / "participants.csv"
PARTICIPANT_COLUMNS = ["Name", "Job and location", "Leadership programme"]

LETTERS = str.maketrans({"đ": "d", "ø": "o", "æ": "ae", "ł": "l", "ı": "i"})

PARTICIPANTS_LEAD = (
    "The participants are listed below, each with the job, the location and the leadership programme that were given for "
    "them. Not every one of these was given in every case."
)
"""What stands above the participants."""


@dataclass(frozen=True)
class Person:
    """An invented person, with everything a table of a report may print about one."""

    title: str
    given: str
    family: str
    letters: str
    post: str
    place: str
    town: str
    programme: str
    project: str
    year: str
    date: str
    days: int
    band: str

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given} {self.family}"

    @property
    def full(self) -> str:
        """The name with its title and the letters after it, where there are any."""
        return " ".join(part for part in (self.title, self.given, self.family, self.letters) if part)

    @property
    def indexed(self) -> str:
        """The name as an index prints it: family name first."""
        return f"{self.family}, {self.given}"

    @property
    def job(self) -> str:
        """Post and place in one, as many reports print them."""
        return f"{self.post}, {self.place}"

    @property
    def email(self) -> str:
        """An address that cannot exist, of ASCII letters."""
        letters = f"{self.given[0]}.{self.family}".lower().translate(LETTERS)
        letters = unicodedata.normalize("NFKD", letters)
        return "".join(c for c in letters if c.isascii() and (c.isalpha() or c == ".")) + "@example.org"

    @property
    def initials(self) -> str:
        """The initials, as in a column of mentors."""
        return "".join(word[0] for word in self.name.replace("-", " ").split())


# Title, given name, family name, letters after the name.
NAMES = [
    ("Dr", "Aoife", "Thrandall", ""),
    ("", "Björn", "Hasselgård", ""),
    ("Dr", "Chidinma", "Okwuosah", "MRCP"),
    ("Prof", "Đurđica", "Vukelić-Marsh", "FRCS"),
    ("", "Esmé", "Pottlewick", ""),
    ("", "Fionnuala", "O’Dravitt", ""),
    ("Dr", "Gethin", "ap Morvaen", ""),
    ("", "Hanne", "Kjærsgrød", ""),
    ("", "Ibrahim", "al-Qasmawi", ""),
    ("Dr", "Jean-Luc", "Deverbois", "PhD"),
    ("", "Kasia", "Wróblewczyk", ""),
    ("", "Liselotte", "van der Brandhof", ""),
    ("Dr", "María José", "Peñarroyal Ibáñez", ""),
    ("", "Nkechi", "Adubifa-Clough", ""),
    ("", "Oona", "Mac Giolla Dubh", ""),
    ("Prof", "Priyanka", "Subrahmanivelu", "OBE"),
    ("", "Quentin", "Fairweather-Stoke", ""),
    ("Dr", "Rhiannon", "Tregarthwyn", ""),
    ("", "Søren", "Løvdalen", ""),
    ("", "Thandiwe", "Mkhabelani", ""),
    ("Dr", "Umar", "Farooqsson", "MRCGP"),
    ("", "Věra", "Šťastnovská", ""),
    ("", "Wen", "Li-Harcastle", ""),
    ("", "Xanthe", "Papadimitrakou", ""),
    ("Dr", "Yewande", "Olanrewa", ""),
    ("", "Zbigniew", "Głowaczny", ""),
    ("", "Amélie", "d’Hautcourbe", ""),
    ("Mr", "Barnaby", "Stiffkey", "FRCS"),
    ("", "Cosmo", "de la Ferronière", ""),
    ("Ms", "Dilys", "Penhallurick", ""),
    ("", "Ekaterina", "Zvonareva", ""),
    ("Dr", "Fergus", "McGlintock", ""),
    ("", "Güneş", "Yıldırımer", ""),
    ("", "Hortense", "Baffleigh", ""),
    ("Dr", "Ingrid", "Ström-Ackroyd", ""),
    ("", "Jyothi", "Ramachandrula", ""),
    ("", "Kit", "Ng", ""),
    ("Dr", "Lorcan", "Ó Fearghaíleach", "MRCPsych"),
    ("", "Mireia", "Puigdomènec", ""),
    ("", "Nils", "Ek", ""),
    ("Dr", "Ottoline", "Wraxhall-Smythe", "DCH"),
    ("", "Padma", "Iyengarathnam", ""),
    ("Prof", "Ruaridh", "Auchterloan", "CBE FRCP"),
    ("", "Sunniva", "Fjellbråten", ""),
    ("", "Tobias", "von Eichenstätt", ""),
    ("Mrs", "Ursula", "Huffington-Pell", "RN"),
    ("", "Viliami", "Tu’ipelehake", ""),
    ("Dr", "Winifred", "Ashgrove", ""),
    ("", "Ximena", "Zúñiga-Ferrall", ""),
    ("", "Yusra", "bint Hamdanah", ""),
    ("Dr", "Zoë", "Cattermull", ""),
    ("", "Alasdair", "Fflewddur", ""),
    ("", "Brónagh", "Nic Eachainn", ""),
    ("Dr", "Ceridwen", "Llanthonley", "FFPH"),
    ("", "Dmitri", "Oblonskoff", ""),
    ("", "Eun-Ji", "Bahksworth", ""),
    ("Dr", "Florian", "Kühnlechner", ""),
    ("", "Griselda", "Officer", ""),
    ("", "Håkon", "Tveitåsen", ""),
    ("Sr", "Immaculata", "Nwankwelu", ""),
    ("", "Jadwiga", "Krzyżanowicz-Bell", ""),
    ("Dr", "Kwabena", "Asantefuor", ""),
    ("", "Lucía", "Muñozal", ""),
    ("", "Mungo", "St Clair-Bagshaw", ""),
    ("Dr", "Noor", "El-Tahirya", ""),
    ("", "Oluwaseyi", "Adebambowale", ""),
    ("", "Peregrine", "Thistlewood", ""),
    ("Dr", "Roisín", "Fitzmallory", "MRCPCH"),
    ("", "Siobhan", "Uí Cheallachánach", ""),
    ("", "Tatiana", "Michaelidou-Frost", ""),
    ("Dr", "Ulrika", "Bäckmanson", ""),
    ("", "Vuyo", "Ndlovanda", ""),
]

POSTS = [
    "ST5 Cardiology Registrar",
    "Consultant Anaesthetist",
    "GP",
    "Band 7 Physiotherapist",
    "Specialist Registrar in Respiratory and General Internal Medicine",
    "Public Health Registrar",
    "Ward Sister",
    "ST3 Paediatrics",
    "Consultant Obstetrician and Gynaecologist",
    "Salaried GP and Clinical Tutor",
    "Matron, Surgical Flow",
    "Associate Medical Director",
    "Chief Pharmacist",
    "Clinical Psychologist",
    "ST7 Trauma and Orthopaedics",
    "Lead Nurse for Infection Prevention",
    "Advanced Paramedic Practitioner",
    "Registrar",
    "Head of Occupational Therapy Services",
    "Consultant in Emergency Medicine and Trust Lead for Patient Safety",
    "Microbiology Registrar",
    "Community Midwife, Band 6",
    "Dean’s Fellow in Old Age Psychiatry",
    "Staff Grade, Ophthalmology",
    "Director of Nursing",
]

PLACES = [
    "Eastmere General Hospital",
    "Brackenford NHS Foundation Trust",
    "St Winnoc’s Hospital",
    "Hallowby and Thrupp Hospitals NHS Trust",
    "Quenby Vale Surgery",
    "Royal Marlestone Infirmary",
    "Northwick Levels Primary Care Trust",
    "Saltersgate Children’s Hospital",
    "Pennardale Community Services",
    "Thornley Vale Mental Health Partnership NHS Foundation Trust",
    "Queen Ethel Hospital",
    "Dunmarrow Ambulance Service",
    "Wexcombe Cottage Hospital",
    "University Hospitals of Averil and Stanyon",
    "Ottermouth Health Centre",
]

TOWNS = ["Eastmere", "Brackenford", "Hallowby", "Quenby", "Marlestone", "Northwick Levels", "Saltersgate", "Pennardale"]

PROGRAMMES = [
    "Beacon Fellowship",
    "Rising Leaders",
    "Marlestone Clinical Leaders Scheme",
    "Aspire to Lead: NHS Midshires",
    "Deanery Leadership Fellows",
    "Chief Nurse’s Improvement Faculty",
    "Next Step",
    "Fellowship in Quality and Safety of the College of Ward Medicine",
]

PROJECTS = [
    "Safer handover at night",
    "Reducing the time from triage to antibiotics for patients with suspected sepsis",
    "Staff flu vaccination",
    "An efficient workflow for first fit clinics, with fewer letters and one named nurse for each family",
    "Discharge before noon",
    "Offering fluids on the wards: a small change with a large effect on acute kidney injury",
    "Theatre briefings",
    "Teaching ward staff to find and fix their own problems",
    "Falls",
    "A single point of access for difficult referrals from general practice, open seven days a week",
    "Redesign of the hip fracture pathway",
    "Patient stories at the board",
]

YEARS = ["2007–08", "2008–09", "2009–10", "2010–11", "2011–12"]
MONTHS = ["January", "March", "April", "June", "September", "October", "November"]
BANDS = ["5", "6", "7", "8a", "8b", "9"]

PROSE = [
    (
        "The programme began with a call for applicants in the spring, and more people answered it than anyone had expected. "
        "Each was seen by a panel of three, of whom one was always a patient. The panel wrote down its reasons."
    ),
    (
        "What the fellows had in common was not seniority. Some were in their third year of training, others had led a "
        "service for a decade; all of them spoke of a first attempt that had failed, and of what they had learned from it."
    ),
    (
        "Mentors met their fellows once a month. Travel was paid by the scheme, time was given by the employer, and where an "
        "employer would not give it the scheme said so in public. This happened twice."
    ),
    (
        "We asked every site for the same four figures. Two sites could not supply them, and their answers are left out of the "
        "averages below. The full returns are kept by the evaluation team and can be seen on request."
    ),
    (
        "None of this was quick. The first of the projects reported after fourteen months, the last after almost three years, "
        "and in one the question had changed so much that the report answers another one altogether."
    ),
    (
        "Staff who left during the year are listed under the post they held when it began. Names are printed in the form that "
        "their owners asked for, with or without titles."
    ),
]
"""Paragraphs of a report, to stand above, below and beside tables."""


def draw(how_many: int, seed: int) -> list[Person]:
    """`how_many` people, no name twice, the same for the same seed; 72 at most."""
    dice = random.Random(seed)
    names = list(NAMES)
    dice.shuffle(names)
    return [
        Person(
            *name,
            post=dice.choice(POSTS),
            place=dice.choice(PLACES),
            town=dice.choice(TOWNS),
            programme=dice.choice(PROGRAMMES),
            project=dice.choice(PROJECTS),
            year=dice.choice(YEARS),
            date=f"{dice.randint(1, 28)} {dice.choice(MONTHS)} {dice.randint(2006, 2012)}",
            days=dice.randint(1, 120),
            band=dice.choice(BANDS),
        )
        for name in names[:how_many]
    ]


def participants() -> list[list[str | None]]:
    """The 27 participants of the King's Fund report of 2012, as printed under `PARTICIPANT_COLUMNS`."""
    with PARTICIPANTS.open(encoding="utf-8", newline="") as file:
        return [
            [row["name"], row["job_and_location_printed"], row["programme_printed"]] for row in csv.DictReader(file)
        ]
