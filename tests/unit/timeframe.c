/* SPDX-License-Identifier: ISC */
#include "daemon/calendar/timeframe.h"

#include "tests/fuzz/timeframe_check.h"
#include "tests/unit/sanitized.h"
#include "tests/unit/timeframe_rows.h"

/* Rows of the same table whose days were worked out without sight of the
 * reader or of the first file. */
#define SECOND_FILE "tests/data/timeframes-second.tsv"

/* Rows of what plans were found to write that the first two had not. */
#define THIRD_FILE "tests/data/timeframes-third.tsv"

static size_t second, third; /* the first of their rows */

static int read_more(const char *name)
{
	char line[TEXT_SIZE];
	FILE *file = fopen(name, "r");

	if (file == NULL)
		return -1;
	while (fgets(line, sizeof line, file) != NULL && row_count < ROWS_MAX) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#')
			add_row(line);
	}
	return fclose(file);
}

static int read_all(void **state)
{
	if (read_rows(state) != 0)
		return -1;
	second = row_count;
	if (read_more(SECOND_FILE) != 0)
		return -1;
	third = row_count;
	return read_more(THIRD_FILE);
}

/* --- what a reading is --- */

static bool same_day(struct day a, struct day b)
{
	return day_compare(a, b) == 0;
}

static void fail_reading(
    const char *text, const struct timeframe *read, const char *expected)
{
	char start[DAY_TEXT], end[DAY_TEXT];

	fail_msg("\"%s\" is read %s %s..%s (%s): %s", text,
	    timeframe_kind_words[read->kind], day_write(read->start, start),
	    day_write(read->end, end), read->reason, expected);
}

static void assert_reading(const char *text, const struct timeframe *read,
    enum timeframe_kind kind, struct day start, struct day end)
{
	char expected[64], first[DAY_TEXT], last[DAY_TEXT];

	if (read->kind == kind && same_day(read->start, start) &&
	    same_day(read->end, end))
		return;
	snprintf(expected, sizeof expected, "not %s %s..%s",
	    timeframe_kind_words[kind], day_write(start, first),
	    day_write(end, last));
	fail_reading(text, read, expected);
}

static void assert_sound(const char *text, const struct timeframe *read)
{
	const char *breach = timeframe_breach(read);

	if (breach != NULL)
		fail_reading(text, read, breach);
}

static struct timeframe sound(const char *text, int year)
{
	struct timeframe read = timeframe_read(text, year);

	assert_sound(text, &read);
	return read;
}

/* --- the table --- */

static void the_table_is_read_as_it_says(void **state)
{
	(void)state;
	assert_true(second >= ROWS_MIN && third - second >= ROWS_MIN);
	assert_true(row_count - third >= ROWS_MIN);
	assert_true(row_count < ROWS_MAX);
	for (size_t i = 0; i < row_count; i++) {
		struct timeframe read = sound(rows[i].text, 0);

		assert_reading(rows[i].text, &read, rows[i].kind, rows[i].start,
		    rows[i].end);
	}
}

static void every_kind_is_in_the_table_and_has_a_word(void **state)
{
	bool seen[TIMEFRAME_INVALID + 1] = { false };

	(void)state;
	for (size_t i = 0; i < row_count; i++)
		seen[rows[i].kind] = true;
	for (int kind = 0; kind <= TIMEFRAME_INVALID; kind++) {
		assert_true(seen[kind]);
		assert_int_equal(word_place(timeframe_kind_words,
				     timeframe_kind_words[kind]),
		    kind);
	}
	assert_int_equal(word_place(timeframe_kind_words, "Fixed"), -1);
	assert_int_equal(word_place(timeframe_kind_words, ""), -1);
}

/* --- variants of one text read the same --- */

static void assert_same(const char *variant, const struct row *row)
{
	struct timeframe read;

	if (strlen(variant) > TIMEFRAME_MAX)
		return;
	read = sound(variant, 0);
	assert_reading(variant, &read, row->kind, row->start, row->end);
}

/* `with` for every `old`. */
static void replace(
    const char *text, const char *old, const char *with, char to[TEXT_SIZE])
{
	size_t length = strlen(old), put = 0;

	while (*text != '\0' && put + strlen(with) + 1 < TEXT_SIZE)
		if (strncmp(text, old, length) == 0) {
			put += (size_t)sprintf(to + put, "%s", with);
			text += length;
		} else {
			to[put++] = *text++;
		}
	to[put] = '\0';
}

