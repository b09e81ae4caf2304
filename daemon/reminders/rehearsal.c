/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/rehearsal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/notice.h"
#include "daemon/reminders/due_item.h"
#include "daemon/reminders/forecast.h"
#include "protocol/grow.h"

/* Bytes of a page: whole days, as many as fit, or one. */
#define PAGE 300000

/* --- days that are past --- */

bool rehearsal_past(
    char text[REHEARSAL_PAST], const struct rehearse_period *period)
{
	struct day today = zone_local(period->now).day;
	char first[DAY_TEXT], begin[DAY_TEXT];

	if (day_compare(period->from, today) >= 0)
		return false;
	snprintf(text, REHEARSAL_PAST,
	    "the days before %s are past: planvakt notice list --since %s shows"
	    " what was sent",
	    day_write(today, first), day_write(period->from, begin));
	return true;
}

/* --- as the ladder says --- */

/* The forecast of the runs from the next one on, with its due items. */
struct rehearsal {
	struct forecast forecast;
	struct due_items due_items;
};

static void rehearsal_release(struct rehearsal *rehearsal)
{
	forecast_release(&rehearsal->forecast);
	due_items_release(&rehearsal->due_items);
}

static int rehearsal_make(struct rehearsal *rehearsal, struct store *store,
    struct instant now, struct day last, struct err *err)
{
	struct due_items *due_items = &rehearsal->due_items;
	struct day ran, first, told_until;
	struct digest digest;

	*rehearsal = (struct rehearsal){ 0 };
	if (due_items_open(due_items, store, err) != 0)
		return -1;
	if (due_items_add_due(due_items, store, last, err) == 0 &&
	    notice_last_run(store, &ran, err) == 0) {
		first = schedule_next(&due_items->schedule, ran, now);
		if (due_items_told_until(
			due_items, store, first, &told_until, err) == 0 &&
		    digest_load(&digest, due_items, store, told_until, err) ==
			0) {
			forecast_make(&rehearsal->forecast, due_items, &digest,
			    first, last);
			return 0;
		}
	}
	rehearsal_release(rehearsal);
	return -1;
}

static bool same_message(
    const struct forecast_notice *a, const struct forecast_notice *b)
{
	return day_compare(a->day, b->day) == 0 &&
	    strcasecmp(a->notice.carrier->mail, b->notice.carrier->mail) == 0;
}

/* Where the message that begins at `from` ends. */
static size_t message_end(const struct forecast *forecast, size_t from)
{
	size_t to = from + 1;

	while (to < forecast->count &&
	    same_message(&forecast->list[from], &forecast->list[to]))
		to++;
	return to;
}

/* Whether a letter would have more activities than it has room for. */
static bool is_crowded(const struct forecast *forecast)
{
	for (size_t from = 0, to; from < forecast->count; from = to) {
		to = message_end(forecast, from);
		if (to - from > LETTER_ITEMS)
			return true;
	}
	return false;
}

static struct rehearsed_notice told_of(const struct due_notice *notice)
{
	struct rehearsed_notice told = {
		.stage = stage_word(notice->stage), .n = notice->n, .words = ""
	};

	if (notice->item != NULL) {
		told.activity = notice->item->words.id;
		told.words = notice->item->words.activity;
	} else if (notice->plan != NULL &&
	    notice->plan->words.code[0] != '\0') {
		told.plan = notice->plan->words.code;
		told.words = notice->plan->words.title;
	}
	return told;
}

static bool tell_message(const struct forecast_notice *list, size_t count,
    const struct hearer *hearer)
{
	struct rehearsed_notice *notices = NULL;
	struct rehearsed message = { .day = list->day,
		.address = list->notice.carrier->mail,
		.count = count };
	size_t capacity = 0;
	bool goes_on;

	for (size_t i = 0; i < count; i++) {
		notices = grow(notices, i, &capacity, sizeof(*notices));
		notices[i] = told_of(&list[i].notice);
	}
	message.notices = notices;
	goes_on = hearer->hear(hearer->context, &message);
	free(notices);
	return goes_on;
}

static void tell_forecast(const struct forecast *forecast, struct day from,
    const struct hearer *hearer)
{
	bool goes_on = true;

	for (size_t at = 0, to; goes_on && at < forecast->count; at = to) {
		to = message_end(forecast, at);
		if (day_compare(forecast->list[at].day, from) >= 0)
			goes_on =
			    tell_message(&forecast->list[at], to - at, hearer);
	}
}

