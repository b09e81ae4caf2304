/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe_words.h"

#include <assert.h>
#include <string.h>

#include "daemon/calendar/timeframe_nordic.h"

/* No phrase is longer, and lost spaces are looked for in no longer word. */
#define LENGTH_MAX 63

static const struct season seasons[] = {
	{ "vt|vår|våren|vårtermin|vårterminen|vårens|vårterminens|v t|"
	  "spring|spring term",
	    1, 6 },
	{ "ht|höst|hösten|hösttermin|höstterminen|höstens|höstterminens|"
	  "h t|autumn|fall|autumn term|fall term",
	    7, 12 },
	{ "sommar|sommaren|sommarens|summer", 6, 8 },
	{ "vinter|vintern|vinterns|winter", 12, 14 },
};
#define SEASONS (sizeof seasons / sizeof seasons[0])

static const struct timeframe_word times[] = {
	{ "januari|jan", TOKEN_MONTH, 1 },
	{ "februari|febr|feb", TOKEN_MONTH, 2 },
	{ "mars|mar", TOKEN_MONTH, 3 },
	{ "april|apr", TOKEN_MONTH, 4 },
	{ "maj", TOKEN_MONTH, 5 },
	{ "juni|jun", TOKEN_MONTH, 6 },
	{ "juli", TOKEN_MONTH, 7 },
	{ "augusti|aug", TOKEN_MONTH, 8 },
	{ "september|sept|sep", TOKEN_MONTH, 9 },
	{ "oktober|okt", TOKEN_MONTH, 10 },
	{ "november|nov", TOKEN_MONTH, 11 },
	{ "december|dec", TOKEN_MONTH, 12 },
	{ "january", TOKEN_MONTH, 1 | MONTH_ENGLISH },
	{ "february", TOKEN_MONTH, 2 | MONTH_ENGLISH },
	{ "march", TOKEN_MONTH, 3 | MONTH_ENGLISH },
	{ "may", TOKEN_MONTH, 5 | MONTH_ENGLISH },
	{ "june", TOKEN_MONTH, 6 | MONTH_ENGLISH },
	{ "july", TOKEN_MONTH, 7 | MONTH_ENGLISH },
	{ "august", TOKEN_MONTH, 8 | MONTH_ENGLISH },
	{ "october|oct", TOKEN_MONTH, 10 | MONTH_ENGLISH },
	{ "jul", TOKEN_JUL, 7 },
	{ "kvartal|kvartalet|kvartalen|kvartalets|kvart|kv|kvt|q|k|qtr|"
	  "quarter|quarters",
	    TOKEN_BLOCK, 4 },
	{ "tertial|tertialet|tertialen|tertialets|tert|t", TOKEN_BLOCK, 3 },
	{ "halvår|halvåret|halvåren|halvårets|h|half year|half years",
	    TOKEN_BLOCK, 2 },
	{ "vecka|veckan|veckor|veckorna|v|vv|w|week|weeks", TOKEN_WEEK, 0 },
	{ "år|åren|året|årets|års|årtal|kalenderår|kalenderåret|kalenderåren|"
	  "budgetår|budgetåret|budgetåren|verksamhetsår|verksamhetsåret|"
	  "verksamhetsåren|räkenskapsår|räkenskapsåret|räkenskapsåren|"
	  "bidragsår|bidragsåret|bidragsåren|planår|planåret|planåren|"
	  "projektår|projektåret|projektåren|helår|helåret|year|years|"
	  "the year|calendar year|calendar years|fiscal year|fiscal years",
	    TOKEN_YEAR_NOUN, 0 },
	{ "mandatperiod|mandatperioden|mandatperioderna|term of office",
	    TOKEN_PERIOD_NOUN, 48 },
	{ "period|perioden|perioder|perioderna|periodens|planperiod|"
	  "planperioden|"
	  "planeringsperioden|handlingsplanperioden|tidsperiod|tidsperioden|"
	  "tiden|tidsrymden|avtalsperiod|avtalsperioden|programperiod|"
	  "programperioden|projektperiod|projektperioden|projekttiden|"
	  "budgetperiod|budgetperioden|strategiperiod|strategiperioden|"
	  "verksamhetsperioden|uppdragsperioden|uppdragstiden|"
	  "genomförandeperioden|genomförandetiden|försöksperioden|"
	  "försökstiden|provperioden|kontraktsperioden|överenskommelseperioden|"
	  "bidragsperioden|satsningsperioden|insatsperioden|"
	  "etableringsperioden|"
	  "rapportperioden|redovisningsperioden|giltighetstiden|avtalstiden|"
	  "policyperioden|målperioden|the period",
	    TOKEN_PERIOD_NOUN, 0 },
	{ "delår|delåret|delårets|delårsperiod", TOKEN_INTERIM, 0 },
	{ "läsår|läsåret|läsårets|lå|skolår|skolåret|school year|"
	  "academic year",
	    TOKEN_SCHOOL_YEAR, 0 },
	{ "läsåren|skolåren|school years|academic years", TOKEN_SCHOOL_YEAR,
	    1 },
	{ "dag|dagen|dagar|datum|dygn|day|days", TOKEN_SPAN_NOUN, 0 },
	{ "månad|månaden|månads|månadens|månader|mån|month|months",
	    TOKEN_SPAN_NOUN, 1 },
	{ "termin|terminen|terminer|term", TOKEN_SPAN_NOUN, 6 },
	{ "årsskifte|årsskiftet|årskiftet|års skiftet|turn of the year",
	    TOKEN_YEAR_TURN, 0 },
	{ "halvårsskifte|halvårsskiftet|halvårskiftet|halvårs skiftet",
	    TOKEN_HALF_TURN, 0 },
	{ "månadsskifte|månadsskiftet|skiftet", TOKEN_MONTH_TURN, 0 },
	{ "sista|siste|last", TOKEN_LAST, 0 },
	{ "början av|början på|början|inledningen av|inledningen på|tidigt|"
	  "tidig|tidiga|primo|early|beginning of|the beginning of|start of|"
	  "the start of",
	    TOKEN_THIRD, 0 },
	{ "mitten av|mitten på|mitten|medio|mid|middle of|the middle of",
	    TOKEN_THIRD, 1 },
	{ "slutet av|slutet på|slutet|slut på|sent|sen|sena|late|end of|"
	  "the end of",
	    TOKEN_THIRD, 2 },
	{ "halvan av|halvan|hälften av|hälften|halva|delen av|delen|half of|"
	  "half",
	    TOKEN_HALF, 0 },
	{ "utgången av|utgången|utgång|årets utgång|ultimo", TOKEN_CLOSE, 0 },
	{ "ingången av|ingången", TOKEN_OPENING, 0 },
	{ "slut", TOKEN_CLOSE, 1 },
};

