/* SPDX-License-Identifier: ISC */
#include "protocol/public_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "protocol/sign_key.h"
#include "protocol/standard.h"

#define LINE_LIMIT 8192
#define LINES_MAX  1000

/* What was found so far. */
struct public_file {
	const char *path;
	bool found;
	uint8_t public[SIGN_PUBLIC];
};

static int add_key(struct public_file *file, const uint8_t public[SIGN_PUBLIC],
    struct err *err)
{
	if (file->found && memcmp(file->public, public, SIGN_PUBLIC) != 0)
		return err_set(err, ERR_INVALID,
		    "%s holds more than one ssh-ed25519 public key: give a file"
		    " with the one that is meant",
		    file->path);
	memcpy(file->public, public, SIGN_PUBLIC);
	file->found = true;
	return 0;
}

static int public_file_take(
    struct public_file *file, const char *line, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	const char *behind = line;
	struct err why;

	if (strstr(line, "PRIVATE KEY-----") != NULL)
		return err_set(err, ERR_INVALID,
		    "%s is a private key: give the public half, %s.pub",
		    file->path, file->path);
	if (sign_public_read(line, public, &why) == 0)
		return add_key(file, public, err);
	if (line[0] == '#')
		return 0;
	while ((behind = strstr(behind + 1, "ssh-ed25519")) != NULL)
		if (strchr(" \t", behind[-1]) != NULL &&
		    sign_public_read(behind, public, &why) == 0)
			return err_set(err, ERR_INVALID,
			    "%s has options before the key, as authorized_keys"
			    " may: give the .pub file, whose line begins with"
			    " ssh-ed25519",
			    file->path);
	return 0;
}

/* A byte order mark is no letter of the key's type. Of UTF-16 we read none. */
static int begin_line(
    struct public_file *file, const char **line, struct err *err)
{
	if (strncmp(*line, "\xff\xfe", 2) == 0 ||
	    strncmp(*line, "\xfe\xff", 2) == 0)
		return err_set(err, ERR_INVALID,
		    "%s is UTF-16 text: save it as plain text, or copy the .pub"
		    " file as it is",
		    file->path);
	if (strncmp(*line, "\xef\xbb\xbf", 3) == 0)
		*line += 3;
	return 0;
}

static int find_key(struct public_file *file, FILE *stream, struct err *err)
{
	char bytes[LINE_LIMIT];

	for (int i = 0; i < LINES_MAX && fgets(bytes, sizeof(bytes), stream);
	     i++) {
		const char *line = bytes;

		bytes[strcspn(bytes, "\r\n")] = '\0';
		if ((i == 0 && begin_line(file, &line, err) != 0) ||
		    public_file_take(file, line, err) != 0)
			return -1;
	}
	if (ferror(stream))
		return err_set(err, ERR_INVALID, "cannot read %s: %s",
		    file->path, strerrordesc_np(errno));
	if (file->found)
		return 0;
	return err_set(err, ERR_INVALID,
	    "%s holds no ssh-ed25519 public key: give the .pub file that "
	    "`ssh-keygen -t ed25519` made",
	    file->path);
}

int public_file_read(
    uint8_t public[SIGN_PUBLIC], const char *path, struct err *err)
{
	struct public_file file = { 0 };
	FILE *stream = standard_begin(path, &file.path);
	int result;

	if (stream == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	result = find_key(&file, stream, err);
	standard_end(stream);
	if (result == 0)
		memcpy(public, file.public, SIGN_PUBLIC);
	return result;
}
