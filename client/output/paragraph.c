/* SPDX-License-Identifier: ISC */
#include "client/output/paragraph.h"

#include "client/output/format.h"
#include "client/output/said.h"
#include "protocol/buffer.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define PARAGRAPH_INDENT 2

void paragraph_print(
    struct output *output, json_t *row, const struct column **shown)
{
	struct buffer words = { 0 };

	for (size_t i = 0; shown[i] != NULL; i++) {
		if (format_value(row, shown[i]->field) == NULL)
			continue;
		if (words.length > 0)
			buffer_text(&words, ", ");
		if (words.length > 0 && shown[i]->title[0] != '\0')
			buffer_printf(&words, "%s ",
			    translate_word("field", shown[i]->field));
		said_cell(&words, row, shown[i]->field);
	}
	width_print(output->to, words.bytes, PARAGRAPH_INDENT, output->width);
	buffer_free(&words);
}
