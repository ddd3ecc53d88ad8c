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
# Turkish, Romanian, Catalan, Hungarian, Ukrainian, Czech, Croatian, Finnish, Arabic, Hebrew, and short forms.
_OTHERS = (
    "ocak oca ianuarie gener január січня янв siječnja ledna tammikuuta يناير ינואר בינואר sty",
    "şubat şub februarie febrer február лютого фев февр veljače února helmikuuta فبراير פברואר בפברואר lut",
    "mart martie maret marts március березня ožujka března maaliskuuta مارس מרץ במרץ",
    "nisan nis aprilie április квітня апр travnja dubna huhtikuuta أبريل ابريل אפריל באפריל kwi",
    "mayıs mayis maig május травня svibnja května toukokuuta مايو מאי במאי",
    "haziran haz iunie juny június червня июн lipnja června kesäkuuta يونيو يونيه יוני ביוני cze",
    "temmuz tem iulie juliol július липня июл srpnja července heinäkuuta يوليو يوليه יולי ביולי lip",
    "ağustos ağu agustus agost augusztus серпня авг kolovoza srpna elokuuta أغسطس اغسطس אוגוסט באוגוסט sie",
    "eylül eyl septembrie szeptember вересня сен сент rujna září syyskuuta سبتمبر ספטמבר בספטמבר wrz",
    "ekim eki octombrie október жовтня окт října lokakuuta أكتوبر اكتوبر אוקטובר באוקטובר paź",
    "kasım kasim kas noiembrie ноя листопада studenoga listopadu marraskuuta نوفمبر נובמבר בנובמבר lis",
    "aralık aralik decembrie desember desembre грудня дек prosinca prosince joulukuuta ديسمبر דצמבר בדצמבר gru",
)
# Bulgarian, Slovak, Slovene, Estonian, Lithuanian, Latvian, Serbian, Danish.
_MORE = (
    "януари januára január jaanuar sausio janvāris janvārī јануар januarja",
    "февруари februára február veebruar vasario februāris februārī фебруар februarja",
    "март marca marec märts kovo marts martā marca",
    "април apríla apríl aprill balandžio aprīlis aprīlī aprila",
    "май mája máj gegužės maijs maijā мај maja",
    "юни júna jún juuni birželio jūnijs jūnijā јун junija",
    "юли júla júl juuli liepos jūlijs jūlijā јул julija",
    "август augusta rugpjūčio augusts augustā avgusta",
    "септември septembra rugsėjo septembris septembrī септембар",
    "октомври októbra október oktoober spalio oktobris oktobrī октобар oktobra",
    "ноември novembra lapkričio novembris novembrī новембар",
    "декември decembra detsember gruodžio decembris decembrī децембар",
)
MONTHS = {
    name: number
    for names in (_NAMES, _OTHERS, _MORE)
    for number, one in enumerate(names, start=1)
    for name in one.split()
}
