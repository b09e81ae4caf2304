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
#include "daemon/text/owner_names.h"
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
	{ "kon", "Nämnden för konsument och tillsyn" },
	{ "bol", "Bolagsstyrelsens kansli" },
	{ "son", "Omsorgsnämnden Norr" },
	{ "sos", "Omsorgsnämnden Söder" },
	{ "skn", "Skolnämnden" },
	{ "tkn", "Tekniknämnden" },
	{ "per", "Personalavdelningen" },
	{ "eko", "Ekonomi-avdelningen" },
	{ "fof", "Fritids- och folkhälsoförvaltningen" },
	{ "str", "Strandkontoret" },
	{ "skh", "Skolnämnden för Hamnen" },
	{ "skb", "Skolnämnden för Backen" },
	{ "vak", "Vakten vid Hamnen" },
};

#define DEPARTMENTS (sizeof(departments) / sizeof(*departments))

static struct arena *arena, *names_arena;
static struct owner_names *names;

static int arenas_up(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	names_arena = arena_new(1 << 20);
	names = owner_names_new(names_arena);
	for (size_t i = 0; i < DEPARTMENTS; i++)
		owner_names_add(names,
		    fold_name(names_arena, departments[i].name),
		    departments[i].code);
	owner_names_sort(names);
	return 0;
}

static int arenas_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(names_arena);
	return 0;
}

static const char *joined(const char **list, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(
		    arena, "%s%s%s", text, i > 0 ? " | " : "", list[i]);
	return text;
}

static void assert_texts(
    const char *text, const char *read, const char *expected)
{
	if (strcmp(read, expected) != 0)
		fail_msg("\"%s\" is read as \"%s\", not \"%s\"", text, read,
		    expected);
}

