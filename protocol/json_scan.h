/* SPDX-License-Identifier: ISC */
/* Moves over JSON without reading it: what is no JSON is passed somehow, and
 * never beyond the end by more than a byte. */
#ifndef PROTOCOL_JSON_SCAN_H
#define PROTOCOL_JSON_SCAN_H

struct json_scan {
	const char *at, *end; /* borrowed */
};

void scan_space(struct json_scan *scan);
/* Behind a string, from its opening quote. */
void scan_string(struct json_scan *scan);
/* Behind a value: to the comma or bracket after it. */
void scan_value(struct json_scan *scan);

#endif
