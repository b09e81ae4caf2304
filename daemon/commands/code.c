/* SPDX-License-Identifier: ISC */
/* code.read: which code or word of a closed set somebody means who writes a
 * name, an alias, capitals or Swedish. A client asks before it signs, so that
 * the log has nothing but codes, and a replay nothing to guess. */
#include <assert.h>
#include <string.h>

#include "daemon/commands/department.h"
#include "daemon/commands/department_named.h"
#include "daemon/commands/families.h"
#include "daemon/text/fold.h"
#include "daemon/text/owner_names.h"
#include "daemon/text/status_cell.h"
#include "protocol/json_member.h"
#include "protocol/nearest.h"

#define CODES_MAX  200
#define METHOD_MAX 60

enum { PLANS };

/* The columns of PLANS. */
enum { PLAN_CODE, PLAN_TITLE };

static const char *const code_sql[] = {
	[PLANS] = "SELECT code, title FROM plan ORDER BY code",
	NULL,
};

/* The words of closed sets in Swedish, as fold_name() has them; statuses are
 * read by status_cell.h. */
static const struct {
	const char *swedish, *word;
} swedish_words[] = {
	{ "svenska", "sv" },
	{ "engelska", "en" },
	{ "samordnare", "coordinator" },
	{ "förvaltning", "department" },
	{ "revisor", "auditor" },
	{ "ansvarig", "lead" },
	{ "samverkar", "cooperating" },
	{ "tidigare ansvarig", "former" },
	{ "förvaltningschefen", "escalation" },
	{ "förvaltningschef", "escalation" },
	{ "beredningsgruppen", "steering" },
	{ "beredningsgrupp", "steering" },
	{ "planerad", "planned" },
	{ "skickad", "accepted" },
	{ "kom inte fram", "failed" },
	{ "återtagen", "withdrawn" },
	{ "kvitterad", "acknowledged" },
	{ "skickades inte", "skipped" },
	{ "överhoppad", "skipped" },
	{ "veckobrev", "digest" },
	{ "tilldelad", "assigned" },
	{ "flyttat slutdatum", "moved" },
	{ "oklar", "unclear" },
	{ "uppföljning", "follow-up" },
	{ "uppföljning av planen", "follow-up" },
	{ "ska följas upp", "review" },
	{ "inget nytt på länge", "stale" },
	{ "halvvägs", "midway" },
	{ "ska börja", "begin" },
	{ "snart slutdatum", "upcoming" },
	{ "slutdatum", "due" },
	{ "slutdatum i dag", "due" },
	{ "försenad", "overdue" },
	{ "lyft till chef", "escalated" },
	{ "förd vidare", "escalated" },
	{ "planen löper ut", "ending" },
	{ "planen går ut", "ending" },
	{ "övrigt", "other" },
	{ "område", "area" },
	{ "slag", "kind" },
	{ "stadsdel", "district" },
	{ "månad", "month" },
};

#define SWEDISH (sizeof(swedish_words) / sizeof(swedish_words[0]))

/* What is read of one text: its code, or the error. */
struct code_reading {
	struct invocation *invocation;
	const struct field *field;
	const char *text, *folded;
	const char *code; /* NULL: what it is, the command itself shall say */
};

/* --- departments and plans --- */

static int code_department(struct code_reading *reading, struct err *err)
{
	struct owner_names *names;
	const char *near, *name = "";
	struct err missing;

	if (department_exists(reading->invocation, reading->text, &missing) ==
	    0) {
		reading->code = reading->text;
		return 0;
	}
	names = department_names(reading->invocation, err);
	if (names == NULL)
		return -1;
	reading->code = owner_names_code(
	    names, reading->invocation->arena, reading->folded);
	if (reading->code != NULL)
		return 0;
	near = owner_names_near(names, reading->folded, &name);
	if (near == NULL) {
		*err = missing;
		return -1;
	}
	if (strcmp(name, near) == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "there is no department \"%s\": did you mean \"%s\"?",
		    reading->text, near);
	return err_set(err, ERR_NOT_FOUND,
	    "there is no department \"%s\": did you mean \"%s\" (%s)?",
	    reading->text, near,
	    department_named_spelled(reading->invocation, name));
}

/* How many plans have the text as code or title, in any case: *code is the
 * last of them, and *nearest what is like it. */
static int code_count_plans(struct code_reading *reading,
    struct nearest *nearest, int64_t *count, struct err *err)
{
	struct arena *arena = reading->invocation->arena;
	struct rows rows =
	    store_query(reading->invocation->store, code_sql, PLANS, BIND_NONE);
	int result;

	*count = 0;
	while ((result = rows_next(&rows, err)) == 1) {
		const char *code =
		    arena_printf(arena, "%s", rows_text(&rows, PLAN_CODE));
		const char *title =
		    fold_name(arena, rows_text(&rows, PLAN_TITLE));

		nearest_offer(nearest, code);
		if (strcmp(code, reading->text) == 0) {
			*count = 1;
			reading->code = code;
			break;
		}
		if (strcmp(fold_name(arena, code), reading->folded) != 0 &&
		    strcmp(title, reading->folded) != 0)
			continue;
		++*count;
		reading->code = code;
	}
	rows_end(&rows);
	return result < 0 ? -1 : 0;
}

