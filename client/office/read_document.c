/* SPDX-License-Identifier: ISC */
#include "client/office/read_document.h"

#include <string.h>
#include <unistd.h>

#include "client/office/document.h"
#include "client/office/office_confine.h"
#include "client/office/pdf_layout.h"
#include "client/office/pdf_program.h"
#include "client/office/read_docx.h"
#include "client/office/read_odf.h"
#include "client/office/read_xlsx.h"
#include "client/office/relations.h"
#include "protocol/translate.h"

#define IS_ENCRYPTED N_("is encrypted: save it without a password")

/* --- what is no archive --- */

/* A file of Office 97 holds a sealed .xlsx in a stream of this name, which
 * stands in UTF-16 among its first sectors or its last ones. */
static bool is_sealed(int descriptor)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k";
	static char bytes[1 << 20];
	ssize_t length = pread(descriptor, bytes, sizeof(bytes), 0);
	off_t size = lseek(descriptor, 0, SEEK_END);

	if (length > 0 &&
	    memmem(bytes, (size_t)length, name, sizeof(name)) != NULL)
		return true;
	if (size > (off_t)sizeof(bytes))
		length = pread(descriptor, bytes, sizeof(bytes),
		    size - (off_t)sizeof(bytes));
	return length > 0 &&
	    memmem(bytes, (size_t)length, name, sizeof(name)) != NULL;
}

static int refuse_old(int descriptor, struct err *err)
{
	return err_set(err, ERR_INVALID, "%-s",
	    is_sealed(descriptor)
		? IS_ENCRYPTED
		: N_("is of Office 2003 or older: save it as .xlsx or .docx"));
}

/* --- archives --- */

static int read_package(struct document *document, struct err *err)
{
	struct relations relations;
	const char *part;
	int result = -1;

	if (package_has(document->package, "content.xml"))
		return read_odf(document, err);
	/* ODF 1.4, part 2: all of the document is in one part. */
	if (package_has(document->package, "encrypted-package"))
		return err_set(err, ERR_INVALID, IS_ENCRYPTED);
	if (relations_read(&relations, document->package, "", err) != 0)
		return -1;
	part = relations_type(&relations, "officeDocument");
	if (part == NULL)
		err_set(err, ERR_INVALID,
		    "is an archive and no document: unpack it and import what "
		    "is in it");
	else if (strstr(part, ".bin") != NULL)
		err_set(
		    err, ERR_INVALID, "is a binary workbook: save it as .xlsx");
	else if (strncmp(part, "xl/", 3) == 0)
		result = read_xlsx(document, part, err);
	else if (strncmp(part, "word/", 5) == 0)
		result = read_docx(document, part, err);
	else
		err_set(err, ERR_INVALID,
		    "is a document of a kind that has no plans: save the table "
		    "as .xlsx, .ods, .docx or .odt");
	relations_release(&relations);
	return result;
}

static int read_archive(int descriptor, FILE *to, struct err *err)
{
	struct document document = {
		.package = package_open(descriptor, err),
		.to = to,
	};
	int result;

	if (document.package == NULL)
		return -1;
	result = read_package(&document, err);
	package_close(document.package);
	buffer_free(&document.texts.bytes);
	if (result == 0 && document.tables == 0)
		result = err_set(
		    err, ERR_INVALID, "has no tables: put the plan into one");
	return result;
}

static int read_pdf(int descriptor, bool confined, FILE *to, struct err *err)
{
	struct document document = { .to = to };
	struct pdf_program program;
	struct buffer tsv = { 0 };
	int result;

	if (pdf_program_begin(&program, descriptor, confined, err) != 0)
		return -1;
	result = confined ? office_confine_reader(err) : 0;
	if (result == 0)
		result = pdf_program_end(&program, &tsv, err);
	if (result == 0)
		result = pdf_layout(&document, tsv.bytes, err);
	buffer_free(&tsv);
	buffer_free(&document.texts.bytes);
	return result;
}

int read_document(int descriptor, bool confined, FILE *to, struct err *err)
{
	char begin[4] = "";

	if (pread(descriptor, begin, sizeof(begin), 0) < 0)
		return err_set(err, ERR_INVALID, "cannot be read");
	if (memcmp(begin, "%PDF", 4) == 0)
		return read_pdf(descriptor, confined, to, err);
	if (confined && office_confine_reader(err) != 0)
		return -1;
	if (memcmp(begin, "\xd0\xcf\x11\xe0", 4) == 0)
		return refuse_old(descriptor, err);
	if (memcmp(begin, "PK\x03\x04", 4) == 0)
		return read_archive(descriptor, to, err);
	return err_set(err, ERR_INVALID, "is no document that can be read");
}
