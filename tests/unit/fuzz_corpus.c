/* SPDX-License-Identifier: ISC */
// links: daemon/calendar/timeframe.c daemon/calendar/timeframe_days.c
// links: daemon/calendar/timeframe_digits.c daemon/calendar/timeframe_fold.c
// links: daemon/calendar/timeframe_named.c daemon/calendar/timeframe_part.c
// links: daemon/calendar/timeframe_problem.c
// links: daemon/calendar/timeframe_statement.c
// links: daemon/calendar/timeframe_statement_days.c
// links: daemon/calendar/timeframe_tokens.c daemon/calendar/timeframe_words.c
// links: daemon/calendar/timeframe_year.c daemon/calendar/day.c
/* What the fuzzers begin with and once found, without a fuzzer: every file of
 * tests/fuzz/corpus, and each of its beginnings. */
#include "tests/fuzz/timeframe_check.h"
#include "tests/unit/timeframe_rows.h"

#include <dirent.h>

#define CORPUS        "tests/fuzz/corpus/"
#define FILES_MIN     40 /* else the folder is not the corpus */
#define FILE_SIZE_MAX 4096

/* A fuzzer's target. `check` says NULL, or what does not hold. */
struct target {
	const char *folder;
	const char *(*check)(const uint8_t *bytes, size_t size);
};

static const struct target timeframe = { CORPUS "timeframe", timeframe_check };

/* All of it and, from its end on, what is left when bytes are lost. */
static void replay(const struct target *target, const char *name,
    const uint8_t *bytes, size_t size)
{
	do {
		const char *breach = target->check(bytes, size);

		if (breach != NULL)
			fail_msg("%s, %zu bytes: %s", name, size, breach);
	} while (size-- > 0);
}

static void replay_file(const struct target *target, const char *name)
{
	uint8_t bytes[FILE_SIZE_MAX];
	char path[512];
	size_t size;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", target->folder, name);
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(bytes, 1, sizeof bytes, file);
	assert_true(size < sizeof bytes);
	fclose(file);
	replay(target, path, bytes, size);
}

static int replay_files(const struct target *target)
{
	DIR *directory = opendir(target->folder);
	const struct dirent *entry;
	int files = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.') {
			replay_file(target, entry->d_name);
			files++;
		}
	closedir(directory);
	return files;
}

static void the_corpus_of_timeframes_holds(void **state)
{
	(void)state;
	assert_true(replay_files(&timeframe) >= FILES_MIN);
}

static void so_does_the_table_of_timeframes(void **state)
{
	(void)state;
	assert_true(row_count >= ROWS_MIN);
	for (size_t i = 0; i < row_count; i++)
		replay(&timeframe, rows[i].text, (const uint8_t *)rows[i].text,
		    strlen(rows[i].text));
}

/* The check itself finds what it is there for. */
static void a_broken_reading_is_told(void **state)
{
	struct timeframe good = timeframe_read("vt 2024", 0), bad = good;

	(void)state;
	assert_null(timeframe_breach(&good));
	bad.start = good.end;
	bad.end = good.start;
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.kind = (enum timeframe_kind)(TIMEFRAME_INVALID + 1);
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.kind = TIMEFRAME_DEADLINE;
	assert_non_null(timeframe_breach(&bad));
	bad = good;
	bad.vague = true;
	assert_non_null(timeframe_breach(&bad));
	bad = timeframe_read("32 oktober 2024", 0);
	assert_null(timeframe_breach(&bad));
	bad.reason[0] = '\0';
	assert_non_null(timeframe_breach(&bad));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_corpus_of_timeframes_holds),
		cmocka_unit_test(so_does_the_table_of_timeframes),
		cmocka_unit_test(a_broken_reading_is_told),
	};

	return cmocka_run_group_tests(tests, read_rows, NULL);
}
