/* SPDX-License-Identifier: ISC */
#include "client/office/read_document.h"

#include <string.h>
#include <unistd.h>

#include "client/office/office_confine.h"

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
	return err_set(err, ERR_INVALID, "%s",
	    is_sealed(descriptor)
		? "is encrypted: save it without a password"
		: "is of Office 2003 or older: save it as .xlsx or .docx");
}

int read_document(int descriptor, bool confined, FILE *to, struct err *err)
{
	char begin[4] = "";

	(void)to;
	if (confined && office_confine_reader(err) != 0)
		return -1;
	if (pread(descriptor, begin, sizeof(begin), 0) < 0)
		return err_set(err, ERR_INVALID, "cannot be read");
	if (memcmp(begin, "\xd0\xcf\x11\xe0", 4) == 0)
		return refuse_old(descriptor, err);
	return err_set(err, ERR_INVALID, "is no document that can be read");
}
