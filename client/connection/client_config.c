/* SPDX-License-Identifier: ISC */
#include "client/connection/client_config.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/config_lines.h"
#include "protocol/nearest.h"
#include "protocol/sign.h"

#define MACHINES_FILE "/etc/planvakt/planvakt.conf"

/* One file while it is read. Most users have none, and its memory would be the
 * largest that a command uses: it is not zeroed. */
struct client_file {
	struct config_lines lines;
	char socket[PATH_MAX], key[PATH_MAX];
};

static int take_path(char path[PATH_MAX], const char *value, struct err *err)
{
	const char *home = "";
	int length;

	if (path[0] != '\0')
		return err_set(err, ERR_INVALID, "is given twice");
	if (value[0] == '~' && value[1] == '/') {
		home = getenv("HOME");
		value++;
		if (home == NULL || home[0] != '/')
			return err_set(err, ERR_INVALID,
			    "begins with ~/, but HOME is not set: write the"
			    " whole path");
	}
	if (value[0] != '/')
		return err_set(err, ERR_INVALID,
		    "must begin with / or ~/, not '%.60s'", value);
	length = snprintf(path, PATH_MAX, "%s%s", home, value);
	if (length >= PATH_MAX)
		return err_set(err, ERR_INVALID, "is too long for a path");
	return 0;
}

static int take_daemon(
    struct buffer *daemons, const char *value, struct err *err)
{
	const char *hash = value + strlen("SHA256:");
	size_t length = 0;

	if (strncmp(value, "SHA256:", strlen("SHA256:")) == 0)
		while (isalnum((unsigned char)hash[length]) ||
		    hash[length] == '+' || hash[length] == '/')
			length++;
	if (length != SIGN_FINGERPRINT - 1 - strlen("SHA256:") ||
	    hash[length] != '\0')
		return err_set(err, ERR_INVALID,
		    "'%.60s' is no fingerprint: it is SHA256: and 43"
		    " characters",
		    value);
	buffer_printf(daemons, "%s\n", value);
	return 0;
}

static int client_config_unknown(const char *key, struct err *err)
{
	static const char *const keys[] = { "socket", "key", "daemon" };
	struct nearest nearest = { .typed = key };

	for (size_t i = 0; i < sizeof(keys) / sizeof(char *); i++)
		nearest_offer(&nearest, keys[i]);
	if (nearest.word[0] != '\0')
		return err_set(err, ERR_INVALID,
		    "unknown key \"%s\": did you mean %s?", key, nearest.word);
	return err_set(err, ERR_INVALID,
	    "unknown key \"%.60s\": there are socket, key and daemon", key);
}

static int client_config_take(struct client_file *file, struct buffer *daemons,
    char *key, struct err *err)
{
	char *value = config_lines_part(&key);
	bool is_key = strcmp(key, "key") == 0;
	int result;

	if (value == NULL)
		return err_set(err, ERR_INVALID,
		    "is no line KEY = VALUE; a comment begins with #");
	if (!is_key && strcmp(key, "socket") != 0 && strcmp(key, "daemon") != 0)
		return client_config_unknown(key, err);
	result = config_lines_value(value, err);
	if (result == 0 && strcmp(key, "daemon") == 0)
		result = take_daemon(daemons, value, err);
	else if (result == 0)
		result =
		    take_path(is_key ? file->key : file->socket, value, err);
	if (result != 0)
		err_set(err, ERR_INVALID, "%s %p", key, (void *)err);
	return result;
}

/* Whoever writes here says which daemon we trust and who signs. */
static int client_config_owner(
    const struct config_lines *lines, struct err *err)
{
	if (lines->owner != geteuid() && lines->owner != 0)
		return err_set(err, ERR_INVALID,
		    "%s is another account's, but says whom you trust: make it"
		    " your own or take it away",
		    lines->path);
	if (lines->mode & (S_IWGRP | S_IWOTH))
		return err_set(err, ERR_INVALID,
		    "others may write to %s, which says whom you trust: chmod"
		    " go-w it",
		    lines->path);
	return 0;
}

static void keep_first(char kept[PATH_MAX], const char *said)
{
	if (kept[0] == '\0')
		memcpy(kept, said, strlen(said) + 1);
}

int client_config_add(
    struct client_config *config, const char *path, struct err *err)
{
	struct client_file file;
	char *line;
	int more;

	if (config_lines_read(&file.lines, path, err) != 0) {
		if (err->code == ERR_NOT_FOUND &&
		    (errno == ENOENT || errno == ENOTDIR))
			return 0;
		err->code = ERR_INVALID;
		return -1;
	}
	if (client_config_owner(&file.lines, err) != 0)
		return -1;
	file.socket[0] = file.key[0] = '\0';
	while ((more = config_lines_next(&file.lines, &line, err)) > 0)
		if (client_config_take(&file, &config->daemons, line, err) != 0)
			return config_lines_fail(
			    &file.lines, file.lines.line, err);
	keep_first(config->socket, file.socket);
	keep_first(config->key, file.key);
	return more;
}

int client_config_read(struct client_config *config, struct err *err)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	char path[PATH_MAX] = "";
	int length = 0;

	/* XDG Base Directory: a path that is not absolute is ignored. */
	if (folder != NULL && folder[0] == '/')
		length =
		    snprintf(path, sizeof(path), "%s/planvakt/config", folder);
	else if (home != NULL && home[0] == '/')
		length = snprintf(
		    path, sizeof(path), "%s/.config/planvakt/config", home);
	if (length > 0 && length < PATH_MAX &&
	    client_config_add(config, path, err) != 0)
		return -1;
	return client_config_add(config, MACHINES_FILE, err);
}

bool client_config_trusts(
    const struct client_config *config, const char *fingerprint)
{
	return config->daemons.length > 0 &&
	    strstr(config->daemons.bytes, fingerprint) != NULL;
}

void client_config_release(struct client_config *config)
{
	buffer_free(&config->daemons);
	*config = (struct client_config){ 0 };
}