static const struct timeframe_word joints[] = {
	{ "och|samt|o|and|respektive|resp", TOKEN_AND, 0 },
	{ "eller|alternativt|alt|or", TOKEN_OR, 0 },
	{ "till|to|fram till|until|tills|up to", TOKEN_UNTIL, 0 },
	{ "till och med|t o m|till o med|t om|fram t o m|fram till och med|"
	  "till and including|through|up to and including",
	    TOKEN_UNTIL, 1 },
	{ "senast|senaste|senast per|by|no later than|not later than|"
	  "at the latest|deadline|sluttid|slutdatum|senast klart",
	    TOKEN_BY, 0 },
	{ "före|innan|before|prior to", TOKEN_BEFORE, 0 },
	{ "från|från och med|fr o m|f o m|fr om|från o med|fro m|from|"
	  "as of|as from|starting from|sedan|alltsedan|since|med start|"
	  "med start från|med start från och med|med början|"
	  "med början från|tidigast|earliest|gäller från|gäller fr o m",
	    TOKEN_FROM, 0 },
	{ "efter|after", TOKEN_AFTER, 0 },
	{ "mellan|emellan|between", TOKEN_BETWEEN, 0 },
	{ "start|starta|startar|startas|starta upp|startar upp|startas upp|"
	  "startat|startad|startdatum|starttid|"
	  "uppstart|påbörja|påbörjas|inleds|begins|starts|starting|beginning",
	    TOKEN_START, 0 },
	{ "påbörjat|påbörjad|påbörjade|påbörjades|started", TOKEN_START, 1 },
	{ "klart|klar|klara|färdig|färdigt|färdiga|färdigställs|"
	  "vara genomförd|vara genomfört|vara genomförda|färdigställas|"
	  "färdigställt|slutförs|slutföras|slutfört|slutförd|"
	  "avslutas|avslutat|avslutad|avslut|upphör|done|complete|"
	  "to be completed|completed|finished",
	    TOKEN_DONE, 0 },
	{ "framåt|och framåt|o framåt|och framöver|framöver|och vidare|"
	  "och senare|och därefter|därefter|och sedan|"
	  "och kommande år|och följande år|och fram|"
	  "och framledes|och åren därefter|och påföljande år|"
	  "ff|o ff|osv|onward|onwards|and onward|and onwards|"
	  "and beyond|and later|forward|and forward",
	    TOKEN_ONWARD, 0 },
	{ "i|under|den|det|de|hela|av|för|a|på|denna|genomförs|"
	  "genomföras|genomförande|görs|sker|ske|"
	  "gäller|infaller|planeras|planerat|planerad|planerade|tidplan|"
	  "tas fram|utförs|utföras|införs|införas|implementeras|"
	  "upprättas|levereras|erbjuds|hålls|anordnas|"
	  "arrangeras|publiceras|lanseras|"
	  "tid|tidpunkt|löper|inom|loppet av|redan|avseende|dock|allra|ända|"
	  "längst|som längst|in|during|on|the|"
	  "of|throughout|within|within the|planned|scheduled|due",
	    TOKEN_IN, 0 },
	{ "ska|skall|bör|vara|shall be|will be|should be|to be", TOKEN_IN, 0 },
	{ "måndag|måndagen|tisdag|tisdagen|onsdag|onsdagen|torsdag|"
	  "torsdagen|fredag|fredagen|lördag|lördagen|söndag|söndagen|"
	  "tis|ons|tors|fre|lör|sön|"
	  "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
	    TOKEN_IN, IN_WEEKDAY },
	{ "om", TOKEN_IN, IN_IF },
	{ "vid|at", TOKEN_AT, 0 },
};

