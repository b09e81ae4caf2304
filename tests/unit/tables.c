/* SPDX-License-Identifier: ISC */
/* What the tables of commands and statements must agree on: with each other,
 * with docs/wire.md, with the client's rows, and with what grows. Run in the
 * root of the tree. */
#include "daemon/commands/families.h"
#include "daemon/contract/command.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/delivery/queue_entry.h"
#include "daemon/reminders/reminder_run.h"
#include "daemon/request/past.h"
#include "daemon/store/store_private.h"
#include "tests/unit/rig/rig.h"

/* --- no statement reads all of a table that grows --- */

/* Scans that are meant. */
static const struct {
	const char *statement; /* how its words begin */
	const char *scan;
	const char *why;
} meant[] = {
	{ "SELECT seq, at, hash FROM log ORDER BY seq DESC LIMIT 1", "SCAN log",
	    "one row, from the end" },
	{ "SELECT day FROM closed_day", "SCAN closed_day",
	    "closed days are a few a year" },
	{ "SELECT name, value FROM setting", "SCAN setting",
	    "ten rows at most" },
	{ "SELECT plan, stage, at, told, set_at FROM rung", "SCAN rung",
	    "nine stages of a handful of plans at most" },
	{ "SELECT first, last FROM quiet_period WHERE length",
	    "SCAN quiet_period", "quiet periods are a few a year" },
	{ "SELECT json_object('from', first", "SCAN quiet_period",
	    "quiet periods are a few a year" },
	{ "SELECT json_object('body', b.name", "SCAN b",
	    "those who meet are a dozen" },
	{ "SELECT iif(b.folded", "SCAN c", "those who meet are a dozen" },
	{ "SELECT json_object('plans'", "SCAN activity",
	    "status counts every activity" },
	{ "SELECT json_object('plans'", "SCAN plan", "counts the plans" },
	{ "SELECT json_object('plans'", "SCAN department",
	    "counts the departments" },
	{ "SELECT json_object('waiting'", "SCAN dispatch",
	    "status counts every dispatch" },
	{ "SELECT max((SELECT count(*) FROM dispatch", "SCAN activity",
	    "counts what is unclear, for status" },
	{ "SELECT json_group_array(json_object('id', id", "SCAN activity",
	    "status lists the first hundred" },
	{ "SELECT json_object('code', d.code", "SCAN d",
	    "departments are some dozens" },
	{ "SELECT code, board FROM department", "SCAN department",
	    "departments are some dozens" },
	{ "SELECT n.folded, coalesce(", "SCAN n",
	    "an import reads the names of some dozens of departments" },
	{ "UPDATE department SET successor", "SCAN department",
	    "departments are some dozens" },
	{ "SELECT json_group_array(json_object('uid'", "SCAN key",
	    "keys are some dozens" },
	{ "SELECT json_object('name', name", "SCAN key",
	    "keys are some dozens" },
	{ "SELECT count(*) FROM key", "SCAN key", "keys are some dozens" },
	{ "SELECT public, name, role = 'daemon'", "SCAN key",
	    "an export names them all" },
	{ "SELECT count(DISTINCT entry) FROM redaction", "SCAN redaction",
	    "redactions are a few a year" },
	{ "SELECT json_object('code', code", "SCAN p", "plans are a handful" },
	{ "SELECT json_group_array(json_object('plan', code", "SCAN plan",
	    "plans are a handful" },
	{ "SELECT count(*) FROM (SELECT code, title", "SCAN plan",
	    "plans are a handful" },
	{ "SELECT coalesce(group_concat(code", "SCAN plan",
	    "plans are a handful" },
	{ "SELECT code, title FROM plan ORDER BY code", "SCAN plan",
	    "plans are a handful" },
	{ "SELECT code, title, case_number", "SCAN plan",
	    "plans are a handful" },
	{ "SELECT code, name, mail, escalation", "SCAN department",
	    "departments are some dozens" },
	{ "SELECT a.id, a.plan, a.activity", "SCAN department",
	    "departments are some dozens" },
	{ "SELECT 1 FROM activity a JOIN plan", "SCAN a",
	    "an index of what is unclear" },
	{ "SELECT a.id, a.plan, a.activity", "SCAN a",
	    "an index of what is unclear" },
	{ "SELECT EXISTS (SELECT 1 FROM activity WHERE unclear_at",
	    "SCAN activity USING INDEX activity_unclear",
	    "the unclear ones of open plans alone, until one is found" },
	{ "SELECT owner_text, count(*)", "SCAN activity",
	    "an index of what is unclear" },
	{ "SELECT iif(a.goal = '' AND a.other", "SCAN lineage",
	    "the plans that one activity has gone through" },
	{ "SELECT a.id, a.added_at, (WITH", "SCAN lineage",
	    "the plans that one activity has gone through" },
	{ "SELECT id, name, area, spellings", "SCAN kind",
	    "kinds are some dozens" },
	{ "SELECT name, spellings FROM (", "SCAN kind",
	    "kinds are some dozens" },
	{ "SELECT name, spellings FROM (", "SCAN observation",
	    "one row, whether there are any" },
	{ "SELECT json_group_array(name) FROM (SELECT id", "SCAN kind",
	    "kinds are some dozens" },
	{ "SELECT json_group_array(name) FROM (SELECT id", "SCAN observation",
	    "one row, whether there are any" },
	{ "SELECT count(*) FROM (SELECT * FROM activity", "SCAN activity",
	    "where there are problems, status counts what answers none" },
	{ "SELECT count(*) FROM (SELECT * FROM activity", "SCAN problem",
	    "problems are a handful" },
	{ "SELECT id FROM (SELECT * FROM activity", "SCAN activity",
	    "the week's letter, where there are problems" },
	{ "SELECT id FROM (SELECT * FROM activity", "SCAN problem",
	    "problems are a handful" },
	{ "SELECT json_group_array(json_object('id', id, 'activity'",
	    "SCAN problem", "problems are a handful" },
	{ "SELECT count(*) FROM (SELECT id, name, area", "SCAN p",
	    "problems are a handful" },
	{ "SELECT name FROM (SELECT id, name, area", "SCAN p",
	    "problems are a handful" },
	{ "SELECT json_group_array(json_object('id', id, 'name'", "SCAN p",
	    "problems are a handful" },
	{ "SELECT id, name FROM problem", "SCAN problem",
	    "problems are a handful" },
	{ "SELECT id, name FROM district", "SCAN district",
	    "districts are some dozens" },
	{ "SELECT area, kind, district, observed, 0", "SCAN observation_cell",
	    "cells are kinds by districts, however much was observed" },
	{ "SELECT EXISTS (SELECT 1 FROM erasure)", "SCAN erasure",
	    "one row at most, and seldom" },
};

