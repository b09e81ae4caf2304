/* SPDX-License-Identifier: ISC */
#include "daemon/machine/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/machine/config_value.h"
#include "protocol/nearest.h"

#define FILE_SIZE_MAX 65536

/* A key of the file: where it stands, how its value is read, and where that
 * goes. */
struct config_row {
	const char *section, *key;
	int (*read)(const char *value, const struct bounds *bounds, void *to,
	    struct err *err);
	size_t offset;
	struct bounds bounds;
};

/* --- keys --- */

#define TO(member) offsetof(struct config, member)

/* The order is that of packaging/planvaktd.conf and docs/configuration.md. */
static const struct config_row rows[] = {
	{ "daemon", "state", value_path, TO(state), { 0, PATH_MAX - 1 } },
	{ "daemon", "socket", value_path, TO(socket),
	    { 0, CONFIG_SOCKET_MAX } },
	{ "daemon", "user", value_user, TO(user), { 0, CONFIG_USER_MAX } },
	{ "daemon", "confine", value_yes_no, TO(confine), { 0 } },
	{ "mail", "transport", value_transport, TO(transport), { 0 } },
	{ "mail", "program", value_program, TO(program),
	    { 0, CONFIG_PROGRAM_MAX } },
	{ "mail", "from", value_mail, TO(from), { 0, CONFIG_FROM_MAX } },
	{ "limits", "connections", value_number, TO(connections),
	    { 1, CONFIG_CONNECTIONS_MAX } },
	{ "limits", "deliveries", value_number, TO(deliveries), { 1, 16 } },
	{ "limits", "timeout", value_duration, TO(timeout), { 5, HOUR } },
	{ "limits", "retry_first", value_duration, TO(retry_first),
	    { 1, HOUR } },
	{ "limits", "retry_max", value_duration, TO(retry_max),
	    { 1, DAY_SECONDS } },
	{ "limits", "give_up", value_duration, TO(give_up),
	    { 1, 30 * DAY_SECONDS } },
};

#define ROWS ((int)(sizeof(rows) / sizeof(rows[0])))

void config_default(struct config *config)
{
	*config = (struct config){
		.confine = 1,
		.transport = TRANSPORT_MAILDIR,
		.connections = 512,
		.deliveries = 1,
		.timeout = MINUTE,
		.retry_first = MINUTE,
		.retry_max = 4 * HOUR,
		.give_up = 3 * DAY_SECONDS,
	};
}

const char *config_key(size_t at, const char **section)
{
	if (at >= (size_t)ROWS)
		return NULL;
	*section = rows[at].section;
	return rows[at].key;
}

static bool in_section(int row, const char *section)
{
	return strcmp(rows[row].section, section) == 0;
}

/* The first row of a section, and so its number; -1 where there is none. */
static int find_section(const char *name)
{
	for (int i = 0; i < ROWS; i++)
		if (in_section(i, name))
			return i;
	return -1;
}

static int find_row(const char *section, const char *key)
{
	for (int i = 0; i < ROWS; i++)
		if (in_section(i, section) && strcmp(rows[i].key, key) == 0)
			return i;
	return -1;
}

/* --- lines --- */

/* A file while it is read. */
struct config_reading {
	const char *path;
	int line;            /* the one that is read, from 1 */
	const char *section; /* the one that it stands in; "" before any */
	int section_lines[ROWS], key_lines[ROWS]; /* 0: not yet */
	struct config config;
	struct err *err;
};

/* Puts file and line before the words in *err. */
static int fail_at(struct config_reading *reading, int line)
{
	struct err *err = reading->err;

	return err_set(
	    err, ERR_INVALID, "%s:%d: %s", reading->path, line, err->text);
}

static int unknown_section(struct config_reading *reading, const char *name)
{
	struct nearest nearest = { .typed = name };

	for (int i = 0; i < ROWS; i++)
		nearest_offer(&nearest, rows[i].section);
	if (nearest.word[0] != '\0')
		err_set(reading->err, ERR_INVALID,
		    "unknown section [%s]: did you mean [%s]?", name,
		    nearest.word);
	else
		err_set(reading->err, ERR_INVALID,
		    "unknown section [%.60s]: there are [daemon], [mail] and"
		    " [limits]",
		    name);
	return fail_at(reading, reading->line);
}

