/* SPDX-License-Identifier: ISC */
#include "daemon/machine/config_value.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/machine/config.h"
#include "protocol/address.h"
#include "protocol/mail_server.h"

static int config_value_words(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	if (strlen(value) > (size_t)bounds->max)
		return err_set(err, ERR_INVALID,
		    "has %zu bytes: write at most %d", strlen(value),
		    bounds->max);
	memcpy(to, value, strlen(value) + 1);
	return 0;
}

int value_path(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	if (value[0] != '/')
		return err_set(err, ERR_INVALID,
		    "is not an absolute path: begin it with /");
	return config_value_words(value, bounds, to, err);
}

/* What a name may hold in passwd(5). */
int value_user(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	if (value[0] == '-' || strpbrk(value, " \t:/,\"'") != NULL)
		return err_set(err, ERR_INVALID,
		    "is not the name of a user: write it as in /etc/passwd");
	return config_value_words(value, bounds, to, err);
}

int value_yes_no(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	bool yes = strcmp(value, "yes") == 0;

	(void)bounds;
	if (!yes && strcmp(value, "no") != 0)
		return err_set(err, ERR_INVALID, "is neither: write yes or no");
	*(int *)to = yes;
	return 0;
}

/* Reads a word; its place in the list is the value of enum mail_transport. */
const char *const value_transports[] = {
	[TRANSPORT_MAILDIR] = "maildir",
	[TRANSPORT_SENDMAIL] = "sendmail",
	[TRANSPORT_COMMAND] = "command",
	[TRANSPORT_SMTP] = "smtp",
};

int value_transport(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	(void)bounds;
	for (size_t i = 0;
	     i < sizeof(value_transports) / sizeof(value_transports[0]); i++)
		if (strcmp(value_transports[i], value) == 0) {
			*(enum mail_transport *)to = (enum mail_transport)i;
			return 0;
		}
	return err_set(
	    err, ERR_INVALID, "is none of: maildir sendmail command smtp");
}

/* Quotes are refused: nobody interprets them, so none may seem to have a
 * meaning. */
int value_program(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	if (strpbrk(value, "\"'\\") != NULL)
		return err_set(err, ERR_INVALID,
		    "has quotes, which are not understood: write a path and"
		    " arguments without blanks in them");
	return value_path(value, bounds, to, err);
}

int value_program_runs(const char *value, struct err *err)
{
	char path[CONFIG_PROGRAM_MAX + 1];
	struct stat status;

	snprintf(path, sizeof(path), "%.*s", (int)strcspn(value, " \t"), value);
	if (access(path, X_OK) == 0 && stat(path, &status) == 0) {
		if (S_ISREG(status.st_mode))
			return 0;
		errno = EACCES;
	}
	return err_set(err, ERR_INVALID,
	    "program %s cannot be run: %s; install it, or write another", path,
	    strerrordesc_np(errno));
}

int value_mail(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	const char *wrong = address_wrong(value);

	if (wrong != NULL)
		return err_set(err, ERR_INVALID, "%-s", wrong);
	return config_value_words(value, bounds, to, err);
}

int value_server(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	const char *wrong = mail_server_wrong(value);

	if (wrong != NULL)
		return err_set(err, ERR_INVALID, "%-s", wrong);
	return config_value_words(value, bounds, to, err);
}

/* Whatever a server takes, but that it is one line. */
int value_login(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	if (value[0] == '-')
		return err_set(
		    err, ERR_INVALID, "begins with -, as no user's name does");
	return config_value_words(value, bounds, to, err);
}

int value_file_opens(const char *path, struct err *err)
{
	FILE *file = fopen(path, "re");
	bool opens = file != NULL && (getc(file), ferror(file) == 0);

	if (!opens)
		err_set(err, ERR_INVALID,
		    "%s cannot be read: %s; planvaktd's user has to read it",
		    path, strerrordesc_np(errno));
	if (file != NULL)
		fclose(file);
	return opens ? 0 : -1;
}

/* The digits at the start of a text; more than an int can hold is INT_MAX,
 * which is over every limit. */
static int config_value_digits(const char **at)
{
	int64_t number = 0;

	for (; **at >= '0' && **at <= '9'; (*at)++)
		if (number < INT_MAX)
			number = number * 10 + (**at - '0');
	return number < INT_MAX ? (int)number : INT_MAX;
}

int value_number(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	const char *end = value;
	int number = config_value_digits(&end);

	if (end == value || *end != '\0' || number < bounds->min ||
	    number > bounds->max)
		return err_set(err, ERR_INVALID,
		    "is not a whole number from %d to %d", bounds->min,
		    bounds->max);
	*(int *)to = number;
	return 0;
}

static const struct {
	char letter;
	int seconds;
} units[] = { { 'd', DAY_SECONDS }, { 'h', HOUR }, { 'm', MINUTE },
	{ 's', 1 } };

#define UNITS (sizeof(units) / sizeof(units[0]))

/* The seconds of the unit that the text consists of; 0 where it is none. */
static int unit_seconds(const char *text)
{
	for (size_t i = 0; i < UNITS; i++)
		if (text[0] == units[i].letter && text[1] == '\0')
			return units[i].seconds;
	return 0;
}

/* Writes a duration as a person would: in the largest unit of which it is a
 * whole number. */
static const char *duration(int seconds, char text[16])
{
	size_t i = 0;

	while (seconds % units[i].seconds != 0)
		i++;
	snprintf(text, 16, "%d%c", seconds / units[i].seconds, units[i].letter);
	return text;
}

int value_duration(
    const char *value, const struct bounds *bounds, void *to, struct err *err)
{
	const char *end = value;
	int64_t number = config_value_digits(&end);
	int unit = unit_seconds(end);
	char least[16], most[16];

	if (end != value && *end == '\0')
		return err_set(err, ERR_INVALID,
		    "has no unit: write %.10ss for seconds, or m, h or d"
		    " instead of s",
		    value);
	if (end == value || unit == 0)
		return err_set(err, ERR_INVALID,
		    "is not a time: write a number and s, m, h or d, for"
		    " example 90s or 4h");
	if (number * unit < bounds->min || number * unit > bounds->max)
		return err_set(err, ERR_INVALID,
		    "is out of bounds: write %s to %s",
		    duration(bounds->min, least), duration(bounds->max, most));
	*(int *)to = (int)(number * unit);
	return 0;
}
