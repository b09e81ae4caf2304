/* SPDX-License-Identifier: ISC */
/* `department import`: a table of departments, as one request. */
#ifndef CLIENT_DEPARTMENT_IMPORT_H
#define CLIENT_DEPARTMENT_IMPORT_H

#include "client/call.h"

/* Reads the file, sends it and shows how many rows were what. */
int department_import_run(struct call *call, struct err *err);

#endif
