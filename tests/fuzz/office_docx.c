/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever the text of a .docx holds. */
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(office_docx_check)
