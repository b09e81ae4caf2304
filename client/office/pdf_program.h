/* SPDX-License-Identifier: ISC */
/* pdftotext (poppler-utils), the only program that a reader begins: confined
 * to what the system has installed and to the one document. */
#ifndef CLIENT_OFFICE_PDF_PROGRAM_H
#define CLIENT_OFFICE_PDF_PROGRAM_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "protocol/buffer.h"
#include "protocol/error.h"

struct pdf_program {
	pid_t child;
	FILE *output;
};

/* Begins it on the PDF in a descriptor; before the reader is confined, as no
 * program can be begun after. ERR_INVALID where it is not installed. */
int pdf_program_begin(struct pdf_program *program, int descriptor,
    bool confined, struct err *err);

/* Reads what it says and waits for its end. ERR_INVALID where it cannot read
 * the document, where that is encrypted, or says too much. */
int pdf_program_end(
    struct pdf_program *program, struct buffer *tsv, struct err *err);

#endif
