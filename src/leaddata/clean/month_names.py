"""The names of months in the languages of Europe and its neighbours, and their short forms, in small letters."""

from __future__ import annotations

__all__ = ["MONTHS"]

_NAMES = (
    "january jan janvier janv januar jänner enero ene gennaio gen januari janeiro styczeń stycznia января январь ιανουαρίου ionawr eanáir tammikuuta",
    "february feb février févr fév fevrier februar febrero febbraio februari fevereiro fev luty lutego февраля φεβρουαρίου chwefror feabhra helmikuuta",
    "march mar mars märz mrz maerz marzo maart mrt março marts marzec marca марта μαρτίου mawrth márta maaliskuuta",
    "april apr avril avr abril abr aprile kwiecień kwietnia апреля απριλίου ebrill aibreán huhtikuuta",
    "may mai mayo maggio mag mei maio maj maja мая μαΐου bealtaine toukokuuta",
    "june jun juin juni junio giugno giu junho czerwiec czerwca июня ιουνίου mehefin meitheamh kesäkuuta",
    "july jul juillet juil juli julio luglio lug julho lipiec lipca июля ιουλίου gorffennaf iúil heinäkuuta",
    "august aug août aout agosto ago augustus augusti sierpień sierpnia августа αυγούστου awst lúnasa elokuuta",
    "september sept sep septembre septiembre setembre settembre set sett setembro wrzesień września сентября σεπτεμβρίου medi meán-fómhair syyskuuta",
    "october oct octobre oktober okt octubre ottobre ott outubro out październik października октября οκτωβρίου hydref deireadh-fómhair lokakuuta",
    "november nov novembre noviembre novembro listopad listopada ноября νοεμβρίου tachwedd samhain marraskuuta",
    "december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro grudzień grudnia декабря δεκεμβρίου rhagfyr nollaig joulukuuta desember",
)
# Turkish, Romanian, Catalan, Hungarian, Ukrainian, Czech, Croatian, Finnish, Arabic, Hebrew, Galician, Slovene, Slovak, Serbian, Bulgarian, Estonian,
# Lithuanian, Latvian, Icelandic, Maltese, and short forms.
_OTHERS = (
    "ocak oca ianuarie gener január січня янв siječnja ledna tammikuuta يناير ינואר בינואר sty xaneiro januarja januára јануар януари jaanuar jaan janúar jannar ιαν sausio janvāris janvārī",
    "şubat şub februarie febrer február лютого фев февр veljače února helmikuuta فبراير פברואר בפברואר lut febreiro februarja februára фебруар февруари veebruar veebr febrúar frar φεβ vasario februāris februārī",
    "mart martie maret marts március березня ožujka března maaliskuuta مارس מרץ במרץ març märts март мар μαρ marca marec kovo martā",
    "nisan nis aprilie április квітня апр travnja dubna huhtikuuta أبريل ابريل אפריל באפריל kwi aprila aprill април apríl apríla απρ balandžio aprīlis aprīlī",
    "mayıs mayis maig május травня svibnja května toukokuuta مايو מאי במאי mája maí mejju мај май μαΐ μαϊ máj gegužės maijs maijā maja",
    "haziran haz iunie juny június червня июн lipnja června kesäkuuta يونيو يونيه יוני ביוני cze xuño junija júna jún juuni júní ġunju јун юни ιουν birželio jūnijs jūnijā",
    "temmuz tem iulie juliol július липня июл srpnja července heinäkuuta يوليو يوليه יולי ביולי lip xullo julija júla júl juuli júlí lulju јул юли ιουλ liepos jūlijs jūlijā",
    "ağustos ağu agustus agost augusztus серпня авг kolovoza srpna elokuuta أغسطس اغسطس אוגוסט באוגוסט sie avgusta augusta ágúst awwissu август ogos αυγ rugpjūčio augusts augustā",
    "eylül eyl septembrie szeptember вересня сен сент rujna září syyskuuta سبتمبر ספטמבר בספטמבר wrz septembra септембар септември settembru σεπ rugsėjo septembris septembrī",
    "ekim eki octombrie október жовтня окт října lokakuuta أكتوبر اكتوبر אוקטובר באוקטובר paź oktobra октобар октомври oktoober ottubru οκτ októbra spalio oktobris oktobrī",
    "kasım kasim kas noiembrie ноя листопада studenoga listopadu marraskuuta نوفمبر נובמבר בנובמבר lis novembra nóvember новембар ноември novembru νοε lapkričio novembris novembrī",
    "aralık aralik decembrie desember desembre грудня дек prosinca prosince joulukuuta ديسمبر דצמבר בדצמבר gru decembra disember detsember dets децембар декември diċembru δεκ gruodžio decembris decembrī",
)
MONTHS = {
    name: number for names in (_NAMES, _OTHERS) for number, one in enumerate(names, start=1) for name in one.split()
}
