/* SPDX-License-Identifier: ISC */
/* The charts of paper_html.c, as inline SVG. */
#ifndef CLIENT_OFFICE_PAPER_SVG_H
#define CLIENT_OFFICE_PAPER_SVG_H

#include "client/office/paper.h"

void paper_svg_shares(struct paper *paper, const char *title,
    const struct paper_share *shares, size_t count);
void paper_svg_axis(
    struct paper *paper, const char *caption, const struct paper_axis *axis);
void paper_svg_bar(
    struct paper *paper, const char *name, const struct paper_bar *bar);
void paper_svg_months(struct paper *paper, const char *title, const char *words,
    const struct paper_month *months, size_t count);

#endif
