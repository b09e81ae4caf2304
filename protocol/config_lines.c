/* SPDX-License-Identifier: ISC */
#include "protocol/config_lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int config_lines_fail(
    const struct config_lines *lines, int line, struct err *err)
{
	return err_set(
	    err, ERR_INVALID, "%s:%d: %p", lines->path, line, (void *)err);
}

/* --- the file --- */

static ssize_t read_whole(int fd, char *bytes, size_t size)
{
	size_t length = 0;
	ssize_t got = 1;

	while (got > 0 && length < size) {
		got = read(fd, bytes + length, size - length);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			length += (size_t)got;
	}
	return got < 0 ? -1 : (ssize_t)length;
}

/* The length of what was read, one byte over the limit at most; -1 with
 * errno. */
static ssize_t config_lines_load(struct config_lines *lines)
{
	int fd =
	    open(lines->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status = { 0 };
	ssize_t length = -1;
	int error;

	if (fd < 0)
		return -1;
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
	else
		length = read_whole(fd, lines->text, sizeof(lines->text));
	lines->owner = status.st_uid;
	lines->mode = status.st_mode;
	error = errno;
	close(fd);
	errno = error;
	return length;
}

int config_lines_read(
    struct config_lines *lines, const char *path, struct err *err)
{
	static const char mark[] =
	    "\xef\xbb\xbf"; /* with which Windows marks UTF-8 */
	ssize_t length;
	int error;

	lines->path = path;
	lines->line = 0;
	length = config_lines_load(lines);
	if (length < 0) {
		error = errno;
		err_set(err, ERR_NOT_FOUND,
		    "cannot read the configuration %s: %s", path,
		    strerrordesc_np(error));
		errno = error;
		return -1;
	}
	if (length > CONFIG_LINES_MAX)
		return err_set(err, ERR_INVALID,
		    "%s:1: the file has over %d bytes: is it the right one?",
		    path, CONFIG_LINES_MAX);
	lines->at = lines->text;
	lines->end = lines->text + length;
	if (length >= 3 && memcmp(lines->text, mark, 3) == 0)
		lines->at += 3;
	return 0;
}

/* --- lines --- */

/* Cuts the blanks around a text. */
static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t\r");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
		length--;
	text[length] = '\0';
	return text;
}

/* A line has no characters that a text editor would not write. */
static int check_characters(
    const struct config_lines *lines, size_t length, struct err *err)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)lines->at[i];

		if (c >= ' ' ? c != 0x7f
			     : c == '\t' || (c == '\r' && i + 1 == length))
			continue;
		err_set(err, ERR_INVALID,
		    "has a control character (%02x): save the file as plain"
		    " text, in UTF-8",
		    c);
		return config_lines_fail(lines, lines->line, err);
	}
	return 0;
}

int config_lines_next(struct config_lines *lines, char **line, struct err *err)
{
	while (lines->at < lines->end) {
		char *stop =
		    memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
		char *next = stop != NULL ? stop : lines->end;

		lines->line++;
		if (check_characters(lines, (size_t)(next - lines->at), err) !=
		    0)
			return -1;
		*next = '\0';
		*line = trim(lines->at);
		lines->at = next + 1;
		if (strchr("#;", (*line)[0]) == NULL)
			return 1; /* the NUL of an empty one is found, too */
	}
	return 0;
}

/* --- keys and values --- */

char *config_lines_part(char **key)
{
	char *value = strchr(*key, '=');

	if (value == NULL || value == *key)
		return NULL;
	*value++ = '\0';
	*key = trim(*key);
	return trim(value);
}

/* Whether a comment stands behind the value, which would become a part of
 * it. */
static bool has_comment(const char *value)
{
	for (size_t i = 0; value[i] != '\0'; i++)
		if ((value[i] == '#' || value[i] == ';') &&
		    (i == 0 || value[i - 1] == ' ' || value[i - 1] == '\t'))
			return true;
	return false;
}

int config_lines_value(const char *value, struct err *err)
{
	if (value[0] == '\0')
		return err_set(err, ERR_INVALID,
		    "has no value: give one, or leave out the line");
	if (has_comment(value))
		return err_set(err, ERR_INVALID,
		    "has a comment behind it: write that in a line of its own");
	return 0;
}
