/* SPDX-License-Identifier: ISC */
#include "client/connection/trust.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/connection/state_dir.h"
#include "protocol/translate.h"
#include "protocol/width.h"

#define KNOWN_DAEMONS "known_daemons"

/* --- pins --- */

/* The fingerprint after "SOCKET " at the start of a line, or NULL. The last
 * space ends the path, which may have others. */
static const char *line_pin(const char *line, size_t length, const char *socket)
{
	const char *space = memrchr(line, ' ', length);
	size_t path = space == NULL ? 0 : (size_t)(space - line);

	if (path != strlen(socket) || strncmp(line, socket, path) != 0)
		return NULL;
	return space + 1;
}

/* Splits the file: the socket's fingerprint, empty where there is none, and
 * the lines of all others. */
static void find_pin(const char *text, const char *socket,
    char pin[SIGN_FINGERPRINT], struct buffer *others)
{
	pin[0] = '\0';
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		const char *found = line_pin(text, length, socket);

		if (found != NULL)
			snprintf(pin, SIGN_FINGERPRINT, "%.*s",
			    (int)(text + length - found), found);
		else if (length > 0)
			buffer_printf(others, "%.*s\n", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static int write_pin(const struct trust_daemon *daemon, struct err *err)
{
	struct buffer text = { 0 }, others = { 0 };
	char pin[SIGN_FINGERPRINT];
	int dir = state_dir_open_alone(err), result;

	if (dir < 0)
		return -1;
	result = state_dir_read(dir, KNOWN_DAEMONS, &text, err);
	if (result == 0) {
		find_pin(text.bytes, daemon->socket, pin, &others);
		buffer_printf(
		    &others, "%s %s\n", daemon->socket, daemon->fingerprint);
		result =
		    state_dir_write(dir, KNOWN_DAEMONS, &others, true, err);
	}
	buffer_free(&text);
	buffer_free(&others);
	close(dir);
	return result;
}

/* Asks on the terminal itself, whatever standard input and output are. */
static bool asked(const struct trust_daemon *daemon)
{
	FILE *terminal = fopen("/dev/tty", "r+e");
	char answer[8] = "";

	if (terminal == NULL)
		return false;
	width_say(terminal,
	    _("The daemon at %s is new to you and runs as another user.\n"
	      "Its key is %s.\n"
	      "Compare that with what the coordinator says. Trust it?"
	      " [yes/no] "),
	    daemon->socket, daemon->fingerprint);
	fflush(terminal);
	if (fgets(answer, sizeof(answer), terminal) == NULL)
		answer[0] = '\0';
	fclose(terminal);
	return strcmp(answer, "yes\n") == 0 || strcmp(answer, "ja\n") == 0;
}

static int meet(const struct trust_daemon *daemon, struct err *err)
{
	bool ours = daemon->uid == 0 || daemon->uid == geteuid();

	if (daemon->named)
		return write_pin(daemon, err);
	if (!ours && !asked(daemon))
		return err_set(err, ERR_TRUST,
		    "the daemon at %s is new to you and runs as another user: "
		    "compare its key with the coordinator's, then "
		    "`planvakt trust %s`",
		    daemon->socket, daemon->fingerprint);
	if (write_pin(daemon, err) != 0)
		return -1;
	if (!ours)
		return 1;
	width_say(stderr,
	    _("planvakt: met the daemon at %s for the first time, its "
	      "key is %s from now on\n"),
	    daemon->socket, daemon->fingerprint);
	return 0;
}

static int trust_changed(
    const struct trust_daemon *daemon, const char *pin, struct err *err)
{
	return err_set(err, ERR_TRUST,
	    "the daemon at %s has another key than before: it was %s and is "
	    "%s; if the coordinator confirms the new one, "
	    "`planvakt trust %s`",
	    daemon->socket, pin, daemon->fingerprint, daemon->fingerprint);
}

static int check_path(const struct trust_daemon *daemon, struct err *err)
{
	if (strchr(daemon->socket, '\n') == NULL)
		return 0;
	return err_set(err, ERR_INVALID,
	    "the socket's path has a line break in it: give another");
}

static int read_pin(const struct trust_daemon *daemon,
    char pin[SIGN_FINGERPRINT], struct err *err)
{
	struct buffer text = { 0 }, others = { 0 };
	int dir = state_dir_open(err), result;

	if (dir < 0)
		return -1;
	result = state_dir_read(dir, KNOWN_DAEMONS, &text, err);
	if (result == 0)
		find_pin(text.bytes, daemon->socket, pin, &others);
	buffer_free(&text);
	buffer_free(&others);
	close(dir);
	return result;
}

int trust_check(const struct trust_daemon *daemon, struct err *err)
{
	char pin[SIGN_FINGERPRINT];

	if (check_path(daemon, err) != 0 || read_pin(daemon, pin, err) != 0)
		return -1;
	if (pin[0] == '\0')
		return meet(daemon, err);
	if (strcmp(pin, daemon->fingerprint) != 0)
		return trust_changed(daemon, pin, err);
	return 0;
}

/* The daemon that answers does not have the expected key. Where `expected` is
 * the pin that we have anyway, that is told and is no error; else it is
 * refused. */
static int pinned_before(
    const struct trust_daemon *daemon, const char *expected, struct err *err)
{
	char pin[SIGN_FINGERPRINT];

	if (read_pin(daemon, pin, err) != 0)
		return -1;
	if (strcmp(pin, expected) != 0)
		return err_set(err, ERR_TRUST,
		    "the daemon at %s has the key %s, not the one you gave: "
		    "do not trust it before the coordinator confirms its key",
		    daemon->socket, daemon->fingerprint);
	width_say(stderr,
	    _("planvakt: trusted as before, but the daemon that answers now "
	      "has another key, %s\n"),
	    daemon->fingerprint);
	return 0;
}

int trust_pin(
    const struct trust_daemon *daemon, const char *expected, struct err *err)
{
	if (check_path(daemon, err) != 0)
		return -1;
	if (strcmp(daemon->fingerprint, expected) != 0)
		return pinned_before(daemon, expected, err);
	return write_pin(daemon, err);
}

/* --- receipts --- */

/* The file is named by both fingerprints, without the "SHA256:" that they have
 * in common and with `_` for base64's slash. */
static void receipt_name(char name[160], const char *daemon, const char *key)
{
	snprintf(name, 160, "receipts/%s.%s", daemon + strlen("SHA256:"),
	    key + strlen("SHA256:"));
	for (char *at = strchr(name, '/') + 1; *at != '\0'; at++)
		if (*at == '/')
			*at = '_';
}

static int parse_receipt(const char *text, struct receipt *receipt)
{
	char hash[2 * SIGN_SHA256 + 1];
	char *space;

	if (!isdigit((unsigned char)text[0]))
		return -1;
	receipt->seq = strtoll(text, &space, 10);
	if (receipt->seq < 1 || space[0] != ' ' ||
	    strcspn(space + 1, "\n") != sizeof(hash) - 1)
		return -1;
	memcpy(hash, space + 1, sizeof(hash) - 1);
	hash[sizeof(hash) - 1] = '\0';
	return hex_read(hash, receipt->hash, SIGN_SHA256);
}

/* A crash can leave an empty file, which counts as no receipt. */
static int read_receipt(
    int dir, const char *name, struct receipt *receipt, struct err *err)
{
	struct buffer text = { 0 };
	char path[PATH_MAX];
	int result;

	*receipt = (struct receipt){ 0 };
	result = state_dir_read(dir, name, &text, err);
	if (result == 0 && text.length > 0 &&
	    parse_receipt(text.bytes, receipt) != 0)
		result = err_set(err, ERR_TRUST,
		    "the receipt in %s is damaged: restore it, or remove it "
		    "and ask the coordinator to check the log",
		    state_dir_name(path, name));
	buffer_free(&text);
	return result;
}

int trust_receipt_read(const char *daemon, const char *key,
    struct receipt *receipt, struct err *err)
{
	int dir = state_dir_open(err), result;
	char name[160];

	if (dir < 0)
		return -1;
	receipt_name(name, daemon, key);
	result = read_receipt(dir, name, receipt, err);
	close(dir);
	return result;
}

static int write_receipt(
    int dir, const char *name, const struct receipt *receipt, struct err *err)
{
	struct buffer text = { 0 };
	int result;

	buffer_printf(&text, "%lld ", (long long)receipt->seq);
	buffer_hex(&text, receipt->hash, SIGN_SHA256);
	buffer_text(&text, "\n");
	result = state_dir_write(dir, name, &text, false, err);
	buffer_free(&text);
	return result;
}

static int write_if(const char *daemon, const char *key,
    const struct receipt *receipt, bool always, struct err *err)
{
	int dir = state_dir_open_alone(err), result;
	struct receipt there;
	char name[160];

	if (dir < 0)
		return -1;
	receipt_name(name, daemon, key);
	result = read_receipt(dir, name, &there, err);
	if (result == 0 && (always || there.seq < receipt->seq))
		result = write_receipt(dir, name, receipt, err);
	close(dir);
	return result;
}

int trust_receipt_write(const char *daemon, const char *key,
    const struct receipt *receipt, struct err *err)
{
	return write_if(daemon, key, receipt, false, err);
}

int trust_receipt_replace(const char *daemon, const char *key,
    const struct receipt *receipt, struct err *err)
{
	return write_if(daemon, key, receipt, true, err);
}

int trust_head(
    const struct receipt *held, const struct receipt *head, struct err *err)
{
	if (held->seq == 0 || head->seq > held->seq)
		return 0;
	if (head->seq == held->seq &&
	    memcmp(head->hash, held->hash, SIGN_SHA256) == 0)
		return 0;
	return err_set(err, ERR_TRUST,
	    "the daemon's log lacks entry %lld, which it once confirmed to "
	    "you: its history was written anew, or a backup was put back and "
	    "nobody said so (planvaktd restore); ask the coordinator",
	    (long long)held->seq);
}
