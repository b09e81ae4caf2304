/* SPDX-License-Identifier: ISC */
#include "daemon/text/owner.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "daemon/text/fold.h"
#include "protocol/arena.h"

static const struct {
	const char *code, *name;
} departments[] = {
	{ "ks", "Stadskansliet" },
	{ "rtj", "Räddningstjänsten" },
	{ "rtj", "Rtj" },
	{ "soc", "Socialtjänsten" },
	{ "bib", "Biblioteken" },
	{ "vo", "Vård- och omsorgsnämnden" },
	{ "pgh", "Park-, gatu- och hamnkontoret" },
	{ "mbt", "Miljö, bygg och trafik" },
	{ "mb", "Miljö" },
	{ "hr", "HR/ekonomi" },
	{ "spf", "Samordning med polisen" },
	{ "ts", "Teknik & service" },
	{ "fri", "Fritid" },
	{ "frn", "Fritid (norr)" },
	{ "s60", "Team 60+" },
	{ "it", "IT-enheten" },
	{ "syd", "Stadsdel Syd - Hamnen" },
	{ "sv", "Soc. Väst" },
};

#define DEPARTMENTS (sizeof(departments) / sizeof(*departments))

static struct arena *arena, *names_arena;
static const char *names[DEPARTMENTS]; /* folded */

static int arenas_up(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	names_arena = arena_new(1 << 20);
	for (size_t i = 0; i < DEPARTMENTS; i++)
		names[i] = fold_name(names_arena, departments[i].name);
	return 0;
}

static int arenas_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(names_arena);
	return 0;
}

static const char *department_code(void *invocation, const char *folded)
{
	assert_ptr_equal(invocation, names);
	for (size_t i = 0; i < DEPARTMENTS; i++)
		if (strcmp(names[i], folded) == 0)
			return departments[i].code;
	return NULL;
}

static const char *joined(const char **list, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(
		    arena, "%s%s%s", text, i > 0 ? " | " : "", list[i]);
	return text;
}

static void assert_reads(const char *text, const char *lead,
    const char *cooperating, const char *unresolved)
{
	struct owner_reading reading;

	owner_read(&reading, arena, text, department_code, names);
	if (lead == NULL)
		assert_null(reading.lead);
	else
		assert_string_equal(reading.lead, lead);
	assert_int_equal(reading.lead_unresolved, lead == NULL);
	assert_string_equal(
	    joined(reading.cooperating, reading.cooperating_count),
	    cooperating);
	assert_string_equal(
	    joined(reading.unresolved, reading.unresolved_count), unresolved);
	arena_reset(arena);
}

static void one_department_leads(void **state)
{
	(void)state;
	assert_reads("Stadskansliet", "ks", "", "");
	assert_reads("  STADSKANSLIET. ", "ks", "", "");
	assert_reads("rtj", "rtj", "", "");
	assert_reads("Vård\u2013 och\u00A0omsorgs\u00ADnämnden", "vo", "", "");
}

static void every_separator_parts(void **state)
{
	static const char *const separators[] = { ", ", ",", "; ", " / ", "/",
		"\n", "\r\n", " & ", " + ", " | ", " och ", " samt ", " OCH ",
		", samt ", "\u00A0och\u00A0", " and ", " (", " – ", " - ",
		"\n- ", "\n• ", ", med ", " jämte ", "\t, ", "; och ", ".\n",
		". " };
	char text[128];

	(void)state;
	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
		snprintf(text, sizeof(text), "Stadskansliet%sBiblioteken",
		    separators[i]);
		assert_reads(text, "ks", "bib", "");
	}
}

static void words_of_cooperation_part(void **state)
{
	static const char *const words[] = { ", i samverkan med ",
		" i samverkan med ", " I SAMVERKAN MED ",
		", i samverkan genom ", " i samarbete med ",
		" tillsammans med ", " genom ", " med ", ", med stöd av ",
		" i  samråd\nmed ", ". I samverkan med ", ", samverkan med ",
		" (i samverkan med ", " in cooperation with ", " through ",
		", together with ", " with ", " in collaboration with " };
	char text[128];

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		snprintf(text, sizeof(text), "Stadskansliet%sRtj", words[i]);
		assert_reads(text, "ks", "rtj", "");
	}
}

