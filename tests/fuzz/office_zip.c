/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=8192
/* Whatever an archive holds. */
#include "tests/fuzz/office_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(office_zip_check)