static const struct timeframe_word natures[] = {
	{ "per|à", TOKEN_PER, 0 },
	{ "kl|klockan", TOKEN_CLOCK, 0 },
	{ "var|vart", TOKEN_EACH, 0 },
	{ "gång|gånger|ggr|ggn|gng|tillfälle|tillfällen|time|times",
	    TOKEN_TIMES, 0 },
	{ "tills vidare|till vidare|t v|until further notice|och tills vidare",
	    TOKEN_ONGOING, 1 },
	{ "pågående|pågår", TOKEN_ONGOING, 2 },
	{ "löpande|fortlöpande|kontinuerligt|kontinuerlig|kontinuerliga|"
	  "pågå|fortgår|fortgå|fortgående|fortsätter|fortsätta|"
	  "fortlöper|fortlöpa|fortsatt|permanent|"
	  "ständigt|alltid|året runt|året om|hela tiden|ongoing|continuous|"
	  "continuously|continual|continually|rolling|running|always|"
	  "permanently|all year round|löp",
	    TOKEN_ONGOING, 0 },
	/* With the months from one time to the next; 0 where it is not said. */
	{ "vartannat år|vart annat år|varannat år|biennial|biennially|"
	  "every second year|every other year",
	    TOKEN_RECURRING, 24 },
	{ "årlig|årliga|årligt|årligen|årsvis|varje år|varje läsår|läsårsvis|"
	  "varannan termin|respektive år|"
	  "år från år|år för år|vart och ett av|vardera|vartdera|"
	  "enligt årshjul|enligt årshjulet|årshjul|årshjulet|yearly|annual|"
	  "annually|every year|each year|once a year|per annum",
	    TOKEN_RECURRING, 12 },
	{ "halvårsvis|halvårsvisa|halvårsvist|halvårligen|varje halvår|"
	  "terminsvis|varje termin|half yearly|biannually|semiannually|"
	  "twice a year|every half year|each term",
	    TOKEN_RECURRING, 6 },
	{ "tertialvis|tertialsvis|tertialsvisa|varje tertial|delårsvis|"
	  "delårsvisa|varje delår",
	    TOKEN_RECURRING, 4 },
	{ "kvartalsvis|kvartalsvisa|kvartalsvist|varje kvartal|"
	  "quarterly|every quarter|each quarter",
	    TOKEN_RECURRING, 3 },
	{ "varannan månad|every second month|every other month",
	    TOKEN_RECURRING, 2 },
	{ "månadsvis|månadsvisa|månatlig|månatligt|månatliga|månatligen|"
	  "varje månad|veckovis|veckovisa|varje vecka|varannan vecka|dagligen|"
	  "daglig|varje dag|monthly|weekly|daily|every month|each month|"
	  "every week|each week|every day|once a month|once a week|"
	  "twice a month",
	    TOKEN_RECURRING, 1 },
	{ "varje|varannan|vartannat|varannat|periodvis|återkommande|"
	  "regelbundet|regelbunden|regelbundna|every|each|recurring|regularly",
	    TOKEN_RECURRING, 0 },
	{ "vid behov|vid tillfälle|vid lämpligt tillfälle|på begäran|"
	  "på förekommen anledning|på förfrågan|"
	  "efter behov|utifrån behov|om behov|behovsstyrt|"
	  "behovsstyrd|inför|i samband med|i anslutning till|i samband|"
	  "inom ramen för|inom ramarna för|i takt med|i takt med att|"
	  "beroende av|beroende|under förutsättning|förutsatt|förutsatt att|"
	  "parallellt med|under arbetet med|under arbete med|"
	  "under framtagande|under framtagandet|under utarbetande|"
	  "under utarbetandet|under genomförandet|under införandet|"
	  "under revidering|under revideringen|under planeringen|"
	  "under upphandling|under upphandlingen|under processen|"
	  "under uppbyggnad|under uppbyggnaden|under byggtiden|"
	  "if|provided|subject to|"
	  "när|då|så snart|så fort|enligt|utifrån|beroende på|i mån av|"
	  "vid nyanställning|efter beslut|terminsstart|terminsstarten|"
	  "terminsstarter|läsårsstart|läsårsstarten|skolstart|skolstarten|"
	  "läsårets start|läsårets början|terminens start|terminens början|"
	  "vårterminens start|vårterminens början|höstterminens start|"
	  "höstterminens början|terminsslut|terminsslutet|läsårets slut|"
	  "läsårsslut|as needed|if needed|when|whenever|upon|on demand|"
	  "on request|if necessary|as required|ad hoc|in connection with|"
	  "depending on|semesterstart|semestern",
	    TOKEN_EVENT, 0 },
	{ "ca|cirka|circa|ungefär|omkring|kring|runt|prel|preliminärt|"
	  "preliminär|förslagsvis|eventuellt|ev|troligen|troligtvis|"
	  "sannolikt|beräknas|beräknat|beräknad|uppskattningsvis|helst|"
	  "approximately|approx|about|around|probably|tentatively|"
	  "preliminary",
	    TOKEN_ROUGH, 0 },
	/* "valåret" by itself says no more than "nästa år". */
	{ "valår|valåret|valårets|supervalår|supervalåret|election year|"
	  "nästa|nästkommande|nuvarande|kommande|innevarande|föregående|förra|"
	  "i fjol|"
	  "pågående år|detta|this|next|coming|previous|current",
	    TOKEN_RELATIVE, 0 },
	/* What stands beside a time and does not change it. */
	{ "genomförd|genomfört|genomförda|ej påbörjad|ej påbörjat|ej påbörjade|"
	  "inte påbörjad|inte påbörjat|ej startad|ej startat|försenad|försenat|"
	  "försenade|delayed|not started",
	    TOKEN_STATUS, 0 },
	{ "snarast|snarast möjligt|så snart som möjligt|så fort som möjligt|"
	  "skyndsamt|omgående|omedelbart|as soon as possible|asap",
	    TOKEN_STATUS, 1 },
	/* Made of known words, and yet something else. */
	{ "försommar|försommaren|förvår|förvåren|förhöst|förhösten|vårvinter|"
	  "vårvintern|midvinter|midsommar|midsommaren|midsummer|halvtid",
	    TOKEN_UNKNOWN, 0 },
};

