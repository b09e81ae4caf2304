/* SPDX-License-Identifier: ISC */
#include "daemon/machine/checked.h"
#include "protocol/json_member.h"

#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECKED_MAX     4096 /* bytes of the file */
#define CHECKED_OVERDUE (15 * 24 * 60 * 60)

bool checked_write(const char *path, const struct checked *checked)
{
	char new[PATH_MAX + 32];
	json_t *json = json_pack("{s:I, s:b, s:s, s:s}", "at",
	    (json_int_t)checked->at, "ok", checked->ok, "words", checked->words,
	    "said", checked->said);
	char *text = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;
	bool written = false;
	int fd = -1;

	snprintf(new, sizeof(new), "%s.new", path);
	unlink(new);
	if (text != NULL)
		fd = open(new,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd >= 0) {
		written =
		    write(fd, text, strlen(text)) == (ssize_t)strlen(text) &&
		    fchmod(fd, 0644) == 0 && fsync(fd) == 0;
		close(fd);
		written = written && rename(new, path) == 0;
		if (!written)
			unlink(new);
	}
	json_decref(json);
	free(text);
	return written;
}

static bool take(const json_t *json, struct checked *checked)
{
	const json_t *at = json_object_get(json, "at");
	const json_t *ok = json_object_get(json, "ok");
	const char *words = json_text(json, "words");
	const char *said = json_text(json, "said");

	if (!json_is_integer(at) || !json_is_boolean(ok) || words == NULL ||
	    json_integer_value(at) < 0 || json_integer_value(at) > 1LL << 40)
		return false;
	checked->at = json_integer_value(at);
	checked->ok = json_is_true(ok);
	snprintf(checked->words, sizeof(checked->words), "%s", words);
	said = said != NULL && strlen(said) < ERR_SAID_MAX ? said : "";
	snprintf(checked->said, sizeof(checked->said), "%s", said);
	return strlen(words) < sizeof(checked->words);
}

bool checked_read(const char *path, struct checked *checked)
{
	char bytes[CHECKED_MAX];
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t length = fd >= 0 ? read(fd, bytes, sizeof(bytes)) : -1;
	json_t *json = NULL;
	bool taken;

	if (fd >= 0)
		close(fd);
	if (length > 0)
		json = json_loadb(
		    bytes, (size_t)length, JSON_REJECT_DUPLICATES, NULL);
	taken = json != NULL && take(json, checked);
	json_decref(json);
	return taken;
}

bool checked_last(const char *path, int64_t begun, struct checked *checked)
{
	if (checked_read(path, checked))
		return true;
	*checked = (struct checked){ .at = begun, .ok = true };
	return false;
}

bool checked_is_overdue(const struct checked *last, int64_t now)
{
	return now - last->at >= CHECKED_OVERDUE;
}
