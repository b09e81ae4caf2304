/* SPDX-License-Identifier: ISC */
#include "daemon/machine/config.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "daemon/machine/config_value.h"
#include "protocol/config_lines.h"
#include "protocol/nearest.h"

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
	{ "mail", "server", value_server, TO(server), { 0, MAIL_SERVER_MAX } },
	{ "mail", "tls", value_yes_no, TO(tls), { 0 } },
	{ "mail", "trust", value_path, TO(trust), { 0, PATH_MAX - 1 } },
	{ "mail", "login", value_login, TO(login), { 0, CONFIG_LOGIN_MAX } },
	{ "mail", "password_file", value_path, TO(password_file),
	    { 0, PATH_MAX - 1 } },
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
		.tls = -1,
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
	struct config_lines lines;
	const char *section; /* the one that it stands in; "" before any */
	int section_lines[ROWS], key_lines[ROWS]; /* 0: not yet */
	struct config config;
	struct err *err;
};

static int fail_at(struct config_reading *reading, int line)
{
	return config_lines_fail(&reading->lines, line, reading->err);
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
	return fail_at(reading, reading->lines.line);
}

static int take_section(struct config_reading *reading, char *name)
{
	char *close = strchr(name, ']');
	int at;

	if (close == NULL || close[1] != '\0') {
		err_set(reading->err, ERR_INVALID,
		    "a section's name stands alone in its line, as [daemon]");
		return fail_at(reading, reading->lines.line);
	}
	*close = '\0';
	at = find_section(name);
	if (at < 0)
		return unknown_section(reading, name);
	if (reading->section_lines[at] != 0) {
		err_set(reading->err, ERR_INVALID,
		    "[%s] is there twice: write all its keys below line %d",
		    name, reading->section_lines[at]);
		return fail_at(reading, reading->lines.line);
	}
	reading->section_lines[at] = reading->lines.line;
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

static int config_read_value(const struct config_row *row, const char *value,
    struct config *config, struct err *err)
{
	if (config_lines_value(value, err) != 0)
		return -1;
	return row->read(
	    value, &row->bounds, (char *)config + row->offset, err);
}

static int take_key(struct config_reading *reading, char *key)
{
	struct err *err = reading->err;
	char *value = config_lines_part(&key);
	int at;

	if (value == NULL) {
		err_set(err, ERR_INVALID,
		    "is neither [SECTION] nor KEY = VALUE; a comment begins"
		    " with #");
		return fail_at(reading, reading->lines.line);
	}
	at = find_row(reading->section, key);
	if (at < 0) {
		unknown_key(reading->section, key, err);
	} else if (reading->key_lines[at] != 0) {
		err_set(err, ERR_INVALID,
		    "%s is given twice: line %d has it, too", key,
		    reading->key_lines[at]);
	} else if (config_read_value(&rows[at], value, &reading->config, err) ==
	    0) {
		reading->key_lines[at] = reading->lines.line;
		return 0;
	} else {
		err_set(err, ERR_INVALID, "%s %p", key, (void *)err);
	}
	return fail_at(reading, reading->lines.line);
}

/* --- the file --- */

/* The line of a key of [mail]; 0 where it is not given. */
static int mail_line(const struct config_reading *reading, const char *key)
{
	return reading->key_lines[find_row("mail", key)];
}

static int check_program(struct config_reading *reading)
{
	const struct config *config = &reading->config;
	int program = mail_line(reading, "program");

	if (program == 0) {
		err_set(reading->err, ERR_INVALID,
		    "transport %s needs a program: write program = /PATH too",
		    value_transports[config->transport]);
		return fail_at(reading, mail_line(reading, "transport"));
	}
	if (value_program_runs(config->program, reading->err) != 0)
		return fail_at(reading, program);
	return 0;
}

/* A password goes to a server on this machine, or by TLS, or not at all. */
static int check_login(struct config_reading *reading)
{
	const struct config *config = &reading->config;
	int login = mail_line(reading, "login");
	int password = mail_line(reading, "password_file");

	if ((login == 0) != (password == 0)) {
		err_set(reading->err, ERR_INVALID,
		    "login and password_file go together: write both, or"
		    " neither");
		return fail_at(reading, login != 0 ? login : password);
	}
	if (login != 0 && config->tls == 0 &&
	    !mail_server_is_here(config->server)) {
		err_set(reading->err, ERR_INVALID,
		    "tls = no would show the password to the whole network:"
		    " take it away, or login");
		return fail_at(reading, mail_line(reading, "tls"));
	}
	if (password != 0 &&
	    value_file_opens(config->password_file, reading->err) != 0)
		return fail_at(reading, password);
	return 0;
}

static int check_server(struct config_reading *reading)
{
	const struct config *config = &reading->config;
	int trust = mail_line(reading, "trust");

	if (mail_line(reading, "server") == 0) {
		err_set(reading->err, ERR_INVALID,
		    "transport smtp needs a server: write server ="
		    " smtp://HOST:PORT too");
		return fail_at(reading, mail_line(reading, "transport"));
	}
	if (config->tls == 0 && mail_server_is_sealed(config->server)) {
		err_set(reading->err, ERR_INVALID,
		    "tls = no and smtps: contradict each other: take one"
		    " away");
		return fail_at(reading, mail_line(reading, "tls"));
	}
	if (trust != 0 && value_file_opens(config->trust, reading->err) != 0)
		return fail_at(reading, trust);
	return check_login(reading);
}

/* What a transport needs; what another one would need may wait for it. */
static int check_mail(struct config_reading *reading)
{
	int program = mail_line(reading, "program");
	int server = mail_line(reading, "server");

	if (mail_line(reading, "transport") != 0)
		switch (reading->config.transport) {
		case TRANSPORT_MAILDIR:
			return 0;
		case TRANSPORT_SMTP:
			return check_server(reading);
		default:
			return check_program(reading);
		}
	if (program != 0) {
		err_set(reading->err, ERR_INVALID,
		    "program without a transport is not used: write transport ="
		    " sendmail or transport = command, too");
		return fail_at(reading, program);
	}
	if (server != 0) {
		err_set(reading->err, ERR_INVALID,
		    "server without a transport is not used: write transport ="
		    " smtp, too");
		return fail_at(reading, server);
	}
	return 0;
}

/* Checks what only all keys together can show. */
static int check_whole(struct config_reading *reading)
{
	const struct config *config = &reading->config;
	int first = reading->key_lines[find_row("limits", "retry_first")];
	int max = reading->key_lines[find_row("limits", "retry_max")];

	if (check_mail(reading) != 0)
		return -1;
	if (config->retry_first > config->retry_max) {
		err_set(reading->err, ERR_INVALID,
		    "retry_first is longer than retry_max: write a shorter"
		    " one");
		return fail_at(reading, first != 0 ? first : max);
	}
	return 0;
}

static int config_parse(struct config_reading *reading)
{
	char *line;
	int more;

	while ((more = config_lines_next(
		    &reading->lines, &line, reading->err)) > 0)
		if ((line[0] == '[' ? take_section(reading, line + 1)
				    : take_key(reading, line)) != 0)
			return -1;
	return more == 0 ? check_whole(reading) : -1;
}

int config_read(struct config *config, const char *path, struct err *err)
{
	struct config_reading reading = { .section = "", .err = err };

	if (config_lines_read(&reading.lines, path, err) != 0)
		return -1;
	config_default(&reading.config);
	if (config_parse(&reading) != 0)
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