/* Returns how many are the lead's equals. */
static size_t assert_reads(const char *text, const char *lead,
    const char *cooperating, const char *unresolved)
{
	struct owner_reading reading;

	owner_read(&reading, arena, text, names);
	assert_texts(text, reading.lead != NULL ? reading.lead : "nobody",
	    lead != NULL ? lead : "nobody");
	assert_int_equal(reading.lead_unresolved, lead == NULL);
	assert_texts(text,
	    joined(reading.cooperating, reading.cooperating_count),
	    cooperating);
	assert_texts(text, joined(reading.unresolved, reading.unresolved_count),
	    unresolved);
	assert_true(reading.equal_count <= reading.cooperating_count);
	arena_reset(arena);
	return reading.equal_count;
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

/* --- inflections --- */

static void one_name_is_written_in_many_ways(void **state)
{
	(void)state;
	assert_reads("Vård- och omsorgsnämnd", "vo", "", "");
	assert_reads("Vård- och omsorgsnämndens", "vo", "", "");
	assert_reads("Vård- & omsorgsnämnden", "vo", "", "");
	assert_reads("Vård- samt omsorgsnämnden", "vo", "", "");
	assert_reads("Vård-och omsorgsnämnden", "vo", "", "");
	assert_reads("Vård -och omsorgsnämnden", "vo", "", "");
	assert_reads("Vård-omsorgsnämnden", "vo", "", "");
	assert_reads("Nämnden för vård och omsorg", "vo", "", "");
	assert_reads("Nämnden för vård & omsorg, Rtj", "vo", "rtj", "");
	assert_reads("Konsument- och tillsynsnämnden", "kon", "", "");
	assert_reads("nämnd för konsument och tillsyn", "kon", "", "");
	assert_reads("Park-, gatu- och hamnkontor", "pgh", "", "");
	assert_reads("Fritid- och folkhälsoförvaltning", "fof", "", "");
	assert_reads("Fritid och folkhälsoförvaltningens", "fof", "", "");
	assert_reads("Personalavdelning", "per", "", "");
	assert_reads("Omsorgsnämnd Norr", "son", "", "");
	assert_reads("Stadskansliets", "ks", "", "");
}

static void another_name_is_another(void **state)
{
	(void)state;
	/* A part of it, a board's office, an office's board, a plural. */
	assert_reads("Omsorgsnämnden", NULL, "", "Omsorgsnämnden");
	assert_reads("Skolnämndens kansli", NULL, "", "Skolnämndens kansli");
	assert_reads("Skolförvaltningen", NULL, "", "Skolförvaltningen");
	assert_reads("Fritids- och folkhälsonämnden", NULL, "",
	    "Fritids- och folkhälsonämnden");
	assert_reads("Skolnämnder", NULL, "", "Skolnämnder");
	assert_reads("Skolnämnderna", NULL, "", "Skolnämnderna");
	assert_reads("Bolagsstyrelsen", NULL, "", "Bolagsstyrelsen");
	assert_reads("Nämnden", NULL, "", "Nämnden");
	assert_reads("Nämnden för vård", NULL, "", "Nämnden för vård");
	assert_reads("Personalchef", NULL, "", "Personalchef");
	assert_reads("&", NULL, "", "");
}

static void words_divided_at_a_lines_end_are_joined(void **state)
{
	(void)state;
	assert_reads("Räddnings-\ntjänsten", "rtj", "", "");
	assert_reads(
	    "Räddningstjäns-\r\nten, Biblio-\nteken", "rtj", "bib", "");
	assert_reads("Räddnings\u00AD\ntjänsten", "rtj", "", "");
	assert_reads("Räddnings- tjänsten", "rtj", "", "");
	assert_reads("Vård-\noch omsorgs-\nnämnden", "vo", "", "");
	assert_reads("Vård- och om-\nsorgsnämnden", "vo", "", "");
	assert_reads("IT-\nenheten", "it", "", "");
	assert_reads(
	    "Rtj i\nsam-\nverkan\nmed Biblio-\nteken", "rtj", "bib", "");
	assert_reads("Rtj-\nBiblioteken", NULL, "", "Rtj- Biblioteken");
}

static void a_plural_is_each_of_its_names(void **state)
{
	(void)state;
	assert_reads("Omsorgsnämnderna Norr och Söder", "son", "sos", "");
	assert_reads("omsorgsnämnderna Norr, Söder samt skolnämnden", "son",
	    "sos | skn", "");
	assert_reads(
	    "Nämnderna för teknik och konsument och tillsyn", "tkn", "kon", "");
	assert_reads("Nämnderna Skol och Teknik", "skn", "tkn", "");
	assert_reads(
	    "Nämnderna Bad och Teknik", NULL, "", "Nämnderna Bad | Teknik");
	assert_reads("Avdelningarna Rtj och Bibliotek", "rtj", "", "Bibliotek");
	assert_reads("Skol- och tekniknämnderna", "skn", "tkn", "");
	assert_reads(
	    "Personal- och ekonomiavdelningarna, Rtj", "per", "eko | rtj", "");
	/* Both must be known. */
	assert_reads("Kultur- och tekniknämnderna", NULL, "",
	    "Kultur- och tekniknämnderna");
	assert_reads(
	    "Skol- och tekniknämnden", NULL, "", "Skol- och tekniknämnden");
	assert_reads("Skolnämnderna för Hamnen och Backen", "skh", "skb", "");
	assert_reads("Omsorgsnämnderna för Norr och Söder", NULL, "",
	    "Omsorgsnämnderna för Norr | Söder");
	assert_reads("Omsorgsnämnderna Öster och Norr", NULL, "",
	    "Omsorgsnämnderna Öster | Norr");
}

/* --- who leads --- */

static void equals_are_told_apart_from_helpers(void **state)
{
	(void)state;
	assert_int_equal(assert_reads("Rtj, Biblioteken, Socialtjänsten", "rtj",
			     "bib | soc", ""),
	    2);
	assert_int_equal(
	    assert_reads("Rtj och Biblioteken", "rtj", "bib", ""), 1);
	assert_int_equal(assert_reads("Rtj/Biblioteken", "rtj", "bib", ""), 1);
	assert_int_equal(assert_reads("Rtj\nBiblioteken", "rtj", "bib", ""), 1);
	assert_int_equal(
	    assert_reads("Omsorgsnämnderna Norr och Söder", "son", "sos", ""),
	    1);
	/* The equals come first. */
	assert_int_equal(assert_reads("Rtj och Socialtjänsten i samverkan med "
				      "Biblioteken, Stadskansliet",
			     "rtj", "soc | bib | ks", ""),
	    1);
	assert_int_equal(assert_reads("Rtj (Biblioteken), Socialtjänsten",
			     "rtj", "soc | bib", ""),
	    1);
	assert_int_equal(
	    assert_reads("Rtj, i samverkan med Biblioteken och Socialtjänsten",
		"rtj", "bib | soc", ""),
	    0);
	assert_int_equal(assert_reads("Rtj (Biblioteken + Socialtjänsten)",
			     "rtj", "bib | soc", ""),
	    0);
	assert_int_equal(
	    assert_reads("Rtj, Brandkåren", "rtj", "", "Brandkåren"), 0);
	assert_int_equal(
	    assert_reads("Rtj, Räddningstjänsten", "rtj", "", ""), 0);
	assert_int_equal(assert_reads("Brandkåren, Rtj, Biblioteken", NULL,
			     "rtj | bib", "Brandkåren"),
	    0);
	assert_int_equal(
	    assert_reads("Ansvarig: Rtj, Biblioteken. Samverkan: Stadskansliet",
		"rtj", "bib | ks", ""),
	    1);
}

static void who_is_marked_leads(void **state)
{
	static const char *const texts[] = {
		"Rtj (sammankallande), Biblioteken",
		"Biblioteken, Rtj (sammankallande)",
		"Biblioteken och Rtj (samordnande)",
		"Biblioteken, Rtj, sammankallande",
		"Biblioteken, Rtj (huvudansvarig)",
		"Biblioteken (Rtj sammankallande)",
		"Biblioteken, Rtj som sammankallande",
		"Biblioteken bistår, Rtj ansvarar",
		"Rtj är sammankallande, Biblioteken",
		"Rtj leder, Biblioteken deltar",
		"Rtj har huvudansvaret, Biblioteken medverkar",
		"Samverkan: Biblioteken\nAnsvarig: Rtj",
		"Ansvarig: Rtj. Samverkan: Biblioteken",
		"Huvudansvarig: Rtj; Medverkande: Biblioteken",
		"Sammankallande: Rtj. Övriga: Biblioteken",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(assert_reads(texts[i], "rtj", "bib", ""), 0);
	assert_reads("Rtj (sammankallande)", "rtj", "", "");
	assert_reads(
	    "Rtjs samordnande enhet", NULL, "", "Rtjs samordnande enhet");
	/* Who is marked, and is no department. */
	assert_reads(
	    "Rtj, Brandkåren (sammankallande)", NULL, "rtj", "Brandkåren");
	assert_reads(
	    "Ansvarig: Brandkåren; Samverkan: Rtj", NULL, "rtj", "Brandkåren");
	/* Two who are. */
	assert_int_equal(assert_reads("Rtj ansvarar, Biblioteken ansvarar, "
				      "Stadskansliet",
			     "rtj", "bib | ks", ""),
	    1);
}

static void who_only_helps_does_not_lead(void **state)
{
	(void)state;
	assert_reads("Samverkan: Rtj", NULL, "rtj", "");
	assert_reads("Biblioteken bidrar, Rtj", NULL, "", "Biblioteken | Rtj");
	assert_reads("Rtj, Biblioteken bistår", NULL, "", "Rtj | Biblioteken");
	assert_reads(
	    "Rtj ansvarar inte, Biblioteken", NULL, "bib", "Rtj ansvarar inte");
	assert_reads("Beslut: Rtj; Utförare: Biblioteken", NULL, "",
	    "Rtj | Biblioteken");
	/* Nobody else is named. */
	assert_reads("Rtj ska bistå", "rtj", "", "");
	assert_reads("Enhet: Rtj", "rtj", "", "");
	assert_reads(
	    "Rtj och/eller Biblioteken", NULL, "", "Rtj | eller Biblioteken");
	/* A part of it, whose name goes on in the next line. */
	assert_reads("Skolnämndens\nkansli", NULL, "", "Skolnämndens kansli");
	assert_reads("Skolnämndens\nRtj", "skn", "rtj", "");
	assert_reads("Rtj\nkansli", "rtj", "", "kansli");
}

static void a_unit_at_a_department_is_the_department(void **state)
{
	(void)state;
	assert_reads("Trygghetsenheten vid Stadskansliet", "ks", "", "");
	assert_reads(
	    "Trygghetsenheten vid Stadskansliet, Rtj", "ks", "rtj", "");
	assert_reads("TE vid nämnden för konsument och tillsyn samt Rtj", "kon",
	    "rtj", "");
	assert_reads("Trygghetsenheten vid Brandkåren", NULL, "",
	    "Trygghetsenheten vid Brandkåren");
	assert_reads("vid Rtj", NULL, "", "vid Rtj");
}

/* The part that is a department of its own, before what it stands in. */
static void a_known_unit_leads_itself(void **state)
{
	(void)state;
	assert_reads("Personalavdelningen vid Stadskansliet", "per", "", "");
	assert_reads("Personalavdelningen vid nämnden för konsument och "
		     "tillsyn, Rtj",
	    "per", "rtj", "");
	assert_reads("Trygghetsenheten (TE) vid Rtj", "rtj", "", "");
	assert_reads("Biblioteken (TE) med Rtj", "bib", "rtj", "TE");
}

static void a_choice_is_no_lead(void **state)
{
	static const char *const texts[] = {
		"Rtj, Biblioteken eller Stadskansliet",
		"Rtj (eller Biblioteken)",
		"Rtj/alt. Biblioteken",
		"Rtj/ev. Biblioteken",
		"Rtj el. Biblioteken",
		"Rtj or Biblioteken",
	};
	struct owner_reading reading;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		owner_read(&reading, arena, texts[i], names);
		assert_null(reading.lead);
		assert_true(reading.lead_unresolved);
		arena_reset(arena);
	}
	/* Among those who help it leaves nothing open. */
	assert_reads("Rtj i samverkan med Biblioteken eller Stadskansliet",
	    "rtj", "", "Biblioteken eller Stadskansliet");
	assert_reads("Rtj ansvarar, Biblioteken eller Stadskansliet deltar",
	    "rtj", "", "Biblioteken eller Stadskansliet");
}

static void labels_may_share_a_line(void **state)
{
	(void)state;
	assert_reads("Ansvar: Rtj Stöd: Biblioteken", "rtj", "bib", "");
	assert_reads("Samverkan: Biblioteken Ansvarig nämnd: Skolnämnden",
	    "skn", "bib", "");
	/* Letters that do not say what they stand for. */
	assert_reads("A: Rtj S: Biblioteken", NULL, "", "Biblioteken");
}

static void lists_are_written_with_signs(void **state)
{
	(void)state;
	assert_reads("\"Rtj\"", "rtj", "", "");
	assert_reads("\u201DRtj\u201D, Biblioteken*", "rtj", "bib", "");
	assert_reads("1. Rtj\n2. Biblioteken", "rtj", "bib", "");
	assert_reads("a) Rtj\nb) Biblioteken", "rtj", "bib", "");
}

static void names_are_cut_short(void **state)
{
	(void)state;
	assert_reads("Personalavd.", "per", "", "");
	assert_reads("Fritids- och folkhälsoförv, Rtj", "fof", "rtj", "");
	assert_reads("Fritids- o folkhälsoförv.", "fof", "", "");
	assert_reads("Socialtjänst och räddningstjänsts", "soc", "rtj", "");
	/* A chief, and a part, are not it. */
	assert_reads("Personalavd.chef", NULL, "", "Personalavd.chef");
	assert_reads(
	    "Personalavd. rekrytering", NULL, "", "Personalavd. rekrytering");
}

static void neighbours_have_words_of_their_own(void **state)
{
	(void)state;
	assert_reads("Rtj og Biblioteken", "rtj", "bib", "");
	assert_reads("Rtj i samarbeid med Biblioteken", "rtj", "bib", "");
	assert_reads("Rtj sammen med Biblioteken", "rtj", "bib", "");
	assert_reads("Vård- og omsorgsnämnden", "vo", "", "");
	assert_reads("Rtj i nära samverkan med Biblioteken", "rtj", "bib", "");
	assert_reads("Rtj ska i samråd med Biblioteken", "rtj", "bib", "");
	assert_reads("Biblioteken, Rtj sammankallar", "rtj", "bib", "");
}

/* A name of several pieces is marked at its last one. */
static void what_marks_a_name_marks_all_of_it(void **state)
{
	(void)state;
	assert_reads(
	    "Rtj, Miljö, bygg och trafik (sammankallande)", "mbt", "rtj", "");
	assert_reads("Miljö, bygg och trafik bistår, Rtj", NULL, "",
	    "Miljö, bygg och trafik | Rtj");
	assert_reads("Rtj, Miljö- (sammankallande)", "mb", "rtj", "");
	assert_reads(
	    "Rtj ansvarar ej, Biblioteken", NULL, "bib", "Rtj ansvarar ej");
	assert_reads("Biblioteken, Rtj leder arbetet", "rtj", "bib", "arbetet");
	assert_reads("Ansvarig: genom Rtj", "rtj", "", "");
	/* Labels that say that those after them help. */
	assert_reads(
	    "Samverkan: Rtj. Stöd: Biblioteken", NULL, "rtj | bib", "");
	/* What follows a bracket is again in the place that it was in. */
	assert_reads("Rtj (Stadskansliet), i samverkan med Biblioteken eller "
		     "Skolnämnden",
	    "rtj", "ks", "Biblioteken eller Skolnämnden");
}

static void what_is_no_count_and_no_part_is_unresolved(void **state)
{
	(void)state;
	assert_reads("z) Rtj", "rtj", "", "");
	assert_reads("ab) Rtj", NULL, "rtj", "ab");
	assert_reads("A) Rtj", NULL, "rtj", "A");
	assert_reads("Skolnämndens, kansli", "skn", "", "kansli");
	assert_reads("Skolnämndens,\nkansli", "skn", "", "kansli");
	assert_reads(
	    "Skolnämndens\nkansli, Rtj", NULL, "rtj", "Skolnämndens kansli");
	assert_reads("Brandkårens\nkansli", NULL, "", "Brandkårens | kansli");
	assert_reads("Leder Rtj, Biblioteken", NULL, "bib", "Leder Rtj");
	assert_reads("Rtj m fl Biblioteken", "rtj", "bib", "m fl");
	assert_reads("(Rtj), Biblioteken", "rtj", "bib", "");
	assert_reads("Vakten vid Hamnen", "vak", "", "");
	assert_reads(
	    "Skol- och kulturnämnderna", NULL, "", "Skol- och kulturnämnderna");
}

/* The end of a line divides a word, a comma does not. */
static void words_of_cooperation_may_be_divided(void **state)
{
	(void)state;
	assert_reads("Rtj, samver-\nkan genom Biblioteken", "rtj", "bib", "");
	assert_reads("Rtj, sam-\nverkan", "rtj", "", "sam- verkan");
	assert_reads("Rtj o-\nch Biblioteken", "rtj", "bib", "");
	assert_reads("Biblioteken, Rtj har huvud-\nansvaret", "rtj", "bib", "");
	assert_reads("Biblioteken, Rtj samman-\nkallar", "rtj", "bib", "");
	assert_reads("Bib\u00AD\nlioteken", "bib", "", "");
	/* "and" is a joint where it is a word. */
	assert_reads("Str-\nandkontoret", "str", "", "");
	assert_reads(
	    "Rtj sam, verkan med Biblioteken", NULL, "bib", "Rtj sam | verkan");
}

static void a_group_is_told_from_a_name(void **state)
{
	static const char *const groups[] = { "samtliga nämnder",
		"Alla förvaltningar", "berörda bolag", "Resp. förvaltning",
		"övriga", "Varje enhet" };
	static const char *const others[] = { "Brandkåren",
		"allaktivitetshuset", "m.fl.", "", "park och gata" };

	(void)state;
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		assert_true(owner_is_group(arena, groups[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(owner_is_group(arena, others[i]));
	assert_reads("Rtj i samverkan med samtliga nämnder", "rtj", "",
	    "samtliga nämnder");
	assert_reads("Samtliga nämnder, Rtj", NULL, "rtj", "Samtliga nämnder");
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
		cmocka_unit_test(one_name_is_written_in_many_ways),
		cmocka_unit_test(another_name_is_another),
		cmocka_unit_test(words_divided_at_a_lines_end_are_joined),
		cmocka_unit_test(a_plural_is_each_of_its_names),
		cmocka_unit_test(equals_are_told_apart_from_helpers),
		cmocka_unit_test(who_is_marked_leads),
		cmocka_unit_test(who_only_helps_does_not_lead),
		cmocka_unit_test(a_unit_at_a_department_is_the_department),
		cmocka_unit_test(a_known_unit_leads_itself),
		cmocka_unit_test(a_choice_is_no_lead),
		cmocka_unit_test(labels_may_share_a_line),
		cmocka_unit_test(lists_are_written_with_signs),
		cmocka_unit_test(names_are_cut_short),
		cmocka_unit_test(neighbours_have_words_of_their_own),
		cmocka_unit_test(what_marks_a_name_marks_all_of_it),
		cmocka_unit_test(what_is_no_count_and_no_part_is_unresolved),
		cmocka_unit_test(words_of_cooperation_may_be_divided),
		cmocka_unit_test(a_group_is_told_from_a_name),
		cmocka_unit_test(long_texts_are_read),
	};

	return cmocka_run_group_tests(tests, arenas_up, arenas_down);
}
