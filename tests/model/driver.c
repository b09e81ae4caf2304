/* SPDX-License-Identifier: ISC */
/* The daemon as a driver of tests/model: a script on standard input, what came
 * of it on standard output, both as README.md there says. Requests pass the
 * one door, runs are the reminders' own, mail is accepted or fails at once. */
#include "tests/unit/rig/town.h"

#include <stdio.h>

#include "daemon/commands/notice.h"
#include "daemon/reminders/due_item.h"
#include "daemon/request/execute.h"
#include "protocol/sign_key.h"

/* A replay takes as long as all that was before it: scripts up to so many
 * lines have it, and of longer ones each fourth. */
#define REPLAYED_LINES 60

#define WORD_MAX 64
#define SIGNERS  64

/* A line of the script. */
struct event {
	int64_t line;
	char time[WORD_MAX], signer[WORD_MAX], method[WORD_MAX];
	json_t *params; /* owned */
};

/* Whose key is whose. */
static struct {
	char name[WORD_MAX];
	struct sign_key *key; /* owned */
} signers[SIGNERS];
static int signer_count;

/* Addresses that take no mail. */
static json_t *failing;

enum { LETTERS, LETTER, ACTIVITIES };

static const char *const driver_sql[] = {
	[LETTERS] = "SELECT id, run, address FROM dispatch"
		    " WHERE state = 'planned' ORDER BY id",
	[LETTER] = "SELECT activity, plan, stage, n FROM notice"
		   " WHERE dispatch = ?1 AND skipped = 0 ORDER BY id",
	[ACTIVITIES] = "SELECT id, due_version FROM activity ORDER BY id",
	NULL,
};

static void print(json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT);

	assert_non_null(text);
	puts(text);
	free(text);
	json_decref(answer);
}

/* --- keys --- */

static struct sign_key *signer_add(const char *name)
{
	assert_true(signer_count < SIGNERS);
	snprintf(signers[signer_count].name, WORD_MAX, "%s", name);
	signers[signer_count].key = sign_key_generate();
	return signers[signer_count++].key;
}

/* The key of a name; of one that nobody has added, a key that nobody knows. */
static const struct sign_key *signer_key(const char *name)
{
	for (int i = 0; i < signer_count; i++)
		if (strcmp(signers[i].name, name) == 0)
			return signers[i].key;
	return signer_add(name);
}

/* --- a command, in the wire's words --- */

/* What a command line calls otherwise than a request. */
static const struct {
	const char *method, *request;
} methods[] = {
	{ "import", "plan.import" },
	{ "plan.follow-up", "plan.follow_up" },
	{ "acknowledge", "activity.acknowledge" },
	{ "snooze", "activity.snooze" },
};

static const char *request_method(const char *method)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (strcmp(methods[i].method, method) == 0)
			return methods[i].request;
	return method;
}

static void rename_param(json_t *params, const char *from, const char *to)
{
	json_t *value = json_object_get(params, from);

	if (value == NULL)
		return;
	json_object_set(params, to, value);
	json_object_del(params, from);
}

/* The lead first, then who cooperates. */
static void split_codes(json_t *params)
{
	json_t *codes = json_incref(json_object_get(params, "codes"));

	json_object_del(params, "codes");
	json_object_set(params, "lead", json_array_get(codes, 0));
	json_array_remove(codes, 0);
	if (json_array_size(codes) > 0)
		json_object_set(params, "cooperating", codes);
	json_decref(codes);
}

static void number_rows(json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row)
		json_object_set_new(row, "line", json_integer((int)i + 2));
}

static void add_key_line(json_t *params)
{
	const char *name = json_string_value(json_object_get(params, "name"));
	char line[SIGN_SSH_PUBLIC];

	sign_public_write(sign_key_public(signer_key(name)), line);
	json_object_set_new(params, "key", json_string(line));
}

static void translate(struct event *event)
{
	const char *method = event->method;

	if (strcmp(method, "activity.add") != 0)
		rename_param(event->params, "activity", "id");
	rename_param(event->params, "text", "activity");
	rename_param(event->params, "from_", "from");
	if (json_object_get(event->params, "codes") != NULL)
		split_codes(event->params);
	number_rows(json_object_get(event->params, "rows"));
	if (strcmp(method, "key.add") == 0)
		add_key_line(event->params);
	if (strcmp(method, "notice.pause") == 0)
		json_object_set_new(
		    event->params, "reason", json_string("Semester"));
	if (strcmp(method, "setting.set") == 0 &&
	    strcmp(json_string_value(json_object_get(event->params, "name")),
		"run_hour") == 0)
		json_object_set_new(event->params, "name", json_string("hour"));
}

