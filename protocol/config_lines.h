/* SPDX-License-Identifier: ISC */
/* The lines of a configuration file: UTF-8 text, a comment on a line of its own
 * behind # or ;, all else KEY = VALUE, or what its reader says. */
#ifndef PROTOCOL_CONFIG_LINES_H
#define PROTOCOL_CONFIG_LINES_H

#include <stddef.h>
#include <sys/types.h>

#include "protocol/error.h"

#define CONFIG_LINES_MAX 65536 /* bytes of a file */

struct config_lines {
	const char *path; /* borrowed */
	int line;         /* the one that is read, from 1 */
	uid_t owner;      /* of the file ... */
	mode_t mode;      /* ... and its mode */
	char *at, *end;
	char text[CONFIG_LINES_MAX + 1]; /* the one more: of what is too large,
					  * or the last line's NUL */
};

/* Reads the file. Where it cannot be read: ERR_NOT_FOUND, with errno; for one
 * that is too large ERR_INVALID. */
int config_lines_read(
    struct config_lines *lines, const char *path, struct err *err);

/* The next line that says something, without the blanks around it: 1 and *line,
 * to change at will; 0 after the last. -1, ERR_INVALID, for a character that no
 * editor writes. */
int config_lines_next(struct config_lines *lines, char **line, struct err *err);

/* Parts KEY = VALUE in its place. Returns the value; NULL for what is none. */
char *config_lines_part(char **key);

/* ERR_INVALID for a value that is empty or has a comment behind it. */
int config_lines_value(const char *value, struct err *err);

/* Puts file and line before the words in *err, and makes it ERR_INVALID. */
int config_lines_fail(
    const struct config_lines *lines, int line, struct err *err);

#endif
