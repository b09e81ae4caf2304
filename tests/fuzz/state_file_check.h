/* SPDX-License-Identifier: ISC */
/* Files that a program of ours left for itself, and anything may have happened
 * to since: the client's pins and receipts, the outcome of the last check. */
#ifndef TESTS_FUZZ_STATE_FILE_CHECK_H
#define TESTS_FUZZ_STATE_FILE_CHECK_H

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/connection/trust.h"
#include "daemon/machine/checked.h"

#define STATE_FILE_DAEMON "SHA256:AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAA+"
#define STATE_FILE_KEY    "SHA256:CCCCCCCCCCCCCCCCCCCCC/CCCCCCCCCCCCCCCCCCCC+"

#define STATE_FILE_RECEIPT                                                     \
	"receipts/AAAAAAAAAAAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAA+."                \
	"CCCCCCCCCCCCCCCCCCCCC_CCCCCCCCCCCCCCCCCCCC+"

static const char *const state_file_names[] = { "known_daemons",
	STATE_FILE_RECEIPT, "checked" };

static char state_file_home[64];

static inline void state_file_end(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", state_file_home);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", state_file_home);
}

static inline void state_file_start(void)
{
	char path[PATH_MAX];

	if (state_file_home[0] != '\0')
		return;
	strcpy(state_file_home, "/dev/shm/planvakt-fuzz.XXXXXX");
	if (mkdtemp(state_file_home) == NULL)
		abort();
	atexit(state_file_end);
	setenv("XDG_STATE_HOME", state_file_home, 1);
	snprintf(path, sizeof(path), "%s/planvakt", state_file_home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/planvakt/receipts", state_file_home);
	mkdir(path, 0700);
}

static inline void state_file_put(
    char path[PATH_MAX], const char *name, const void *bytes, size_t size)
{
	FILE *file;

	snprintf(path, PATH_MAX, "%s/planvakt/%s", state_file_home, name);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(bytes, 1, size, file) != size ||
	    fclose(file) != 0)
		abort();
}

/* The configuration names the daemon, so that nobody is asked. */
static inline const char *state_file_check_pins(const char *path)
{
	const struct trust_daemon daemon = { "/run/a b", STATE_FILE_DAEMON, 7,
		true };
	struct err err = { 0 };

	(void)path;
	if (trust_check(&daemon, &err) != 0)
		return err.code == ERR_TRUST && err.text[0] != '\0'
		    ? NULL
		    : "another pin is not refused as it should be";
	return trust_check(&daemon, &err) == 0
	    ? NULL
	    : "a daemon that was pinned is another";
}

static inline const char *state_file_check_receipt(const char *path)
{
	struct receipt receipt = { 0 }, again = { 0 };
	struct err err = { 0 };

	(void)path;
	if (trust_receipt_read(
		STATE_FILE_DAEMON, STATE_FILE_KEY, &receipt, &err) != 0)
		return err.code == ERR_TRUST && err.text[0] != '\0'
		    ? NULL
		    : "a receipt is not refused as it should be";
	if (receipt.seq < 0)
		return "a receipt is of no entry";
	if (receipt.seq > 0 &&
	    (trust_receipt_replace(
		 STATE_FILE_DAEMON, STATE_FILE_KEY, &receipt, &err) != 0 ||
		trust_receipt_read(
		    STATE_FILE_DAEMON, STATE_FILE_KEY, &again, &err) != 0 ||
		memcmp(&receipt, &again, sizeof(again)) != 0))
		return "a receipt is another when it is written";
	return NULL;
}

static inline const char *state_file_check_checked(const char *path)
{
	struct checked checked = { 0 };

	if (!checked_read(path, &checked))
		return NULL;
	if (checked.at < 0)
		return "a check was before all time";
	return strnlen(checked.words, CHECKED_WORDS) < CHECKED_WORDS
	    ? NULL
	    : "its words have no end";
}

/* An input: which file, and what is in it. */
static inline const char *state_file_check(const uint8_t *bytes, size_t size)
{
	static const char *(*const checks[])(const char *) = {
		state_file_check_pins,
		state_file_check_receipt,
		state_file_check_checked,
	};
	char path[PATH_MAX];

	if (size == 0)
		return NULL;
	state_file_start();
	state_file_put(
	    path, state_file_names[bytes[0] % 3], bytes + 1, size - 1);
	return checks[bytes[0] % 3](path);
}

#endif
