/* SPDX-License-Identifier: ISC */
/* However much there is to tell, and whatever it is called. */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_text.h"

static const char *const languages[] = { "sv", "en" };

/* --- many --- */

static void of_many_days_the_first_are_named(void **state)
{
	struct letter letter = letter_of(NULL, 0);
	struct day missed[21];

	(void)state;
	for (int i = 0; i < 21; i++)
		missed[i] = day_plus(on("2022-06-01"), i);
	letter.missed = missed;
	letter.missed_count = 20;
	write_letter(&letter);
	assert_has("2022-06-20. Det som skulle");
	letter.missed_count = 21;
	write_letter(&letter);
	assert_has("21 dagars påminnelser uteblev.");
	assert_has("2022-06-01, 2022-06-02, ");
	assert_has("2022-06-20, …");
	assert_int_equal(times("2022-06-21"), 0);
	assert_said();
}

static void sixty_are_fifty_and_ten(void **state)
{
	struct letter_item items[60];
	struct letter letter = letter_of(items, 60);
	char title[32];

	(void)state;
	for (int i = 0; i < 60; i++)
		items[i] = overdue(100 - i, "Den", 1);
	write_letter(&letter);
	assert_subject_has("60 aktiviteter är försenade");
	assert_has("60 aktiviteter som ni ansvarar för är försenade.");
	assert_has("10 till. Hela listan har samordnaren.");
	assert_int_equal(count_of(".  Den\n"), 50);
	for (int i = 0; i < 49; i++) {
		sprintf(title, "%4d.  Den\n", 100 - i);
		assert_before(title, "Den\n");
		sprintf(title, "%4d.  Den\n", 99 - i);
		assert_int_equal(count_of(title), 1);
	}
	assert_before("\n 100.  ", "\n  99.  ");
	assert_before("\n  99.  ", "\n  51.  ");
	assert_said();
}

/* Of every kind so many that all cannot be listed: it stays a letter. */
static void a_full_letter_is_within_its_limit(void **state)
{
	enum { EACH = 60, MANY = EACH * STAGES * TOLD_ROLES, WIDE = 400 };
	struct letter_item *items = calloc(MANY, sizeof(*items));
	struct letter_plan plans[EACH];
	struct letter_failure failures[EACH];
	struct day missed[EACH];
	struct letter letter = letter_of(items, MANY);
	char wide[3 * WIDE + 1];

	(void)state;
	for (int i = 0; i < WIDE; i++)
		memcpy(wide + 3 * i, "一", 4);
	for (int i = 0; i < MANY; i++) {
		items[i] = overdue(i + 1, wide, 1);
		items[i].stage = (enum stage)(i % STAGES);
		items[i].role = (enum role_told)(i / STAGES % TOLD_ROLES);
		items[i].plan = items[i].case_number = items[i].lead = wide;
		items[i].timeframe = items[i].reason = wide;
		items[i].former = wide;
		items[i].undated = items[i].vague = true;
	}
	for (int i = 0; i < EACH; i++) {
		plans[i] = (struct letter_plan){ .code = wide,
			.title = wide,
			.case_number = wide,
			.adopted = on("2020-07-01"),
			.until = on("2022-07-01") };
		failures[i] = (struct letter_failure){ wide, wide,
			on("2022-06-01"), i, i, wide };
		missed[i] = day_plus(on("2022-01-01"), i);
	}
	letter.plans = plans;
	letter.failures = failures;
	letter.missed = missed;
	letter.plan_count = letter.failure_count = letter.missed_count = EACH;
	for (int i = 0; i < 2; i++) {
		letter.language = languages[i];
		write_letter(&letter);
		assert_said();
		assert_true(text.length > LETTER_MAX / 2);
		assert_true(text.length <= LETTER_MAX);
	}
	free(items);
}

/* --- whatever stands in the plan --- */

static uint32_t seed;

/* Numerical Recipes' generator: the same numbers everywhere. */
static int any(int below)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)below);
}

#define ANY(list) list[any((int)(sizeof(list) / sizeof(list[0])))]

static struct day any_day(void)
{
	return any(4) == 0 ? DAY_NONE : day_plus(on("2021-01-01"), any(900));
}

/* Words of every width, of one to five columns' letters, in an arena of its
 * own that the next letter uses again. */
static const char *any_words(void)
{
	static const char *const pieces[] = { "a", "å", "一", "e\xcc\x81", " ",
		"\n", " ", "ordet", "samverkan ", "\t", "-", "\"",
		"skolövergripande" };
	static char rooms[64][1200];
	static int room;
	char *words = rooms[room++ % 64];
	int count = 1 + any(60);

	strcpy(words, "x");
	for (int i = 0; i < count; i++)
		strcat(words, ANY(pieces));
	return words;
}

static const char *any_or_none(void)
{
	return any(3) == 0 ? NULL : any_words();
}

static struct letter_item any_item(int64_t id, char title[64])
{
	struct letter_item item = overdue(id, title, 1 + any(6));

	sprintf(title, "Nr%dz %.40s", (int)id, "och mer om den saken");
	item.plan = any_words();
	item.case_number = any_or_none();
	item.timeframe = any_words();
	item.lead = any_or_none();
	item.former = any_or_none();
	item.reason = any_or_none();
	item.start = any_day();
	item.due = any_day();
	item.late = day_is_some(item.due) ? any(30) : 0;
	item.counted = any(5) > 0;
	item.stage = (enum stage)any(STAGES);
	item.role = (enum role_told)any(TOLD_ROLES);
	item.regular = any_day();
	item.acknowledged = any_day();
	item.noted = any_day();
	item.undated = any(2);
	item.vague = any(2);
	return item;
}

static void any_letter_fits_and_tells_each_once(void **state)
{
	enum { ITEMS = 6, TIMES = 3000 };
	struct letter_item items[ITEMS];
	char titles[ITEMS][64], title[64];

	(void)state;
	for (seed = 1; seed < TIMES; seed++) {
		uint32_t before = seed;
		struct letter_plan plan = { .code = "kod",
			.title = any_words(),
			.case_number = any_or_none(),
			.adopted = any_day(),
			.until = on("2022-07-11") };
		struct letter_failure failure = { "a@b.example", any_or_none(),
			any_day(), 1, any(3), any_words() };
		struct letter letter = letter_of(items, ITEMS);

		for (int i = 0; i < ITEMS; i++)
			items[i] = any_item(i + 1, titles[i]);
		items[0].counted = true;
		letter.name = any_or_none();
		letter.language = ANY(languages);
		letter.rehearsal = any(2);
		letter.plans = &plan;
		letter.plan_count = (size_t)any(2);
		letter.failures = &failure;
		letter.failure_count = (size_t)any(2);
		write_letter(&letter);
		assert_said();
		for (int i = 0; i < ITEMS; i++) {
			sprintf(title, "   %d.  Nr%dz ", i + 1, i + 1);
			assert_int_equal(count_of(title), 1);
		}
		seed = before;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_many_days_the_first_are_named),
		cmocka_unit_test(sixty_are_fifty_and_ten),
		cmocka_unit_test(a_full_letter_is_within_its_limit),
		cmocka_unit_test(any_letter_fits_and_tells_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
