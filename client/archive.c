/* SPDX-License-Identifier: ISC */
#include "client/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/archive_folder.h"
#include "client/archive_letters.h"
#include "client/archive_plans.h"
#include "client/archive_readme.h"
#include "client/log_export.h"
#include "client/output/format.h"
#include "protocol/copy.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

/* When it is made, where the daemon is, and how far its log goes. */
static int archive_time(struct archive *archive, struct err *err)
{
	json_t *params = json_object();
	struct buffer time = { 0 };
	struct answer answer;
	int result =
	    call_request(archive->call, "ping", params, false, &answer, err);

	json_decref(params);
	if (result != 0)
		return -1;
	format_words(&time, answer.result, "time");
	snprintf(archive->made, sizeof(archive->made), "%s", time.bytes);
	archive->read.seq =
	    json_number(json_object_get(answer.result, "head"), "seq");
	buffer_free(&time);
	message_answer_release(&answer);
	return 0;
}

static int archive_list_plans(struct archive *archive, struct err *err)
{
	json_t *params = json_object();
	int result =
	    call_rows(archive->call, "plan.list", params, archive->plans, err);

	json_decref(params);
	return result;
}

static int archive_name_departments(struct archive *archive, struct err *err)
{
	json_t *params = json_object(), *rows = json_array(), *row;
	int result =
	    call_rows(archive->call, "department.list", params, rows, err);
	size_t i;

	json_array_foreach (rows, i, row)
		json_object_set(archive->names, json_text(row, "code"),
		    json_object_get(row, "name"));
	json_decref(params);
	json_decref(rows);
	return result;
}

/* It comes last, so that it holds all of which the others tell. */
static int archive_record(struct archive *archive, struct err *err)
{
	struct buffer path = { 0 };
	int result;

	buffer_printf(&path, "%s/record", archive->part.bytes);
	result =
	    log_export_save(archive->call, path.bytes, &archive->record, err);
	buffer_free(&path);
	return result;
}

static int archive_write(struct archive *archive, struct err *err)
{
	static int (*const parts[])(struct archive *,
	    struct err *) = { archive_time, archive_list_plans,
		archive_name_departments, archive_plans, archive_history,
		archive_letters, archive_record, archive_readme };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct err stopped;

		if (parts[i](archive, err) != 0) {
			if (archive_folder_goes_on(&stopped) != 0)
				*err = stopped;
			return -1;
		}
		if (archive_folder_goes_on(err) != 0)
			return -1;
	}
	return archive_folder_end(archive->part.bytes, archive->path, err);
}

static void archive_tell(const struct archive *archive)
{
	struct output *output = &archive->call->output;
	json_t *result = json_pack("{s:s, s:I, s:I, s:I}", "folder",
	    archive->path, "plans", (json_int_t)json_array_size(archive->plans),
	    "letters", (json_int_t)archive->letters, "entries",
	    (json_int_t)archive->record.seq);

	if (output_is_table(output))
		width_say(output->to,
		    _("archive written to %s: begin with README.html\n"),
		    archive->path);
	else
		output_thing(output, result);
	json_decref(result);
}

int archive_run(struct call *call, struct err *err)
{
	char *path = copy_text(json_text(call->words->params, "folder"));
	struct archive archive = { .call = call, .path = path };
	size_t length = strlen(path);
	int result = -1;

	while (length > 1 && path[length - 1] == '/')
		path[--length] = '\0';
	archive.plans = json_array();
	archive.names = json_object();
	archive.reports = json_array();
	if (call_open(call, err) == 0 &&
	    archive_folder_begin(&archive.part, path, err) == 0) {
		result = archive_write(&archive, err);
		if (result != 0)
			archive_folder_drop(archive.part.bytes);
	}
	if (result == 0)
		archive_tell(&archive);
	json_decref(archive.plans);
	json_decref(archive.names);
	json_decref(archive.reports);
	buffer_free(&archive.part);
	free(path);
	return result;
}
