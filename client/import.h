/* SPDX-License-Identifier: ISC */
/* `import`: the rows of a CSV file, as one request. */
#ifndef CLIENT_IMPORT_H
#define CLIENT_IMPORT_H

#include "client/call.h"

/* Reads the file, sends it and shows what came of each row. */
int import_run(struct call *call, struct err *err);

#endif
