/* SPDX-License-Identifier: ISC */
/* Hyphens at a line's end, by the rule of docs/import.md; what is right, a
 * reader of Swedish says. */
#include "protocol/divided.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

static void becomes(const char *text, const char *wanted)
{
	struct buffer joined = { 0 };

	buffer_text(&joined, text);
	divided_join(&joined);
	assert_string_equal(joined.bytes, wanted);
	buffer_free(&joined);
}

static void a_word_is_whole_again(void **state)
{
	(void)state;
	becomes("Beredningsgrup-\npen", "Beredningsgruppen");
	becomes("utbild- \n ning", "utbildning");
	becomes("fö-\nrebyggande och för-\nhindrande",
	    "förebyggande och förhindrande");
	becomes("väg-\nåtgärder", "vägåtgärder");
	becomes("Å-\n", "Å-\n");
	becomes("Ungå-\nrens", "Ungårens");
	becomes("våldsbe-\njakande extremism i kommunens\növriga",
	    "våldsbejakande extremism i kommunens\növriga");
}

static void a_series_keeps_its_hyphen_and_its_space(void **state)
{
	(void)state;
	becomes("för-\noch grundskola", "för- och grundskola");
	becomes("för- och\ngrundskola", "för- och\ngrundskola");
	becomes("Kul-\ntur- och fritids-\nförvaltningen",
	    "Kultur- och fritidsförvaltningen");
	becomes("mor-\neller farföräldrar", "mor- eller farföräldrar");
	becomes("barn-\noch, om det behövs,", "barn- och, om det behövs,");
	becomes("hals-\nochnäsläkare", "halsochnäsläkare");
	becomes("för-, grund-\noch gymnasieskola",
	    "för-, grund- och gymnasieskola");
	becomes("IT-\noch telefoni", "IT- och telefoni");
}

static void a_compound_keeps_its_hyphen(void **state)
{
	(void)state;
	becomes("VBE-\narbetet", "VBE-arbetet");
	becomes("SSPF-\nsamverkan, HVB-\nhem", "SSPF-samverkan, HVB-hem");
	becomes("via e-\npost", "via e-post");
	becomes("en e-\ntjänst", "en e-tjänst");
	becomes("2022-\nårs plan", "2022-års plan");
}

static void what_is_something_else_stays(void **state)
{
	(void)state;
	becomes("", "");
	becomes("-", "-");
	becomes("-\nett", "-\nett");
	becomes("- ett\n- två", "- ett\n- två");
	becomes("Vt 2022 -\nht 2023", "Vt 2022 -\nht 2023");
	becomes("2022-\n2023", "2022-\n2023");
	becomes("Norra-\nSödra", "Norra-\nSödra");
	becomes("förebygga-\n\n1. kartlägga", "förebygga-\n\n1. kartlägga");
	becomes("slut-", "slut-");
	becomes("halv-mesyr", "halv-mesyr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_whole_again),
		cmocka_unit_test(a_series_keeps_its_hyphen_and_its_space),
		cmocka_unit_test(a_compound_keeps_its_hyphen),
		cmocka_unit_test(what_is_something_else_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