#define MEANT_COUNT (sizeof(meant) / sizeof(meant[0]))

/* A constant or a subquery, whose own tables stand in rows of their own. */
static bool scans_a_table(const char *detail)
{
	return strncmp(detail, "SCAN ", 5) == 0 &&
	    strcmp(detail, "SCAN CONSTANT ROW") != 0 &&
	    strncmp(detail, "SCAN (", 6) != 0;
}

static bool is_meant(const char *sql, const char *detail, bool *used)
{
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		size_t length = strlen(meant[i].scan);

		if (strncmp(sql, meant[i].statement,
			strlen(meant[i].statement)) == 0 &&
		    strncmp(detail, meant[i].scan, length) == 0 &&
		    (detail[length] == '\0' || detail[length] == ' '))
			return used[i] = true;
	}
	return false;
}

/* How many scans of one statement nobody meant. */
static int check_plan(sqlite3 *db, const char *sql, bool *used)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *plan;
	int count = 0;

	assert_int_equal(
	    sqlite3_prepare_v2(db, explain, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(plan, 3);

		if (!scans_a_table(detail) || is_meant(sql, detail, used))
			continue;
		print_error("%s: %s\n", detail, sql);
		count++;
	}
	sqlite3_finalize(plan);
	sqlite3_free(explain);
	return count;
}

static bool plan_has(sqlite3 *db, const char *sql, const char *what)
{
	char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *plan;
	bool has = false;

	assert_int_equal(
	    sqlite3_prepare_v2(db, explain, -1, &plan, NULL), SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW)
		has |= strstr((const char *)sqlite3_column_text(plan, 3),
			   what) != NULL;
	sqlite3_finalize(plan);
	sqlite3_free(explain);
	return has;
}

