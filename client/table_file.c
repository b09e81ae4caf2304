/* SPDX-License-Identifier: ISC */
#include "client/table_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "protocol/standard.h"

static int load(
    FILE *file, struct buffer *bytes, const char *path, struct err *err)
{
	char some[65536];
	size_t length;

	while ((length = fread(some, 1, sizeof(some), file)) > 0) {
		if (bytes->length + length > TABLE_BYTES_MAX)
			return err_set(err, ERR_INVALID,
			    "%s is over 32 MB: divide it", path);
		buffer_add(bytes, some, length);
	}
	if (ferror(file))
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	if (bytes->length == 0)
		return err_set(err, ERR_INVALID, "%s is empty", path);
	return 0;
}

int table_file_load(struct buffer *bytes, const char *path, struct err *err)
{
	const char *name;
	FILE *file = standard_begin(path, &name);
	int result;

	if (file == NULL)
		return err_set(err, ERR_INVALID, "cannot read %s: %s", path,
		    strerrordesc_np(errno));
	result = load(file, bytes, name, err);
	standard_end(file);
	return result;
}
