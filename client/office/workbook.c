/* SPDX-License-Identifier: ISC */
#include "client/office/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "client/office/relations.h"
#include "client/office/xml.h"
#include "protocol/copy.h"
#include "protocol/translate.h"

#define SHEETS_MAX  1000
#define FORMATS_MAX 70000
#define SHARED_MAX  (1u << 20)

static void *workbook_grown(void *list, size_t count, size_t size)
{
	list = reallocarray(list, count, size);
	if (list == NULL)
		abort();
	return list;
}

static int workbook_too_much(const char *what, struct err *err)
{
	return err_set(
	    err, ERR_INVALID, "has too many %-s: save the table alone", what);
}

/* --- sheets --- */

struct workbook_reading {
	struct workbook *workbook;
	struct document *document;
	struct relations relations;
	/* The styles: codes by their numbers, and where we are. */
	struct {
		long id;
		char *code;
	} * codes;
	size_t code_count;
	bool in_formats;
	/* A shared text. */
	struct buffer text;
	bool in_text;
	int phonetic;
};

static int sheet_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct workbook_reading *reading = of;
	struct workbook *workbook = reading->workbook;
	const char *state = xml_attribute(attributes, "state");
	const char *title = xml_attribute(attributes, "name");
	const struct part_relation *relation;

	if (strcmp(name, "workbookPr") == 0)
		workbook->from_1904 =
		    xml_is_true(attributes, "date1904", false);
	if (strcmp(name, "sheet") != 0)
		return 0;
	relation =
	    relations_id(&reading->relations, xml_attribute(attributes, "id"));
	if (relation == NULL || strcmp(relation->type, "worksheet") != 0)
		return 0;
	if (workbook->sheet_count == SHEETS_MAX)
		return workbook_too_much(N_("sheets"), err);
	workbook->sheets = workbook_grown(workbook->sheets,
	    workbook->sheet_count + 1, sizeof(*workbook->sheets));
	workbook->sheets[workbook->sheet_count++] = (struct workbook_sheet){
		.name = copy_text(title != NULL ? title : ""),
		.part = copy_text(relation->part),
		.hidden = state != NULL && strcmp(state, "visible") != 0,
	};
	return 0;
}

static int no_end(void *of, const char *name, struct err *err)
{
	(void)of, (void)name, (void)err;
	return 0;
}

/* --- styles --- */

static int workbook_add_code(
    struct workbook_reading *reading, const char **attributes, struct err *err)
{
	const char *code = xml_attribute(attributes, "formatCode");

	if (code == NULL)
		return 0;
	if (reading->code_count == FORMATS_MAX)
		return workbook_too_much(N_("formats"), err);
	reading->codes = workbook_grown(
	    reading->codes, reading->code_count + 1, sizeof(*reading->codes));
	reading->codes[reading->code_count].id =
	    xml_number(attributes, "numFmtId", 0, 1 << 20, -1);
	reading->codes[reading->code_count++].code = copy_text(code);
	return 0;
}

static int workbook_put_format(
    struct workbook_reading *reading, long id, struct err *err)
{
	struct workbook *workbook = reading->workbook;
	struct number_format *format;

	if (workbook->format_count == FORMATS_MAX)
		return workbook_too_much(N_("formats"), err);
	if (workbook->format_count % 64 == 0)
		workbook->formats = workbook_grown(workbook->formats,
		    workbook->format_count + 64, sizeof(*workbook->formats));
	format = &workbook->formats[workbook->format_count++];
	number_format_built_in(format, id);
	for (size_t i = 0; i < reading->code_count; i++)
		if (reading->codes[i].id == id)
			number_format_read(format, reading->codes[i].code);
	return 0;
}

static int style_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct workbook_reading *reading = of;

	if (strcmp(name, "cellXfs") == 0)
		reading->in_formats = true;
	if (strcmp(name, "numFmt") == 0)
		return workbook_add_code(reading, attributes, err);
	if (strcmp(name, "xf") == 0 && reading->in_formats)
		return workbook_put_format(reading,
		    xml_number(attributes, "numFmtId", 0, 1 << 20, 0), err);
	return 0;
}

static int style_end(void *of, const char *name, struct err *err)
{
	struct workbook_reading *reading = of;

	(void)err;
	if (strcmp(name, "cellXfs") == 0)
		reading->in_formats = false;
	return 0;
}

/* --- shared texts --- */

/* The character that "_xHHHH_" is; -1 where it is none. */
static int escaped(const char *at, size_t left)
{
	int value = 0;

	if (left < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit = strchr(digits,
		    at[i] >= 'A' && at[i] <= 'F' ? at[i] | 0x20 : at[i]);

		if (digit == NULL || *digit == '\0')
			return -1;
		value = value * 16 + (int)(digit - digits);
	}
	return value;
}

