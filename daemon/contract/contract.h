/* SPDX-License-Identifier: ISC */
/* The field contract: what a command's params must look like, checked before
 * anything is read from the store. Bad input ends here. */
#ifndef DAEMON_CONTRACT_CONTRACT_H
#define DAEMON_CONTRACT_CONTRACT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "protocol/error.h"

enum field_type {
	FIELD_TEXT = 1, /* may have line breaks; min and max characters */
	FIELD_LINE,     /* one line of text; min and max characters */
	FIELD_NAME,   /* that a key is given (name.h); min and max characters */
	FIELD_CODE,   /* of a department, a plan: docs/wire.md, Values */
	FIELD_WORD,   /* one of .words, of a part from min to before max */
	FIELD_ID,     /* a whole number from 1 */
	FIELD_NUMBER, /* a whole number, min to max */
	FIELD_FLAG,   /* true or false */
	FIELD_DATE,   /* YYYY-MM-DD, of a year that can be meant (day.h) */
	FIELD_INTERVAL, /* "4m": a number and d, w, m or y */
	FIELD_MAIL,     /* a mail address (RFC 5321), ASCII */
	FIELD_MAILS,    /* one or several, parted by ", " */
	FIELD_KEY,      /* "ssh-ed25519 AAAA...", and nothing behind */
	FIELD_HASH,     /* SHA-256, in lower-case hexadecimal */
	FIELD_OBJECT,   /* of .row */
};

enum field_need { OPTIONAL, REQUIRED };

/* Whose code it is; of a new one, or of a page, nobody's. */
enum field_code { CODE_NEW, CODE_DEPARTMENT, CODE_PLAN };

struct field {
	const char *name;
	enum field_type type;
	enum field_need need;
	int64_t min, max;
	const char *const *words; /* NULL-ended */
	const struct field *row;
	int64_t many;       /* a list of at most so many; 0: a single value */
	enum field_code of; /* a FIELD_CODE: people may give a name for it */
	/* log.list leaves it out: it names a message and tells a reader
	 * nothing, it stands in full in the notice, or it is the activity
	 * that stands beside. What a person wrote is always listed. */
	bool unlisted;
	/* A number of UTC seconds: lists have it as the municipality's clocks
	 * do. */
	bool instant;
	/* Not cut in lists: what another program said, which is short. */
	bool whole;
	/* Words for a few: no list of the log and no event has them, and
	 * not everybody is given the entry. Their own list names it. */
	bool confided;
};

/* The field of this name, which ends after `length` bytes; NULL: none. */
const struct field *contract_field(
    const struct field *fields, const char *name, size_t length);

/* Whether `params` keeps the contract of `fields` (ended by {0}). A text of
 * any type but a key's or hash's may hold no personal identity number
 * (identity.h). Errors are ERR_INVALID and name the field and the rule, never
 * the value. */
int contract_check(
    const struct field *fields, const json_t *params, struct err *err);

/* The same where the rows of a list are texts (protocol/message_pack.h). */
int contract_check_packed(
    const struct field *fields, const json_t *params, struct err *err);

/* The same for what the daemon itself says, without the search for identity
 * numbers: words of people were searched when they came, and a token may look
 * like anything. */
int contract_check_own(
    const struct field *fields, const json_t *params, struct err *err);

/* The same for what read() once made of a request (command.h), so that run()
 * need not check it again. A null counts as left out, a row may be null, and
 * there may be members that this version does not know. Packed rows are of a
 * request of now, and taken as read() has just said them: entries of the log
 * are never packed. */
int contract_check_reading(const struct field *fields, const json_t *reading,
    bool packed, struct err *err);

#endif
