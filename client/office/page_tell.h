/* SPDX-License-Identifier: ISC */
/* The page of all plans that are open. */
#ifndef CLIENT_OFFICE_PAGE_TELL_H
#define CLIENT_OFFICE_PAGE_TELL_H

#include "client/office/report.h"

void page_tell(const struct report *report, struct paper *paper);

#endif
