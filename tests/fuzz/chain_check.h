/* SPDX-License-Identifier: ISC */
/* Lines of a log's chain, as a daemon sends them and an export keeps them: each
 * is refused in words or is spelled in the one way there is; and a folder that
 * an export is to go on in. */
#ifndef TESTS_FUZZ_CHAIN_CHECK_H
#define TESTS_FUZZ_CHAIN_CHECK_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/connection/chain.h"
#include "client/export_dir.h"
#include "protocol/buffer.h"
#include "protocol/sign.h"

/* What was read of a line, written anew, with the number that is not kept. */
static inline bool chain_is_spelled(const struct link *link, const char *line)
{
	struct buffer again = { 0 };
	int64_t uid = 0;
	bool same;

	sscanf(line, "planvakt-log-1 %*d %*d %" SCNd64, &uid);
	buffer_printf(&again,
	    "planvakt-log-1 %" PRId64 " %" PRId64 " %" PRId64 " ",
	    link->place.seq, link->at, uid);
	buffer_hex(&again, link->key, SIGN_PUBLIC);
	buffer_text(&again, " ");
	buffer_hex(&again, link->texts.request, SIGN_SHA512);
	buffer_text(&again, " ");
	buffer_hex(&again, link->signature, SIGN_SIGNATURE);
	buffer_text(&again, " ");
	buffer_hex(&again, link->texts.reading, SIGN_SHA256);
	buffer_text(&again, " ");
	buffer_hex(&again, link->previous, SIGN_SHA256);
	same = strcmp(again.bytes, line) == 0;
	buffer_free(&again);
	return same;
}

static inline const char *chain_refused(const struct err *err)
{
	return err->code == ERR_TRUST && err->text[0] != '\0'
	    ? NULL
	    : "a line is not refused as it should be";
}

static inline const char *chain_check_line(struct link *last, const char *line)
{
	struct err err = { 0 };
	struct link link = { 0 };
	char hex[65];

	export_file_hash(line, "log.txt", hex);
	if (link_read(&link, line, &err) != 0)
		return chain_refused(&err);
	if (!chain_is_spelled(&link, line))
		return "a line is read that is spelled otherwise";
	if (link_follows(&link, last, &err) != 0 && chain_refused(&err) != NULL)
		return chain_refused(&err);
	if (link_signed(&link, &err) != 0 && chain_refused(&err) != NULL)
		return chain_refused(&err);
	*last = link;
	return NULL;
}

static inline const char *chain_check_lines(const char *lines)
{
	char *text = strdup(lines), *rest = text, *line;
	struct link last = { 0 };
	const char *breach = NULL;

	if (text == NULL)
		abort();
	while (breach == NULL && (line = strsep(&rest, "\n")) != NULL)
		breach = chain_check_line(&last, line);
	free(text);
	return breach;
}

/* --- an export --- */

#define CHAIN_DAEMON "SHA256:AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAA+"

static inline void chain_put(
    const char *folder, const char *name, const char *text, size_t length)
{
	char path[96];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(text, 1, length, file) != length ||
	    fclose(file) != 0)
		abort();
}

static inline void chain_folder_end(const char *folder)
{
	static const char *const names[] = { "checkpoint", "chain", "entries" };
	char path[96];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		remove(path);
	}
	rmdir(folder);
}

/* What is gone on with has as many lines as its checkpoint counts. */
static inline const char *chain_check_opened(const struct export_dir *dir)
{
	struct stat status;

	if (fstat(dir->chain, &status) != 0)
		abort();
	if (dir->last.place.seq < 0)
		return "an export ends before it begins";
	return (dir->last.place.seq == 0) == (status.st_size == 0)
	    ? NULL
	    : "an export has other lines than it counts";
}

/* Its checkpoint, a line "--", its chain. */
static inline const char *chain_check_export(const char *text)
{
	char folder[64];
	const char *part = strstr(text, "\n--\n"), *breach;
	size_t length = part != NULL ? (size_t)(part + 1 - text) : strlen(text);
	struct export_dir dir;
	struct err err = { 0 };

	snprintf(folder, sizeof(folder), "/dev/shm/planvakt-fuzz-%d-export",
	    getpid());
	chain_folder_end(folder);
	mkdir(folder, 0700);
	chain_put(folder, "checkpoint", text, length);
	if (part != NULL)
		chain_put(folder, "chain", part + 4, strlen(part + 4));
	if (export_dir_open(&dir, folder, CHAIN_DAEMON, &err) == 0)
		breach = chain_check_opened(&dir);
	else
		breach = (err.code == ERR_TRUST || err.code == ERR_CONFLICT) &&
			err.text[0] != '\0'
		    ? NULL
		    : "an export is not refused as it should be";
	export_dir_close(&dir);
	chain_folder_end(folder);
	return breach;
}

static inline const char *chain_check(const uint8_t *bytes, size_t size)
{
	char *text = strndup((const char *)bytes, size);
	const char *breach;

	if (text == NULL)
		abort();
	sign_init();
	breach = text[0] == '=' ? chain_check_export(text + 1)
				: chain_check_lines(text);
	free(text);
	return breach;
}

#endif
