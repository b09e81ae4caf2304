/* SPDX-License-Identifier: ISC */
/* A table of observations, read from a file. */
#ifndef CLIENT_OBSERVATION_IMPORT_H
#define CLIENT_OBSERVATION_IMPORT_H

#include "client/call.h"

int observation_import_run(struct call *call, struct err *err);

#endif
