/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=512
/* Whatever the cells of a plan hold. */
#include "tests/fuzz/cell_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(cell_check)
