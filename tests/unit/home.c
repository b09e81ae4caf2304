/* SPDX-License-Identifier: ISC */
/* What is a home address, and what is a public place (design: "a school's
 * passes"). */
#include "daemon/text/home.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "protocol/arena.h"

static void homes_are_found(void **state)
{
	static const char *const texts[] = {
		"Storgatan 5 lgh 1102",
		"Storgatan 5, LGH 1102",
		"lägenhet 4",
		"Klotter utanför lgh. 1203",
		"c/o Andersson",
		"C/O Andersson, Storgatan 5",
		"Storgatan 5, 2 tr",
		"Storgatan 5 2 tr.",
		"Storgatan 12 B, 1 tr ned",
		"2 tr, Hamnvägen 3",
		"Hamnvägen 3, tre trappor",
		"Ringvägen 10 uppg. B",
		"Ringvägen 10, uppgång 3",
		"uppg C på Björkgatan 7",
		"LGH1102",
		"lgh nr 1102",
		"Lägenhet nr. 4",
		"Storgatan 5 2tr",
		"Stora torget 3, 2 tr",
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!home_found(arena, texts[i]))
			fail_msg("passes: %s", texts[i]);
	arena_free(arena);
}

static void public_places_pass(void **state)
{
	static const char *const texts[] = {
		"",
		"Björkskolan, Skolgatan 3",
		"Skolgatan 3",
		"Centrum, torget",
		"Storgatan 5",
		"Busshållplatsen Hamnvägen 12 A",
		"Två trappor vid stationen",
		"Trappan till biblioteket, uppgång norr",
		"Uppgången från tunnelbanan vid Storgatan",
		"Lägenhetshuset vid Storgatan 5",
		"Klistermärken på 12 lyktstolpar längs Storgatan",
		"P-huset, plan 2",
		"tr 2 stängdes",
		"Stora torget 3",
		"Lägenheter nr 1 på listan",
		"2tr",
		"Ishallen, entré B",
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (home_found(arena, texts[i]))
			fail_msg("refused: %s", texts[i]);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(homes_are_found),
		cmocka_unit_test(public_places_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
