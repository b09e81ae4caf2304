/* SPDX-License-Identifier: ISC */
/* A configuration file, the daemon's or the client's, is refused with its line,
 * or says nothing but what is within bounds. */
#ifndef TESTS_FUZZ_CONFIG_CHECK_H
#define TESTS_FUZZ_CONFIG_CHECK_H

#include <stdint.h>
#include <string.h>

#include "client/connection/client_config.h"
#include "daemon/machine/config.h"
#include "protocol/address.h"
#include "protocol/mail_server.h"
#include "tests/fuzz/memory_file.h"

static inline const char *config_check_refused(
    const struct err *err, const char *path)
{
	size_t length = strlen(path);

	if (err->code != ERR_INVALID)
		return "a configuration is not refused as it should be";
	return strncmp(err->text, path, length) == 0 &&
		err->text[length] == ':' && err->text[length + 1] != '\0'
	    ? NULL
	    : "the words do not begin with the file";
}

static inline const char *config_check_taken(const struct config *config)
{
	if (config->connections < 1 ||
	    config->connections > CONFIG_CONNECTIONS_MAX ||
	    config->deliveries < 1 || config->timeout < 1 ||
	    config->retry_first < 1 || config->retry_max < 1 ||
	    config->give_up < 1)
		return "a limit is out of its bounds";
	if (config->from[0] != '\0' && address_wrong(config->from) != NULL)
		return "the sender's address is none";
	/* What another transport needs may wait for it. */
	if (config->transport == TRANSPORT_SMTP &&
	    (mail_server_wrong(config->server) != NULL ||
		(config->login[0] != '\0') !=
		    (config->password_file[0] != '\0')))
		return "smtp without a server, or a login without a password";
	return config->program[0] == '\0' || config->program[0] == '/'
	    ? NULL
	    : "the program has no absolute path";
}

static inline const char *config_check_daemon(const char *path)
{
	struct config config, before;
	struct err err = { 0 };

	memset(&config, 0x55, sizeof(config));
	memset(&before, 0x55, sizeof(before));
	if (config_read(&config, path, &err) == 0)
		return config_check_taken(&config);
	if (memcmp(&config, &before, sizeof(config)) != 0)
		return "a refused configuration is half taken";
	return config_check_refused(&err, path);
}

static inline const char *config_check_client(const char *path)
{
	struct client_config config = { 0 };
	struct err err = { 0 };
	const char *breach = NULL;

	if (client_config_add(&config, path, &err) != 0)
		breach = config_check_refused(&err, path);
	else if ((config.socket[0] != '\0' && config.socket[0] != '/') ||
	    (config.key[0] != '\0' && config.key[0] != '/'))
		breach = "a path is not absolute";
	else if (client_config_trusts(&config, "\n\n"))
		breach = "a fingerprint is empty";
	client_config_release(&config);
	return breach;
}

/* An input: whose it is, and the file. */
static inline const char *config_check(const uint8_t *bytes, size_t size)
{
	struct memory_file file;
	const char *breach;

	if (size == 0)
		return NULL;
	setenv("HOME", "/nonexistent", 1);
	file = memory_file_new(bytes + 1, size - 1, 0600);
	breach = bytes[0] % 2 == 0 ? config_check_daemon(file.path)
				   : config_check_client(file.path);
	close(file.fd);
	return breach;
}

#endif
