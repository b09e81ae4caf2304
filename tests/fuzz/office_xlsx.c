/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever a sheet of an .xlsx holds. */
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(office_xlsx_check)
