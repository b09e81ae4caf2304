/* SPDX-License-Identifier: ISC */
#include "daemon/reminders/sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/reminders/agenda.h"

enum { TOLD };

static const char *const sweep_sql[] = {
	[TOLD] = "SELECT 1 FROM dispatch WHERE run = ?1 AND address = ?2",
	NULL,
};

struct sweep {
	struct requests *requests;
	struct day day;
	struct agenda agenda;
};

int sweep_prepare(struct store *store, struct err *err)
{
	static const char *const *const tables[] = { sweep_sql, NULL };

	if (agenda_prepare(store, err) != 0)
		return -1;
	return store_prepare(store, tables, err);
}

static int compare_items(const void *left, const void *right)
{
	return agenda_compare(left, right);
}

/* --- one address --- */

static json_t *notice_json(const struct agenda_item *item,
    const struct ladder_step *step, bool skipped)
{
	char regular[DAY_TEXT];
	json_t *notice = json_object();

	json_object_set_new(notice, "activity", json_integer(item->words.id));
	json_object_set_new(
	    notice, "due_version", json_integer(item->due_version));
	json_object_set_new(
	    notice, "stage", json_string(stage_word(step->stage)));
	json_object_set_new(
	    notice, "regular", json_string(day_write(step->regular, regular)));
	json_object_set_new(notice, "role",
	    json_string(item->lead != NULL ? "lead" : "coordinator"));
	json_object_set_new(notice, "department",
	    json_string(item->lead != NULL ? item->lead : ""));
	json_object_set_new(
	    notice, "n", json_integer(skipped ? 0 : item->words.n));
	json_object_set_new(notice, "skipped", json_boolean(skipped));
	return notice;
}

/* The stage that stands, after those that it overtook. */
static void add_notices(
    struct sweep *sweep, const struct agenda_item *item, json_t *notices)
{
	struct day after = agenda_noticed(item);
	struct ladder_step step;

	while (agenda_step(&sweep->agenda, item, after, &step) &&
	    day_compare(step.regular, sweep->day) <= 0) {
		bool stands =
		    day_compare(step.regular, item->words.regular) == 0;

		json_array_append_new(
		    notices, notice_json(item, &step, !stands));
		after = step.regular;
	}
}

/* What a letter holds: what has a notice, and what is overdue without. */
static bool is_told(const struct agenda_item *item)
{
	return item->words.counted || item->words.late > 0;
}

static bool is_named_before(const struct agenda_item *items, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_told(&items[i]) && items[i].name != NULL &&
		    strcmp(items[i].name, items[at].name) == 0)
			return true;
	return false;
}

/* The departments that a letter is to; "A, B and C" would need a language. */
static const char *names_of(
    struct sweep *sweep, const struct agenda_item *items, size_t count)
{
	const char *names = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!is_told(&items[i]) || items[i].name == NULL ||
		    is_named_before(items, i))
			continue;
		names = names == NULL ? items[i].name
				      : arena_printf(sweep->agenda.arena,
					    "%s, %s", names, items[i].name);
	}
	return names;
}

/* Whose letter it is: the first department's that is told something; the
 * coordinator's where there is none. */
static const struct agenda_item *addressee(
    const struct agenda_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_told(&items[i]) && items[i].lead != NULL)
			return &items[i];
	return items;
}

/* Of the items of one address: those with a notice, and the overdue ones
 * without, which are listed but not counted. */
static struct letter compose(
    struct sweep *sweep, const struct agenda_item *items, size_t count)
{
	struct letter_item *chosen =
	    arena_alloc(sweep->agenda.arena, count * sizeof(*chosen));
	struct letter letter = {
		.language = addressee(items, count)->language,
		.name = names_of(sweep, items, count),
		.day = sweep->day,
		.rehearsal = requests_rehearsal(sweep->requests),
		.head = *requests_head(sweep->requests),
		.items = chosen,
	};

	for (size_t i = 0; i < count; i++)
		if (is_told(&items[i]))
			chosen[letter.count++] = items[i].words;
	return letter;
}

static void add_text(
    json_t *params, const char *name, const struct buffer *text)
{
	json_object_set_new(
	    params, name, json_stringn(text->bytes, text->length));
}

