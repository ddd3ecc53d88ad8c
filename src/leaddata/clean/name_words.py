"""Words that tell names from other words: titles of honour, degrees, particles, and what no name is made of."""

from __future__ import annotations

__all__ = [
    "COMMON",
    "DEGREES",
    "DONE",
    "GIVEN_POSTS",
    "HONORIFICS",
    "LAST_OF_POSTS",
    "LIKE_GERUNDS",
    "PARTICLES",
    "PRESS",
    "ROLES",
    "SMALL",
    "TITLED_POSTS",
    "WORKPLACES",
]


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


HONORIFICS = _words(
    "dr prof professor sir dame lord lady baroness baron mr mrs ms miss mx rev revd reverend sr cllr councillor hon capt",
    "captain major maj col colonel lt lieutenant sgt sergeant cdr commander surg admiral brigadier general doctor pr mme",
    "mlle m frau herr ing dott dott.ssa doktor don doña associate assistant emeritus a/prof assoc asst",
)
PARTICLES = _words(
    "de da do di del della dello den der des dos das du la le les ten ter te van von vom zu zum zur af av bin ibn binti bint",
    "abu al el ul ud ap ab ferch verch mac ben bat y e i san santa st van't 't van\u2019t \u2019t \u2018t d d' dal degli dei lo ver",
)
# "Editorial team", "Press office": with these before it, what a group is called needs no capital.
PRESS = _words("editorial communications comms press media web news digital content")
# Written as they are printed; any other run of capitals after a name is taken for a degree or an order too.
DEGREES = _words(
    "MSc MPhil DPhil PhD BSc MRes MBChB MBBCh BMBS BMBCh BMedSci BNurs BMid MNurs MEd BEd DEd EdD PGCert PGDip PGCE DrPH MPharm",
    "FRCPath FRCPsych MRCPsych FRCPCH FRCEM FRCGP MRCGP FRCS FRCP MRCP FRCSEd DClinPsy DClinPsych DNurs DSc LLB LLM Hons Jr Sr II",
    "III IV MSt FMedSci FAcadMEd MClinRes MClinEd MMedSci MMedEd FCPodS Esq MMed BPharm BSocSc MAcc PsyD PharmD DProf DHealth",
    "FHEA SFHEA MCMI MBPsS CPsychol AFBPsS FInstLM MInstLM MCLIP BDS Phd MSC Msc Bsc BSC Dipl",
)
ROLES = _words(
    "consultant registrar fellow nurse midwife director officer manager lead head chief chair chairman chairwoman chairperson",
    "president professor lecturer reader student trainee editor trustee secretary pharmacist physiotherapist paramedic surgeon",
    "physician gp practitioner doctor specialist psychologist psychiatrist paediatrician anaesthetist radiographer dietitian",
    "researcher analyst advisor adviser coordinator coach mentor executive governor commissioner ambassador senior junior deputy",
    "vice interim founder co-founder author writer journalist columnist reporter correspondent associate assistant clinical",
    "medical nursing foundation year st3 st4 st5 st6 st7 ct1 ct2 ct3 fy1 fy2 sho obstetrician gynaecologist oncologist",
    "cardiologist geriatrician intensivist neurologist partner owner principal dean scientist engineer therapist worker visitor",
    "sister matron administrator technician dentist optometrist dietician podiatrist chaplain volunteer apprentice facilitator convenor",
    "strategist statistician economist blogger commentator tutor teacher solicitor barrister accountant engineer architect designer",
    "candidate leader clinician educator campaigner advocate producer broadcaster historian representative superintendent postdoc",
    "cymrawd nyrs meddyg cyfarwyddwr ymgynghorydd athro pennaeth rheolwr cofrestrydd bydwraig fferyllydd swyddog",
    "\u00e4rztin arzt chef\u00e4rztin chefarzt ober\u00e4rztin oberarzt pflegedirektorin pflegedirektor m\u00e9decin infirmi\u00e8re infirmier directrice directeur",
    "responsable m\u00e9dica m\u00e9dico enfermera enfermero directora l\u00e4kare sjuksk\u00f6terska overlege sykepleier",
    "carer patient ceo cno cmo cio coo minister member expert consultants at of hospital university trust",
)
# No name of a person has these, so that a title in capitals is not taken for one.
COMMON = _words(
    "a about across after again against all also always among an and another any are as at away back be because become",
    "becoming been before behind being below between beyond both but by can cannot could did do does doing done don't down",
    "during each either else enough ever every everyone everything few first five for four from full get getting give giving go",
    "going got had has have having he her here herself high him himself his how i if in into is it its itself just keep keeping",
    "know knowing last least left less let like little make making many me more most much must my myself need needs never new",
    "next no nobody none nor not nothing now of off often old on once one only onto or our ours ourselves out",
    "over own part perhaps put putting right said same saying second see seeing set several shall she should show since six so",
    "some somebody someone something soon still such take taking ten than that the their them themselves then there these they",
    "thing things third this those three through time times to together too toward towards two under until up upon us use used",
    "using very via was way ways we well were what when where whether which while who whom whose why with within without would",
    "yes yet you your yours yourself ability academic access action age agency aims annual answer answers approach april article",
    "articles august awards behaviour best-practice better blog blogs board books bulletin burnout business campaign capacity",
    "career careers caring case category centre challenge challenges change changes changing chapter choice clinic clinical",
    "clinicians coaching college comment comments committee communication communities community compassion compassionate",
    "competence competition conference confidence conversation conversations courage covid creating crisis culture data day-to-day",
    "debate decision decisions default delivery department design development developing digital diversity doctors driven edition",
    "editorial editorials education email emergency empathy engagement england equality equity europe event events evidence",
    "example experience experiences experts failure feature featured features feedback fellowship fellowships finding findings",
    "followership forum foundations future gallery gender global goals governance government group groups growth guest guide",
    "health healthcare healthy helping history home hospital hospitals humanity humility ideas impact improvement improving",
    "inclusion inclusive influence information initiative innovation insight insights integrated integrity international interview",
    "interviews journal journey kindness knowledge latest leader leaders leadership leading learned learning lesson lessons",
    "letter letters level life listening local management managers march-in matters medical medicine meeting meetings members",
    "mental mentoring midwifery midwives mission model money moral morale moving national networks news newsletter nhs night",
    "november nurses nursing october opinion opinions organisation organisational organisations overview pandemic paper papers",
    "part-time partnership patient patients people performance person personal perspective perspectives pilot plan planning",
    "podcast podcasts policy politics posts practice pressure primary principle principles problem problems profession",
    "professional professionals programme programmes progress project projects psychological public purpose quality question",
    "questions racism read reading reasons reflection reflections reform regional related report reports research resilience",
    "resource resources respect review reviews role roles rota rotas rules safe safety school science sciences september series",
    "service services session shadowing shift shifts shortage skills social society solutions speaking speech staff staffing",
    "stories story strategies strategy stress students study success supervision support supporting surgery survey sustainable",
    "sustainability system systems talk talking teaching team teams technology theatre theory thinking thoughts today tomorrow",
    "topic topics trainees training transformation transition trust tuesday uncategorised uncategorized update updates values",
    "video videos view views vision voice voices volunteering wards wednesday week weekly weeks welcome wellbeing winter wisdom",
    "women work workforce working workplace workshop world writing written year years yesterday young-people website site page",
    "pages press magazine archive archives post issue issues volume blogpost op-ed column columns monday thursday friday saturday",
    "january february december july accident consensus numbers accounts rights hand heart mouth mind law force nature definition",
    "association institute university faculty network office officially opens announces launches unveils reopens",
    "donation cancer stroke diabetes dementia frailty asthma sepsis wound organ maternity neonatal paediatrics cardiology oncology radiology",
    "pathology psychiatry anaesthesia dentistry pharmacy therapy therapies imaging genomics vaccines vaccination infection prevention screening",
    "diagnosis diagnostics treatment discharge urgent acute ambulance theatres outpatients inpatients virtual sickle obesity nutrition",
    "rehabilitation palliative disability autism neurodiversity menopause suicide trauma injury injuries allergy antibiotics antimicrobial",
    "medication medications prescribing procurement logistics finance budgets recruitment retention induction appraisal revalidation mentorship",
    "apprenticeship apprenticeships fundraising campaigns philanthropy stewardship wellness mindfulness fatigue parking catering genetics robotics",
    "posted published updated added hospice hospices icb care informatics analytics cybersecurity software hardware artificial intelligence automation climate recycling sustainability",
)
# What is done by somebody is not signed by them.
DONE = _words(
    "inspired led run driven supported hosted founded chaired delivered guided commissioned funded presented introduced shaped",
    "informed built created designed developed made owned used seen told taught mentored coached followed backed organised",
    "sponsored published edited influenced moved known described defined judged interviewed trained managed nominated selected",
    "endorsed approved curated translated illustrated given held won launched opened produced recommended appointed directed",
    "replaced caused defeated headed joined quoted reviewed read sung played performed named called co-led powered bound",
    "surrounded threatened touched haunted educated raised treated examined rejected accepted signed lived stand stood",
    "unveiled visited praised welcomed honoured celebrated awarded unlocked thanked attended hailed",
)
SMALL = _words("of for and the in at on & de du des und et y to")
# Where somebody works, told by one of these words behind a comma.
WORKPLACES = _words(
    "trust hospital hospitals hospice infirmary clinic surgery university college school institute centre center department",
    "directorate division ministry council authority agency board deanery foundation charity cic ltd limited plc llp inc icb icbs ics ccg pct",
    "nhs nhse hee healthcare laboratory laboratories unit service services association society academy federation fund care support",
)
# Posts that stand before a name as titles do: "Sister Ann Other".
TITLED_POSTS = _words("sister matron nurse midwife paramedic")
# Posts that are no family names: "Ward Manager".
LAST_OF_POSTS = _words(
    "manager director officer coordinator practitioner registrar therapist specialist secretary executive administrator pharmacist",
    "physiotherapist paramedic midwife trustee lecturer researcher adviser advisor psychologist psychiatrist physician trainee governor",
    "dietitian technician consultant anaesthetist paediatrician radiographer",
)
# Posts that are given or family names too.
GIVEN_POSTS = _words("dean reader chase partner st")
LIKE_GERUNDS = _words(
    "blessing channing fleming golding harding manning keating dowling browning darling xiaoming xiaoping xiaoling",
    "jianping jianming yanping liping weiping guoping haiping yuting yiting jiaying xueying xiaoying meiling liling yanling jianing weiming",
    "irving ewing sterling king ming ling ding xing qing jing ying bing ping ting ning",
)
