/* SPDX-License-Identifier: ISC */
/* Words of a closed set, as people write them. */
#include "daemon/text/spelling.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "protocol/arena.h"

static const struct spelling list[] = {
	{ "right-wing", "högerextrem, vit makt" },
	{ "unknown", "" },
	{ 0 },
};

static void a_word_is_found_by_each_of_its_spellings(void **state)
{
	static const char *const texts[] = { "right-wing", "Right-Wing",
		"HÖGEREXTREM", " vit  makt " };
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(
		    spelling_word(arena, texts[i], list), "right-wing");
	assert_string_equal(spelling_word(arena, "Unknown", list), "unknown");
	assert_null(spelling_word(arena, "vit", list));
	assert_null(spelling_word(arena, "", list));
	assert_null(spelling_word(arena, "högerextrem, vit makt", list));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_found_by_each_of_its_spellings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
