/* SPDX-License-Identifier: ISC */
/* Lines that planvakt hands its helper to write as a document, which come from
 * a daemon: refused in words, or written. */
#ifndef TESTS_FUZZ_PAPER_CHECK_H
#define TESTS_FUZZ_PAPER_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/office/write_calendar.h"
#include "client/office/write_ods.h"
#include "client/office/write_paper.h"
#include "client/office/write_report.h"
#include "protocol/utf8.h"

static inline int paper_ods(FILE *from, FILE *to, struct err *err)
{
	struct written_table table = { 0 };
	int result = written_table_read(&table, from, err);

	if (result == 0)
		result = write_ods(&table, to, err);
	written_table_release(&table);
	return result;
}

static inline int paper_write(int kind, FILE *from, FILE *to, struct err *err)
{
	static const char *const reports[] = { "html", "txt", "csv" };

	switch (kind) {
	case 0:
		return paper_ods(from, to, err);
	case 1:
		return write_calendar(from, to, err);
	case 2:
		return write_paper("html", from, to, err);
	case 3:
		return write_paper("txt", from, to, err);
	default:
		return write_report(reports[kind % 3], from, to, err);
	}
}

/* Nothing of a text begins a tag of its own on a page. */
static inline const char *paper_check_made(
    int kind, const char *made, size_t length)
{
	bool archive = kind == 0, page = kind == 2 || kind == 6;

	if (!archive && utf8_valid(made, length) != length)
		return "what was written is no UTF-8";
	return page && strstr(made, "<script") != NULL
	    ? "a text became a program"
	    : NULL;
}

static inline const char *paper_check(const uint8_t *bytes, size_t size)
{
	char *made = NULL;
	size_t length;
	FILE *from, *to;
	struct err err = { 0 };
	const char *breach = NULL;
	int result;

	if (size < 2)
		return NULL;
	from = fmemopen((void *)(uintptr_t)(bytes + 1), size - 1, "r");
	to = open_memstream(&made, &length);
	if (from == NULL || to == NULL)
		abort();
	result = paper_write(bytes[0] % 7, from, to, &err);
	fclose(from);
	fclose(to);
	if (result != 0)
		breach = err.code == ERR_INVALID && err.text[0] != '\0'
		    ? NULL
		    : "lines are not refused as they should be";
	else
		breach = paper_check_made(bytes[0] % 7, made, length);
	free(made);
	return breach;
}

#endif