static const struct timeframe_word numbers[] = {
	{ "en|ett|någon|nån|one|once|engång|ettans", TOKEN_NUMBER, 1 },
	{ "två|two|twice|ii|ett par|några|flera", TOKEN_NUMBER, 2 },
	{ "tre|three|iii", TOKEN_NUMBER, 3 },
	{ "fyra|four|iv", TOKEN_NUMBER, 4 },
	{ "fem|five", TOKEN_NUMBER, 5 },
	{ "sex|six", TOKEN_NUMBER, 6 },
	{ "sju|seven", TOKEN_NUMBER, 7 },
	{ "åtta|eight", TOKEN_NUMBER, 8 },
	{ "nio|nine", TOKEN_NUMBER, 9 },
	{ "tio|ten", TOKEN_NUMBER, 10 },
	{ "elva|eleven", TOKEN_NUMBER, 11 },
	{ "tolv|twelve", TOKEN_NUMBER, 12 },
};

static const struct timeframe_word ordinals[] = {
	{ "första|förste|første|first|tidigare", TOKEN_NUMBER, 1 },
	{ "andra|andre|anden|andet|second|senare", TOKEN_NUMBER, 2 },
	{ "tredje|third", TOKEN_NUMBER, 3 },
	{ "fjärde|fjerde|fourth", TOKEN_NUMBER, 4 },
	{ "femte|fifth", TOKEN_NUMBER, 5 },
	{ "sjätte|sixth", TOKEN_NUMBER, 6 },
};

