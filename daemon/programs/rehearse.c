/* SPDX-License-Identifier: ISC */
/* planvaktd rehearse: what each run of a period would send to whom, with the
 * plan as it stands. It only reads; it finds the due items and walks the ladder
 * by the same code as the live run. */
#include "daemon/programs/rehearse.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/log/log.h"
#include "daemon/machine/confine.h"
#include "daemon/machine/diag.h"
#include "daemon/machine/state.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_prepare.h"
#include "daemon/reminders/rehearsal.h"
#include "daemon/request/execute.h"
#include "daemon/request/replay.h"
#include "protocol/buffer.h"
#include "protocol/day_words.h"
#include "protocol/translate.h"
#include "protocol/utf8.h"

/* --- what is said --- */

static void say_json(const struct rehearsed *message)
{
	struct buffer line = { 0 };

	rehearsal_json(&line, message);
	fwrite(line.bytes, 1, line.length, stdout);
	buffer_free(&line);
}

#define WORDS_WIDTH 36 /* of a terminal of 80 columns */

/* A text's first line: on a terminal what it has room for, and "…" where that
 * is not all. */
static void rehearse_say_words(const char *text)
{
	size_t line = strcspn(text, "\r\n");
	size_t most = utf8_head(text, WORDS_WIDTH);

	if (!isatty(STDOUT_FILENO) || line <= most)
		printf("  %.*s\n", (int)line, text);
	else
		printf(
		    "  %.*s…\n", (int)utf8_head(text, WORDS_WIDTH - 1), text);
}

/* As wide as the longest stage in any language. */
#define STAGE_WIDTH 21

static void rehearse_say_stage(const char *word)
{
	size_t bytes = 0, count = 0;

	for (; word[bytes] != '\0'; count++)
		bytes += utf8_head(word + bytes, 1);
	printf("          %s%*s", word,
	    (int)(count < STAGE_WIDTH ? STAGE_WIDTH - count : 0), "");
}

static void rehearse_say_columns(void)
{
	rehearse_say_stage(_("STAGE"));
	printf(" %4s  %4s  %s\n", _("NTH"), _("NO."), _("ACTIVITY"));
}

static void say_notices(const struct rehearsed *message)
{
	static bool headed;

	if (!headed)
		rehearse_say_columns();
	headed = true;
	for (size_t i = 0; i < message->count; i++) {
		const struct rehearsed_notice *notice = &message->notices[i];

		rehearse_say_stage(translate_word("value", notice->stage));
		printf(" %4" PRId64 "  ", notice->n);
		if (notice->activity != 0)
			printf("%4" PRId64, notice->activity);
		else
			printf("%4s", notice->plan != NULL ? notice->plan : "");
		rehearse_say_words(notice->words);
	}
}

/* The letter itself, where it was asked for. */
static void say_text(const struct rehearsed *message)
{
	char day[DAY_TEXT];

	printf("%s  %s\n", day_write(message->day, day), message->address);
	if (message->text == NULL)
		say_notices(message);
	else
		printf("%s\n\n%s\n", message->subject, message->text);
}

/* Prints a line for each notice; the activity is empty where it is of a plan as
 * a whole. */
static void say_csv(const struct rehearsed *message)
{
	struct buffer line = { 0 };
	char day[DAY_TEXT];

	for (size_t i = 0; i < message->count; i++) {
		const struct rehearsed_notice *notice = &message->notices[i];

		buffer_printf(&line, "%s,", day_write(message->day, day));
		buffer_csv(&line, message->address);
		buffer_text(&line, ",");
		if (notice->activity != 0)
			buffer_printf(&line, "%" PRId64, notice->activity);
		buffer_printf(
		    &line, ",%s,%" PRId64 ",", notice->stage, notice->n);
		if (notice->plan != NULL)
			buffer_csv(&line, notice->plan);
		buffer_text(&line, "\n");
	}
	fwrite(line.bytes, 1, line.length, stdout);
	buffer_free(&line);
}

