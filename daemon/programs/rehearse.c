/* SPDX-License-Identifier: ISC */
/* planvaktd rehearse: what each run of a period would send to whom, with the
 * plan as it stands. It only reads; it finds the due items and walks the ladder
 * by the same code as the live run. */
#include "daemon/programs/rehearse.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/setting.h"
#include "daemon/log/log.h"
#include "daemon/machine/state.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/due_prepare.h"
#include "daemon/reminders/rehearsal.h"
#include "daemon/request/execute.h"
#include "daemon/request/replay.h"
#include "protocol/buffer.h"
#include "protocol/utf8.h"

/* --- what is said --- */

static void say_json(const struct forecast_notice *list, size_t count)
{
	struct buffer line = { 0 };

	rehearsal_json(&line, list, count);
	fwrite(line.bytes, 1, line.length, stdout);
	buffer_free(&line);
}

/* The bytes of a text's first line, at most so many characters. */
static int first_line(const char *text, size_t characters)
{
	size_t most = utf8_head(text, characters);
	size_t line = strcspn(text, "\r\n");

	return (int)(line < most ? line : most);
}

static void say_text(const struct forecast_notice *list, size_t count)
{
	char day[DAY_TEXT];

	printf(
	    "%s  %s\n", day_write(list->day, day), list->notice.carrier->mail);
	for (size_t i = 0; i < count; i++) {
		const struct due_notice *notice = &list[i].notice;
		const char *text = notice->item != NULL
		    ? notice->item->words.activity
		    : notice->plan != NULL ? notice->plan->words.title
					   : "";

		printf("            %-11s %2" PRId64 "  ",
		    stage_word(notice->stage), notice->n);
		if (notice->item != NULL)
			printf("%4" PRId64, notice->item->words.id);
		else
			printf("%4s",
			    notice->plan != NULL ? notice->plan->words.code
						 : "");
		printf("  %.*s\n", first_line(text, 50), text);
	}
}

/* Prints a line for each notice; the activity is empty where it is of a plan as
 * a whole. */
static void say_csv(const struct forecast_notice *list, size_t count)
{
	struct buffer line = { 0 };
	char day[DAY_TEXT];

	for (size_t i = 0; i < count; i++) {
		const struct due_notice *notice = &list[i].notice;

		buffer_printf(&line, "%s,", day_write(list->day, day));
		buffer_csv(&line, list->notice.carrier->mail);
		buffer_text(&line, ",");
		if (notice->item != NULL)
			buffer_printf(
			    &line, "%" PRId64, notice->item->words.id);
		buffer_printf(&line, ",%s,%" PRId64 ",",
		    stage_word(notice->stage), notice->n);
		if (notice->plan != NULL)
			buffer_csv(&line, notice->plan->words.code);
		buffer_text(&line, "\n");
	}
	fwrite(line.bytes, 1, line.length, stdout);
	buffer_free(&line);
}

/* What a format prints before the period, for each message, between two, after
 * the last, and where there is none. */
static const struct manner {
	const char *before;
	void (*message)(const struct forecast_notice *list, size_t count);
	const char *between, *after, *none;
} manners[] = {
	[REHEARSE_TABLE] = { "", say_text, "", "", "nothing would be sent\n" },
	[REHEARSE_JSON] = { "[", say_json, ",", "]\n", "" },
	[REHEARSE_CSV] = { "date,recipient,activity,stage,n,plan\n", say_csv,
	    "", "", "" },
};

/* Prints the messages from `day` on. */
static void say(const struct forecast *forecast, struct day day,
    const struct manner *manner)
{
	size_t first = 0, to;

	while (first < forecast->count &&
	    day_compare(forecast->list[first].day, day) < 0)
		first++;
	fputs(manner->before, stdout);
	for (size_t from = first; from < forecast->count; from = to) {
		to = rehearsal_message(forecast, from);
		fputs(from > first ? manner->between : "", stdout);
		manner->message(&forecast->list[from], to - from);
	}
	fputs(manner->after, stdout);
	fputs(forecast->count == first ? manner->none : "", stdout);
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

/* What is sent in the period depends on what is sent before it, so all runs
 * from the next one on are gone through. */
static int rehearse(
    struct store *store, const struct rehearse *words, struct err *err)
{
	struct rehearsal rehearsal;
	struct instant now;

	if (rehearse_now(store, &now, err) != 0 ||
	    rehearsal_make(&rehearsal, store, now, words->to, err) != 0)
		return -1;
	say(&rehearsal.forecast, words->from, &manners[words->format]);
	rehearsal_release(&rehearsal);
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
	    due_items_prepare(store, err) != 0 ||
	    store_prepare(store, item_sql, err) != 0 ||
	    setting_load(&settings, store, err) != 0)
		return -1;
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
	if (store_open(&store, state.database, STORE_READ, err) == 0 &&
	    open_reading(store, state.database, err) == 0)
		result = rehearse(store, words, err);
	store_close(store);
	return result;
}
