/* SPDX-License-Identifier: ISC */
/* Sentences of the reader of timeframes behind a colon. */
#include "protocol/reason_words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void says(const char *sentence, bool goes_on, const char *wanted)
{
	struct buffer got = { 0 };

	buffer_text(&got, "tidplan: ");
	reason_words(&got, sentence, goes_on);
	assert_string_equal(got.bytes, wanted);
	buffer_free(&got);
}

static void a_sentence_goes_on_behind_a_colon(void **state)
{
	(void)state;
	says("Månaden har ingen sådan dag.", false,
	    "tidplan: månaden har ingen sådan dag");
	says("Årtalet saknas; skriv vilket år.", false,
	    "tidplan: årtalet saknas; skriv vilket år");
	says("Året saknas.", true, "tidplan: året saknas.");
	says("Ärendet saknas", false, "tidplan: ärendet saknas");
	says("Öppna.", false, "tidplan: öppna");
	/* neither a quoted word nor an abbreviation is a beginning */
	says("”Jul” kan vara juli.", false, "tidplan: ”Jul” kan vara juli");
	says("ISO saknas.", false, "tidplan: ISO saknas");
	says("", false, "tidplan: ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_goes_on_behind_a_colon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
