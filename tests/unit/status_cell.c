/* SPDX-License-Identifier: ISC */
/* How an activity stands, as tables write it: what is done, what only looks
 * so. */
#include "daemon/text/status_cell.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "protocol/arena.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void cell_is(struct status_cell cell, const char *text, const char *word,
    const char *time)
{
	if ((cell.word == NULL) != (word == NULL) ||
	    (word != NULL && strcmp(cell.word, word) != 0))
		fail_msg("'%s' is %s, not %s", text,
		    cell.word != NULL ? cell.word : "not understood",
		    word != NULL ? word : "not understood");
	if ((cell.time == NULL) != (time == NULL) ||
	    (time != NULL && strcmp(cell.time, time) != 0))
		fail_msg("beside '%s' stands '%s', not '%s'", text,
		    cell.time != NULL ? cell.time : "",
		    time != NULL ? time : "");
}

static void status_is(const char *text, const char *word, const char *time)
{
	cell_is(status_cell_read(arena, text), text, word, time);
}

static void in_time_is(const char *text, const char *word, const char *time)
{
	cell_is(status_cell_in_time(arena, text), text, word, time);
}

static void whole_cells(void **state)
{
	static const struct {
		const char *text, *word;
	} cells[] = {
		{ "Ej påbörjad", "planned" },
		{ "INTE PÅBÖRJAT", "planned" },
		{ "☐", "planned" },
		{ "Pågår", "started" },
		{ " pågående ", "started" },
		{ "Pågår enligt plan", "started" },
		{ "Pågående med avvikelse", "started" },
		{ "Försenad", "started" },
		{ "Påbörjad, beräknas klar i höst", "started" },
		{ "Förklaras inte fullgjort", "started" },
		{ "Klar", "done" },
		{ "Klart.", "done" },
		{ "Genomförd", "done" },
		{ "Slutförd!", "done" },
		{ "Avslutad", "done" },
		{ "Förklaras fullgjort", "done" },
		{ "✅", "done" },
		{ "✔️", "done" },
		{ "✅ Klar", "done" },
		{ "Avslutad - nyttan uppnådd", "done" },
		{ "Avslutad – nyttan delvis uppnådd", "done" },
		{ "Avslutad – nyttan ej uppnådd", "done" },
		{ "Genomförd: ja", "done" },
		{ "Klar: x", "done" },
		{ "Klart : ja", "done" },
		{ "🟢 Klar", "done" },
		{ "Klar 🟢", "done" },
		{ "🔴 Försenad", "started" },
		{ "⚪ Ej påbörjad", "planned" },
		{ "🟡🟡 Pågår", "started" },
		{ "⚫️ Utgår", "dropped" },
		{ "Utgår", "dropped" },
		{ "Ej aktuell", "dropped" },
		{ "Avbruten", "dropped" },
		{ "Not started", "planned" },
		{ "In progress", "started" },
		{ "Completed", "done" },
		{ "Cancelled", "dropped" },
		{ "Ikke påbegynt", "planned" },
		{ "Fullført", "done" },
		{ "Igangværende", "started" },
		{ "Afsluttet", "done" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		status_is(cells[i].text, cells[i].word, NULL);
}

/* With a time it holds once that time is past, which the calendar says. */
static void cells_with_a_time(void **state)
{
	(void)state;
	status_is("Klar 2025-03-01", "done", "2025-03-01");
	status_is("Genomförd (mars 2025)", "done", "mars 2025");
	status_is("Slutförd: 14 maj 2025 (KS § 7)", "done", "14 maj 2025");
	status_is("Utgår 2024-05-02", "dropped", "2024-05-02");
	status_is("✅ Genomförd 2025-12-17", "done", "2025-12-17");
	/* What is no time the calendar does not know: then it is not done. */
	status_is("Klar enligt rektor", "done", "enligt rektor");
}

static void what_only_looks_done(void **state)
{
	static const char *const cells[] = { "Delvis klar", "Delvis genomförd",
		"Ej klar", "Inte genomförd", "Ej slutförd",
		"Klar till stor del", "Klar delvis", "Klar, men inte beslutad",
		"Beräknas klar", "Beräknas vara klar i maj", "Nästan klar",
		"Klar?", "Klar till 80 %", "80 %", "100 %", "Klarar målet",
		"Klarlagd", "Genomförande", "Genomförs", "Avslutas", "Grön",
		"🟢", "🟢 Ej klar", "🟢 Allt väl", "● ●", "x", "ok",
		"✅ Delvis", "✅ Pågår", "✅ ej beslutat", "✅ ⬜", "(a) ✅ (b) ⬜",
		"(a) ✅ (b) ✅", "✅ (a) rutin (b) utbildning",
		"Genomförd (delvis)", "Ej utgår", "Utgår eventuellt",
		"not done", "Partly completed", "❌", "klar första delen" };

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		status_is(cells[i], NULL, NULL);
	/* Understood, and says nothing. */
	assert_true(status_cell_read(arena, "Genomförd: nej").says_none);
	assert_null(status_cell_read(arena, "Genomförd: nej").word);
}

/* In a column of times, where "klart 2027" says until when. */
static void times_with_a_status(void **state)
{
	(void)state;
	in_time_is("2026-04-01 ✅", "done", "2026-04-01");
	in_time_is("✅ Genomförd 2025-12-17 (K3)", "done", "2025-12-17");
	in_time_is(
	    "✅ Ingår i den nya rutinen", "done", "ingår i den nya rutinen");
	in_time_is("Genomförd 2025", "done", "2025");
	in_time_is("Klart", "done", NULL);
	in_time_is("Utgår", "dropped", NULL);
	in_time_is("Pågår", "started", NULL);
	in_time_is("Klart 2027", NULL, NULL);
	in_time_is("Färdigt senast maj 2027", NULL, NULL);
	in_time_is("Löpande", NULL, NULL);
	in_time_is("Planerat 2026", NULL, NULL);
	in_time_is("✅ delvis", NULL, NULL);
	in_time_is("2026-04-01", NULL, NULL);
	in_time_is("2026-04-01 ⬜", NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_cells),
		cmocka_unit_test(cells_with_a_time),
		cmocka_unit_test(what_only_looks_done),
		cmocka_unit_test(times_with_a_status),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