const struct season *timeframe_season(int value)
{
	return &seasons[value];
}

static bool timeframe_words_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

size_t timeframe_letters(const char *text)
{
	size_t length = 0;

	while (timeframe_words_is_letter(text[length]))
		length++;
	return length;
}

/* --- the index --- */

/* The chain of those phrases that no second letter tells apart. */
#define ALONE 0

static size_t second_letter(const char *text)
{
	return *text != '\0' && timeframe_words_is_letter(text[1])
	    ? (unsigned char)text[1] % CHAINS
	    : ALONE;
}

static void add_phrases(struct timeframe_words *words, const char *phrases,
    const struct timeframe_token *token, bool may_end)
{
	while (phrases != NULL) {
		struct phrase *phrase = &words->phrases[words->count];
		size_t second;
		int16_t *first;

		assert(words->count < PHRASES_MAX);
		phrases += *phrases == '|';
		second = second_letter(phrases);
		first = &words->first[(unsigned char)*phrases % CHAINS][second];
		*phrase = (struct phrase){ phrases, *token, may_end,
			second == ALONE, *first };
		*first = words->count++;
		phrases = strchr(phrases, '|');
	}
}

static void add_rows(struct timeframe_words *words,
    const struct timeframe_word *rows, size_t count, bool ordinal, bool may_end)
{
	for (size_t i = 0; i < count; i++) {
		struct timeframe_token token = { .type = rows[i].type,
			.value = rows[i].value,
			.ordinal = ordinal };

		add_phrases(words, rows[i].phrases, &token,
		    may_end && rows[i].type != TOKEN_SPAN_NOUN);
	}
}

#define ROWS(table) table, sizeof(table) / sizeof(table)[0]

