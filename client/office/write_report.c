/* SPDX-License-Identifier: ISC */
#include "client/office/write_report.h"

#include <errno.h>
#include <string.h>

#include "client/office/page_tell.h"
#include "client/office/report_rows.h"
#include "client/office/report_tell.h"
#include "client/office/write_ods.h"
#include "client/office/write_xlsx.h"
#include "client/office/written_table.h"
#include "protocol/translate.h"

static int write_bytes(const struct buffer *bytes, FILE *to, struct err *err)
{
	if (fwrite(bytes->bytes, 1, bytes->length, to) == bytes->length)
		return 0;
	return err_set(
	    err, ERR_INTERNAL, "cannot be written: %s", strerrordesc_np(errno));
}

static int write_paper(const struct report *report,
    const struct paper_format *format, FILE *to, struct err *err)
{
	struct paper paper = { .format = format };
	int result;

	if (report->plan != NULL)
		report_tell(report, &paper);
	else
		page_tell(report, &paper);
	result = write_bytes(&paper.to, to, err);
	buffer_free(&paper.to);
	return result;
}

static int write_report_html(
    const struct report *report, FILE *to, struct err *err)
{
	return write_paper(report, &paper_html, to, err);
}

static int write_report_txt(
    const struct report *report, FILE *to, struct err *err)
{
	return write_paper(report, &paper_text, to, err);
}

/* A spreadsheet of a Swedish locale parts cells by semicolons, and wants a mark
 * to see that it is UTF-8. */
static int write_report_csv(
    const struct report *report, FILE *to, struct err *err)
{
	bool swedish = strcmp(report_language(), "sv") == 0;
	json_t *rows = report_rows(report), *row;
	struct buffer bytes = { 0 };
	size_t i;
	int result;

	buffer_text(&bytes, swedish ? "\xef\xbb\xbf" : "");
	json_array_foreach (rows, i, row) {
		for (size_t j = 0; j < json_array_size(row); j++) {
			const char *text = written_cell(row, j);

			buffer_text(&bytes, j == 0 ? "" : swedish ? ";" : ",");
			buffer_csv(&bytes, text != NULL ? text : "");
		}
		buffer_text(&bytes, "\n");
	}
	result = write_bytes(&bytes, to, err);
	buffer_free(&bytes);
	json_decref(rows);
	return result;
}

static int write_sheet(const struct report *report, FILE *to,
    int write_as(const struct written_table *, FILE *, struct err *),
    struct err *err)
{
	struct written_table table;
	int result;

	written_table_take(&table, _("Follow-up"), report_rows(report));
	result = write_as(&table, to, err);
	written_table_release(&table);
	return result;
}

static int write_report_xlsx(
    const struct report *report, FILE *to, struct err *err)
{
	return write_sheet(report, to, write_xlsx, err);
}

static int write_report_ods(
    const struct report *report, FILE *to, struct err *err)
{
	return write_sheet(report, to, write_ods, err);
}

int write_report(const char *kind, FILE *from, FILE *to, struct err *err)
{
	static const struct {
		const char *name;
		int (*write)(const struct report *, FILE *, struct err *);
	} kinds[] = {
		{ "html", write_report_html },
		{ "txt", write_report_txt },
		{ "csv", write_report_csv },
		{ "xlsx", write_report_xlsx },
		{ "ods", write_report_ods },
	};
	struct report report;
	int result;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		result = report_read(&report, from, err);
		if (result == 0)
			result = kinds[i].write(&report, to, err);
		report_release(&report);
		return result;
	}
	return err_set(err, ERR_INVALID, "is no kind of report");
}
