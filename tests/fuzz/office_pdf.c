/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever pdftotext says of a PDF. */
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(office_pdf_check)
