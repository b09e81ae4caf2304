/* SPDX-License-Identifier: ISC */
#include "client/office/write_ods.h"

#include <errno.h>
#include <string.h>

#include "client/office/package.h"
#include "protocol/buffer.h"

#define NAMES  "urn:oasis:names:tc:opendocument:xmlns:"
#define LETTER 2.1 /* millimetres */

static const char mimetype[] = "application/vnd.oasis.opendocument.spreadsheet";

static const char content_begin[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document-content office:version=\"1.3\""
    " xmlns:office=\"" NAMES "office:1.0\""
    " xmlns:style=\"" NAMES "style:1.0\""
    " xmlns:table=\"" NAMES "table:1.0\""
    " xmlns:text=\"" NAMES "text:1.0\""
    " xmlns:number=\"" NAMES "datastyle:1.0\""
    " xmlns:fo=\"" NAMES "xsl-fo-compatible:1.0\">"
    "<office:automatic-styles><number:date-style style:name=\"N1\">"
    "<number:year number:style=\"long\"/><number:text>-</number:text>"
    "<number:month number:style=\"long\"/><number:text>-</number:text>"
    "<number:day number:style=\"long\"/></number:date-style>"
    "<style:style style:name=\"day\" style:family=\"table-cell\""
    " style:data-style-name=\"N1\"><style:table-cell-properties"
    " style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"text\" style:family=\"table-cell\">"
    "<style:table-cell-properties fo:wrap-option=\"wrap\""
    " style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"head\" style:family=\"table-cell\">"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>";

static const char settings_begin[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document-settings office:version=\"1.3\""
    " xmlns:office=\"" NAMES "office:1.0\""
    " xmlns:config=\"" NAMES "config:1.0\""
    " xmlns:ooo=\"http://openoffice.org/2004/office\"><office:settings>"
    "<config:config-item-set config:name=\"ooo:view-settings\">"
    "<config:config-item-map-indexed config:name=\"Views\">"
    "<config:config-item-map-entry><config:config-item config:name=\"ViewId\""
    " config:type=\"string\">view1</config:config-item>"
    "<config:config-item-map-named config:name=\"Tables\">"
    "<config:config-item-map-entry config:name=\"";

/* The first row stays in sight. */
static const char settings_end[] =
    "\"><config:config-item config:name=\"HorizontalSplitMode\""
    " config:type=\"short\">0</config:config-item>"
    "<config:config-item config:name=\"VerticalSplitMode\""
    " config:type=\"short\">2</config:config-item>"
    "<config:config-item config:name=\"VerticalSplitPosition\""
    " config:type=\"int\">1</config:config-item>"
    "<config:config-item config:name=\"PositionBottom\""
    " config:type=\"int\">1</config:config-item>"
    "<config:config-item config:name=\"ActiveSplitRange\""
    " config:type=\"short\">2</config:config-item>"
    "</config:config-item-map-entry></config:config-item-map-named>"
    "</config:config-item-map-entry></config:config-item-map-indexed>"
    "</config:config-item-set></office:settings></office:document-settings>";

static const char manifest[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<manifest:manifest manifest:version=\"1.3\""
    " xmlns:manifest=\"" NAMES "manifest:1.0\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type="
    "\"application/vnd.oasis.opendocument.spreadsheet\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\""
    " manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"settings.xml\""
    " manifest:media-type=\"text/xml\"/></manifest:manifest>";

/* What XML cannot hold is left out. */
static void put_escaped(struct buffer *to, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '&')
			buffer_text(to, "&amp;");
		else if (c == '<')
			buffer_text(to, "&lt;");
		else if (c == '>')
			buffer_text(to, "&gt;");
		else if (c == '"')
			buffer_text(to, "&quot;");
		else if (c >= ' ' && c != 0x7f)
			buffer_add(to, text + i, 1);
	}
}

/* A line is a paragraph; of several spaces all but the first are told. */
static void put_paragraphs(struct buffer *to, const char *text)
{
	size_t length = strcspn(text, "\n");

	buffer_text(to, "<text:p>");
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\t')
			buffer_text(to, "<text:tab/>");
		else if (text[i] == ' ' && (i == 0 || text[i - 1] == ' '))
			buffer_text(to, "<text:s/>");
		else
			put_escaped(to, text + i, 1);
	}
	buffer_text(to, "</text:p>");
	if (text[length] == '\n')
		put_paragraphs(to, text + length + 1);
}

