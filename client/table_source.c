/* SPDX-License-Identifier: ISC */
#include "client/table_source.h"

#include <string.h>

#include "client/csv_table.h"
#include "client/encoding.h"
#include "client/table_file.h"

static bool is_json(const struct buffer *text)
{
	char first = text->bytes[strspn(text->bytes, " \t\r\n")];

	return first == '[' || first == '{';
}

static int table_source_read_text(
    struct table_source *source, struct buffer *text, struct err *err)
{
	if (encoding_to_utf8(text, source->name, &source->guess, err) != 0)
		return -1;
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
		result = table_source_read_text(source, &bytes, err);
	buffer_free(&bytes);
	if (result != 0)
		table_source_release(source);
	return result;
}

void table_source_release(struct table_source *source)
{
	grid_release(&source->grid);
	buffer_free(&source->json);
	*source = (struct table_source){ 0 };
}
