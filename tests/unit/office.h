/* SPDX-License-Identifier: ISC */
/* Documents made of strings, and the lines that planvakt-office says of them. */
#ifndef TESTS_UNIT_OFFICE_H
#define TESTS_UNIT_OFFICE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "client/office/package.h"
#include "client/office/read_document.h"

struct office_part {
	const char *name, *text;
};

static char *said;
static struct err err;

/* Reads bytes as a document: 0 or -1; what it said is in `said`. */
static inline int office_bytes(const void *bytes, size_t length)
{
	int file = memfd_create("office", MFD_CLOEXEC);
	size_t size;
	FILE *to;
	int result;

	free(said);
	said = NULL;
	to = open_memstream(&said, &size);
	assert_true(file >= 0 && to != NULL);
	assert_int_equal(write(file, bytes, length), length);
	err = (struct err){ 0 };
	result = read_document(file, false, to, &err);
	fclose(to);
	close(file);
	return result;
}

/* An archive of up to eight parts, the last without name. */
static inline struct buffer office_archive(const struct office_part *parts)
{
	struct package_part list[9] = { 0 };
	struct buffer texts[8] = { 0 }, archive = { 0 };
	size_t count = 0;

	for (; parts[count].name != NULL; count++) {
		assert_true(count < 8);
		buffer_text(&texts[count], parts[count].text);
		list[count].name = parts[count].name;
		list[count].bytes = &texts[count];
	}
	assert_int_equal(package_make(&archive, list, &err), 0);
	while (count > 0)
		buffer_free(&texts[--count]);
	return archive;
}

static inline int office_read_parts(const struct office_part *parts)
{
	struct buffer archive = office_archive(parts);
	int result = office_bytes(archive.bytes, archive.length);

	buffer_free(&archive);
	return result;
}

static inline void office_says(const char *lines)
{
	assert_string_equal(said, lines);
}

static inline void office_refuses(int result, const char *why)
{
	assert_int_equal(result, -1);
	assert_int_equal(err.code, ERR_INVALID);
	if (strstr(err.text, why) == NULL)
		fail_msg("'%s' is not in '%s'", why, err.text);
}

static inline int office_done(void **state)
{
	(void)state;
	free(said);
	return 0;
}

#endif
