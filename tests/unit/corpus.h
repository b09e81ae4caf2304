/* SPDX-License-Identifier: ISC */
/* What the fuzzers begin with and once found, without a fuzzer. */
#ifndef TESTS_UNIT_CORPUS_H
#define TESTS_UNIT_CORPUS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>

#define CORPUS        "tests/fuzz/corpus/"
#define FILE_SIZE_MAX 8192

/* A fuzzer's target. `check` says NULL, or what does not hold. */
struct target {
	const char *folder;
	int files_min; /* else the folder is not the corpus */
	const char *(*check)(const uint8_t *bytes, size_t size);
	bool whole; /* only that; else what is left when bytes are lost, too */
};

static inline void replay(const struct target *target, const char *name,
    const uint8_t *bytes, size_t size)
{
	do {
		const char *breach = target->check(bytes, size);

		if (breach != NULL)
			fail_msg("%s, %zu bytes: %s", name, size, breach);
	} while (size-- > 0 && !target->whole);
}

static inline void replay_file(const struct target *target, const char *name)
{
	uint8_t bytes[FILE_SIZE_MAX];
	char path[512];
	size_t size;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", target->folder, name);
	file = fopen(path, "rb");
	assert_non_null(file);
	size = fread(bytes, 1, sizeof bytes, file);
	assert_true(size < sizeof bytes);
	fclose(file);
	replay(target, path, bytes, size);
}

static inline int replay_files(const struct target *target)
{
	DIR *directory = opendir(target->folder);
	const struct dirent *entry;
	int files = 0;

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_name[0] != '.') {
			replay_file(target, entry->d_name);
			files++;
		}
	closedir(directory);
	return files;
}

static inline void corpus_holds(void **state)
{
	const struct target *target = *state;

	assert_true(replay_files(target) >= target->files_min);
}

/* The cmocka test of a target. */
#define CORPUS_TEST(target)                                                    \
	{                                                                      \
		"the_corpus_of_" #target "_holds", corpus_holds, NULL, NULL,   \
		    (void *)&target                                            \
	}

#endif