/* --- as it is lived --- */

struct living {
	const struct rehearse_period *period;
	const struct hearer *hearer;
};

/* What tells of failures only is no notice, and has no place in a list. */
static bool tell_lived(void *context, const struct rehearsed *message)
{
	const struct living *living = context;
	struct rehearsed listed = *message;

	if (day_compare(message->day, living->period->from) < 0 ||
	    (!living->period->text && message->count == 0))
		return true;
	if (!living->period->text)
		listed.subject = listed.text = NULL;
	return living->hearer->hear(living->hearer->context, &listed);
}

int rehearsal_tell(struct store *store, const struct rehearse_period *period,
    const struct hearer *hearer, struct err *err)
{
	struct living living = { period, hearer };
	struct hearer lived = { tell_lived, &living };
	struct rehearsal rehearsal = { 0 };
	char past[REHEARSAL_PAST];
	bool lives = period->text;
	int result = 0;

	if (day_compare(period->to, zone_local(period->now).day) < 0 &&
	    rehearsal_past(past, period))
		return err_set(err, ERR_INVALID, "to: %s", past);
	if (!lives) {
		result = rehearsal_make(
		    &rehearsal, store, period->now, period->to, err);
		lives = result == 0 && is_crowded(&rehearsal.forecast);
	}
	if (result == 0 && !lives)
		tell_forecast(&rehearsal.forecast, period->from, hearer);
	rehearsal_release(&rehearsal);
	return result == 0 && lives
	    ? lived_runs(store, period->now, period->to, &lived, err)
	    : result;
}

/* --- as JSON --- */

/* Of a plan as a whole the activity is null; the digest has neither. */
static void rehearsal_notice(
    struct buffer *to, const struct rehearsed_notice *notice)
{
	if (notice->activity != 0)
		buffer_printf(to, "{\"activity\":%" PRId64, notice->activity);
	else
		buffer_text(to, "{\"activity\":null");
	if (notice->plan != NULL) {
		buffer_text(to, ",\"plan\":");
		buffer_json(to, notice->plan);
	}
	buffer_printf(to, ",\"stage\":\"%s\",\"n\":%" PRId64 "}", notice->stage,
	    notice->n);
}

void rehearsal_json(struct buffer *to, const struct rehearsed *message)
{
	char day[DAY_TEXT];

	buffer_printf(to,
	    "{\"date\":\"%s\",\"recipient\":", day_write(message->day, day));
	buffer_json(to, message->address);
	buffer_text(to, ",\"notices\":[");
	for (size_t i = 0; i < message->count; i++) {
		buffer_text(to, i > 0 ? "," : "");
		rehearsal_notice(to, &message->notices[i]);
	}
	buffer_text(to, "]");
	if (message->text != NULL) {
		buffer_text(to, ",\"subject\":");
		buffer_json(to, message->subject);
		buffer_text(to, ",\"text\":");
		buffer_json(to, message->text);
	}
	buffer_text(to, "}");
}

/* A page on its way; it ends with a day. */
struct rehearsal_page {
	struct buffer *reply;
	size_t begin;
	struct day last; /* that it has; DAY_NONE */
	bool full;
};

static bool rehearsal_add_row(void *context, const struct rehearsed *message)
{
	struct rehearsal_page *page = context;
	bool some = day_is_some(page->last);

	page->full = some && day_compare(message->day, page->last) != 0 &&
	    page->reply->length - page->begin > PAGE;
	if (page->full)
		return false;
	buffer_text(page->reply, some ? "," : "");
	rehearsal_json(page->reply, message);
	page->last = message->day;
	return true;
}

int rehearsal_rows(struct store *store, const struct rehearse_period *period,
    struct buffer *reply, struct err *err)
{
	struct rehearsal_page page = { reply, reply->length, DAY_NONE, false };
	char day[DAY_TEXT], past[REHEARSAL_PAST];

	buffer_text(reply, "{\"rows\":[");
	if (rehearsal_tell(store, period,
		&(struct hearer){ rehearsal_add_row, &page }, err) != 0)
		return -1;
	buffer_text(reply, "]");
	if (page.full)
		buffer_printf(
		    reply, ",\"next\":\"%s\"", day_write(page.last, day));
	if (rehearsal_past(past, period))
		buffer_printf(reply, ",\"note\":\"%s\"", past);
	buffer_text(reply, "}");
	return 0;
}
