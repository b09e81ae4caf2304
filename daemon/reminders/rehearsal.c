/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/rehearsal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/commands/notice.h"
#include "daemon/reminders/due_item.h"

/* Bytes of a page: whole days, as many as fit, or one. */
#define PAGE 300000

bool rehearsal_past(
    char text[REHEARSAL_PAST], struct instant now, struct day from)
{
	struct day today = zone_local(now).day;
	char first[DAY_TEXT], begin[DAY_TEXT];

	if (day_compare(from, today) >= 0)
		return false;
	snprintf(text, REHEARSAL_PAST,
	    "the days before %s are past: planvakt notice list --since %s shows"
	    " what was sent",
	    day_write(today, first), day_write(from, begin));
	return true;
}

int rehearsal_make(struct rehearsal *rehearsal, struct store *store,
    struct instant now, struct day from, struct day last, struct err *err)
{
	struct due_items *due_items = &rehearsal->due_items;
	struct day ran, first, told_until;
	struct digest digest;
	char past[REHEARSAL_PAST];

	*rehearsal = (struct rehearsal){ 0 };
	if (day_compare(last, zone_local(now).day) < 0 &&
	    rehearsal_past(past, now, from))
		return err_set(err, ERR_INVALID, "to: %s", past);
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

void rehearsal_release(struct rehearsal *rehearsal)
{
	forecast_release(&rehearsal->forecast);
	due_items_release(&rehearsal->due_items);
}

static bool same_message(
    const struct forecast_notice *a, const struct forecast_notice *b)
{
	return day_compare(a->day, b->day) == 0 &&
	    strcasecmp(a->notice.carrier->mail, b->notice.carrier->mail) == 0;
}

size_t rehearsal_message(const struct forecast *forecast, size_t from)
{
	size_t to = from + 1;

	while (to < forecast->count &&
	    same_message(&forecast->list[from], &forecast->list[to]))
		to++;
	return to;
}

/* Of a plan as a whole the activity is null; the digest has neither. */
static void rehearsal_notice(struct buffer *to, const struct due_notice *notice)
{
	if (notice->item != NULL) {
		buffer_printf(
		    to, "{\"activity\":%" PRId64, notice->item->words.id);
	} else {
		buffer_text(to, "{\"activity\":null");
		if (notice->plan != NULL) {
			buffer_text(to, ",\"plan\":");
			buffer_json(to, notice->plan->words.code);
		}
	}
	buffer_printf(to, ",\"stage\":\"%s\",\"n\":%" PRId64 "}",
	    stage_word(notice->stage), notice->n);
}

void rehearsal_json(
    struct buffer *to, const struct forecast_notice *list, size_t count)
{
	char day[DAY_TEXT];

	buffer_printf(
	    to, "{\"date\":\"%s\",\"recipient\":", day_write(list->day, day));
	buffer_json(to, list->notice.carrier->mail);
	buffer_text(to, ",\"notices\":[");
	for (size_t i = 0; i < count; i++) {
		buffer_text(to, i > 0 ? "," : "");
		rehearsal_notice(to, &list[i].notice);
	}
	buffer_text(to, "]}");
}

/* From the first message that is not before `from`; a page ends with a day. */
static void rehearsal_add_rows(
    const struct forecast *forecast, struct day from, struct buffer *reply)
{
	size_t begin = reply->length, at = 0, end;
	struct day last = DAY_NONE;
	char day[DAY_TEXT];

	buffer_text(reply, "{\"rows\":[");
	for (; at < forecast->count; at = end) {
		const struct forecast_notice *list = &forecast->list[at];

		end = rehearsal_message(forecast, at);
		if (day_compare(list->day, from) < 0)
			continue;
		if (day_is_some(last) && day_compare(list->day, last) != 0 &&
		    reply->length - begin > PAGE)
			break;
		buffer_text(reply, day_is_some(last) ? "," : "");
		rehearsal_json(reply, list, end - at);
		last = list->day;
	}
	buffer_text(reply, "]");
	if (at < forecast->count)
		buffer_printf(reply, ",\"next\":\"%s\"", day_write(last, day));
	buffer_text(reply, "}");
}

int rehearsal_rows(struct store *store, struct instant now, struct day from,
    struct day to, struct buffer *reply, struct err *err)
{
	struct rehearsal rehearsal;

	char past[REHEARSAL_PAST];

	if (rehearsal_make(&rehearsal, store, now, from, to, err) != 0)
		return -1;
	rehearsal_add_rows(&rehearsal.forecast, from, reply);
	if (rehearsal_past(past, now, from)) {
		buffer_cut(reply, reply->length - 1);
		buffer_printf(reply, ",\"note\":\"%s\"}", past);
	}
	rehearsal_release(&rehearsal);
	return 0;
}
