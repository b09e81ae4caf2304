/* SPDX-License-Identifier: ISC */
/* What planvakt-deliver is handed: it is refused in words that repeat nothing
 * of it, or its mail has one header, each field of it once, and short lines. */
#ifndef TESTS_FUZZ_DISPATCH_CHECK_H
#define TESTS_FUZZ_DISPATCH_CHECK_H

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "daemon/delivery/program/dispatch.h"
#include "daemon/delivery/program/mail.h"

/* GMime begins once in a process; mail_write() ends it each time. */
void g_mime_init(void);

/* How many header fields have the name. */
static inline int dispatch_fields(const char *mail, const char *name)
{
	size_t length = strlen(name);
	int count = 0;

	for (const char *line = mail; *line != '\n' && *line != '\0';) {
		count +=
		    strncasecmp(line, name, length) == 0 && line[length] == ':';
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return count;
}

static inline const char *dispatch_check_mail(const char *mail)
{
	static const char *const once[] = { "Message-ID", "From", "To", "Date",
		"Subject", "Auto-Submitted", "Content-Language",
		"MIME-Version" };

	for (size_t i = 0; i < sizeof(once) / sizeof(*once); i++)
		if (dispatch_fields(mail, once[i]) != 1)
			return "a field of the header is not there once";
	if (dispatch_fields(mail, "Bcc") + dispatch_fields(mail, "Cc") > 0)
		return "somebody gets a copy";
	return strchr(mail, '\r') == NULL ? NULL : "a line ends otherwise";
}

static inline const char *dispatch_check(const uint8_t *bytes, size_t size)
{
	struct handed_dispatch dispatch = { 0 };
	struct buffer mail = { 0 };
	struct err err = { 0 };
	const char *breach = NULL;
	char name[DISPATCH_NAME];

	g_mime_init();
	if (dispatch_read(&dispatch, (const char *)bytes, size, &err) != 0)
		breach = err.code == ERR_INVALID && err.text[0] != '\0'
		    ? NULL
		    : "a dispatch is not refused as it should be";
	else if (mail_write(&mail, &dispatch, &err) != 0)
		breach = "a dispatch that was taken makes no mail";
	else {
		dispatch_name(name, &dispatch);
		breach =
		    strspn(name, "dispatch-0123456789abcdef.") == strlen(name)
		    ? dispatch_check_mail(mail.bytes)
		    : "its name is none of a file";
	}
	buffer_free(&mail);
	dispatch_release(&dispatch);
	return breach;
}

#endif
