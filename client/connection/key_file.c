/* SPDX-License-Identifier: ISC */
#include "client/connection/key_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "protocol/sign.h"
#include "protocol/sign_key.h"

#define LINE_LIMIT 8192
#define LINES_MAX  1000

static int find_key(
    struct buffer *key, FILE *file, const char *path, struct err *err)
{
	uint8_t public[SIGN_PUBLIC];
	char line[LINE_LIMIT];
	struct err why;

	for (int i = 0; i < LINES_MAX && fgets(line, sizeof(line), file); i++) {
		line[strcspn(line, "\r\n")] = '\0';
		if (strstr(line, "PRIVATE KEY-----") != NULL)
			return err_set(err, ERR_INVALID,
			    "%s is a private key: give the public half, %s.pub",
			    path, path);
		if (sign_public_read(line, public, &why) != 0)
			continue;
		buffer_text(key, line);
		return 0;
	}
	if (ferror(file))
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerror(errno));
	return err_set(err, ERR_INVALID,
	    "%s holds no ssh-ed25519 public key: give the .pub file that "
	    "`ssh-keygen -t ed25519` made",
	    path);
}

int key_file_read(struct buffer *line, const char *path, struct err *err)
{
	FILE *file = fopen(path, "re");
	int result;

	if (file == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerror(errno));
	result = find_key(line, file, path, err);
	fclose(file);
	return result;
}