static void add_token(json_t *params)
{
	uint8_t token[32];
	struct buffer hex = { 0 };

	seal_random(token, sizeof(token));
	buffer_hex(&hex, token, sizeof(token));
	add_text(params, "token", &hex);
	buffer_free(&hex);
}

static json_t *issue_params(
    struct sweep *sweep, const struct agenda_item *items, size_t count)
{
	const struct agenda_item *to = addressee(items, count);
	struct letter letter = compose(sweep, items, count);
	struct buffer subject = { 0 }, text = { 0 };
	json_t *params = json_object(), *notices = json_array();
	char day[DAY_TEXT];

	letter_write(&letter, &subject, &text);
	for (size_t i = 0; i < count; i++)
		if (items[i].words.counted)
			add_notices(sweep, &items[i], notices);
	json_object_set_new(
	    params, "run", json_string(day_write(sweep->day, day)));
	json_object_set_new(params, "address", json_string(to->mail));
	if (to->lead != NULL)
		json_object_set_new(
		    params, "department", json_string(to->lead));
	json_object_set_new(params, "language", json_string(to->language));
	add_text(params, "subject", &subject);
	add_text(params, "text", &text);
	json_object_set_new(params, "notices", notices);
	add_token(params);
	buffer_free(&subject);
	buffer_free(&text);
	return params;
}

/* Whether the address had its message of this run: the run was broken off
 * after it, and what has come since waits for the next. */
static int was_told(struct sweep *sweep, const char *address, struct err *err)
{
	char day[DAY_TEXT];
	int64_t told;

	if (store_integer(requests_store(sweep->requests), sweep_sql, TOLD,
		BIND(TEXT(day_write(sweep->day, day)), TEXT(address)), &told, 0,
		err) != 0)
		return -1;
	return told == 1;
}

/* 1 where a message was issued, 0 where nothing stands or there is no
 * address yet, -1. */
static int issue(struct sweep *sweep, const struct agenda_item *items,
    size_t count, struct err *err)
{
	bool stands = false;
	json_t *params;
	int result;

	for (size_t i = 0; i < count; i++)
		stands = stands || items[i].words.counted;
	if (!stands || items[0].mail[0] == '\0')
		return 0;
	result = was_told(sweep, items[0].mail, err);
	if (result != 0)
		return result < 0 ? -1 : 0;
	params = issue_params(sweep, items, count);
	result =
	    request_own(sweep->requests, "notice.issue", params, NULL, err);
	json_decref(params);
	return result < 0 ? -1 : 1;
}

static int issue_all(struct sweep *sweep, int *messages, struct err *err)
{
	struct agenda *agenda = &sweep->agenda;
	size_t from = 0, to;

	for (size_t i = 0; i < agenda->count; i++) {
		struct agenda_item *item = &agenda->items[i];

		agenda_climb(agenda, item, sweep->day);
		item->words.late = workday_between(
		    &agenda->workdays, item->words.due, sweep->day);
	}
	if (agenda->count > 0)
		qsort(agenda->items, agenda->count, sizeof(*agenda->items),
		    compare_items);
	for (; from < agenda->count; from = to) {
		const struct agenda_item *items = &agenda->items[from];
		int issued;

		for (to = from + 1; to < agenda->count &&
		     strcasecmp(agenda->items[to].mail, items->mail) == 0;
		     to++)
			;
		issued = issue(sweep, items, to - from, err);
		if (issued < 0)
			return -1;
		*messages += issued;
	}
	return 0;
}

static int record(struct sweep *sweep, int messages, struct err *err)
{
	char day[DAY_TEXT];
	json_t *params = json_pack("{s:s, s:i}", "day",
	    day_write(sweep->day, day), "messages", messages);
	int result =
	    request_own(sweep->requests, "reminder.ran", params, NULL, err);

	json_decref(params);
	return result;
}

int sweep_run(
    struct requests *requests, struct day day, int *messages, struct err *err)
{
	struct sweep sweep = { .requests = requests, .day = day };
	int result = -1;

	*messages = 0;
	if (agenda_load(&sweep.agenda, requests_store(requests), day, err) != 0)
		return -1;
	if (issue_all(&sweep, messages, err) == 0)
		result = record(&sweep, *messages, err);
	agenda_release(&sweep.agenda);
	return result;
}