/* --- what is asked --- */

static void ask(const struct event *event, json_t *params)
{
	struct request request =
	    rig_request(&town, request_method(event->method), params);

	rig_send(&town, signer_key(event->signer), &request);
	end_of_turn();
	if (town.reply.error.code == ERR_NONE)
		return;
	print(json_pack("{s:I, s:s, s:s}", "refused", (json_int_t)event->line,
	    "word", err_word(town.reply.error.code), "text",
	    town.reply.error.text));
}

/* A request for each number, as the client does. */
static void ask_each(const struct event *event)
{
	json_t *ids = json_incref(json_object_get(event->params, "activities"));
	json_t *id;
	size_t i;

	json_object_del(event->params, "activities");
	json_array_foreach (ids, i, id) {
		json_object_set(event->params, "id", id);
		ask(event, event->params);
	}
	json_decref(ids);
}

static void begin_state(const struct event *event)
{
	open_state(event->time,
	    json_string_value(json_object_get(event->params, "mail")));
	rig_prepare(&town, driver_sql);
	assert_true(signer_count < SIGNERS);
	snprintf(signers[signer_count].name, WORD_MAX, "%s", event->signer);
	signers[signer_count++].key = town.coordinator;
}

/* --- mail --- */

static void set_mail(const json_t *params)
{
	const char *address =
	    json_string_value(json_object_get(params, "address"));

	if (strcmp(json_string_value(json_object_get(params, "state")),
		"failing") == 0)
		json_object_set_new(failing, address, json_true());
	else
		json_object_del(failing, address);
}

static json_t *notices_of(int64_t dispatch)
{
	json_t *list = json_array();
	struct rows rows;
	struct err err;

	rows = store_query(
	    town.store, driver_sql, LETTER, BIND(INTEGER(dispatch)));
	while (rows_next(&rows, &err) == 1) {
		json_t *notice =
		    json_pack("{s:s, s:I}", "stage", rows_text(&rows, 2), "n",
			(json_int_t)rows_integer(&rows, 3));

		if (!rows_null(&rows, 0))
			json_object_set_new(notice, "activity",
			    json_integer(rows_integer(&rows, 0)));
		if (!rows_null(&rows, 1))
			json_object_set_new(
			    notice, "plan", json_string(rows_text(&rows, 1)));
		json_array_append_new(list, notice);
	}
	rows_end(&rows);
	return list;
}

/* Tells of the next letter that waits, and delivers it; false where none
 * does. */
static bool deliver_one(void)
{
	int64_t id = 0;
	json_t *letter = NULL;
	bool fails = false;
	struct rows rows;
	struct err err;

	rows = store_query(town.store, driver_sql, LETTERS, BIND_NONE);
	if (rows_next(&rows, &err) == 1) {
		id = rows_integer(&rows, 0);
		letter = json_pack("{s:s, s:s}", "date", rows_text(&rows, 1),
		    "recipient", rows_text(&rows, 2));
		fails = json_object_get(failing, rows_text(&rows, 2)) != NULL;
	}
	rows_end(&rows);
	if (letter == NULL)
		return false;
	json_object_set_new(letter, "notices", notices_of(id));
	print(letter);
	settle(id, fails ? "failed" : "accepted");
	return true;
}

/* --- runs --- */

/* As the timer looks: the run that is due now, if one is. */
static void run_if_due(void)
{
	struct settings settings;
	struct workdays workdays;
	struct schedule schedule;
	struct day last, next;
	struct err err;

	must(setting_load(&settings, town.store, &err), &err);
	must(holiday_workdays(&workdays, town.store, &err), &err);
	must(notice_last_run(town.store, &last, &err), &err);
	schedule = setting_schedule(&settings, &workdays);
	next = schedule_next(&schedule, last, town.clock.at);
	if (schedule_moment(&schedule, next).seconds <= town.clock.at.seconds) {
		assert_true(run_today() >= 0);
		while (deliver_one())
			;
	}
	holiday_release(&workdays);
}

/* The daemon ends and starts. That what it holds is what its log makes is looked
 * at when the script ends. */
static void restart(void)
{
	town_shut();
	town_reopen();
	reminder_run_prepare(town.store);
	rig_prepare(&town, driver_sql);
	run_if_due();
}

/* --- state --- */

