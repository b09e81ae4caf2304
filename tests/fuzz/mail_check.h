/* SPDX-License-Identifier: ISC */
/* Bytes are refused as a mail with words, or its text is UTF-8 without NUL. */
#ifndef TESTS_FUZZ_MAIL_CHECK_H
#define TESTS_FUZZ_MAIL_CHECK_H

#include <string.h>

#include "client/mail/mail.h"
#include "protocol/utf8.h"

static inline const char *mail_check(const uint8_t *bytes, size_t size)
{
	const char *breach = NULL;
	struct err err = { 0 };
	struct mail mail;

	if (mail_read(&mail, (const char *)bytes, size, &err) != 0)
		breach = err.code == ERR_INVALID && err.text[0] != '\0'
		    ? NULL
		    : "a mail is not refused as it should be";
	else if (strlen(mail.text.bytes) != mail.text.length ||
	    utf8_valid(mail.text.bytes, mail.text.length) < mail.text.length)
		breach = "the text that was read is no UTF-8";
	mail_release(&mail);
	return breach;
}

#endif