static void put_ods_cell(
    struct buffer *to, const char *text, enum written_kind kind, bool is_head)
{
	if (text == NULL || *text == '\0') {
		buffer_text(to, "<table:table-cell/>");
		return;
	}
	if (kind == WRITTEN_DAY)
		buffer_printf(to,
		    "<table:table-cell table:style-name=\"day\""
		    " office:value-type=\"date\" office:date-value=\"%s\">",
		    text);
	else if (kind == WRITTEN_NUMBER)
		buffer_printf(to,
		    "<table:table-cell table:style-name=\"text\""
		    " office:value-type=\"float\" office:value=\"%s\">",
		    text);
	else
		buffer_printf(to,
		    "<table:table-cell table:style-name=\"%s\""
		    " office:value-type=\"string\">",
		    is_head ? "head" : "text");
	put_paragraphs(to, text);
	buffer_text(to, "</table:table-cell>");
}

static void put_columns(struct buffer *to, const struct written_table *table)
{
	for (size_t i = 0; i < table->columns; i++)
		buffer_printf(to,
		    "<style:style style:name=\"co%zu\" style:family="
		    "\"table-column\"><style:table-column-properties"
		    " style:column-width=\"%.1fmm\"/></style:style>",
		    i, LETTER * (double)table->widths[i]);
	buffer_text(to,
	    "</office:automatic-styles><office:body><office:spreadsheet>"
	    "<table:table table:name=\"");
	put_escaped(to, table->sheet, strlen(table->sheet));
	buffer_text(to, "\">");
	for (size_t i = 0; i < table->columns; i++)
		buffer_printf(
		    to, "<table:table-column table:style-name=\"co%zu\"/>", i);
}

/* "AB": columns are counted in letters. */
static void put_column_name(struct buffer *to, size_t column)
{
	char letter = (char)('A' + column % 26);

	if (column >= 26)
		put_column_name(to, column / 26 - 1);
	buffer_add(to, &letter, 1);
}

static void put_filter(struct buffer *to, const struct written_table *table)
{
	buffer_text(to,
	    "</table:table><table:database-ranges><table:database-range"
	    " table:name=\"__Anonymous_Sheet_DB__0\""
	    " table:display-filter-buttons=\"true\""
	    " table:target-range-address=\"'");
	put_escaped(to, table->sheet, strlen(table->sheet));
	buffer_text(to, "'.A1:'");
	put_escaped(to, table->sheet, strlen(table->sheet));
	buffer_text(to, "'.");
	put_column_name(to, table->columns - 1);
	buffer_printf(to,
	    "%zu\"/></table:database-ranges></office:spreadsheet>"
	    "</office:body></office:document-content>",
	    json_array_size(table->rows));
}

static void put_content(struct buffer *to, const struct written_table *table)
{
	json_t *row;
	size_t i;

	buffer_text(to, content_begin);
	put_columns(to, table);
	json_array_foreach (table->rows, i, row) {
		buffer_text(to, "<table:table-row>");
		for (size_t j = 0; j < table->columns; j++)
			put_ods_cell(to, written_cell(row, j),
			    i > 0 ? table->kinds[j] : WRITTEN_TEXT, i == 0);
		buffer_text(to, "</table:table-row>");
	}
	put_filter(to, table);
}

int write_ods(const struct written_table *table, FILE *to, struct err *err)
{
	struct buffer kind = { 0 }, content = { 0 }, settings = { 0 },
		      list = { 0 }, archive = { 0 };
	const struct package_part parts[] = {
		{ "mimetype", &kind, true },
		{ "content.xml", &content, false },
		{ "settings.xml", &settings, false },
		{ "META-INF/manifest.xml", &list, false },
		{ 0 },
	};
	int result;

	buffer_text(&kind, mimetype);
	put_content(&content, table);
	buffer_text(&settings, settings_begin);
	put_escaped(&settings, table->sheet, strlen(table->sheet));
	buffer_text(&settings, settings_end);
	buffer_text(&list, manifest);
	result = package_make(&archive, parts, err);
	if (result == 0 &&
	    fwrite(archive.bytes, 1, archive.length, to) != archive.length)
		result = err_set(err, ERR_INTERNAL, "cannot be written: %s",
		    strerrordesc_np(errno));
	buffer_free(&kind);
	buffer_free(&content);
	buffer_free(&settings);
	buffer_free(&list);
	buffer_free(&archive);
	return result;
}
