/* SPDX-License-Identifier: ISC */
#include "protocol/error_system.h"

#include <string.h>

#include "protocol/translate.h"

/* glibc's texts, of the failures that a person meets. */
static const char *const texts[] = {
	N_("Address already in use"),
	N_("Broken pipe"),
	N_("Cannot allocate memory"),
	N_("Connection refused"),
	N_("Connection reset by peer"),
	N_("Connection timed out"),
	N_("Directory not empty"),
	N_("Disk quota exceeded"),
	N_("File exists"),
	N_("File name too long"),
	N_("File too large"),
	N_("Input/output error"),
	N_("Invalid argument"),
	N_("Is a directory"),
	N_("Network is unreachable"),
	N_("No route to host"),
	N_("No space left on device"),
	N_("No such device or address"),
	N_("No such file or directory"),
	N_("Not a directory"),
	N_("Operation not permitted"),
	N_("Permission denied"),
	N_("Read-only file system"),
	N_("Resource temporarily unavailable"),
	N_("Stale file handle"),
	N_("Text file busy"),
	N_("Too many levels of symbolic links"),
	N_("Too many open files"),
};

const char *error_system(const char *text)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i], text) == 0)
			return translate(texts[i]);
	return text;
}
