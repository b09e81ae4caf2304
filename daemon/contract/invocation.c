/* SPDX-License-Identifier: ISC */
#include "daemon/contract/invocation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daemon/calendar/zone.h"
#include "daemon/calendar/json_day.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* Rows of one page: half a frame, so that one long row more still fits. */
#define PAGE_SIZE   (FRAME_LIMIT / 2)
#define FRAME_LIMIT (1u << 20)

const char *const role_words[] = {
	[ROLE_DAEMON] = N_("daemon"),
	[ROLE_COORDINATOR] = N_("coordinator"),
	[ROLE_DEPARTMENT] = N_("department"),
	[ROLE_AUDITOR] = N_("auditor"),
	NULL,
};

void invocation_tell(struct invocation *invocation, size_t done, size_t total)
{
	struct invocation_hearer *hearer = &invocation->hearer;

	if (hearer->tell == NULL || done * 100 / total <= hearer->told)
		return;
	hearer->told = done * 100 / total;
	hearer->tell(hearer->connection, hearer->request, done, total);
}

const char *param_text(const struct invocation *invocation, const char *name)
{
	return json_text(invocation->params, name);
}

int64_t param_integer(
    const struct invocation *invocation, const char *name, int64_t otherwise)
{
	const json_t *value = json_object_get(invocation->params, name);

	return value != NULL ? json_integer_value(value) : otherwise;
}

struct day param_day(const struct invocation *invocation, const char *name)
{
	return json_day_value(json_object_get(invocation->params, name));
}

bool param_flag(const struct invocation *invocation, const char *name)
{
	return json_is_true(json_object_get(invocation->params, name));
}

int param_word(const struct invocation *invocation, const char *name,
    const char *const *words)
{
	return word_place(words, param_text(invocation, name));
}

json_t *param_list(const struct invocation *invocation, const char *name)
{
	return json_object_get(invocation->params, name);
}

const char *reading_text(const struct invocation *invocation, const char *name)
{
	return json_text(invocation->reading, name);
}

struct day reading_day(const struct invocation *invocation, const char *name)
{
	return json_day_value(json_object_get(invocation->reading, name));
}

void reading_put_text(
    struct invocation *invocation, const char *name, const char *text)
{
	json_object_set_new(invocation->reading, name, json_string(text));
}

void reading_put_day(
    struct invocation *invocation, const char *name, struct day day)
{
	json_object_set_new(invocation->reading, name, json_day(day));
}

struct day invocation_today(const struct invocation *invocation)
{
	return zone_local(invocation->now).day;
}

bool same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

const char *invocation_json(
    const struct invocation *invocation, const json_t *value)
{
	char *text;
	const char *copy;

	if (value == NULL)
		return "[]";
	text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	if (text == NULL)
		abort();
	copy = arena_copy(invocation->arena, text, strlen(text));
	free(text);
	return copy;
}

void invocation_instant(struct invocation *invocation, struct instant instant)
{
	struct date date =
	    day_date((struct day){ (int32_t)(instant.seconds / 86400) });
	int second = (int)(instant.seconds % 86400);

	buffer_printf(invocation->reply, "\"%04d-%02d-%02dT%02d:%02d:%02dZ\"",
	    date.year, date.month, date.day, second / 3600, second / 60 % 60,
	    second % 60);
}

int invocation_list(struct invocation *invocation, const char *const *family,
    int statement, const struct value *values, struct err *err)
{
	struct buffer *reply = invocation->reply;
	/* After a full page, the key of its last row. */
	const char *next = NULL;
	const char *comma = "";
	struct rows rows;
	int result;

	buffer_text(reply, "{\"rows\":[");
	rows = store_query(invocation->store, family, statement, values);
	while ((result = rows_next(&rows, err)) == 1 && next == NULL) {
		buffer_text(reply, comma);
		buffer_text(reply, rows_text(&rows, 0));
		comma = ",";
		if (reply->length > PAGE_SIZE)
			next = rows_copy(&rows, 1, invocation->arena);
	}
	rows_end(&rows);
	buffer_text(reply, "]");
	if (result == 1)
		buffer_printf(reply, ",\"next\":%s", next);
	buffer_text(reply, "}");
	return result < 0 ? -1 : 0;
}

int invocation_one(struct invocation *invocation, const char *const *family,
    int statement, const struct value *values, struct err *err,
    const char *missing, ...)
{
	va_list args;
	struct rows rows =
	    store_query(invocation->store, family, statement, values);
	int result = rows_next(&rows, err);

	if (result == 1)
		buffer_text(invocation->reply, rows_text(&rows, 0));
	rows_end(&rows);
	if (result != 0)
		return result < 0 ? -1 : 0;
	va_start(args, missing);
	err_vset(err, ERR_NOT_FOUND, missing, args);
	va_end(args);
	return -1;
}
