/* SPDX-License-Identifier: ISC */
/* Every file of tests/fuzz/corpus/request, its log executed again; there is one
 * for each command. */
#include "tests/fuzz/request_check.h"
#include "tests/unit/corpus.h"

static const char *check(const uint8_t *bytes, size_t size)
{
	return request_check(bytes, size, true);
}

static const struct target request = { CORPUS "request", 20, check, true };

/* All of the corpus, a file behind the other; the caller's. */
static void read_corpus(struct buffer *all)
{
	DIR *directory = opendir(request.folder);
	const struct dirent *entry;
	char path[512], bytes[FILE_SIZE_MAX];

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL) {
		FILE *file;

		snprintf(
		    path, sizeof(path), "%s/%s", request.folder, entry->d_name);
		file = entry->d_name[0] != '.' ? fopen(path, "rb") : NULL;
		if (file == NULL)
			continue;
		buffer_add(all, bytes, fread(bytes, 1, sizeof(bytes), file));
		fclose(file);
	}
	closedir(directory);
}

static void each_command_is_asked(void **state)
{
	const struct command *command = NULL;
	struct buffer all = { 0 };
	char words[64];

	(void)state;
	read_corpus(&all);
	while ((command = rig_command(command)) != NULL) {
		snprintf(
		    words, sizeof(words), "\"method\":\"%s\"", command->method);
		if (memmem(all.bytes, all.length, words, strlen(words)) == NULL)
			fail_msg("tests/fuzz/corpus/request never asks %s",
			    command->method);
	}
	buffer_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CORPUS_TEST(request),
		cmocka_unit_test(each_command_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
