/* SPDX-License-Identifier: ISC */
/* A file that has no name. */
#ifndef TESTS_FUZZ_MEMORY_FILE_H
#define TESTS_FUZZ_MEMORY_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct memory_file {
	int fd; /* the caller closes it; it stands at its end */
	char path[32];
};

static inline struct memory_file memory_file_new(
    const void *bytes, size_t size, mode_t mode)
{
	struct memory_file file = { memfd_create("fuzz", MFD_CLOEXEC), "" };

	if (file.fd < 0 || fchmod(file.fd, mode) != 0 ||
	    write(file.fd, bytes, size) != (ssize_t)size)
		abort();
	snprintf(file.path, sizeof(file.path), "/proc/self/fd/%d", file.fd);
	return file;
}

#endif
