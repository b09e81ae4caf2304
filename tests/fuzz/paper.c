/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever is to be written as a document. */
#include "tests/fuzz/paper_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(paper_check)
