/* SPDX-License-Identifier: ISC */
/* The rules of docs/configuration.md for the client's own file. */
#include "client/connection/client_config.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST  "SHA256:AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAA+"
#define SECOND "SHA256:BBBBBBBBBBBBBBBBBBBBB/BBBBBBBBBBBBBBBBBBBB+"

static char folder[] = "/tmp/planvakt-client.XXXXXX";
static char path[64];
static struct client_config config;
static struct err err;

static void write_file(const char *text, mode_t mode)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

/* Over what was read before. */
static void adds(const char *text)
{
	write_file(text, 0644);
	if (client_config_add(&config, path, &err) != 0)
		fail_msg("%s", err.text);
}

/* In words that contain these. */
static void refused(const char *text, const char *words)
{
	write_file(text, 0644);
	client_config_release(&config);
	assert_int_equal(client_config_add(&config, path, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	if (strstr(err.text, words) == NULL || strchr(err.text, '\n') != NULL)
		fail_msg("'%s' is not in: %s", words, err.text);
}

static void it_says_socket_key_and_daemons(void **state)
{
	(void)state;
	adds("\xef\xbb\xbf# mine\r\n\r\n"
	     "socket = /srv/åtgärder/p.sock\r\n"
	     "\tkey=~/.ssh/två nycklar  \n"
	     "; another\n"
	     "daemon = " FIRST "\n"
	     "daemon = " SECOND);
	assert_string_equal(config.socket, "/srv/åtgärder/p.sock");
	assert_string_equal(config.key, "/home/anna/.ssh/två nycklar");
	assert_true(client_config_trusts(&config, FIRST));
	assert_true(client_config_trusts(&config, SECOND));
	assert_false(client_config_trusts(
	    &config, "SHA256:BBBBBBBBBBBBBBBBBBBBB/BBBBBBBBBBBBBBBBBBBBA"));
}

static void nothing_is_said_by_no_file_and_an_empty_one(void **state)
{
	(void)state;
	client_config_release(&config);
	unlink(path);
	assert_int_equal(client_config_add(&config, path, &err), 0);
	assert_int_equal(client_config_add(&config, "/dev/null/x", &err), 0);
	adds("");
	assert_string_equal(config.socket, "");
	assert_string_equal(config.key, "");
	assert_false(client_config_trusts(&config, FIRST));
}

static void the_first_file_wins_but_daemons_add_up(void **state)
{
	(void)state;
	client_config_release(&config);
	adds("socket = /mine\ndaemon = " FIRST "\n");
	adds("socket = /machine\nkey = /machine.key\ndaemon = " SECOND "\n");
	assert_string_equal(config.socket, "/mine");
	assert_string_equal(config.key, "/machine.key");
	assert_true(client_config_trusts(&config, FIRST));
	assert_true(client_config_trusts(&config, SECOND));
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
	char wanted[128];

	(void)state;
	snprintf(wanted, sizeof(wanted),
	    "%s:3: unknown key \"sokcet\": did you mean socket?", path);
	refused("# one\n\nsokcet = /s\n", wanted);
	refused("colour = red\n", "there are socket, key and daemon");
	refused("[daemon]\n", ":1: is no line KEY = VALUE");
	refused("= /s\n", "is no line KEY = VALUE");
	refused("socket = /a\nsocket = /b\n", ":2: socket is given twice");
	refused("socket =\n", "socket has no value");
	refused("key = /a # mine\n", "key has a comment behind it");
	refused("key = keys/mine\n", "must begin with / or ~/");
	refused("key = ~anna/mine\n", "must begin with / or ~/");
	refused("key = /a\033[2J\n", "has a control character (1b)");
	refused("daemon = md5:00\n", "'md5:00' is no fingerprint");
	refused("daemon = SHA256:AAAA\n", "is no fingerprint");
	refused("daemon = " FIRST "A\n", "is no fingerprint");
	/* Of a file with an error no path holds. */
	assert_string_equal(config.socket, "");
}

static void without_home_a_tilde_is_refused(void **state)
{
	(void)state;
	unsetenv("HOME");
	refused("key = ~/.ssh/id\n", "HOME is not set");
	setenv("HOME", "/home/anna", 1);
}

static void who_may_write_is_looked_at(void **state)
{
	static const mode_t wrong[] = { 0664, 0646, 0622 };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		write_file("socket = /s\n", wrong[i]);
		assert_int_equal(client_config_add(&config, path, &err), -1);
		assert_int_equal(err.code, ERR_INVALID);
		assert_non_null(strstr(err.text, "others may write to"));
	}
	if (geteuid() != 0)
		return; /* nobody else can give a file away */
	write_file("socket = /s\n", 0644);
	assert_int_equal(chown(path, 12345, 12345), 0);
	assert_int_equal(client_config_add(&config, path, &err), -1);
	assert_non_null(strstr(err.text, "is another account's"));
	assert_int_equal(unlink(path), 0);
}

static void what_is_no_file_is_refused(void **state)
{
	(void)state;
	assert_int_equal(client_config_add(&config, folder, &err), -1);
	assert_int_equal(err.code, ERR_INVALID);
	assert_non_null(strstr(err.text, "Is a directory"));
}

/* $XDG_CONFIG_HOME, where it is an absolute path; else ~/.config. */
static void where_the_users_file_lies(void **state)
{
	char file[128], kept[64];

	(void)state;
	strcpy(kept, path);
	snprintf(file, sizeof(file), "%s/.config", folder);
	assert_int_equal(mkdir(file, 0700), 0);
	snprintf(file, sizeof(file), "%s/.config/planvakt", folder);
	assert_int_equal(mkdir(file, 0700), 0);
	snprintf(path, sizeof(path), "%s/.config/planvakt/config", folder);
	write_file("socket = ~/s\n", 0600);
	setenv("HOME", folder, 1);
	setenv("XDG_CONFIG_HOME", ".config", 1);
	client_config_release(&config);
	assert_int_equal(client_config_read(&config, &err), 0);
	snprintf(file, sizeof(file), "%s/s", folder);
	assert_string_equal(config.socket, file);
	setenv("HOME", "/nonexistent", 1);
	snprintf(file, sizeof(file), "%s/.config", folder);
	setenv("XDG_CONFIG_HOME", file, 1);
	client_config_release(&config);
	assert_int_equal(client_config_read(&config, &err), 0);
	assert_string_equal(config.socket, "/nonexistent/s");
	strcpy(path, kept);
	setenv("HOME", "/home/anna", 1);
}

static int make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/config", folder);
	return setenv("HOME", "/home/anna", 1);
}

static int remove_folder(void **state)
{
	char command[128];

	(void)state;
	client_config_release(&config);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_socket_key_and_daemons),
		cmocka_unit_test(nothing_is_said_by_no_file_and_an_empty_one),
		cmocka_unit_test(the_first_file_wins_but_daemons_add_up),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(without_home_a_tilde_is_refused),
		cmocka_unit_test(who_may_write_is_looked_at),
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(where_the_users_file_lies),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