static void the_first_leads_and_the_rest_cooperate(void **state)
{
	(void)state;
	assert_reads("Socialtjänsten, i samverkan genom Biblioteken och med "
		     "Rtj",
	    "soc", "bib | rtj", "");
	assert_reads("Rtj, Socialtjänsten, Biblioteken samt Stadskansliet",
	    "rtj", "soc | bib | ks", "");
	assert_reads("Stadskansliet (med stöd av Rtj och Biblioteken)", "ks",
	    "rtj | bib", "");
}

static void the_longest_name_wins(void **state)
{
	(void)state;
	assert_reads("Miljö, bygg och trafik", "mbt", "", "");
	assert_reads("Miljö, Bygg Och Trafik, Rtj", "mbt", "rtj", "");
	assert_reads("Miljö, Biblioteken", "mb", "bib", "");
	assert_reads("HR/ekonomi/Rtj", "hr", "rtj", "");
	assert_reads("Samordning med polisen med Rtj", "spf", "rtj", "");
	assert_reads("Teknik & service & Rtj", "ts", "rtj", "");
	assert_reads("Stadsdel Syd \u2013 Hamnen - Rtj", "syd", "rtj", "");
	assert_reads("Rtj. Soc. Väst", "rtj", "sv", "");
}

static void a_name_may_end_with_a_separator(void **state)
{
	(void)state;
	assert_reads("Fritid (norr)", "frn", "", "");
	assert_reads("Rtj (Fritid (norr), Team 60+)", "rtj", "frn | s60", "");
	assert_reads("Fritid (Rtj)", "fri", "rtj", "");
	assert_reads("Team 60+ + Rtj", "s60", "rtj", "");
}

static void names_with_hanging_hyphens_stay_whole(void **state)
{
	(void)state;
	assert_reads("Vård- och omsorgsnämnden och Park-, gatu- och "
		     "hamnkontoret, IT-enheten",
	    "vo", "pgh | it", "");
	assert_reads("PARK-, GATU- OCH\nHAMNKONTORET", "pgh", "", "");
	assert_reads("Rtj, Vård och omsorgsnämnden", "rtj", "vo", "");
	/* Unknown, and whole all the same. */
	assert_reads("Plan- och byggkontoret och Rtj", NULL, "rtj",
	    "Plan- och byggkontoret");
	assert_reads("Rtj, Mark-, plan- samt\nbyggkontoret, Biblioteken", "rtj",
	    "bib", "Mark-, plan- samt byggkontoret");
	/* "Miljö" is a name, but "Miljö-" is not the end of one. */
	assert_reads("Miljö- och byggkontoret, Rtj", NULL, "rtj",
	    "Miljö- och byggkontoret");
	assert_reads("Rtj, Miljö-", "rtj", "mb", "");
}

static void what_is_no_department_is_unresolved(void **state)
{
	(void)state;
	assert_reads("Stadskansliet, i samverkan med de kontor som har lokaler "
		     "i drift",
	    "ks", "", "de kontor som har lokaler i drift");
	assert_reads("Rtj, Brandkåren, Biblioteken, Hamnvakten", "rtj", "bib",
	    "Brandkåren | Hamnvakten");
	assert_reads("Rtj m.fl.", "rtj", "", "m.fl.");
	assert_reads("Rtj med flera", "rtj", "", "med flera");
	assert_reads("Rtj m fl, Biblioteken", "rtj", "bib", "m fl");
	assert_reads("Rtj och alla övriga", "rtj", "", "alla övriga");
	assert_reads("Rtj och soc. gruppen", "rtj", "", "soc. gruppen");
}