void workbook_text(struct buffer *to, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int character = escaped(text + i, length - i);
		char byte = (char)character;

		/* Others than these are never written so, or are nothing. */
		if (character < 0 || character >= 0x80) {
			buffer_add(to, text + i, 1);
			continue;
		}
		if (character > 0)
			buffer_add(to, &byte, 1);
		i += 6;
	}
}

void workbook_escape(struct buffer *to, const char *text)
{
	size_t left = strlen(text);

	buffer_text(to, "");
	for (; left > 0; text++, left--) {
		if (escaped(text, left) >= 0)
			buffer_text(to, "_x005F");
		buffer_add(to, text, 1);
	}
}

static int shared_begin(
    void *of, const char *name, const char **attributes, struct err *err)
{
	struct workbook_reading *reading = of;

	(void)attributes, (void)err;
	if (strcmp(name, "si") == 0)
		buffer_cut(&reading->text, 0);
	reading->phonetic += strcmp(name, "rPh") == 0;
	reading->in_text = strcmp(name, "t") == 0 && reading->phonetic == 0;
	return 0;
}

static int shared_end(void *of, const char *name, struct err *err)
{
	struct workbook_reading *reading = of;
	struct workbook *workbook = reading->workbook;
	struct buffer *text = &reading->text, clean = { 0 };
	int result;

	reading->in_text = false;
	reading->phonetic -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") != 0)
		return 0;
	if (workbook->shared_count == SHARED_MAX)
		return workbook_too_much(N_("texts"), err);
	if (workbook->shared_count == workbook->shared_room) {
		workbook->shared_room = 2 * workbook->shared_room + 256;
		workbook->shared = workbook_grown(workbook->shared,
		    workbook->shared_room, sizeof(*workbook->shared));
	}
	buffer_text(&clean, "");
	workbook_text(&clean, text->bytes, text->length);
	result = office_text(&reading->document->texts, clean.bytes,
	    clean.length, &workbook->shared[workbook->shared_count++], err);
	buffer_free(&clean);
	return result;
}

static int shared_text(
    void *of, const char *text, size_t length, struct err *err)
{
	struct workbook_reading *reading = of;

	if (!reading->in_text)
		return 0;
	if (reading->text.length + length > OFFICE_CELL_MAX)
		return workbook_too_much(N_("letters in a text"), err);
	buffer_add(&reading->text, text, length);
	return 0;
}

/* --- the parts --- */

/* A workbook need not have the part of a type. */
static int workbook_read_type(struct workbook_reading *reading,
    const char *type, const struct xml_reader *reader, struct err *err)
{
	struct package *package = reading->document->package;
	const char *part = relations_type(&reading->relations, type);

	if (part == NULL || !package_has(package, part))
		return 0;
	return xml_read(package, part, reader, reading, err);
}

static int workbook_read_all(
    struct workbook_reading *reading, const char *part, struct err *err)
{
	static const struct xml_reader sheets = { sheet_begin, no_end, NULL,
		NULL };
	static const struct xml_reader styles = { style_begin, style_end, NULL,
		NULL };
	static const struct xml_reader shared = { shared_begin, shared_end,
		shared_text, NULL };
	struct package *package = reading->document->package;

	if (relations_read(&reading->relations, package, part, err) != 0 ||
	    xml_read(package, part, &sheets, reading, err) != 0 ||
	    workbook_read_type(reading, "styles", &styles, err) != 0)
		return -1;
	return workbook_read_type(reading, "sharedStrings", &shared, err);
}

int workbook_read(struct workbook *workbook, struct document *document,
    const char *part, struct err *err)
{
	struct workbook_reading reading = { .workbook = workbook,
		.document = document };
	int result;

	*workbook = (struct workbook){ 0 };
	result = workbook_read_all(&reading, part, err);
	relations_release(&reading.relations);
	for (size_t i = 0; i < reading.code_count; i++)
		free(reading.codes[i].code);
	free(reading.codes);
	buffer_free(&reading.text);
	if (result != 0)
		workbook_release(workbook);
	return result;
}

void workbook_release(struct workbook *workbook)
{
	for (size_t i = 0; i < workbook->sheet_count; i++) {
		free(workbook->sheets[i].name);
		free(workbook->sheets[i].part);
	}
	free(workbook->sheets);
	free(workbook->formats);
	free(workbook->shared);
	*workbook = (struct workbook){ 0 };
}