static void build(struct timeframe_words *words)
{
	const struct timeframe_word *nordic;
	size_t count;

	words->count = 0;
	for (size_t i = 0; i < CHAINS * CHAINS; i++)
		words->first[i / CHAINS][i % CHAINS] = -1;
	for (size_t i = 0; i < SEASONS; i++) {
		struct timeframe_token token = { .type = TOKEN_SEASON,
			.value = (int)i };

		add_phrases(words, seasons[i].words, &token, true);
	}
	add_rows(words, ROWS(times), false, true);
	add_rows(words, ROWS(joints), false, false);
	add_rows(words, ROWS(natures), false, false);
	add_rows(words, ROWS(numbers), false, false);
	add_rows(words, ROWS(ordinals), true, false);
	nordic = timeframe_nordic_words(&count);
	add_rows(words, nordic, count, false, false);
}

const struct timeframe_words *timeframe_words(void)
{
	static struct timeframe_words words;

	if (words.count == 0)
		build(&words);
	return &words;
}

/* --- finding words --- */

/* The next of the phrases that `text` may begin with, NULL before the first:
 * those with its first two letters, then those that stand alone. */
static const struct phrase *next_phrase(const struct timeframe_words *words,
    const char *text, const struct phrase *phrase)
{
	const int16_t *chains = words->first[(unsigned char)*text % CHAINS];
	int16_t next =
	    phrase == NULL ? chains[second_letter(text)] : phrase->next;

	if (next < 0 && (phrase == NULL || !phrase->alone))
		next = chains[ALONE];
	return next < 0 ? NULL : &words->phrases[next];
}

/* The bytes of `text` that a phrase covers; 0 for none. */
static size_t phrase_length(const struct phrase *phrase, const char *text)
{
	size_t at = 0;

	for (const char *c = phrase->text; *c != '\0' && *c != '|'; c++)
		if (*c == ' ')
			at += strspn(text + at, " .");
		else if (*c == text[at])
			at++;
		else
			return 0;
	return at <= LENGTH_MAX ? at : 0;
}

/* The word of the longest of the lengths that are `allowed`, as bits. */
static size_t longest(const struct timeframe_words *words, const char *text,
    uint64_t allowed, struct timeframe_token *token)
{
	const struct phrase *phrase = NULL;
	size_t best = 0;

	while ((phrase = next_phrase(words, text, phrase)) != NULL) {
		size_t length = phrase_length(phrase, text);

		if (length <= best || (allowed >> length & 1) == 0)
			continue;
		best = length;
		*token = phrase->token;
	}
	return best;
}

size_t timeframe_word(const struct timeframe_words *words, const char *text,
    struct timeframe_token *token)
{
	size_t size = strnlen(text, LENGTH_MAX);
	uint64_t allowed = 0;

	for (size_t length = 1; length <= size; length++)
		if (timeframe_letters(text + length) == 0)
			allowed |= UINT64_C(1) << length;
	return longest(words, text, allowed, token);
}

/* The lengths, as bits, of the words at `text` that may stand inside, or end,
 * a word of `length` bytes. No single letters but "i". */
static uint64_t inside_lengths(
    const struct timeframe_words *words, const char *text, size_t length)
{
	const struct phrase *phrase = NULL;
	uint64_t lengths = 0;

	while ((phrase = next_phrase(words, text, phrase)) != NULL) {
		size_t bytes = phrase_length(phrase, text);

		if (bytes == 0 || (bytes == 1 && *text != 'i'))
			continue;
		if (bytes < length || (bytes == length && phrase->may_end))
			lengths |= UINT64_C(1) << bytes;
	}
	return lengths;
}

size_t timeframe_word_inside(const struct timeframe_words *words,
    const char *text, size_t length, struct timeframe_token *token)
{
	bool whole[LENGTH_MAX + 1] = { false };
	uint64_t allowed = 0;

	assert(words != NULL);
	if (length > LENGTH_MAX)
		return 0;
	whole[length] = true;
	for (size_t at = length; at-- > 0;) {
		uint64_t lengths =
		    inside_lengths(words, text + at, length - at);

		allowed = 0;
		for (size_t l = 1; l <= length - at; l++)
			if ((lengths >> l & 1) != 0 && whole[at + l])
				allowed |= UINT64_C(1) << l;
		whole[at] = allowed != 0;
	}
	return longest(words, text, allowed, token);
}
