/* SPDX-License-Identifier: ISC */
/* The tables of an OpenDocument, sheets and texts alike: OpenDocument 1.3 part
 * 3, sections 9.1 and 6.1. */
#ifndef CLIENT_OFFICE_READ_ODF_H
#define CLIENT_OFFICE_READ_ODF_H

#include "client/office/document.h"

/* ERR_INVALID also where the document is encrypted. */
int read_odf(struct document *document, struct err *err);

#endif
