/* SPDX-License-Identifier: ISC */
/* Bytes in a document's part are refused in one line, or become lines of JSON:
 * tables that begin and end, with rows within their limits. */
#ifndef TESTS_FUZZ_OFFICE_CHECK_H
#define TESTS_FUZZ_OFFICE_CHECK_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "client/office/office_table.h"
#include "client/office/package.h"
#include "client/office/pdf_layout.h"
#include "client/office/read_document.h"

#define OFFICE_REL                                                             \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static inline const char *office_check_line(json_t *line, bool *open)
{
	json_t *cells = json_object_get(line, "cells");

	if (json_object_get(line, "percent") != NULL)
		return NULL;
	if (json_object_get(line, "table") != NULL && *open)
		return "a table begins in another";
	if (json_object_get(line, "table") == NULL && !*open)
		return "a row or an end is outside of tables";
	if (cells != NULL && json_array_size(cells) > OFFICE_COLUMNS_MAX)
		return "a row has too many cells";
	*open = json_object_get(line, "end") == NULL;
	return NULL;
}

static inline const char *office_check_lines(char *lines)
{
	const char *breach = NULL;
	bool open = false;

	for (char *at = lines; *at != '\0' && breach == NULL;) {
		size_t length = strcspn(at, "\n");
		json_t *line = json_loadb(at, length, 0, NULL);

		breach = json_is_object(line) ? office_check_line(line, &open)
					      : "a line is no object";
		json_decref(line);
		at += length + 1;
	}
	return breach != NULL || !open ? breach : "a table has no end";
}

static inline const char *office_check_result(
    int result, const struct err *err, char *lines)
{
	if (result == 0)
		return office_check_lines(lines);
	return err->code == ERR_INVALID && err->text[0] != '\0'
	    ? NULL
	    : "a document is not refused as it should be";
}

static inline const char *office_check_file(const void *bytes, size_t size)
{
	int file = memfd_create("fuzz", MFD_CLOEXEC);
	char *lines = NULL;
	size_t length;
	FILE *to = open_memstream(&lines, &length);
	struct err err = { 0 };
	const char *breach;
	int result;

	if (file < 0 || to == NULL || write(file, bytes, size) != (ssize_t)size)
		abort();
	result = read_document(file, false, to, &err);
	fclose(to);
	close(file);
	breach = office_check_result(result, &err, lines);
	free(lines);
	return breach;
}

/* An archive whose last part is the bytes. */
static inline const char *office_check_part(const char *root,
    const char *relations, const char *part, const uint8_t *bytes, size_t size)
{
	static const char workbook[] = "<workbook><sheets><sheet name='a' "
				       "r:id='r1'/></sheets></workbook>";
	static const char styles[] =
	    "<styleSheet><cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='9'/>"
	    "</cellXfs></styleSheet>";
	static const char shared[] =
	    "<sst><si><t>a</t></si><si><t>b</t></si></sst>";
	struct buffer texts[6] = { 0 }, archive = { 0 };
	const struct package_part parts[] = {
		{ "_rels/.rels", &texts[0], true },
		{ "xl/_rels/workbook.xml.rels", &texts[1], true },
		{ "xl/workbook.xml", &texts[2], true },
		{ "xl/styles.xml", &texts[3], true },
		{ "xl/sharedStrings.xml", &texts[4], true },
		{ part, &texts[5], true },
		{ 0 },
	};
	struct err err;
	const char *breach;

	buffer_text(&texts[0], root);
	buffer_text(&texts[1], relations);
	buffer_text(&texts[2], workbook);
	buffer_text(&texts[3], styles);
	buffer_text(&texts[4], shared);
	buffer_text(&texts[5], "");
	buffer_add(&texts[5], bytes, size);
	if (package_make(&archive, parts, &err) != 0)
		abort();
	breach = office_check_file(archive.bytes, archive.length);
	for (size_t i = 0; i < 6; i++)
		buffer_free(&texts[i]);
	buffer_free(&archive);
	return breach;
}

static inline const char *office_xlsx_check(const uint8_t *bytes, size_t size)
{
	return office_check_part("<R><Relationship Id='r1' Type='" OFFICE_REL
				 "officeDocument' Target='xl/workbook.xml'/>"
				 "</R>",
	    "<R><Relationship Id='r1' Type='" OFFICE_REL
	    "worksheet' Target='sheet.xml'/><Relationship Id='r2' Type='" OFFICE_REL
	    "styles' Target='styles.xml'/><Relationship Id='r3' "
	    "Type='" OFFICE_REL
	    "sharedStrings' Target='sharedStrings.xml'/></R>",
	    "xl/sheet.xml", bytes, size);
}

static inline const char *office_docx_check(const uint8_t *bytes, size_t size)
{
	return office_check_part("<R><Relationship Id='r1' Type='" OFFICE_REL
				 "officeDocument' Target='word/document.xml'/>"
				 "</R>",
	    "<R/>", "word/document.xml", bytes, size);
}

static inline const char *office_odf_check(const uint8_t *bytes, size_t size)
{
	return office_check_part("<R/>", "<R/>", "content.xml", bytes, size);
}

/* Whole archives; what would be given to pdftotext is not ours. */
static inline const char *office_zip_check(const uint8_t *bytes, size_t size)
{
	return size > 0 && bytes[0] == '%' ? NULL
					   : office_check_file(bytes, size);
}

static inline const char *office_pdf_check(const uint8_t *bytes, size_t size)
{
	char *lines = NULL;
	size_t length;
	struct document document = { .to = open_memstream(&lines, &length) };
	struct buffer tsv = { 0 };
	struct err err = { 0 };
	const char *breach;
	int result;

	buffer_text(&tsv, "");
	buffer_add(&tsv, bytes, size);
	result = pdf_layout(&document, tsv.bytes, &err);
	fclose(document.to);
	breach = office_check_result(result, &err, lines);
	free(lines);
	buffer_free(&tsv);
	buffer_free(&document.texts.bytes);
	return breach;
}

#endif
