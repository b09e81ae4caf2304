/* SPDX-License-Identifier: ISC */
/* The values of planvaktd.conf: each function reads one kind of them from a
 * text that is not empty. ERR_INVALID goes on where the key's name left off:
 * what is wrong, and what to write. */
#ifndef DAEMON_MACHINE_CONFIG_VALUE_H
#define DAEMON_MACHINE_CONFIG_VALUE_H

#include "protocol/error.h"

#define MINUTE      60
#define HOUR        (60 * MINUTE)
#define DAY_SECONDS (24 * HOUR)

/* The bounds of a number or of seconds; of a text, `max` bytes. */
struct bounds {
	int min, max;
};

/* To a char[bounds->max + 1]. */
int value_path(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_user(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_program(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_mail(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_server(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_login(
    const char *value, const struct bounds *bounds, void *to, struct err *err);

/* Whether this process may run the program, or read the file, that was read. */
int value_program_runs(const char *value, struct err *err);
int value_file_opens(const char *path, struct err *err);

/* To an enum mail_transport. */
int value_transport(
    const char *value, const struct bounds *bounds, void *to, struct err *err);

/* To an int: 1 or 0. */
int value_yes_no(
    const char *value, const struct bounds *bounds, void *to, struct err *err);

/* To an int; a duration, "90s", "15m", "4h" or "3d", in seconds. */
int value_number(
    const char *value, const struct bounds *bounds, void *to, struct err *err);
int value_duration(
    const char *value, const struct bounds *bounds, void *to, struct err *err);

/* The word of each enum mail_transport. */
extern const char *const value_transports[];

#endif
