/* SPDX-License-Identifier: ISC */
#include "client/archive_letters.h"

#include <stdio.h>

#include "client/archive_folder.h"
#include "client/output/format.h"
#include "client/output/said.h"
#include "client/register.h"
#include "client/sheet.h"
#include "client/whole_file.h"
#include "protocol/json_member.h"
#include "protocol/translate.h"

/* Writes the table as a page and as CSV: "NAME.html", "NAME.csv". */
static int archive_table(struct archive *archive, const struct sheet *sheet,
    const char *name, struct err *err)
{
	static const char *const kinds[] = { "html", "csv" };
	struct buffer path = { 0 };
	int result = 0;

	for (size_t i = 0; result == 0 && i < 2; i++) {
		buffer_cut(&path, 0);
		buffer_printf(
		    &path, "%s/%s.%s", archive->part.bytes, name, kinds[i]);
		result = sheet_save(sheet, kinds[i], path.bytes, err);
	}
	buffer_free(&path);
	return result;
}

/* --- history --- */

static const char *const history_heads[] = { N_("Entry"), N_("Date"),
	N_("Time"), N_("Activities"), N_("By"), N_("What happened"), NULL };

static const unsigned history_widths[] = { 7, 14, 8, 14, 14, 43 };

static void archive_words(json_t *row, json_t *entry, const char *field)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	format_words(&text, entry, field);
	json_array_append_new(row, json_string(text.bytes));
	buffer_free(&text);
}

static json_t *archive_history_rows(json_t *entries)
{
	json_t *rows = json_array(), *entry;
	size_t i;

	json_array_foreach (entries, i, entry) {
		json_t *row = json_array();
		struct buffer at = { 0 };

		format_words(&at, entry, "at");
		archive_words(row, entry, "seq");
		json_array_append_new(row, json_stringn(at.bytes, 10));
		json_array_append_new(row, json_string(at.bytes + 11));
		archive_words(row, entry, "activities");
		archive_words(row, entry, "by");
		archive_words(row, entry, "what");
		json_array_append_new(rows, row);
		buffer_free(&at);
	}
	return rows;
}

int archive_history(struct archive *archive, struct err *err)
{
	json_t *params = json_pack("{sb}", "people", 1);
	json_t *entries = json_array();
	struct sheet sheet = {
		.title = _("The history of the plans"),
		.name = _("History"),
		.empty = _("Nothing was done yet."),
		.heads = history_heads,
		.widths = history_widths,
	};
	int result = call_rows(archive->call, "log.list", params, entries, err);

	if (result == 0) {
		sheet.rows = archive_history_rows(entries);
		result = archive_table(archive, &sheet, "history", err);
	}
	archive->entries = json_array_size(entries);
	json_decref(sheet.rows);
	json_decref(entries);
	json_decref(params);
	return result;
}

/* --- letters --- */

static void letter_line(
    FILE *to, const char *name, json_t *letter, const char *field)
{
	struct buffer text = { 0 };

	if (format_value(letter, field) == NULL)
		return;
	said_cell(&text, letter, field);
	if (text.length > 0)
		fprintf(to, "%s: %s\n", name, text.bytes);
	buffer_free(&text);
}

/* A head, an empty line, and the words as they were sent. */
static int letter_write(FILE *to, void *of, struct err *err)
{
	json_t *letter = of;

	letter_line(to, _("Message"), letter, "dispatch");
	letter_line(to, _("Written"), letter, "at");
	letter_line(to, _("To"), letter, "address");
	letter_line(to, _("Case"), letter, "cases");
	letter_line(to, _("Plan"), letter, "plans");
	letter_line(to, _("Activities"), letter, "activities");
	letter_line(to, _("Outcome"), letter, "state");
	letter_line(to, _("Outcome on"), letter, "settled_at");
	letter_line(to, _("Answer of the mail system"), letter, "answer");
	letter_line(to, _("Message-ID"), letter, "message");
	letter_line(to, _("Subject"), letter, "subject");
	fprintf(to, "\n%s", json_text(letter, "text"));
	(void)err;
	return 0;
}

static int archive_letter(
    struct archive *archive, json_t *letter, struct err *err)
{
	struct buffer path = { 0 }, at = { 0 };
	int result;

	format_words(&at, letter, "at");
	buffer_printf(&path, "%s/letters/%06lld_%.10s.txt", archive->part.bytes,
	    (long long)json_number(letter, "dispatch"), at.bytes);
	result = whole_file_write(path.bytes, letter_write, letter, err);
	buffer_free(&path);
	buffer_free(&at);
	return result;
}

int archive_letters(struct archive *archive, struct err *err)
{
	json_t *params = json_pack("{sb}", "text", 1);
	json_t *letters = json_array(), *letter;
	struct sheet sheet = { 0 };
	struct buffer folder = { 0 };
	size_t i;
	int result =
	    call_rows(archive->call, "notice.register", params, letters, err);

	buffer_printf(&folder, "%s/letters", archive->part.bytes);
	if (result == 0)
		result = archive_folder_make(folder.bytes, err);
	json_array_foreach (letters, i, letter)
		if (result == 0 && (result = archive_folder_goes_on(err)) == 0)
			result = archive_letter(archive, letter, err);
	if (result == 0) {
		sheet = register_sheet(letters);
		result = archive_table(archive, &sheet, "register", err);
	}
	archive->letters = json_array_size(letters);
	json_decref(sheet.rows);
	json_decref(letters);
	json_decref(params);
	buffer_free(&folder);
	return result;
}