/* What a format prints before the period, for each message, between two, after
 * the last, and where there is none. */
static const struct manner {
	const char *before;
	void (*message)(const struct rehearsed *message);
	const char *between, *after, *none;
} manners[] = {
	[REHEARSE_TABLE] = { "", say_text, "", "",
	    N_("nothing would be sent\n") },
	[REHEARSE_JSON] = { "[", say_json, ",", "]\n", "" },
	[REHEARSE_CSV] = { "date,recipient,activity,stage,n,plan\n", say_csv,
	    "", "", "" },
};

struct spoken {
	const struct manner *manner;
	bool some; /* messages so far */
};

static bool say(void *context, const struct rehearsed *message)
{
	struct spoken *spoken = context;

	fputs(spoken->some ? spoken->manner->between : spoken->manner->before,
	    stdout);
	spoken->manner->message(message);
	spoken->some = true;
	return true;
}

/* --- the period --- */

/* A rehearsal's time is its last entry's, and no state's is before it. */
static int rehearse_now(
    struct store *store, struct instant *now, struct err *err)
{
	struct clock clock = { 0 };
	struct settings settings;
	struct log log;

	*now = clock_now(&clock);
	if (setting_load(&settings, store, err) != 0 ||
	    log_open(&log, store, err) != 0)
		return -1;
	if (settings.rehearsal ||
	    (now->seconds < log.at.seconds &&
		settings.clock_ahead.seconds < log.at.seconds))
		*now = log.at;
	return 0;
}

/* The sentence of rehearsal_past(), in the language of who reads it. */
static void say_past(const struct rehearse_period *period)
{
	char today[DAY_TEXT], from[DAY_TEXT];
	struct buffer first = { 0 };

	day_write(zone_local(period->now).day, today);
	if (translate_is_english())
		buffer_text(&first, today);
	else
		day_words_put(&first, today, true);
	diag("the days before %s are past: planvakt notice list --since %s"
	     " shows what was sent",
	    first.bytes, day_write(period->from, from));
	buffer_free(&first);
}

/* What is sent in the period depends on what is sent before it, so all runs
 * from the next one on are gone through. */
static int rehearse(
    struct store *store, const struct rehearse *words, struct err *err)
{
	struct spoken spoken = { &manners[words->format], false };
	struct rehearse_period period = {
		.from = words->from, .to = words->to, .text = words->text
	};
	char past[REHEARSAL_PAST];

	if (rehearse_now(store, &period.now, err) != 0 ||
	    rehearsal_tell(
		store, &period, &(struct hearer){ say, &spoken }, err) != 0)
		return -1;
	if (rehearsal_past(past, &period))
		say_past(&period);
	fputs(spoken.some ? "" : spoken.manner->before, stdout);
	fputs(spoken.manner->after, stdout);
	fputs(spoken.some ? "" : translate(spoken.manner->none), stdout);
	return 0;
}

/* Prepares the statements that this needs, and sets the zone; the database is
 * only read. */
static int open_reading(struct store *store, const char *path, struct err *err)
{
	struct settings settings;

	if (replay_check_version(store, path, err) != 0 ||
	    replay_check_view(store, path, err) != 0 ||
	    store_execute(store, "BEGIN", err) != 0 ||
	    door_prepare(store, err) != 0 ||
	    setting_load(&settings, store, err) != 0)
		return -1;
	due_items_prepare(store);
	return zone_set(settings.zone, err);
}

int state_rehearse(const struct rehearse *words, struct err *err)
{
	struct store *store = NULL;
	struct state state;
	int result = -1;

	if (day_compare(words->to, words->from) < 0)
		return err_set(err, ERR_INVALID,
		    "--to is before --from: nothing can be rehearsed");
	state_paths(&state, words->directory);
	if (confine_owner(words->directory, err) == 0 &&
	    store_open(&store, state.database, STORE_READ, err) == 0 &&
	    open_reading(store, state.database, err) == 0)
		result = rehearse(store, words, err);
	store_close(store);
	return result;
}