static void a_lead_is_never_guessed(void **state)
{
	(void)state;
	assert_reads("Brandkåren och Rtj", NULL, "rtj", "Brandkåren");
	assert_reads("Rtjs ledning", NULL, "", "Rtjs ledning");
	assert_reads(
	    "Rtj eller Biblioteken", NULL, "", "Rtj eller Biblioteken");
	assert_reads("Stadskansli", NULL, "", "Stadskansli");
	assert_reads("Samtliga", NULL, "", "Samtliga");
}

static void nothing_named_is_no_lead(void **state)
{
	(void)state;
	assert_reads("", NULL, "", "");
	assert_reads(" \u00A0\n", NULL, "", "");
	assert_reads("-", NULL, "", "");
	assert_reads(" , ; . ", NULL, "", "");
	assert_reads("i samverkan med", NULL, "", "");
	assert_reads("Ansvarig:", NULL, "", "");
	assert_reads(":", NULL, "", "");
}

static void words_at_the_beginning_are_skipped(void **state)
{
	(void)state;
	assert_reads("Genom Rtj", "rtj", "", "");
	assert_reads("Tillsammans med Rtj, och Biblioteken", "rtj", "bib", "");
	assert_reads("- Rtj\n- Biblioteken\n", "rtj", "bib", "");
}

static void labels_are_skipped(void **state)
{
	(void)state;
	assert_reads("Ansvarig: Rtj", "rtj", "", "");
	assert_reads(
	    "Huvudansvarig: Rtj\nSamverkan: Biblioteken", "rtj", "bib", "");
	assert_reads("Ansvarig nämnd : Rtj. Samverkan med: Biblioteken, "
		     "Brandkåren",
	    "rtj", "bib", "Brandkåren");
	assert_reads("ANSVARIG:Rtj", NULL, "", "ANSVARIG:Rtj");
	/* A department before a colon is no label. */
	assert_reads("Rtj: Brandkåren", "rtj", "", "Brandkåren");
}

static void nobody_is_named_twice(void **state)
{
	(void)state;
	assert_reads("Rtj, Biblioteken, Räddningstjänsten, Biblioteken, rtj",
	    "rtj", "bib", "");
	assert_reads("Brandkåren, Rtj, Brandkåren, Räddningstjänsten", NULL,
	    "rtj", "Brandkåren");
}

/* NFKC writes U+FDFA as eighteen letters: the most a name can grow. */
static void long_texts_are_read(void **state)
{
	char text[6001] = "";

	(void)state;
	for (size_t i = 0; i < 3000; i++)
		memcpy(text + 2 * i, "x,", 2);
	assert_reads(text, NULL, "", "x");
	for (size_t i = 0; i < 2000; i++)
		memcpy(text + 3 * i, "\uFDFA", 3);
	assert_reads(text, NULL, "", text);
	memset(text, '-', 6000);
	assert_reads(text, NULL, "", "");
	for (size_t i = 0; i < 3000; i++)
		memcpy(text + 2 * i, ". ", 2);
	assert_reads(text, NULL, "", "");
	for (size_t i = 0; i < 2000; i++)
		memcpy(text + 3 * i, "x-,", 3);
	text[5999] = '\0'; /* one piece, to the last hyphen */
	assert_reads(text, NULL, "", text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_department_leads),
		cmocka_unit_test(every_separator_parts),
		cmocka_unit_test(words_of_cooperation_part),
		cmocka_unit_test(the_first_leads_and_the_rest_cooperate),
		cmocka_unit_test(the_longest_name_wins),
		cmocka_unit_test(a_name_may_end_with_a_separator),
		cmocka_unit_test(names_with_hanging_hyphens_stay_whole),
		cmocka_unit_test(what_is_no_department_is_unresolved),
		cmocka_unit_test(a_lead_is_never_guessed),
		cmocka_unit_test(nothing_named_is_no_lead),
		cmocka_unit_test(words_at_the_beginning_are_skipped),
		cmocka_unit_test(labels_are_skipped),
		cmocka_unit_test(nobody_is_named_twice),
		cmocka_unit_test(long_texts_are_read),
	};

	return cmocka_run_group_tests(tests, arenas_up, arenas_down);
}
