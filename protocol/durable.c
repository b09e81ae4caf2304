/* SPDX-License-Identifier: ISC */
#include "protocol/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int durable_write_unsynced(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t put = write(fd, at, length);

		if (put < 0 && errno != EINTR)
			return -1;
		at += put > 0 ? put : 0;
		length -= put > 0 ? (size_t)put : 0;
	}
	return 0;
}

int durable_write(int fd, const void *bytes, size_t length)
{
	return durable_write_unsynced(fd, bytes, length) == 0 ? fsync(fd) : -1;
}

int durable_name(const char *path)
{
	size_t end = strlen(path), length;
	char folder[PATH_MAX];
	int fd, result;

	while (end > 1 && path[end - 1] == '/')
		end--;
	length = end;
	while (length > 0 && path[length - 1] != '/')
		length--;
	snprintf(folder, sizeof(folder), "%.*s", length > 0 ? (int)length : 1,
	    length > 0 ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	result = fsync(fd);
	close(fd);
	return result;
}
