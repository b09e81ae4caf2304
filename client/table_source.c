/* SPDX-License-Identifier: ISC */
#include "client/table_source.h"

#include <string.h>
#include <strings.h>

#include "client/csv_table.h"
#include "client/document_tables.h"
#include "client/encoding.h"
#include "client/office.h"
#include "client/table_file.h"
#include "protocol/translate.h"

static bool is_json(const struct buffer *text)
{
	char first = text->bytes[strspn(text->bytes, " \t\r\n")];

	return first == '[' || first == '{';
}

/* A picture that is called a document is no table of an odd encoding. */
static bool is_called_document(const char *name)
{
	static const char *const ends[] = { ".docx", ".odt", ".xlsx", ".ods",
		".pdf" };
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (length > strlen(ends[i]) &&
		    strcasecmp(name + length - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* Other programs' files that are text, and no table in it. */
enum foreign { FOREIGN_NOT, FOREIGN_XML, FOREIGN_PAGE, FOREIGN_RTF };

static enum foreign foreign_kind(const struct buffer *text)
{
	static const struct {
		const char *begin;
		enum foreign kind;
	} kinds[] = {
		{ "<?xml", FOREIGN_XML },
		{ "<!doctype", FOREIGN_PAGE },
		{ "<html", FOREIGN_PAGE },
		{ "<table", FOREIGN_PAGE },
		{ "{\\rtf", FOREIGN_RTF },
	};
	const char *from = text->bytes;

	if (strncmp(from, "\xef\xbb\xbf", 3) == 0)
		from += 3;
	from += strspn(from, " \t\r\n");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncasecmp(from, kinds[i].begin, strlen(kinds[i].begin)) ==
		    0)
			return kinds[i].kind;
	return FOREIGN_NOT;
}

static int table_source_read_text(struct table_source *source,
    const struct table_place *place, struct buffer *text, struct err *err)
{
	enum foreign foreign;

	if (is_called_document(source->name))
		return err_set(err, ERR_INVALID,
		    "%s is no document of the kind that its name says, or is "
		    "damaged: get it, or save it, again",
		    source->name);
	if (place->sheet != NULL || place->table != 0)
		return err_set(err, ERR_INVALID,
		    "%s has one table only: leave out --sheet and --table",
		    source->name);
	if (encoding_to_utf8(text, source->name, &source->guess, err) != 0)
		return -1;
	foreign = foreign_kind(text);
	if (foreign != FOREIGN_NOT)
		return err_set(err, ERR_INVALID,
		    foreign == FOREIGN_XML
			? N_("%s is XML, which is not read: save it as .xlsx,"
			     " .docx, .ods or .odt")
			: foreign == FOREIGN_RTF
			? N_("%s is RTF, which is not read: save it as .xlsx,"
			     " .docx, .ods or .odt")
			: N_("%s is a web page, which is not read: save it as"
			     " .xlsx, .docx, .ods or .odt"),
		    source->name);
	if (is_json(text)) {
		source->json = *text;
		*text = (struct buffer){ 0 };
		return 0;
	}
	if (csv_table_read(&source->grid, text, source->name, err) != 0)
		return -1;
	if (source->grid.count == 0)
		return err_set(
		    err, ERR_INVALID, "%s has no words in it", source->name);
	return 0;
}

static int table_source_read_document(struct table_source *source,
    const struct table_place *place, const struct buffer *bytes,
    struct err *err)
{
	const struct document_choice choice = { place->sheet, place->table,
		place->fields, place->chosen };
	struct document_tables tables;
	int result;

	if (document_tables_read(&tables, bytes, source->name, err) != 0)
		return -1;
	result = document_tables_choose(&tables, &choice, source->name,
	    &source->grid, &source->document, err);
	document_tables_release(&tables);
	return result;
}

int table_source_read(struct table_source *source,
    const struct table_place *place, struct err *err)
{
	struct buffer bytes = { 0 };
	int result;

	*source = (struct table_source){
		.name = strcmp(place->path, "-") == 0 ? "standard input"
						      : place->path,
	};
	result = table_file_load(&bytes, place->path, err);
	if (result == 0)
		result = office_is_document(&bytes)
		    ? table_source_read_document(source, place, &bytes, err)
		    : table_source_read_text(source, place, &bytes, err);
	buffer_free(&bytes);
	if (result != 0)
		table_source_release(source);
	return result;
}

void table_source_release(struct table_source *source)
{
	grid_release(&source->grid);
	buffer_free(&source->json);
	json_decref(source->document);
	*source = (struct table_source){ 0 };
}
