/* SPDX-License-Identifier: ISC */
#include "client/sheet.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/office.h"
#include "client/output/output_csv.h"
#include "client/whole_file.h"
#include "protocol/translate.h"

/* --- the lines of a paper --- */

const char *sheet_language(void)
{
	/* translators: the language of this catalogue, as HTML names it */
	return _("en");
}

static void sheet_line(struct buffer *lines, json_t *line)
{
	char *text = json_dumps(line, JSON_COMPACT);

	buffer_text(lines, text);
	buffer_text(lines, "\n");
	free(text);
	json_decref(line);
}

void sheet_paper_begin(struct buffer *lines, const char *title)
{
	sheet_line(lines,
	    json_pack("{ss ss}", "paper", title, "language", sheet_language()));
}

void sheet_paper_words(
    struct buffer *lines, const char *member, const char *words)
{
	sheet_line(lines, json_pack("{ss}", member, words));
}

void sheet_paper_fact(struct buffer *lines, const char *name, const char *value)
{
	sheet_line(lines, json_pack("{s[ss]}", "fact", name, value));
}

void sheet_paper_heading(struct buffer *lines, const char *words)
{
	sheet_line(lines, json_pack("{ss si}", "heading", words, "level", 2));
}

static json_t *heads_list(const struct sheet *sheet, size_t most)
{
	json_t *heads = json_array();

	for (size_t i = 0; sheet->heads[i] != NULL && i < most; i++)
		json_array_append_new(heads, json_string(_(sheet->heads[i])));
	return heads;
}

static json_t *sheet_widths(const struct sheet *sheet, size_t columns)
{
	json_t *widths = json_array();

	for (size_t i = 0; sheet->widths != NULL && i < columns; i++)
		json_array_append_new(widths, json_integer(sheet->widths[i]));
	return widths;
}

void sheet_paper_table(struct buffer *lines, const struct sheet *sheet)
{
	json_t *heads =
	    heads_list(sheet, sheet->on_page > 0 ? sheet->on_page : SIZE_MAX);
	json_t *widths = sheet_widths(sheet, json_array_size(heads));
	json_t *row;
	size_t i;

	if (json_array_size(sheet->rows) == 0) {
		sheet_paper_words(lines, "text", sheet->empty);
		json_decref(heads);
		json_decref(widths);
		return;
	}
	sheet_line(lines,
	    json_pack("{ss* so so}", "table", sheet->caption, "heads", heads,
		"widths", widths));
	json_array_foreach (sheet->rows, i, row)
		sheet_line(lines,
		    json_pack(
			"{sO}", json_is_string(row) ? "group" : "cells", row));
}

static void sheet_paper(struct buffer *lines, const struct sheet *sheet)
{
	json_t *words;
	size_t i;

	sheet_paper_begin(lines, sheet->title);
	json_array_foreach (sheet->words, i, words)
		sheet_paper_words(lines, "text", json_string_value(words));
	sheet_paper_table(lines, sheet);
}

/* --- a file --- */

/* A file on its way, by planvakt-office. */
struct sheet_file {
	const struct sheet *sheet;
	struct buffer *lines;
	const char *verb, *path; /* of planvakt-office */
};

static int sheet_office(FILE *to, void *of, struct err *err)
{
	const struct sheet_file *file = of;

	return office_write(file->verb, file->lines, file->path, to, err);
}

static int sheet_csv(FILE *to, void *of, struct err *err)
{
	const struct sheet *sheet = ((const struct sheet_file *)of)->sheet;
	json_t *row, *cell;
	size_t i, j;

	csv_start(to);
	for (i = 0; sheet->heads[i] != NULL; i++) {
		if (i > 0)
			csv_between(to);
		csv_text(to, _(sheet->heads[i]));
	}
	fputc('\n', to);
	json_array_foreach (sheet->rows, i, row) {
		json_array_foreach (row, j, cell) {
			if (j > 0)
				csv_between(to);
			csv_text(to, json_string_value(cell));
		}
		fputc('\n', to);
	}
	(void)err;
	return 0;
}

static void sheet_document(struct buffer *lines, const struct sheet *sheet)
{
	json_t *row;
	size_t i;

	sheet_line(
	    lines, json_pack("{si ss}", "table", 1, "sheet", sheet->name));
	sheet_line(
	    lines, json_pack("{so}", "cells", heads_list(sheet, SIZE_MAX)));
	json_array_foreach (sheet->rows, i, row)
		sheet_line(lines, json_pack("{sO}", "cells", row));
}

int sheet_paper_save(
    struct buffer *lines, const char *kind, const char *path, struct err *err)
{
	struct sheet_file file = {
		.lines = lines,
		.verb = strcmp(kind, "html") == 0 ? "paper-html" : "paper-txt",
		.path = path,
	};

	return whole_file_write(path, sheet_office, &file, err);
}

int sheet_save(const struct sheet *sheet, const char *kind, const char *path,
    struct err *err)
{
	struct buffer lines = { 0 };
	struct sheet_file file = { sheet, &lines, kind, path };
	int result;

	if (strcmp(kind, "csv") == 0)
		return whole_file_write(path, sheet_csv, &file, err);
	if (strcmp(kind, "html") == 0 || strcmp(kind, "txt") == 0) {
		sheet_paper(&lines, sheet);
		result = sheet_paper_save(&lines, kind, path, err);
	} else {
		sheet_document(&lines, sheet);
		result = whole_file_write(path, sheet_office, &file, err);
	}
	buffer_free(&lines);
	return result;
}

const char *sheet_kind(const char *path, const char *as, struct err *err)
{
	static const char *const kinds[] = { "csv", "xlsx", "ods", "html",
		"txt" };
	const char *dot = strrchr(path, '.');
	const char *name = as != NULL ? as
	    : strcmp(path, "-") == 0  ? "csv"
	    : dot != NULL             ? dot + 1
				      : "";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcasecmp(kinds[i], name) == 0)
			return kinds[i];
	err_set(err, ERR_INVALID,
	    "%s: it is written as csv, xlsx, ods, html or txt: end the file's "
	    "name so, or give --as",
	    path);
	return NULL;
}