static int take_section(struct config_reading *reading, char *name)
{
	char *close = strchr(name, ']');
	int at;

	if (close == NULL || close[1] != '\0') {
		err_set(reading->err, ERR_INVALID,
		    "a section's name stands alone in its line, as [daemon]");
		return fail_at(reading, reading->line);
	}
	*close = '\0';
	at = find_section(name);
	if (at < 0)
		return unknown_section(reading, name);
	if (reading->section_lines[at] != 0) {
		err_set(reading->err, ERR_INVALID,
		    "[%s] is there twice: write all its keys below line %d",
		    name, reading->section_lines[at]);
		return fail_at(reading, reading->line);
	}
	reading->section_lines[at] = reading->line;
	reading->section = rows[at].section;
	return 0;
}

/* --- keys and values --- */

static void list_keys(const char *section, char *list, size_t size)
{
	size_t at = 0;

	for (int i = 0; i < ROWS && at < size; i++)
		if (in_section(i, section))
			at += (size_t)snprintf(
			    list + at, size - at, " %s", rows[i].key);
}

static int unknown_key(const char *section, const char *key, struct err *err)
{
	struct nearest nearest = { .typed = key };
	char list[128];

	if (section[0] == '\0')
		return err_set(err, ERR_INVALID,
		    "key \"%.60s\" stands in no section: write [daemon], [mail]"
		    " or [limits] above it",
		    key);
	for (int i = 0; i < ROWS; i++) {
		if (strcmp(rows[i].key, key) == 0)
			return err_set(err, ERR_INVALID,
			    "key \"%s\" stands in [%s]: move it to [%s]", key,
			    section, rows[i].section);
		if (in_section(i, section))
			nearest_offer(&nearest, rows[i].key);
	}
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_INVALID,
		    "unknown key \"%s\" in [%s]: did you mean %s?", key,
		    section, nearest.word);
	list_keys(section, list, sizeof(list));
	return err_set(err, ERR_INVALID,
	    "unknown key \"%.60s\" in [%s], which has:%s", key, section, list);
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

static int config_read_value(const struct config_row *row, const char *value,
    struct config *config, struct err *err)
{
	if (value[0] == '\0')
		return err_set(err, ERR_INVALID,
		    "has no value: give one, or leave out the line");
	if (has_comment(value))
		return err_set(err, ERR_INVALID,
		    "has a comment behind it: write that in a line of its own");
	return row->read(
	    value, &row->bounds, (char *)config + row->offset, err);
}

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

static int take_key(struct config_reading *reading, char *key)
{
	struct err *err = reading->err;
	char *value = strchr(key, '=');
	int at;

	if (value == NULL || value == key) {
		err_set(err, ERR_INVALID,
		    "is neither [SECTION] nor KEY = VALUE; a comment begins"
		    " with #");
		return fail_at(reading, reading->line);
	}
	*value++ = '\0';
	key = trim(key);
	at = find_row(reading->section, key);
	if (at < 0) {
		unknown_key(reading->section, key, err);
	} else if (reading->key_lines[at] != 0) {
		err_set(err, ERR_INVALID,
		    "%s is given twice: line %d has it, too", key,
		    reading->key_lines[at]);
	} else if (config_read_value(
		       &rows[at], trim(value), &reading->config, err) == 0) {
		reading->key_lines[at] = reading->line;
		return 0;
	} else {
		err_set(err, ERR_INVALID, "%s %s", key, err->text);
	}
	return fail_at(reading, reading->line);
}

/* Takes a line without the break that ended it, of `length` bytes and a NUL
 * that takes the break's place. It has no characters that a text editor would
 * not write. */
static int config_take_line(
    struct config_reading *reading, char *line, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)line[i];

		if (c >= ' ' ? c != 0x7f
			     : c == '\t' || (c == '\r' && i + 1 == length))
			continue;
		err_set(reading->err, ERR_INVALID,
		    "has a control character (%02x): save the file as plain"
		    " text, in UTF-8",
		    c);
		return fail_at(reading, reading->line);
	}
	line = trim(line);
	if (line[0] == '\0' || line[0] == '#' || line[0] == ';')
		return 0;
	return line[0] == '[' ? take_section(reading, line + 1)
			      : take_key(reading, line);
}

