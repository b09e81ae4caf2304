/* SPDX-License-Identifier: ISC */
/* What a person typed in one cell of a table, in lines or on purpose. */
#include "client/output/running_text.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void runs(const char *text, const char *wanted)
{
	struct buffer got = { 0 };

	buffer_text(&got, "");
	running_text(&got, text);
	assert_string_equal(got.bytes, wanted);
	buffer_free(&got);
}

static void a_sentence_stands_in_one_line(void **state)
{
	(void)state;
	runs("Utse en samordnare\noch berätta det \nhos Polisen",
	    "Utse en samordnare och berätta det  hos Polisen");
	runs("Utse\r\nnågon", "Utse\r någon");
	runs("", "");
	runs("\n", "\n");
}

static void lines_that_are_meant_stay(void **state)
{
	(void)state;
	runs("Utse en.\nBerätta det", "Utse en.\nBerätta det");
	runs("Utbilda:\n- skolan\n- vården", "Utbilda:\n- skolan\n- vården");
	runs("Utbilda\n• skolan\n2 vården", "Utbilda\n• skolan\n2 vården");
	runs("Ett stycke\n\nEtt till", "Ett stycke\n\nEtt till");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_stands_in_one_line),
		cmocka_unit_test(lines_that_are_meant_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
