/* SPDX-License-Identifier: ISC */
/* However much there is to tell, and whatever it is called. */
#include "daemon/letter/letter.h"

#include "tests/unit/letter_text.h"

static const char *const languages[] = { "sv", "en" };

/* --- many --- */

static void of_many_days_the_ends_are_named(void **state)
{
	struct letter letter = letter_of(NULL, 0);
	struct day missed[13];

	(void)state;
	for (int i = 0; i < 13; i++)
		missed[i] = day_plus(on("2022-06-01"), i);
	letter.name_count = 0;
	letter.missed = missed;
	letter.missed_count = 12;
	write_letter(&letter);
	assert_has("Påminnelserna uteblev tolv dagar, den 1, 2, 3, 4, 5, 6, 7,"
		   " 8, 9, 10, 11 och 12 juni 2022.");
	letter.missed_count = 13;
	write_letter(&letter);
	assert_has("Påminnelserna uteblev 13 dagar, den första den 1 juni 2022"
		   " och den sista den 13 juni 2022.");
	assert_said();
}

/* All have their number, the first fifty their story. */
static void sixty_are_all_named(void **state)
{
	struct letter_item items[60] = { 0 };
	struct letter letter = letter_of(items, 60);
	char title[32];

	(void)state;
	for (int i = 0; i < 60; i++)
		items[i] = overdue(100 - i, "Den", 1);
	letter.waiting = 3;
	write_letter(&letter);
	assert_subject_has("60 aktiviteter är försenade");
	assert_has("60 aktiviteter som ni ansvarar för är försenade.");
	assert_has("Tre aktiviteter till kommer i nästa mejl.");
	assert_int_equal(count_of(".  Den\n"), 50);
	assert_int_equal(
	    count_of(".  Den: skulle ha varit klar den 30 juni 2022."), 10);
	for (int i = 0; i < 60; i++) {
		sprintf(title, "\n%4d.  Den", 100 - i);
		assert_int_equal(count_of(title), 1);
	}
	assert_before("\n 100.  ", "\n  99.  ");
	assert_before("\n  51.  ", "\n  50.  ");
	assert_said();
}

static size_t characters(const char *words)
{
	size_t count = 0;

	for (; *words != '\0'; words++)
		count += ((unsigned char)*words & 0xc0) != 0x80;
	return count;
}

/* Of every kind so many that all cannot be listed: it stays a letter. */
static void a_full_letter_is_within_its_limit(void **state)
{
	enum { EACH = 50, MANY = LETTER_ITEMS, WIDE = 400 };
	struct letter_item *items = calloc(MANY, sizeof(*items));
	struct letter_plan plans[EACH];
	struct letter_failure failures[EACH];
	struct day missed[EACH];
	struct letter letter = letter_of(items, MANY);
	char wide[3 * WIDE + 1];
	const char *const names[] = { wide };

	(void)state;
	for (int i = 0; i < WIDE; i++)
		memcpy(wide + 3 * i, "一", 4);
	for (int i = 0; i < MANY; i++) {
		items[i] = overdue(i + 1, wide, 1);
		items[i].stage = (enum stage)(i % STAGES);
		items[i].role = (enum role_told)(i / STAGES % TOLD_ROLES);
		items[i].plan = items[i].case_number = items[i].lead = wide;
		items[i].purpose = items[i].move_decision = wide;
		items[i].answer = (struct letter_answer){ on("2022-05-02"),
			wide, "started", 50, on("2022-06-01"), wide };
		items[i].timeframe = items[i].reason = wide;
		items[i].former = wide;
		items[i].undated = items[i].vague = true;
	}
	for (int i = 0; i < EACH; i++) {
		plans[i] = (struct letter_plan){ .code = wide,
			.title = wide,
			.case_number = wide,
			.adopted = on("2020-07-01"),
			.valid_until = DAY_NONE,
			.followed = DAY_NONE,
			.stage = i % 2 ? STAGE_FOLLOW_UP : STAGE_ENDING,
			.until = on("2022-07-01") };
		failures[i] = (struct letter_failure){ wide, wide,
			on("2022-06-01"), i, i, wide };
		missed[i] = day_plus(on("2022-01-01"), i);
	}
	letter.names = names;
	letter.signature = wide;
	letter.plans = plans;
	letter.failures = failures;
	letter.missed = missed;
	letter.plan_count = letter.failure_count = letter.missed_count = EACH;
	for (int i = 0; i < 2; i++) {
		letter.language = languages[i];
		write_letter(&letter);
		assert_said();
		assert_true(text.length > LETTER_MAX / 4);
		assert_true(characters(text.bytes) <= LETTER_MAX);
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
	static char rooms[256][1200];
	static int room;
	char *words = rooms[room++ % 256];
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
	item.purpose = any_or_none();
	item.previous_due = any_day();
	item.move_decision = any_or_none();
	item.next = any_day();
	item.answer_by = any_day();
	item.next_stage = (enum stage)any(STAGES);
	item.next_role = (enum role_told)any(TOLD_ROLES);
	item.reminder = any_day();
	item.reminder_stage = (enum stage)any(STAGES);
	item.equal = any(2);
	item.delayed = any(2) && day_is_some(item.regular);
	item.answer.at = any_day();
	item.answer.by = any_words();
	item.answer.status = "started";
	item.answer.progress = any(101);
	item.answer.expected = any_day();
	item.answer.words = any(2) ? any_words() : "";
	item.was_moved = any(2);
	item.handed_over = any(2);
	item.to_clarify = any(2);
	item.relayed = any(5) == 0 ? any_words() : NULL;
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
			.valid_until = DAY_NONE,
			.followed = any_day(),
			.followed_decision = any_or_none(),
			.statutory = any(2),
			.stage = any(2) ? STAGE_FOLLOW_UP : STAGE_ENDING,
			.role = any(2) ? TOLD_STEERING : TOLD_COORDINATOR,
			.n = any(20),
			.until = any(2) ? on("2022-07-11") : on("2019-07-11") };
		const char *names[3];
		struct letter_failure failure = { "a@b.example", any_or_none(),
			any_day(), 1, any(3), any_words() };
		struct letter letter = letter_of(items, ITEMS);

		for (int i = 0; i < ITEMS; i++)
			items[i] = any_item(i + 1, titles[i]);
		items[0].counted = true;
		for (int i = 0; i < 3; i++)
			names[i] = any_words();
		letter.names = names;
		letter.name_count = (size_t)any(4);
		letter.coordinator = any(3) ? "a@b.example" : "";
		letter.signature = any(2) ? any_words() : "";
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
		cmocka_unit_test(of_many_days_the_ends_are_named),
		cmocka_unit_test(sixty_are_all_named),
		cmocka_unit_test(a_full_letter_is_within_its_limit),
		cmocka_unit_test(any_letter_fits_and_tells_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