static void no_scan_of_what_grows(void **state)
{
	struct rig *rig = *state;
	sqlite3 *db = store_db(rig->store);
	sqlite3_stmt *statement = NULL;
	bool used[MEANT_COUNT] = { false };
	int statements = 0, scans = 0;
	struct err err;

	reminder_run_prepare(rig->store);
	past_serve(rig->store);
	queue_entry_prepare(rig->store);
	assert_int_equal(store_prepare_all(rig->store, &err), 0);
	while ((statement = sqlite3_next_stmt(db, statement)) != NULL) {
		const char *sql = sqlite3_sql(statement);

		statements++;
		if (strncmp(sql, "SELECT", 6) == 0 ||
		    strncmp(sql, "UPDATE", 6) == 0 ||
		    strncmp(sql, "DELETE", 6) == 0 ||
		    strncmp(sql, "INSERT", 6) == 0)
			scans += check_plan(db, sql, used);
	}
	assert_true(statements > 50);
	for (size_t i = 0; i < MEANT_COUNT; i++)
		if (!used[i]) {
			print_error("nothing does \"%s\" any more\n",
			    meant[i].statement);
			scans++;
		}
	assert_int_equal(scans, 0);
}

/* Parts and pages read no more than they have. A pair is looked up by its first
 * value alone: where every activity has the same day, each part would read what
 * the parts before it have read. A plan is a small part of all there is. */
static void a_part_is_looked_up(void **state)
{
	static const struct {
		const char *words, *plan;
	} parts[] = {
		{ "w.activity > ", "next_due_day (day=? AND rowid>?)" },
		{ "a.place < ?11 AND a.plan = ?3",
		    "activity_plan (plan=? AND place>? AND place<?)" },
	};
	struct rig *rig = *state;
	sqlite3 *db = store_db(rig->store);
	struct err err;

	reminder_run_prepare(rig->store);
	assert_int_equal(store_prepare_all(rig->store, &err), 0);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		sqlite3_stmt *statement = NULL;
		const char *sql = NULL;

		while ((statement = sqlite3_next_stmt(db, statement)) != NULL)
			if (strstr(sqlite3_sql(statement), parts[i].words) !=
			    NULL)
				sql = sqlite3_sql(statement);
		assert_non_null(sql);
		assert_true(plan_has(db, sql, parts[i].plan));
		assert_false(plan_has(db, sql, "TEMP B-TREE"));
	}
}

/* --- the rows, docs/wire.md and the client --- */

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;

	if (file == NULL)
		fail_msg("%s: run this in the root of the tree", path);
	assert_true(getdelim(&text, &size, '\0', file) > 0);
	fclose(file);
	return text;
}

static char *wire;

static int read_wire(void **state)
{
	(void)state;
	wire = read_whole("docs/wire.md");
	return 0;
}

static int free_wire(void **state)
{
	(void)state;
	free(wire);
	return 0;
}

/* The row of a method, from its first cell on; NULL where there is none. */
static const char *wire_row(const char *method, bool writes)
{
	char begin[64];

	snprintf(
	    begin, sizeof(begin), "\n| %s%s | ", method, writes ? " W" : "");
	begin[0] = '\n';
	return strstr(wire, begin);
}

/* The begin of the row's cell after `row`'s bar number `n`. */
static const char *cell(const char *row, int n)
{
	row++;
	for (; n > 0; n--)
		row = strstr(row, "| ") + 2;
	return row;
}

static void every_method_is_in_the_document(void **state)
{
	static const char *const access[] = {
		[ACCESS_ANY] = "any |",
		[ACCESS_LEAD] = "lead |",
		[ACCESS_MEMBER] = "member |",
		[ACCESS_HOLDER] = "holder |",
		[ACCESS_REPORTER] = "reporter |",
		[ACCESS_COORDINATOR] = "coordinator |",
	};
	const struct command *command = NULL;
	const char *row;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		row = wire_row(command->method, command->effect == WRITES);
		if (command->access == ACCESS_DAEMON) {
			assert_null(row);
			continue;
		}
		if (row == NULL)
			fail_msg("%s is not in docs/wire.md, or its W is not",
			    command->method);
		if (strncmp(cell(row, 2), access[command->access],
			strlen(access[command->access])) != 0)
			fail_msg("%s has another access in docs/wire.md",
			    command->method);
	}
}

/* Each first cell of the commands' table, a name or two words. */
static void every_method_of_the_document_is_there(void **state)
{
	const char *at = strstr(wire, "| method | access |");
	int count = 0;

	(void)state;
	assert_non_null(at);
	at = strchr(strchr(at, '\n') + 1, '\n') + 1;
	for (; at[0] == '|'; at = strchr(at, '\n') + 1) {
		char method[64];

		assert_int_equal(sscanf(at, "| %63[a-z._]", method), 1);
		if (command_find(method) == NULL)
			fail_msg("%s is no command", method);
		count++;
	}
	assert_true(count > 20);
}

static void command_is_found_by_its_whole_name(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		assert_ptr_equal(command_find(command->method), command);
		assert_non_null(command->fields);
		assert_non_null(command->run);
	}
	assert_null(command_find(""));
	assert_null(command_find("pin"));
	assert_null(command_find("pings"));
}

