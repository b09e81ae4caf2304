/* SPDX-License-Identifier: ISC */
#include "client/page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "client/calendar.h"
#include "client/report_file.h"
#include "client/report_gather.h"
#include "protocol/buffer.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define PAGE_DAYS 30 /* that it looks back and ahead */
#define WORKBOOK  "plan.xlsx"
#define CALENDAR  "plan.ics"

static int page_folder(const char *path, struct err *err)
{
	struct stat status;

	if (mkdir(path, 0777) == 0 ||
	    (errno == EEXIST && stat(path, &status) == 0 &&
		S_ISDIR(status.st_mode)))
		return 0;
	if (errno == EEXIST)
		errno = ENOTDIR;
	return err_set(err, ERR_INVALID, "cannot write into %s: %s", path,
	    strerrordesc_np(errno));
}

static void page_put(struct gather *gather)
{
	char day[GATHER_DAY];
	json_t *whole = gather->whole;

	json_object_set_new(whole, "as_of", json_string(gather->today));
	json_object_set_new(whole, "made", json_string(gather->now));
	gather_day_plus(day, gather->today, -PAGE_DAYS);
	json_object_set_new(whole, "since", json_string(day));
	gather_day_plus(day, gather->today, PAGE_DAYS);
	json_object_set_new(whole, "soon_until", json_string(day));
	json_object_set_new(whole, "by", json_string("department"));
	json_object_set_new(
	    whole, "beside", json_pack("[ss]", WORKBOOK, CALENDAR));
}

static void page_path(struct buffer *path, const char *folder, const char *name)
{
	buffer_cut(path, 0);
	buffer_printf(path, "%s/%s", folder, name);
}

/* index.html comes last: what it points to is there. */
static int page_write(
    const char *folder, struct gather *gather, struct err *err)
{
	const struct calendar_asked all = { .all = true };
	struct buffer path = { 0 };
	size_t events;
	int result = page_folder(folder, err);

	page_path(&path, folder, WORKBOOK);
	if (result == 0)
		result =
		    report_file_write(path.bytes, "xlsx", gather->whole, err);
	page_path(&path, folder, CALENDAR);
	if (result == 0)
		result =
		    calendar_save(gather->call, &all, path.bytes, &events, err);
	page_path(&path, folder, "index.html");
	if (result == 0)
		result =
		    report_file_write(path.bytes, "html", gather->whole, err);
	buffer_free(&path);
	return result;
}

static void page_say(
    struct call *call, const char *folder, const struct gather *gather)
{
	size_t count =
	    json_array_size(json_object_get(gather->whole, "activities"));
	json_t *result = json_pack("{sssssI}", "folder", folder, "made",
	    gather->now, "activities", (json_int_t)count);

	if (output_is_table(&call->output))
		width_say(call->output.to,
		    translate_plural("%zu activity is on the page in %s\n",
			"%zu activities are on the page in %s\n", count),
		    count, folder);
	else
		output_thing(&call->output, result);
	json_decref(result);
}

int page_run(struct call *call, struct err *err)
{
	const char *folder = json_text(call->words->params, "folder");
	struct gather gather = { 0 };
	int result = -1;

	if (call_open(call, err) == 0 &&
	    gather_begin(&gather, call, err) == 0 &&
	    gather_all(&gather, err) == 0) {
		page_put(&gather);
		result = page_write(folder, &gather, err);
	}
	if (result == 0)
		page_say(call, folder, &gather);
	gather_end(&gather);
	return result;
}
