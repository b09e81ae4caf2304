/* SPDX-License-Identifier: ISC */
/* Errors as values: a code that decides the exit status, and one line that
 * tells a person what was wrong and what to do. */
#ifndef PROTOCOL_ERROR_H
#define PROTOCOL_ERROR_H

#include <stdarg.h>

#define ERR_TEXT_MAX 512
#define ERR_SAID_MAX 1024

enum err_code {
	ERR_NONE,
	ERR_MALFORMED,       /* not a frame, not JSON, not a request */
	ERR_UNKNOWN_COMMAND, /* no row has this method */
	ERR_INVALID,         /* a field breaks its contract */
	ERR_DENIED,          /* the key, its role or its department */
	ERR_NOT_FOUND,       /* a number, code or name that is not there */
	ERR_CONFLICT,        /* there already, or in a state that forbids it */
	ERR_TOO_LARGE,       /* over a limit that hello names */
	ERR_RECEIPT,         /* `seen` is not in this daemon's log */
	ERR_INTERNAL,        /* ours: the operator has the particulars */
	/* The client's own, never on the wire: */
	ERR_USAGE,       /* unknown words */
	ERR_UNREACHABLE, /* no daemon answers */
	ERR_PROTOCOL,    /* an answer that breaks the protocol */
	ERR_VERSION,     /* a state that a newer planvaktd made */
	ERR_TRUST,       /* a signature, a pin or a receipt that fails */
};

struct err {
	enum err_code code;
	char text[ERR_TEXT_MAX]; /* English */
	/* The template and its values, {"id":"...","values":[...]}, by which
	 * err_words() says it in another language (error_words.h); empty where
	 * it does not fit. */
	char said[ERR_SAID_MAX];
};

/* Sets *err and returns -1, always, so that `return err_set(...)` is the
 * failing return. The template stands in the catalogues; so it is a sentence,
 * and no piece of one is a value:
 *
 *	%s   what somebody wrote, a name, a code: the same in every language
 *	%-s  words of ours that are in the catalogues themselves, marked N_()
 *	%p   another error, a struct err *, said where this one is; may be err
 *
 * The rest is as in printf. The text becomes one line of UTF-8 whatever was
 * echoed in it: a character that is not printable becomes "?", and a text that
 * is too long is cut at a whole character. */
int err_set(struct err *err, enum err_code code, const char *template, ...)
    __attribute__((format(printf, 3, 4)));

int err_vset(struct err *err, enum err_code code, const char *template,
    va_list args) __attribute__((format(printf, 3, 0)));

/* The same where the sentence depends on how many. */
int err_set_plural(struct err *err, enum err_code code, unsigned long n,
    const char *one, const char *many, ...)
    __attribute__((format(printf, 5, 6)));

/* The number and the word a code has on the wire (JSON-RPC 2.0, section 5.1:
 * -32768..-32000 are reserved, of which -32099..-32000 are the server's). */
int err_number(enum err_code code);
const char *err_word(enum err_code code);

/* The code of a word from the wire; ERR_PROTOCOL when there is none. */
enum err_code err_from_word(const char *word);

/* The exit status of docs/wire.md: 1 refused, 2 usage, 3 unreachable, 4
 * protocol, signature or receipt. */
int err_exit_status(enum err_code code);

#endif
