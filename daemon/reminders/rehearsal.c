/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/rehearsal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/reminders/next_due.h"
#include "daemon/reminders/rehearsal_part.h"
#include "protocol/grow.h"

/* Bytes of a page: whole days, as many as fit, or one. */
#define PAGE 300000

/* Activities and notices of a part: some milliseconds of a forecast. */
#define WORK 300
#define RUN  20 /* what a run takes beside what it says */

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

static int tell_of_runs(struct store *store,
    const struct rehearse_period *period, const struct hearer *hearer,
    struct err *err)
{
	struct living living = { period, hearer };

	return lived_runs(store, period->now, period->to,
	    &(struct hearer){ tell_lived, &living }, err);
}

static int check_period(const struct rehearse_period *period, struct err *err)
{
	struct day today = zone_local(period->now).day;
	char first[DAY_TEXT], begin[DAY_TEXT];

	if (day_compare(period->to, today) >= 0 ||
	    day_compare(period->from, today) >= 0)
		return 0;
	return err_set(err, ERR_INVALID,
	    "to: the days before %s are past: planvakt notice list --since %s"
	    " shows what was sent",
	    day_write(today, first), day_write(period->from, begin));
}

int rehearsal_tell(struct store *store, const struct rehearse_period *period,
    const struct hearer *hearer, struct err *err)
{
	struct rehearsal rehearsal = { 0 };
	int64_t all = INT64_MAX;
	bool lives = period->text;
	int result = check_period(period, err);

	if (result == 0 && !lives) {
		result = rehearsal_begin(
		    &rehearsal, store, period->now, period->to, err);
		if (result == 0)
			result = rehearsal_go_on(&rehearsal, store, &all, err);
		lives = result == 0 && is_crowded(&rehearsal.forecast);
	}
	if (result == 0 && !lives)
		tell_forecast(&rehearsal.forecast, period->from, hearer);
	rehearsal_release(&rehearsal);
	return result == 0 && lives ? tell_of_runs(store, period, hearer, err)
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
		assert(message->notices != NULL);
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

/* The rehearsal that somebody asks for, in parts and page by page, and is kept
 * meanwhile: the forecast or, where runs are to be held, the copy. */
static struct kept {
	struct rehearsal rehearsal;
	struct lived *lived;
	bool is_some, is_whole;
	bool text;  /* as it was asked for */
	bool lives; /* so, or crowded */
	struct day held;
	int64_t writes;  /* to the store, when it was begun */
	int begun_again; /* how often since one was whole */
	int64_t waited;  /* writes to the store, when it last had to wait */
	int64_t work;    /* left in this part */
} kept;

void rehearsal_forget(void)
{
	rehearsal_release(&kept.rehearsal);
	lived_end(kept.lived);
	kept = (struct kept){ .begun_again = kept.begun_again,
		.waited = kept.waited };
}

/* All of it is of one state: what was written since makes it begin again. The
 * runs of a copy cannot be held again. */
static bool is_kept(
    const struct rehearse_period *period, const struct store *store)
{
	return kept.is_some && kept.writes == store_written(store) &&
	    day_compare(kept.rehearsal.last, period->to) == 0 &&
	    rehearsal_is_of(&kept.rehearsal, period->now) &&
	    kept.text == period->text &&
	    (kept.lived == NULL || day_compare(kept.held, period->from) < 0);
}

static int keep_anew(
    struct store *store, const struct rehearse_period *period, struct err *err)
{
	rehearsal_forget();
	if (rehearsal_begin(
		&kept.rehearsal, store, period->now, period->to, err) != 0)
		return -1;
	kept.is_some = true;
	kept.text = kept.is_whole = kept.lives = period->text;
	kept.writes = store_written(store);
	kept.begun_again++;
	return 0;
}

/* While the dates of many are worked out, in parts of their own, each part
 * would make a rehearsal begin again: it waits for them, unless nobody works at
 * them. 1, 0, -1. */
static int has_to_wait(struct store *store, struct err *err)
{
	int64_t written = store_written(store);
	bool far = false;

	if (next_due_is_far_behind(store, &far, err) != 0)
		return -1;
	if (!far || kept.waited == written)
		return 0;
	rehearsal_forget();
	kept.waited = written;
	return 1;
}

/* 1 where there is more to do, 0, -1. Who is disturbed again and again is
 * answered at one go. */
static int keep_on(
    struct store *store, const struct rehearse_period *period, struct err *err)
{
	int result = 0;

	if (!is_kept(period, store)) {
		result = has_to_wait(store, err);
		if (result == 0)
			result = keep_anew(store, period, err);
	}
	if (result != 0)
		return result;
	kept.work = kept.begun_again > REHEARSAL_AGAIN ? INT64_MAX : WORK;
	if (kept.is_whole)
		return 0;
	result = rehearsal_go_on(&kept.rehearsal, store, &kept.work, err);
	kept.is_whole = result == 0;
	kept.lives = kept.is_whole && is_crowded(&kept.rehearsal.forecast);
	return result;
}

/* Of runs, whose messages are told once. */
static bool add_lived_row(void *context, const struct rehearsed *message)
{
	struct rehearsal_page *page = context;
	size_t before = page->reply->length;

	buffer_text(
	    page->reply, page->reply->bytes[before - 1] == '[' ? "" : ",");
	rehearsal_json(page->reply, message);
	kept.work -= 1 + (int64_t)message->count +
	    (int64_t)(page->reply->length - before) * WORK / PAGE;
	return true;
}

/* Runs, as many as belong into a part, or one. */
static int add_runs(struct store *store, const struct rehearse_period *period,
    struct rehearsal_page *page, struct err *err)
{
	struct hearer listed = { add_lived_row, page };
	struct living living = { period, &listed };
	struct hearer hearer = { tell_lived, &living };
	int result = 1;

	if (kept.lived == NULL) {
		kept.lived = lived_begin(store, period->now, err);
		if (kept.lived == NULL)
			return -1;
		kept.held = DAY_NONE;
	}
	while (result == 1 && kept.work > 0) {
		struct day day;

		result = lived_next(kept.lived, period->to, &hearer, &day, err);
		if (result == 1)
			kept.held = page->last = day;
		kept.work -= RUN;
	}
	page->full = result == 1;
	return result < 0 ? -1 : 0;
}

static int rehearsal_add_rows(struct store *store,
    const struct rehearse_period *period, struct rehearsal_page *page,
    struct err *err)
{
	struct hearer hearer = { rehearsal_add_row, page };

	if (kept.lives)
		return add_runs(store, period, page, err);
	tell_forecast(&kept.rehearsal.forecast, period->from, &hearer);
	return 0;
}

/* What comes after the last day that is told; after the day before the period
 * where there is none yet. */
static void rehearsal_next(struct buffer *reply,
    const struct rehearsal_page *page, const struct rehearse_period *period)
{
	struct day before = day_plus(period->from, -1);
	char day[DAY_TEXT];

	buffer_printf(reply, ",\"next\":\"%s\"",
	    day_write(
		!day_is_some(page->last) || day_compare(page->last, before) < 0
		    ? before
		    : page->last,
		day));
}

int rehearsal_rows(struct store *store, const struct rehearse_period *period,
    struct buffer *reply, struct err *err)
{
	struct rehearsal_page page = { reply, reply->length, DAY_NONE, false };
	char past[REHEARSAL_PAST];
	int more;

	if (check_period(period, err) != 0)
		return -1;
	more = keep_on(store, period, err);
	page.full = more == 1;
	buffer_text(reply, "{\"rows\":[");
	if (more == 0)
		more = rehearsal_add_rows(store, period, &page, err);
	if (more < 0) {
		rehearsal_forget();
		return -1;
	}
	buffer_text(reply, "]");
	if (page.full) {
		rehearsal_next(reply, &page, period);
	} else {
		rehearsal_forget();
		kept.begun_again = 0;
	}
	if (rehearsal_past(past, period))
		buffer_printf(reply, ",\"note\":\"%s\"", past);
	buffer_text(reply, "}");
	return 0;
}