/* Whether the run of the `due` letter is to come: no hold has begun. */
static bool is_early(
    const struct due_items *due_items, const struct ladder_item *ladder)
{
	struct day joins = schedule_joins(&due_items->schedule, town.clock.at);

	return day_is_some(ladder->due) &&
	    day_compare(joins,
		ladder_due_letter(ladder->due, &due_items->sending_days)) <= 0;
}

/* The hold that an activity is under, of those that are open. */
static void add_hold(json_t *answer, int64_t id, int64_t version)
{
	struct day today = zone_local(town.clock.at).day;
	struct due_items due_items;
	struct err err;

	must(due_items_open(&due_items, town.store, &err), &err);
	must(
	    due_items_add_one(&due_items, town.store, id, version, &err), &err);
	if (due_items.count == 1) {
		const struct ladder_item *ladder = &due_items.items[0].ladder;
		char day[DAY_TEXT];
		bool early = is_early(&due_items, ladder);
		bool held = !early && day_is_some(ladder->held_until) &&
		    day_compare(ladder->held_until, today) >= 0;

		json_object_set_new(answer, "held_until",
		    held ? json_string(day_write(ladder->held_until, day))
			 : json_null());
		json_object_set_new(answer, "holds",
		    json_integer(early ? 0 : ladder->holds_begun));
	}
	due_items_release(&due_items);
}

static void print_activity(int64_t line, int64_t id, int64_t version)
{
	static const char *const members[] = { "due", "status", "lead",
		"cooperating", "unclear" };
	json_t *shown =
	    rig_must(&town, "activity.show", "{'id':%" PRId64 "}", id);
	json_t *answer = json_pack("{s:I, s:I}", "state", (json_int_t)line,
	    "activity", (json_int_t)id);

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		json_t *value = json_object_get(shown, members[i]);

		json_object_set_new(answer, members[i],
		    value != NULL ? json_incref(value) : json_null());
	}
	add_hold(answer, id, version);
	print(answer);
}

static void print_state(int64_t line)
{
	int64_t ids[1000], versions[1000];
	size_t count = 0;
	struct rows rows;
	struct err err;

	rows = store_query(town.store, driver_sql, ACTIVITIES, BIND_NONE);
	while (rows_next(&rows, &err) == 1) {
		assert_true(count < 1000);
		ids[count] = rows_integer(&rows, 0);
		versions[count++] = rows_integer(&rows, 1);
	}
	rows_end(&rows);
	for (size_t i = 0; i < count; i++)
		print_activity(line, ids[i], versions[i]);
}

/* --- the script --- */

/* name=JSON pairs. */
static json_t *read_pairs(const char *text)
{
	json_t *params = json_object();

	while (*(text += strspn(text, " \n")) != '\0') {
		size_t length = strcspn(text, "=");
		char name[WORD_MAX];
		json_error_t error;
		json_t *value;

		snprintf(name, sizeof(name), "%.*s", (int)length, text);
		text += length + (text[length] == '=');
		value = json_loads(
		    text, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);
		if (value == NULL)
			fail_msg("%s: %s", name, error.text);
		json_object_set_new(params, name, value);
		text += error.position;
	}
	return params;
}

static bool read_event(char *text, struct event *event)
{
	int rest = 0;

	event->line++;
	if (sscanf(text, " %63s %63s %63s%n", event->time, event->signer,
		event->method, &rest) != 3 ||
	    event->time[0] == '#')
		return false;
	event->params = read_pairs(text + rest);
	return true;
}

static void happen(struct event *event)
{
	if (strcmp(event->method, "init") == 0) {
		begin_state(event);
		return;
	}
	town_at(event->time);
	if (strcmp(event->method, "run") == 0) {
		run_if_due();
	} else if (strcmp(event->method, "restart") == 0) {
		restart();
	} else if (strcmp(event->method, "mail") == 0) {
		set_mail(event->params);
	} else if (strcmp(event->method, "state") == 0) {
		print_state(event->line);
	} else {
		translate(event);
		if (json_object_get(event->params, "activities") != NULL)
			ask_each(event);
		else
			ask(event, event->params);
	}
}

int main(void)
{
	struct event event = { 0 };
	char *text = NULL;
	size_t size = 0;

	failing = json_object();
	while (getline(&text, &size, stdin) > 0)
		if (read_event(text, &event)) {
			happen(&event);
			json_decref(event.params);
		}
	free(text);
	json_decref(failing);
	for (int i = 0; i < signer_count; i++)
		if (signers[i].key != town.coordinator)
			sign_key_free(signers[i].key);
	if (town.store != NULL) {
		if (event.line <= REPLAYED_LINES || event.line % 4 == 0)
			town_is_replayed();
		rig_end(&town);
	}
	return 0;
}
