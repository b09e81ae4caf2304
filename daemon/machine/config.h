/* SPDX-License-Identifier: ISC */
/* What belongs to the machine, as planvaktd.conf says it: where things lie,
 * how mail leaves, how much is allowed. What belongs to the municipality is a
 * setting, in the log. */
#ifndef DAEMON_MACHINE_CONFIG_H
#define DAEMON_MACHINE_CONFIG_H

#include <limits.h>
#include <stddef.h>

#include "protocol/error.h"
#include "protocol/mail_server.h"

#define CONFIG_USER_MAX    32
#define CONFIG_FROM_MAX    254 /* RFC 5321, section 4.5.3.1.3 */
#define CONFIG_PROGRAM_MAX 1024
#define CONFIG_SOCKET_MAX  107 /* unix(7) */
#define CONFIG_LOGIN_MAX   254

#define CONFIG_CONNECTIONS_MAX 10000

enum mail_transport {
	TRANSPORT_MAILDIR,  /* a Maildir an address, in the state directory */
	TRANSPORT_SENDMAIL, /* a program that takes a message with -t -i */
	TRANSPORT_COMMAND,  /* a program that takes the dispatch as JSON */
	TRANSPORT_SMTP,     /* a mail server */
};

struct config {
	/* [daemon] */
	char state[PATH_MAX];               /* "" where not given */
	char socket[CONFIG_SOCKET_MAX + 1]; /* "": in the state directory */
	char user[CONFIG_USER_MAX + 1];     /* "": stays who it is */
	int confine; /* 0: without daemon/machine/confine.h */
	/* [mail] */
	enum mail_transport transport;
	/* An absolute path and its arguments, parted by blanks; "" with
	 * maildir and smtp only. */
	char program[CONFIG_PROGRAM_MAX + 1];
	char server[MAIL_SERVER_MAX + 1]; /* "" but with smtp */
	int tls;                          /* -1: not said */
	char trust[PATH_MAX];             /* "": the system's certificates */
	char login[CONFIG_LOGIN_MAX + 1]; /* "": none */
	char password_file[PATH_MAX];     /* "" without login */
	char from[CONFIG_FROM_MAX + 1];   /* "": the coordinator's address */
	/* [limits] */
	int connections; /* at once */
	int deliveries;  /* at once */
	int timeout;     /* seconds that one delivery may take */
	int retry_first; /* seconds until a delivery is tried again ... */
	int retry_max;   /* ... and twice as long each time, at most this */
	int give_up;     /* seconds after which it is not tried any more */
};

/* What holds where nothing is said. */
void config_default(struct config *config);

/* Reads the file over the defaults. An unknown section or key, one given
 * twice, a wrong value, a transport without what it needs: ERR_INVALID,
 * "FILE:LINE: what is wrong and what to write". ERR_NOT_FOUND where the file
 * cannot be read. *config is set only where all is right. */
int config_read(struct config *config, const char *path, struct err *err);

/* Reads the file once more over a configuration that is in use: all of it or,
 * where it is wrong, nothing. ERR_CONFLICT names what only a restart can
 * change: state, socket, user, confine. */
int config_reload(struct config *config, const char *path, struct err *err);

/* The keys there are, from 0; NULL after the last. */
const char *config_key(size_t at, const char **section);

#endif