/* --- the file --- */

/* Checks what only all keys together can show. */
static int check_whole(struct config_reading *reading)
{
	const struct config *config = &reading->config;
	int transport = reading->key_lines[find_row("mail", "transport")];
	int program = reading->key_lines[find_row("mail", "program")];
	int first = reading->key_lines[find_row("limits", "retry_first")];
	int max = reading->key_lines[find_row("limits", "retry_max")];

	if (config->transport != TRANSPORT_MAILDIR && program == 0) {
		err_set(reading->err, ERR_INVALID,
		    "transport %s needs a program: write program = /PATH too",
		    value_transports[config->transport]);
		return fail_at(reading, transport);
	}
	if (program != 0 && transport == 0) {
		err_set(reading->err, ERR_INVALID,
		    "program without a transport is not used: write transport ="
		    " sendmail or transport = command, too");
		return fail_at(reading, program);
	}
	if (config->transport != TRANSPORT_MAILDIR &&
	    value_program_runs(config->program, reading->err) != 0)
		return fail_at(reading, program);
	if (config->retry_first > config->retry_max) {
		err_set(reading->err, ERR_INVALID,
		    "retry_first is longer than retry_max: write a shorter"
		    " one");
		return fail_at(reading, first != 0 ? first : max);
	}
	return 0;
}

static int config_parse(
    struct config_reading *reading, char *text, const char *end)
{
	while (text < end) {
		char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((stop != NULL ? stop : end) - text);

		text[length] = '\0';
		reading->line++;
		if (config_take_line(reading, text, length) != 0)
			return -1;
		text += length + 1;
	}
	return check_whole(reading);
}

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

/* Reads the file's text, FILE_SIZE_MAX + 1 bytes at most; -1 with errno. */
static ssize_t config_read_file(const char *path, char *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;
	ssize_t length = -1;
	int error;

	if (fd < 0)
		return -1;
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
	else
		length = read_whole(fd, bytes, FILE_SIZE_MAX + 1);
	error = errno;
	close(fd);
	errno = error;
	return length;
}

int config_read(struct config *config, const char *path, struct err *err)
{
	static const char mark[] =
	    "\xef\xbb\xbf";           /* with which Windows marks UTF-8 */
	char text[FILE_SIZE_MAX + 1]; /* the one more: of what is too large, or
				       * the last line's NUL */
	struct config_reading reading = {
		.path = path, .section = "", .err = err
	};
	ssize_t length = config_read_file(path, text);

	if (length < 0)
		return err_set(err, ERR_NOT_FOUND,
		    "cannot read the configuration %s: %s", path,
		    strerror(errno));
	if (length > FILE_SIZE_MAX)
		return err_set(err, ERR_INVALID,
		    "%s:1: the file has over %d bytes: is it the right one?",
		    path, FILE_SIZE_MAX);
	config_default(&reading.config);
	if (config_parse(&reading,
		length >= 3 && memcmp(text, mark, 3) == 0 ? text + 3 : text,
		text + length) != 0)
		return -1;
	*config = reading.config;
	return 0;
}

/* --- again --- */

int config_reload(struct config *config, const char *path, struct err *err)
{
	struct config fresh;
	char list[40];

	if (config_read(&fresh, path, err) != 0)
		return -1;
	snprintf(list, sizeof(list), "%s%s%s%s",
	    strcmp(fresh.state, config->state) != 0 ? ", state" : "",
	    strcmp(fresh.socket, config->socket) != 0 ? ", socket" : "",
	    strcmp(fresh.user, config->user) != 0 ? ", user" : "",
	    fresh.confine != config->confine ? ", confine" : "");
	if (list[0] != '\0')
		return err_set(err, ERR_CONFLICT,
		    "%s: another %s needs a restart of planvaktd", path,
		    list + 2);
	*config = fresh;
	return 0;
}