/* --- params: "code name mail? language?(sv,en) aliases?[text]" --- */

static void fields_agree(
    const char *method, const struct field *fields, const char **at);

static void words_agree(const char *method, const struct field *field,
    const char *text, size_t length)
{
	char told[256] = "";

	if (field->type != FIELD_WORD)
		return;
	for (int64_t i = field->min;
	     field->words[i] != NULL && (field->max == 0 || i < field->max);
	     i++)
		snprintf(told + strlen(told), sizeof(told) - strlen(told),
		    "%s%s", told[0] != '\0' ? "," : "", field->words[i]);
	if (length > 0 &&
	    (strlen(told) != length || memcmp(told, text, length) != 0))
		fail_msg("%s: %s is one of %s, in docs/wire.md of %.*s", method,
		    field->name, told, (int)length, text);
}

/* What stands in brackets after a name. */
static void type_agrees(const char *method, const struct field *field,
    const char *text, size_t length)
{
	static const struct {
		const char *word;
		enum field_type type;
	} types[] = {
		{ "number", FIELD_NUMBER },
		{ "0-100", FIELD_NUMBER },
		{ "days", FIELD_NUMBER },
		{ "bool", FIELD_FLAG },
		{ "true", FIELD_FLAG },
		{ "date", FIELD_DATE },
		{ "code", FIELD_CODE },
	};

	words_agree(method, field, text, length);
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strlen(types[i].word) == length &&
		    memcmp(types[i].word, text, length) == 0 &&
		    field->type != types[i].type)
			fail_msg("%s: %s is no %.*s", method, field->name,
			    (int)length, text);
}

static void field_agrees(
    const char *method, const struct field *field, const char **at)
{
	bool optional = **at == '?';
	const char *end;

	*at += optional;
	if (optional != (field->need == OPTIONAL))
		fail_msg("%s: %s is %s in docs/wire.md", method, field->name,
		    optional ? "optional" : "required");
	if ((**at == '[') != (field->many > 0))
		fail_msg("%s: %s is or is no list", method, field->name);
	if (strncmp(*at, "[{", 2) == 0) {
		*at += 2;
		assert_int_equal(field->type, FIELD_OBJECT);
		fields_agree(method, field->row, at);
		*at += 2;
	} else if (**at == '[' || **at == '(') {
		end = *at + strcspn(*at, "])");
		type_agrees(method, field, *at + 1, (size_t)(end - *at - 1));
		*at = end + 1;
	}
}

static const struct field *find_field(
    const struct field *fields, const char *name, size_t length)
{
	for (; fields->name != NULL; fields++)
		if (strlen(fields->name) == length &&
		    memcmp(fields->name, name, length) == 0)
			return fields;
	return NULL;
}

static void fields_agree(
    const char *method, const struct field *fields, const char **at)
{
	size_t length, count = 0, told = 0;

	while (fields[count].name != NULL)
		count++;
	while ((length = strspn(*at, "abcdefghijklmnopqrstuvwxyz_")) > 0) {
		const struct field *field = find_field(fields, *at, length);

		if (field == NULL)
			fail_msg(
			    "%s has no field %.*s", method, (int)length, *at);
		*at += length;
		field_agrees(method, field, at);
		*at += **at == ' ';
		told++;
	}
	if (told != count)
		fail_msg("%s has %zu fields, in docs/wire.md %zu", method,
		    count, told);
}

static void fields_are_those_of_the_document(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		const char *at;

		if (command->access == ACCESS_DAEMON)
			continue;
		at = wire_row(command->method, command->effect == WRITES);
		assert_non_null(at);
		at = cell(at, 3);
		at += *at == '`';
		fields_agree(command->method, command->fields, &at);
	}
}

/* A list whose bounds let nothing in, a text without a bound. */
static void check_bounds(const char *method, const struct field *field)
{
	bool bounded = field->max > 0 && field->min <= field->max;

	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LINE:
	case FIELD_NAME:
	case FIELD_NUMBER:
		if (!bounded)
			fail_msg("%s: %s has no bound", method, field->name);
		break;
	case FIELD_WORD:
		if (field->words == NULL || field->words[field->min] == NULL)
			fail_msg("%s: %s has no words", method, field->name);
		break;
	case FIELD_OBJECT:
		assert_non_null(field->row);
		for (field = field->row; field->name != NULL; field++)
			check_bounds(method, field);
		break;
	default:
		break;
	}
}

