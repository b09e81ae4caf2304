/* SPDX-License-Identifier: ISC */
#include "tests/unit/rig/redaction.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_has(const char *path, const char *words)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	char *bytes;
	bool has;

	if (fd < 0)
		return false;
	assert_int_equal(fstat(fd, &status), 0);
	bytes = test_malloc((size_t)status.st_size + 1);
	assert_int_equal(
	    read(fd, bytes, (size_t)status.st_size), status.st_size);
	close(fd);
	has =
	    memmem(bytes, (size_t)status.st_size, words, strlen(words)) != NULL;
	test_free(bytes);
	return has;
}

bool rig_holds(struct rig *rig, const char *words)
{
	char directory[] = "/tmp/planvakt-XXXXXX", path[64], sql[96];
	struct err err;
	bool has;

	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/db", directory);
	snprintf(sql, sizeof(sql), "VACUUM INTO '%s'", path);
	if (store_execute(rig->store, sql, &err) != 0)
		fail_msg("%s", err.text);
	has = file_has(path, words);
	unlink(path);
	assert_int_equal(rmdir(directory), 0);
	return has;
}

json_t *rig_redact_keys(struct rig *rig, int64_t seq, const char *field)
{
	json_t *result = rig_must(rig, "log.redact",
	    "{'seq':%" PRId64 ",'field':'%s','reason':'X','dry_run':true}", seq,
	    field);

	return json_object_get(result, "keys");
}

json_t *rig_redact(
    struct rig *rig, int64_t seq, const char *field, const char *reason)
{
	char *keys = json_dumps(rig_redact_keys(rig, seq, field), JSON_COMPACT);
	json_t *result;

	assert_non_null(keys);
	result = rig_must(rig, "log.redact",
	    "{'seq':%" PRId64 ",'field':'%s','reason':'%s','keys':%s}", seq,
	    field, reason, keys);
	free(keys);
	return result;
}