static int code_plan(struct code_reading *reading, struct err *err)
{
	struct nearest nearest = { .typed = reading->folded };
	int64_t count;

	if (code_count_plans(reading, &nearest, &count, err) != 0)
		return -1;
	if (count == 1)
		return 0;
	if (count > 1)
		return err_set(err, ERR_NOT_FOUND,
		    "several plans are called \"%s\": give the code of one, "
		    "planvakt plan list shows them",
		    reading->text);
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_NOT_FOUND,
		    "there is no plan \"%s\": did you mean \"%s\"?",
		    reading->text, nearest.word);
	return err_set(err, ERR_NOT_FOUND,
	    "there is no plan \"%s\": planvakt plan list shows those there"
	    " are, plan add makes one",
	    reading->text);
}

/* --- words of closed sets --- */

/* The word of the field's that this is, or NULL. */
static const char *word_there(const struct field *field, const char *word)
{
	for (int64_t i = field->min; word != NULL && field->words[i] != NULL &&
	     (field->max == 0 || i < field->max);
	     i++)
		if (strcmp(field->words[i], word) == 0)
			return field->words[i];
	return NULL;
}

/* Lateness is derived from a date: in a table such words say "started", but
 * who types one means something else. */
static bool is_lateness(const char *folded)
{
	static const char *const words[] = { "försenad", "försenat",
		"försenade", "sen", "late", "overdue", "delayed",
		"behind schedule", "forsinket" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], folded) == 0)
			return true;
	return false;
}

/* A word of statuses that the field does not take. */
static int code_other_status(
    const struct code_reading *reading, struct err *err)
{
	const struct field *field = reading->field;
	struct status_cell cell;

	if (is_lateness(reading->folded))
		return err_set(err, ERR_NOT_FOUND,
		    "%s: \"%s\" is no status, the due date tells it: planvakt"
		    " activity list --overdue shows what is late",
		    field->name, reading->text);
	cell = status_cell_read(reading->invocation->arena, reading->text);
	if (cell.word != NULL && strcmp(cell.word, "dropped") == 0 &&
	    word_there(field, cell.word) == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "%s: what is dropped needs the reason: planvakt activity"
		    " drop N --reason TEXT",
		    field->name);
	return 0;
}

static const char *word_meant(const struct code_reading *reading)
{
	const struct field *field = reading->field;
	const char *word = word_there(field, reading->folded);
	struct status_cell cell;

	assert(reading->folded != NULL);
	for (size_t i = 0; word == NULL && i < SWEDISH; i++)
		if (strcmp(swedish_words[i].swedish, reading->folded) == 0)
			word = word_there(field, swedish_words[i].word);
	if (word != NULL || field->words != status_words)
		return word;
	cell = status_cell_read(reading->invocation->arena, reading->text);
	return cell.time == NULL && !cell.more ? word_there(field, cell.word)
					       : NULL;
}

static int code_word(struct code_reading *reading, struct err *err)
{
	const struct field *field = reading->field;
	struct nearest nearest = { .typed = reading->folded };

	if (field->words == status_words &&
	    code_other_status(reading, err) != 0)
		return -1;
	reading->code = word_meant(reading);
	if (reading->code != NULL)
		return 0;
	for (int64_t i = field->min;
	     field->words[i] != NULL && (field->max == 0 || i < field->max);
	     i++)
		nearest_offer(&nearest, field->words[i]);
	for (size_t i = 0; i < SWEDISH; i++)
		if (word_there(field, swedish_words[i].word) != NULL)
			nearest_offer(&nearest, swedish_words[i].swedish);
	if (nearest.word[0] == '\0')
		return 0;
	return err_set(err, ERR_NOT_FOUND,
	    "%s: there is no \"%s\": did you mean \"%s\"?", field->name,
	    reading->text, nearest.word);
}

/* --- the command --- */

static int code_read_one(struct code_reading *reading, struct err *err)
{
	const struct field *field = reading->field;

	if (field == NULL || reading->text[0] == '\0')
		return 0;
	if (field->type == FIELD_WORD)
		return code_word(reading, err);
	if (field->type == FIELD_CODE && field->of == CODE_DEPARTMENT)
		return code_department(reading, err);
	if (field->type == FIELD_CODE && field->of == CODE_PLAN)
		return code_plan(reading, err);
	return 0;
}

static int code_read_all(struct invocation *invocation, struct err *err)
{
	const struct command *command =
	    command_find(param_text(invocation, "method"));
	json_t *codes = json_array(), *row;
	size_t i;
	int result = 0;

	json_array_foreach (param_list(invocation, "codes"), i, row) {
		const char *name = json_text(row, "field");
		struct code_reading reading = {
			.invocation = invocation,
			.text = json_text(row, "text"),
		};

		if (command != NULL)
			reading.field =
			    contract_field(command->fields, name, strlen(name));
		reading.folded = fold_name(invocation->arena, reading.text);
		result = code_read_one(&reading, err);
		if (result != 0)
			break;
		json_array_append_new(codes,
		    json_string(
			reading.code != NULL ? reading.code : reading.text));
	}
	if (result == 0)
		buffer_printf(invocation->reply, "{\"codes\":%s}",
		    invocation_json(invocation, codes));
	json_decref(codes);
	return result;
}

static const struct field one_fields[] = {
	{ "field", FIELD_LINE, REQUIRED, .min = 1, .max = METHOD_MAX },
	{ "text", FIELD_LINE, REQUIRED, .max = REFERENCE_MAX },
	{ 0 },
};

static const struct field read_fields[] = {
	{ "method", FIELD_LINE, REQUIRED, .min = 1, .max = METHOD_MAX },
	{ "codes", FIELD_OBJECT, REQUIRED, .row = one_fields,
	    .many = CODES_MAX },
	{ 0 },
};

static const struct command code_commands[] = {
	{ "code.read", ACCESS_ANY, READS, read_fields, code_read_all },
	{ 0 },
};

const struct family code_family = {
	code_commands,
	code_sql,
};