/* Upper case, as far as Swedish goes. */
static void capitals(const char *text, char to[TEXT_SIZE])
{
	size_t length = strlen(text);

	for (size_t i = 0; i <= length; i++) {
		to[i] = text[i];
		if (text[i] >= 'a' && text[i] <= 'z')
			to[i] = (char)(text[i] - 'a' + 'A');
		else if (i > 0 && text[i - 1] == '\xC3' &&
		    (unsigned char)text[i] >= 0xA0)
			to[i] = (char)(text[i] - 0x20);
	}
}

static void case_does_not_matter(void **state)
{
	char variant[TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < row_count; i++) {
		capitals(rows[i].text, variant);
		assert_same(variant, &rows[i]);
	}
}

/* Every dash Unicode has for this: hyphens, en, em and figure dash, minus. */
static void the_sort_of_dash_does_not_matter(void **state)
{
	static const char *const dashes[] = { "\u2010", "\u2011", "\u2012",
		"\u2013", "\u2014", "\u2015", "\u2212", "\uFE58", "\uFF0D",
		"--" };
	char variant[TEXT_SIZE];

	(void)state;
	for (size_t d = 0; d < sizeof dashes / sizeof dashes[0]; d++)
		for (size_t i = 0; i < row_count; i++) {
			replace(rows[i].text, "-", dashes[d], variant);
			assert_same(variant, &rows[i]);
			replace(rows[i].text, "–", dashes[d], variant);
			assert_same(variant, &rows[i]);
		}
}

static void the_sort_of_space_does_not_matter(void **state)
{
	static const char *const spaces[] = { "  ", "\t", "\n", "\r\n",
		"\u00A0", "\u2009", "\u202F", "\u3000", " \n " };
	char variant[TEXT_SIZE];

	(void)state;
	for (size_t s = 0; s < sizeof spaces / sizeof spaces[0]; s++)
		for (size_t i = 0; i < row_count; i++) {
			replace(rows[i].text, " ", spaces[s], variant);
			assert_same(variant, &rows[i]);
		}
}

static void what_is_not_seen_does_not_matter(void **state)
{
	static const char *const unseen[] = { "\u200E", "\u2060", "\uFEFF",
		"\u200B" };
	char variant[TEXT_SIZE];

	(void)state;
	for (size_t u = 0; u < sizeof unseen / sizeof unseen[0]; u++)
		for (size_t i = 0; i < row_count; i++) {
			snprintf(variant, sizeof variant, "%s%.400s%s",
			    unseen[u], rows[i].text, unseen[u]);
			assert_same(variant, &rows[i]);
		}
	for (size_t i = 0; i < row_count; i++) {
		snprintf(variant, sizeof variant, "  %.400s \n", rows[i].text);
		assert_same(variant, &rows[i]);
		replace(rows[i].text, "er", "e\u00ADr", variant);
		assert_same(variant, &rows[i]);
		replace(rows[i].text, "ä", "a\u0308", variant);
		assert_same(variant, &rows[i]);
		replace(rows[i].text, "å", "a\u030A", variant);
		assert_same(variant, &rows[i]);
	}
}

/* --- ranges --- */