static void every_field_is_bounded(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL)
		for (const struct field *field = command->fields;
		     field->name != NULL; field++)
			check_bounds(command->method, field);
}

/* What a field of this type may be that holds a number, by the rule of its
 * form; NULL for what is no text. 121212-1212 is worked in identity.c. */
static json_t *number_in(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_LINE:
	case FIELD_NAME:
	case FIELD_CODE:
		return json_string("121212-1212");
	case FIELD_MAIL:
	case FIELD_MAILS:
		return json_string("121212-1212@kommun.example");
	default:
		return NULL;
	}
}

/* `outer` holds `field`, which is a row's where the two differ. */
static void check_guard(const struct command *command,
    const struct field *outer, const struct field *field)
{
	json_t *value = number_in(field), *params;
	struct err err = { 0 };

	if (value == NULL)
		return;
	if (field->many > 0)
		value = json_pack("[o]", value);
	if (outer != field)
		value = json_pack("{s:o}", field->name, value);
	if (outer != field && outer->many > 0)
		value = json_pack("[o]", value);
	params = json_pack("{s:o}", outer->name, value);
	if (contract_check(command->fields, params, &err) == 0 ||
	    strstr(err.text, "personal identity number") == NULL ||
	    strstr(err.text, field->name) == NULL ||
	    strstr(err.text, "1212") != NULL)
		fail_msg("%s: %s is not guarded: %s", command->method,
		    field->name, err.text);
	json_decref(params);
}

/* Design section 11, of every command that anyone may send. */
static void every_text_is_guarded(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL)
		for (const struct field *field = command->fields;
		     field->name != NULL; field++) {
			const struct field *row = field->row;

			if (command->access == ACCESS_DAEMON)
				continue;
			check_guard(command, field, field);
			for (; row != NULL && row->name != NULL; row++)
				check_guard(command, field, row);
		}
}

/* --- the client's rows --- */

/* What stands after the method's word in some file of client/; the caller's. */
static char *client_row(const char *method)
{
	char quoted[64], *found = NULL;
	glob_t files;

	snprintf(quoted, sizeof(quoted), "\"%s\",", method);
	assert_int_equal(glob("client/*.c", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc && found == NULL; i++) {
		char *text = read_whole(files.gl_pathv[i]);
		char *row = strstr(text, quoted);

		/* A row of the command line may begin with the method's own
		 * word: "ping", "ping", READS. */
		while (row != NULL && found == NULL) {
			row += strlen(quoted);
			row += strspn(row, " \t\n");
			if (strncmp(row, "READS", 5) == 0 ||
			    strncmp(row, "WRITES", 6) == 0 ||
			    strncmp(row, "LISTS", 5) == 0)
				found = strdup(row);
			row = strstr(row, quoted);
		}
		free(text);
	}
	globfree(&files);
	return found;
}

static bool answers_rows(const char *method)
{
	return strstr(method, ".list") != NULL ||
	    strcmp(method, "timeframe.read") == 0 ||
	    strcmp(method, "reminder.rehearse") == 0 ||
	    strcmp(method, "activity.notes") == 0 ||
	    strcmp(method, "meeting.bodies") == 0 ||
	    strcmp(method, "ladder.show") == 0;
}

static void every_method_is_in_a_row_of_the_client(void **state)
{
	const struct command *command = NULL;

	(void)state;
	while ((command = rig_command(command)) != NULL) {
		const char *traits = command->effect == WRITES ? "WRITES"
		    : answers_rows(command->method)            ? "LISTS"
							       : "READS";
		char *row;

		if (command->access == ACCESS_DAEMON)
			continue;
		row = client_row(command->method);
		if (row == NULL)
			fail_msg("%s is in no client/*.c", command->method);
		if (strncmp(row, traits, strlen(traits)) != 0 ||
		    strchr(", ", row[strlen(traits)]) == NULL)
			fail_msg("the client's row of %s says %.8s instead of"
				 " %s",
			    command->method, row, traits);
		free(row);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		RIG_TEST(no_scan_of_what_grows),
		RIG_TEST(a_part_is_looked_up),
		cmocka_unit_test(every_method_is_in_the_document),
		cmocka_unit_test(every_method_of_the_document_is_there),
		cmocka_unit_test(command_is_found_by_its_whole_name),
		cmocka_unit_test(fields_are_those_of_the_document),
		cmocka_unit_test(every_field_is_bounded),
		cmocka_unit_test(every_text_is_guarded),
		cmocka_unit_test(every_method_is_in_a_row_of_the_client),
	};

	return cmocka_run_group_tests(tests, read_wire, free_wire);
}
