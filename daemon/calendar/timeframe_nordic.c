/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_nordic.h"

/* Norwegian, then Danish where it differs. */
static const struct timeframe_word rows[] = {
	{ "vårs|vårsemester|vårsemesteret|forår|foråret|forårs|forårets",
	    TOKEN_SEASON, 0 },
	{ "høst|høsten|høstens|høstsemester|høstsemesteret|efterår|efteråret|"
	  "efterårs|efterårets",
	    TOKEN_SEASON, 1 },
	{ "sommer|sommeren|sommerens", TOKEN_SEASON, 2 },
	{ "vinteren|vinterens", TOKEN_SEASON, 3 },
	{ "januar", TOKEN_MONTH, 1 },
	{ "februar", TOKEN_MONTH, 2 },
	{ "marts", TOKEN_MONTH, 3 },
	{ "mai", TOKEN_MONTH, 5 },
	{ "desember|des", TOKEN_MONTH, 12 },
	{ "kvartaler", TOKEN_BLOCK, 4 },
	{ "halvåre|halve år", TOKEN_BLOCK, 2 },
	{ "uke|uka|uken|uker|ukene|uge|ugen|uger|ugerne", TOKEN_WEEK, 0 },
	{ "årene|kalenderårene|budsjettår|budsjettåret|budgetårene|"
	  "driftsår|driftsåret",
	    TOKEN_YEAR_NOUN, 0 },
	{ "valgperioden|valgperiode|kommunestyreperioden|byrådsperioden",
	    TOKEN_PERIOD_NOUN, 48 },
	{ "periode|planperiode|økonomiplanperioden|handlingsplanperiode|"
	  "strategiperiode|prosjektperioden|prosjektperiode|avtaleperioden|"
	  "aftaleperioden|projektperiode",
	    TOKEN_PERIOD_NOUN, 0 },
	{ "skoleår|skoleåret|skoleårets", TOKEN_SCHOOL_YEAR, 0 },
	{ "skoleårene", TOKEN_SCHOOL_YEAR, 1 },
	{ "måned|måneden|måneder", TOKEN_SPAN_NOUN, 1 },
	{ "dager|dage|døgn", TOKEN_SPAN_NOUN, 0 },
	{ "semester|semesteret", TOKEN_SPAN_NOUN, 6 },
	{ "siste|sidste", TOKEN_LAST, 0 },
	{ "begynnelsen av|begynnelsen på|starten av|starten på|tidlig|"
	  "begyndelsen af|starten af|tidligt",
	    TOKEN_THIRD, 0 },
	{ "midten av|midten på|midten|midten af", TOKEN_THIRD, 1 },
	{ "slutten av|slutten på|slutten|slutningen af|slutningen|sidst på",
	    TOKEN_THIRD, 2 },
	{ "utgangen av|utgangen|udgangen af|udgangen|årsslutt", TOKEN_CLOSE,
	    0 },
	{ "slutt", TOKEN_CLOSE, 1 },
	{ "inngangen av|inngangen til|inngangen|indgangen til", TOKEN_OPENING,
	    0 },
	{ "og|hhv|henholdsvis", TOKEN_AND, 0 },
	{ "til|frem til|indtil", TOKEN_UNTIL, 0 },
	{ "til og med|frem til og med|t o m", TOKEN_UNTIL, 1 },
	{ "senest|seinest|innen|innen utløpet av|sluttdato", TOKEN_BY, 0 },
	{ "før|inden", TOKEN_BEFORE, 0 },
	{ "fra|fra og med|med oppstart|med opstart|tidligst", TOKEN_FROM, 0 },
	{ "etter", TOKEN_AFTER, 0 },
	{ "mellom|mellem", TOKEN_BETWEEN, 0 },
	{ "oppstart|opstart|starter|påbegynnes|påbegyndes|igangsettes|"
	  "igangsættes|startdato",
	    TOKEN_START, 0 },
	{ "ferdig|ferdigstilles|ferdigstilt|færdig|færdiggøres|avsluttes|"
	  "afsluttes|skal være ferdig|skal være færdig",
	    TOKEN_DONE, 0 },
	{ "og fremover|fremover|og utover|og videre|og frem|og senere|"
	  "og framover|framover",
	    TOKEN_ONWARD, 0 },
	{ "hele|i løpet av|i løbet af|løpet av|gjennom|gennem|gjennomføres|"
	  "gennemføres|utføres|udføres|planlegges|planlægges|planlagt|innenfor|"
	  "inden for|af|dato|tidspunkt|skal|være",
	    TOKEN_IN, 0 },
	{ "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag", TOKEN_IN,
	    IN_WEEKDAY },
	{ "ved", TOKEN_AT, 0 },
	{ "gang|ganger|gange", TOKEN_TIMES, 0 },
	{ "to ganger|to gange", TOKEN_TIMES, 2 },
	{ "inntil videre|indtil videre|og inntil videre|og indtil videre",
	    TOKEN_ONGOING, 1 },
	{ "igangværende|i gang", TOKEN_ONGOING, 2 },
	{ "løpende|fortløpende|løbende|fortløbende|vedvarende|kontinuerlige",
	    TOKEN_ONGOING, 0 },
	{ "annethvert år|hvert annet år|hvert andet år|hvert 2 år|"
	  "toårlig",
	    TOKEN_RECURRING, 24 },
	{ "hvert år|hvert skoleår|årlige|respektive år", TOKEN_RECURRING, 12 },
	{ "halvårlig|halvårlige|halvårligt|hvert halvår|hvert semester",
	    TOKEN_RECURRING, 6 },
	{ "hvert tertial|tertialvise", TOKEN_RECURRING, 4 },
	{ "kvartalsvise|kvartalsvist|kvartalvis|hvert kvartal", TOKEN_RECURRING,
	    3 },
	{ "annenhver måned|hver anden måned|hver annen måned", TOKEN_RECURRING,
	    2 },
	{ "månedlig|månedlige|månedligt|månedsvis|hver måned|ukentlig|"
	  "ukentlige|ugentlig|ugentligt|hver uke|hver uge|hver dag|"
	  "annenhver uke|hver anden uge",
	    TOKEN_RECURRING, 1 },
	{ "hver|hvert|annenhver|annethvert|jevnlig|jævnligt|regelmessig|"
	  "regelmæssigt|tilbagevendende|gjentakende",
	    TOKEN_RECURRING, 0 },
	{ "ved behov|etter behov|i forbindelse med|i tilknytning til|når|"
	  "hvis|etter vedtak|efter beslutning|skolestart|semesterstart|"
	  "så snart|i henhold til|ifølge",
	    TOKEN_EVENT, 0 },
	{ "foreløpig|foreløbig|trolig|formentlig|forventet|forventes",
	    TOKEN_ROUGH, 0 },
	{ "neste|næste|inneværende|indeværende|valgår|valgåret", TOKEN_RELATIVE,
	    0 },
	{ "gjennomført|gennemført|ikke påbegynt|forsinket", TOKEN_STATUS, 0 },
	{ "snarest mulig|snarest muligt|hurtigst muligt", TOKEN_STATUS, 1 },
	{ "fire", TOKEN_NUMBER, 4 },
	{ "seks", TOKEN_NUMBER, 6 },
};

/* Those that say which one. */
const struct timeframe_word *timeframe_nordic_words(size_t *count)
{
	*count = sizeof rows / sizeof rows[0];
	return rows;
}
