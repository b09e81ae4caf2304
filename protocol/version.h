/* SPDX-License-Identifier: ISC */
/* Which planvakt this is: the one place that says so. `make version` prints it
 * for packages; CHANGELOG.md tells what each has. */
#ifndef PROTOCOL_VERSION_H
#define PROTOCOL_VERSION_H

#define VERSION "0.1.0"

#endif
