/* SPDX-License-Identifier: ISC */
#include "client/office/write_xlsx.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "client/office/workbook.h"

#define MADE 315532800 /* 1980-01-01, as the archive's parts: no news */

struct xlsx_writing {
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *head, *day, *text;
	lxw_error failed;
};

static lxw_error put_xlsx_text(struct xlsx_writing *writing, lxw_row_t row,
    lxw_col_t column, const char *text)
{
	struct buffer escaped = { 0 };
	lxw_error failed;

	workbook_escape(&escaped, text);
	failed = worksheet_write_string(writing->sheet, row, column,
	    escaped.bytes, row == 0 ? writing->head : writing->text);
	buffer_free(&escaped);
	return failed;
}

static void put_xlsx_cell(struct xlsx_writing *writing, lxw_row_t row,
    lxw_col_t column, enum written_kind kind, const char *text)
{
	lxw_datetime day = { 0 };
	lxw_error failed;

	if (kind == WRITTEN_DAY &&
	    sscanf(text, "%4d-%2d-%2d", &day.year, &day.month, &day.day) == 3)
		failed = worksheet_write_datetime(
		    writing->sheet, row, column, &day, writing->day);
	else if (kind == WRITTEN_NUMBER)
		failed = worksheet_write_number(writing->sheet, row, column,
		    strtod(text, NULL), writing->text);
	else
		failed = put_xlsx_text(writing, row, column, text);
	if (writing->failed == LXW_NO_ERROR)
		writing->failed = failed;
}

static void put_xlsx_rows(
    struct xlsx_writing *writing, const struct written_table *table)
{
	json_t *row;
	size_t i;

	json_array_foreach (table->rows, i, row)
		for (size_t j = 0; j < table->columns; j++) {
			const char *text = written_cell(row, j);

			if (text != NULL && *text != '\0')
				put_xlsx_cell(writing, (lxw_row_t)i,
				    (lxw_col_t)j,
				    i > 0 ? table->kinds[j] : WRITTEN_TEXT,
				    text);
		}
}

static void shape_sheet(
    struct xlsx_writing *writing, const struct written_table *table)
{
	for (size_t i = 0; i < table->columns; i++)
		worksheet_set_column(writing->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    (double)table->widths[i], NULL);
	worksheet_freeze_panes(writing->sheet, 1, 0);
	worksheet_autofilter(writing->sheet, 0, 0,
	    (lxw_row_t)(json_array_size(table->rows) - 1),
	    (lxw_col_t)(table->columns - 1));
}

static void begin_workbook(
    struct xlsx_writing *writing, const struct written_table *table)
{
	lxw_doc_properties properties = { .created = MADE };

	writing->head = workbook_add_format(writing->workbook);
	writing->day = workbook_add_format(writing->workbook);
	writing->text = workbook_add_format(writing->workbook);
	format_set_bold(writing->head);
	format_set_text_wrap(writing->text);
	format_set_align(writing->text, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(writing->day, LXW_ALIGN_VERTICAL_TOP);
	format_set_num_format(writing->day, "yyyy-mm-dd");
	workbook_set_properties(writing->workbook, &properties);
	writing->sheet =
	    workbook_add_worksheet(writing->workbook, table->sheet);
}

static int pass_on(int file, FILE *to, struct err *err)
{
	static char some[65536];
	ssize_t length;

	while ((length = read(file, some, sizeof(some))) > 0)
		if (fwrite(some, 1, (size_t)length, to) != (size_t)length)
			break;
	return length == 0 ? 0
			   : err_set(err, ERR_INTERNAL, "cannot be written: %s",
				 strerrordesc_np(errno));
}

/* libxlsxwriter writes into a file by its name: one in memory. */
int write_xlsx(const struct written_table *table, FILE *to, struct err *err)
{
	struct xlsx_writing writing = { 0 };
	int file = memfd_create("planvakt-office", MFD_CLOEXEC);
	char path[64];
	lxw_error failed;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	writing.workbook = file >= 0 ? workbook_new(path) : NULL;
	if (writing.workbook == NULL)
		return err_set(err, ERR_INTERNAL, "cannot be written: %s",
		    strerrordesc_np(errno));
	begin_workbook(&writing, table);
	put_xlsx_rows(&writing, table);
	shape_sheet(&writing, table);
	failed = workbook_close(writing.workbook);
	if (failed == LXW_NO_ERROR)
		failed = writing.failed;
	if (failed != LXW_NO_ERROR)
		err_set(err, ERR_INVALID, "cannot be written as .xlsx: %s",
		    lxw_strerror(failed));
	else if (lseek(file, 0, SEEK_SET) == 0 && pass_on(file, to, err) == 0) {
		close(file);
		return 0;
	}
	close(file);
	return -1;
}
