/* SPDX-License-Identifier: ISC */
#include "client/table_import.h"

#include <stdio.h>

#include "client/document_told.h"
#include "client/import_answer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

struct table_place table_import_place(
    json_t *params, const struct heading_field *fields)
{
	return (struct table_place){
		.path = json_text(params, "file"),
		.fields = fields,
		.chosen = json_object_get(params, "column"),
		.sheet = json_text(params, "sheet"),
		.table = json_number(params, "table"),
	};
}

static void table_import_tell(void *of, struct buffer *line)
{
	(void)of;
	width_say(stderr, "planvakt: %s\n", line->bytes);
}

void table_import_told(const struct table_source *source, bool is_read)
{
	document_told(source->document, table_import_tell, NULL);
	if (is_read && source->guess != NULL)
		width_say(stderr,
		    _("planvakt: %s is read as %s, by guess: look whether å, ä "
		      "and ö are right\n"),
		    source->name, source->guess);
}

void table_import_unread(const struct headings *headings)
{
	for (size_t i = 0; i < headings->width; i++)
		if (headings->is[i] == COLUMN_KEPT)
			width_say(stderr,
			    _("planvakt: not read: the column %s\n"),
			    headings->names[i]);
}

int table_import_ask(
    struct call *call, json_t *rows, struct answer *answer, struct err *err)
{
	static const char *const words[] = { "file", "column", "sheet",
		"table" };
	json_t *params = call->words->params;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		json_object_del(params, words[i]);
	json_object_set(params, "rows", rows);
	if (call_open(call, err) != 0)
		return -1;
	return call_request(
	    call, call->words->verb->method, params, true, answer, err);
}

void table_import_counts(struct call *call, json_t *result)
{
	struct buffer line = { 0 };

	import_answer_counts(&line, result, call->words->verb->method);
	width_say(call->output.to, "%s\n", line.bytes);
	buffer_free(&line);
}
