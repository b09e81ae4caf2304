/* SPDX-License-Identifier: ISC */
/* What a redaction takes out of one entry: the words at a path of its params,
 * and whatever repeats them, in params, readings and letters. Pure. */
#ifndef DAEMON_COMMANDS_LOG_REDACT_WORDS_H
#define DAEMON_COMMANDS_LOG_REDACT_WORDS_H

#include <jansson.h>
#include <stdbool.h>

#include "daemon/contract/contract.h"
#include "protocol/arena.h"

#define REDACT_MARK 48

/* Words of so many characters are taken out wherever they stand alone;
 * shorter ones may be somebody else's. */
#define REDACT_DISTINCT 12

/* The text at `path` ("note", "rows[17].activity", "aliases[0]") of params
 * that keep the contract of `fields`; *name is the last name of the path.
 * ERR_INVALID, naming what is wrong, where it leads nowhere or to what is not
 * free text. */
int redact_find(json_t *params, const struct field *fields, const char *path,
    json_t **text, const struct field **field, struct err *err);

/* Whether the text is what a redaction leaves. */
bool redact_is_done(const char *text);

struct removal {
	const char *words;
	bool distinct;    /* long enough for REDACT_DISTINCT */
	const char *name; /* of the field that they stand in */
	char mark[REDACT_MARK];
	/* Derived, in the arena: */
	const char *folded;  /* as names compare (fold.h) */
	const char *closed;  /* without blanks ... */
	const char *opening; /* ... of the first 200 characters; or NULL */
	const char *cut;     /* ... of the first 30, before "…"; or NULL */
};

/* `words` are copied. The mark is "[redacted SEQ]", or "[redacted SEQ.2]"
 * where `params`, the entry's own, has the former already: two cells of an
 * import must not become the same activity. */
void redact_prepare(struct removal *removal, struct arena *arena, int64_t seq,
    const char *name, const char *words, const json_t *params);

/* Whether the text has the words in it, whatever its blanks and line breaks:
 * a letter is wrapped, and cut at 300 characters. */
bool redact_has(
    const struct removal *removal, struct arena *arena, const char *text);

/* Each of these replaces texts in place and returns how many. */

/* Params of any entry: texts that equal the words. Short words only in fields
 * of the same meaning, by which later entries find things (a name, an
 * activity's text). */
size_t redact_params(
    const struct removal *removal, const struct field *fields, json_t *params);

/* A reading; `own`: it is that of the redacted entry itself. */
size_t redact_reading(const struct removal *removal, struct arena *arena,
    const struct field *fields, bool own, json_t *reading);

/* A message of the daemon's: of its subject, text and answer only the words
 * go. */
size_t redact_letter(
    const struct removal *removal, struct arena *arena, json_t *params);

/* Whether a text of the params still has the words, among others. */
bool redact_remains(const struct removal *removal, struct arena *arena,
    const struct field *fields, const json_t *params);

#endif
