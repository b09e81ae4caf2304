/* SPDX-License-Identifier: ISC */
/* The ladder says what the run does: every file of tests/fuzz/corpus/ladder,
 * and as many random lives as the first argument says, from the seed that is
 * the second (make check-ladder). */
#include "tests/fuzz/ladder_check.h"
#include "tests/unit/corpus.h"

#define LIFE 200 /* bytes */

static const struct target ladder = { CORPUS "ladder", 8, ladder_check, true };

static unsigned long lives, seed = 1;

static void random_lives_hold(void **state)
{
	uint8_t bytes[LIFE];
	char name[32];

	(void)state;
	for (unsigned long i = seed; i < seed + lives; i++) {
		srandom((unsigned)i);
		for (size_t j = 0; j < LIFE; j++)
			bytes[j] = (uint8_t)(random() >> 8);
		snprintf(name, sizeof(name), "life %lu", i);
		replay(&ladder, name, bytes, LIFE - i % (LIFE - 20));
	}
	if (lives > 0)
		print_message("# %lu lives, %lld notices\n", lives,
		    (long long)ladder_life.notices);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CORPUS_TEST(ladder),
		cmocka_unit_test(random_lives_hold),
	};

	if (argc > 1)
		lives = strtoul(argv[1], NULL, 10);
	if (argc > 2)
		seed = strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