/* Times that have a year, and no range or list of their own. */
static bool is_end_of_range(const struct row *row)
{
	static const char *const words[] = { "vt ", "ht ", "hösten ",
		"kvartal ", "Q", "januari ", "juni ", "1 mars ", "31 ", "2024",
		"vecka ", "läsåret 2023/2024", "första ", "sommaren ",
		"tertial ", "början av " };

	if (row->kind != TIMEFRAME_FIXED ||
	    strpbrk(row->text, "-,+&(") != NULL ||
	    strstr(row->text, " och ") != NULL ||
	    strstr(row->text, " till ") != NULL ||
	    strstr(row->text, " t.o.m. ") != NULL ||
	    strstr(row->text, "–") != NULL || strstr(row->text, "—") != NULL)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(row->text, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static bool is_year(const struct row *row)
{
	return strspn(row->text, "0123456789. ") == strlen(row->text);
}

/* "vt 2024 - 2026", "början av 2024 - 2026": each year's, as good as one
 * stretch, where no "t.o.m." says which. So is "2024 - 2026 vt". */
static bool is_each_year(
    const char *between, const struct row *first, const struct row *last)
{
	if (strcmp(between, " t.o.m. ") == 0)
		return false;
	if (is_year(first))
		return !is_year(last) && strncmp(last->text, "2024", 4) == 0;
	return is_year(last) && strncmp(first->text, "2024", 4) != 0;
}

static void assert_range(
    const char *between, const struct row *first, const struct row *last)
{
	char text[2 * TEXT_SIZE + 32];
	struct timeframe read;

	snprintf(text, sizeof text, "%.400s%s%.400s", first->text, between,
	    last->text);
	read = sound(text, 0);
	if (is_each_year(between, first, last))
		assert_reading(
		    text, &read, TIMEFRAME_UNDATED, DAY_NONE, DAY_NONE);
	else if (day_compare(first->start, last->start) > 0 ||
	    day_compare(first->start, last->end) > 0)
		assert_reading(
		    text, &read, TIMEFRAME_INVALID, DAY_NONE, DAY_NONE);
	else
		assert_reading(
		    text, &read, TIMEFRAME_FIXED, first->start, last->end);
}

static void a_range_spans_its_ends(void **state)
{
	size_t ends = 0;

	(void)state;
	for (size_t i = 0; i < row_count; i++) {
		if (!is_end_of_range(&rows[i]))
			continue;
		ends++;
		for (size_t j = 0; j < row_count; j++)
			if (is_end_of_range(&rows[j])) {
				assert_range(" - ", &rows[i], &rows[j]);
				assert_range(" – ", &rows[i], &rows[j]);
				assert_range(" t.o.m. ", &rows[i], &rows[j]);
				assert_range(" till ", &rows[i], &rows[j]);
			}
	}
	assert_true(ends > 15);
}

/* --- the plan's year --- */

static void assert_in_year(const char *text, int year, const char *kind,
    const char *start, const char *end)
{
	struct timeframe read = sound(text, year);

	assert_reading(text, &read,
	    (enum timeframe_kind)word_place(timeframe_kind_words, kind),
	    cell_day(start), cell_day(end));
}

static void a_text_without_a_year_takes_the_plans(void **state)
{
	(void)state;
	assert_in_year("kvartal 3", 2025, "fixed", "2025-07-01", "2025-09-30");
	assert_true(timeframe_read("kvartal 3", 2025).vague);
	assert_false(timeframe_read("kvartal 3 2025", 2025).vague);
	assert_in_year("senast 31 mars", 2025, "deadline", "-", "2025-03-31");
	assert_in_year("från våren", 2025, "open", "2025-01-01", "-");
	assert_in_year(
	    "vecka 37–38", 2025, "fixed", "2025-09-08", "2025-09-21");
	assert_in_year(
	    "löpande under året", 2025, "ongoing", "2025-01-01", "2025-12-31");
	/* What names a year keeps it, and what has no date gets none. */
	assert_in_year("vt 2024", 2025, "fixed", "2024-01-01", "2024-06-30");
	assert_in_year("ht – vt", 2025, "undated", "-", "-");
	assert_in_year("nästa år", 2025, "undated", "-", "-");
	assert_in_year("29 februari", 2025, "invalid", "-", "-");
	assert_in_year("vid behov", 2025, "event", "-", "-");
	/* A year that no plan has is none. */
	assert_in_year("kvartal 3", -1, "undated", "-", "-");
	assert_in_year("kvartal 3", 1000000, "undated", "-", "-");
}

static void a_guess_is_vague(void **state)
{
	static const char *const guesses[] = { "början av 2026",
		"mitten av mars 2025", "senhösten 2025", "tidigt 2025",
		"ca 2026", "2026?", "prel. vt 2025", "mars 24",
		"efter sommaren 2025", "november eller december 2024", "46142",
		"14 eller 15 januari 2026", "kvartal 1 eller 2 2026" };
	static const char *const certain[] = { "senast i slutet av mars 2025",
		"första halvan av 2025", "från början av 2025", "vt 2024",
		"löpande 2025", "före utgången av 2025" };

	(void)state;
	for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++)
		if (!sound(guesses[i], 0).vague)
			fail_msg("%s is not vague", guesses[i]);
	for (size_t i = 0; i < sizeof certain / sizeof certain[0]; i++)
		if (sound(certain[i], 0).vague)
			fail_msg("%s is vague", certain[i]);
}

/* --- how often --- */

static void a_recurring_text_says_how_often(void **state)
{
	static const struct {
		const char *text;
		int interval, month;
	} cycles[] = {
		{ "månadsvis", 1, 0 },
		{ "kvartalsvis", 3, 0 },
		{ "tertialvis", 4, 0 },
		{ "delårsvis", 4, 0 },
		{ "halvårsvis", 6, 0 },
		{ "terminsvis", 6, 0 },
		{ "årligen", 12, 0 },
		{ "varje år 2022–2025", 12, 0 },
		{ "per år 2021–2024", 12, 0 },
		{ "vartannat år", 24, 0 },
		{ "vart tredje år", 36, 0 },
		{ "vart fjärde år", 48, 0 },
		{ "en gång per mandatperiod", 48, 0 },
		{ "varannan månad", 2, 0 },
		{ "var tredje månad", 3, 0 },
		{ "var 6:e månad", 6, 0 },
		{ "varje kvartal", 3, 0 },
		{ "varje tertial", 4, 0 },
		{ "varje termin", 6, 0 },
		{ "per kvartal", 3, 0 },
		{ "en gång i kvartalet", 3, 0 },
		{ "två gånger per år", 6, 0 },
		{ "2 ggr/år", 6, 0 },
		{ "4 ggr per år", 3, 0 },
		{ "två gånger per termin", 3, 0 },
		{ "minst en gång i månaden", 1, 0 },
		{ "minst två gånger under 2025", 6, 0 },
		/* More often than monthly is monthly. */
		{ "varje vecka", 1, 0 },
		{ "varje måndag", 1, 0 },
		{ "dagligen", 1, 0 },
		{ "två gånger i månaden", 1, 0 },
		{ "20 gånger per år", 1, 0 },
		/* The shortest of several. */
		{ "årligen och kvartalsvis", 3, 0 },
		{ "löpande, minst en gång per år", 12, 0 },
		/* Nothing says how often. */
		{ "återkommande", 0, 0 },
		{ "regelbundet", 0, 0 },
		/* The month. */
		{ "årligen i maj", 12, 5 },
		{ "i november varje år", 12, 11 },
		{ "årligen senast den 15 februari", 12, 2 },
		{ "senast 1/3 varje år", 12, 3 },
		{ "återkommande i mars", 12, 3 },
		{ "årligen maj–juni", 12, 6 },
		{ "i maj och november varje år", 6, 5 },
		{ "varje år i januari, maj och september", 4, 1 },
		{ "senast den 28 februari varje år, med start i mars 2026", 12,
		    2 },
		{ "kvartalsvis fr.o.m. april 2026", 3, 0 },
		{ "varje vår och höst", 6, 0 },
		{ "varje höst", 12, 0 },
		{ "vartannat år i oktober", 24, 10 },
		/* None but recurring ones have either. */
		{ "maj 2026", 0, 0 },
		{ "löpande under maj 2026", 0, 0 },
		{ "vid behov", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cycles / sizeof cycles[0]; i++) {
		struct timeframe read = sound(cycles[i].text, 0);

		if (read.interval_months != cycles[i].interval ||
		    read.month != cycles[i].month)
			fail_msg("%s: every %d months, month %d",
			    cycles[i].text, read.interval_months, read.month);
	}
}

/* --- why --- */

static void assert_reason(const char *text, const char *words)
{
	struct timeframe read = sound(text, 0);

	if (strstr(read.reason, words) == NULL)
		fail_msg("%s: \"%s\"", text, read.reason);
}

static void a_reason_says_what_to_write(void **state)
{
	(void)state;
	assert_reason("våren 2024–2026", "each year");
	assert_reason("senast den 1 mars 2022–2024", "each year");
	assert_reason("senast 2021–2023", "each year");
	assert_reason("14, 28 januari 2026", "several separate times");
	assert_reason("senast våren och hösten 2025", "several");
	assert_reason("valåret", "write the year");
	assert_reason("46142", "spreadsheet");
	assert_reason("snarast", "not understood");
	assert_reason("✅ Genomförd", "No time is written");
}

/* A hyphen and then a dash are two months, not a day. */
static void mixed_dashes_make_no_day(void **state)
{
	static const char *const mixed[] = { "2026-01–06", "2026-01—06",
		"2026–01-06", "2026-01--06", "2026\u201101\u201306" };

	(void)state;
	for (size_t i = 0; i < sizeof mixed / sizeof mixed[0]; i++) {
		struct timeframe read = sound(mixed[i], 0);

		assert_reading(
		    mixed[i], &read, TIMEFRAME_UNDATED, DAY_NONE, DAY_NONE);
	}
}

/* --- whatever is written --- */

static void two_hundred_characters_are_read_and_no_more(void **state)
{
	char text[4 * TIMEFRAME_MAX] = "vt 2024";
	size_t length = strlen(text);

	(void)state;
	memset(text + length, ' ', TIMEFRAME_MAX - length);
	assert_int_equal(sound(text, 0).kind, TIMEFRAME_FIXED);
	text[TIMEFRAME_MAX] = ' ';
	assert_int_equal(sound(text, 0).kind, TIMEFRAME_UNDATED);
	/* Characters, not bytes. */
	text[0] = '\0';
	for (int i = 0; i < TIMEFRAME_MAX - 8; i++)
		strcat(text, "\u00A0");
	strcat(text, "vår 2024");
	assert_int_equal(sound(text, 0).kind, TIMEFRAME_FIXED);
	strcat(text, " ");
	assert_int_equal(sound(text, 0).kind, TIMEFRAME_UNDATED);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A text of pieces of the table's texts: what a person could have meant. */
static void mix(unsigned *seed, char to[TEXT_SIZE])
{
	static const char *const joints[] = { " ", "-", " – ", "/", ", ", "",
		" och ", " till ", "(", "." };
	int pieces = (int)(next_random(seed) % 4) + 1;

	to[0] = '\0';
	while (pieces-- > 0) {
		const char *text = rows[next_random(seed) % row_count].text;
		size_t from = next_random(seed) % (strlen(text) + 1);
		size_t room = TEXT_SIZE - strlen(to) - 16;

		strncat(to, text + from, room < 60 ? room : 60);
		strcat(to, joints[next_random(seed) % 10]);
	}
}

static void nothing_that_is_written_breaks_it(void **state)
{
	const int many = SANITIZED ? 15000 : 50000;
	char text[TEXT_SIZE];
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < many; i++) {
		mix(&seed, text);
		sound(text, i % 3 == 0 ? 2025 : 0);
	}
	for (int i = 0; i < many; i++) {
		size_t length = next_random(&seed) % 40;

		for (size_t c = 0; c < length; c++)
			text[c] = (char)(next_random(&seed) % 255 + 1);
		text[length] = '\0';
		sound(text, 0);
	}
}

static void every_beginning_of_a_row_is_read_somehow(void **state)
{
	char text[TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < row_count; i++)
		for (size_t l = strlen(rows[i].text); l > 0; l--) {
			memcpy(text, rows[i].text, l);
			text[l] = '\0';
			sound(text, 0);
		}
}

static double seconds_for(const char *text, int times)
{
	struct timespec from, to;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int i = 0; i < times; i++)
		timeframe_read(text, 0);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void no_text_takes_long(void **state)
{
	static const char *const worst[] = { "i", "ht", "vår", "tillsvidare",
		"1-", "a ", "t.o.m. ", "kvartal 1, ", "å", "2024/", "- a" };
	char text[TEXT_SIZE];
	double most = (double)TIMEFRAME_NANOSECONDS / 1e9;

	(void)state;
	for (size_t w = 0; w < sizeof worst / sizeof worst[0]; w++) {
		double best = 1;

		text[0] = '\0';
		while (strlen(text) + strlen(worst[w]) < TIMEFRAME_MAX)
			strcat(text, worst[w]);
		for (int i = 0; i < 5; i++) {
			double seconds = seconds_for(text, 20) / 20;

			best = seconds < best ? seconds : best;
		}
		if (best > most)
			fail_msg("%s: %f s", worst[w], best);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_read_as_it_says),
		cmocka_unit_test(every_kind_is_in_the_table_and_has_a_word),
		cmocka_unit_test(case_does_not_matter),
		cmocka_unit_test(the_sort_of_dash_does_not_matter),
		cmocka_unit_test(the_sort_of_space_does_not_matter),
		cmocka_unit_test(what_is_not_seen_does_not_matter),
		cmocka_unit_test(a_range_spans_its_ends),
		cmocka_unit_test(a_text_without_a_year_takes_the_plans),
		cmocka_unit_test(a_guess_is_vague),
		cmocka_unit_test(a_recurring_text_says_how_often),
		cmocka_unit_test(a_reason_says_what_to_write),
		cmocka_unit_test(mixed_dashes_make_no_day),
		cmocka_unit_test(two_hundred_characters_are_read_and_no_more),
		cmocka_unit_test(nothing_that_is_written_breaks_it),
		cmocka_unit_test(every_beginning_of_a_row_is_read_somehow),
		cmocka_unit_test(no_text_takes_long),
	};

	return cmocka_run_group_tests(tests, read_all, NULL);
}
