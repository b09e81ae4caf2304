/* SPDX-License-Identifier: ISC */
/* The words of a command line, read by the grammar of the row they belong to
 * into the params of a request. */
#ifndef CLIENT_WORDS_H
#define CLIENT_WORDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "client/verb.h"
#include "client/grammar.h"
#include "protocol/error.h"

/* The options that every command takes. */
#define WORDS_GLOBAL                                                           \
	"[--socket PATH] [--key FILE] [--format FORMAT] [--wide] "             \
	"[--no-pager] [--help] [--version]"

#define WORDS_GIVEN 3

/* What a line says. The strings are argv's. */
struct words {
	const struct verb *verb;        /* NULL: only help or version */
	const char *given[WORDS_GIVEN]; /* the first words */
	size_t given_count;
	json_t *params; /* owned; words_release() */
	const char *socket, *key, *format;
	bool wide, help, version, no_pager;
};

/* Reads a line: the command's own words, then options and values in any
 * order; `--` ends the options. Where help or version is asked for, nothing
 * else has to be right. `hjälp` is `help`, and `--hjälp` `--help`. Errors:
 * ERR_USAGE for words that no grammar has (it names what is meant) or that are
 * missing; ERR_INVALID for bad values: a number that is none, a text that is no
 * UTF-8, a key file that holds no key. */
int words_read(struct words *words, const struct topic *topics, int argc,
    char **argv, struct err *err);
void words_release(struct words *words); /* takes {0} */

#endif
