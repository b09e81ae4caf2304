/* SPDX-License-Identifier: ISC */
/* Which planvakt this is, daemon and client. */
#ifndef PROTOCOL_VERSION_H
#define PROTOCOL_VERSION_H

#define VERSION "0.1.0"

#endif
