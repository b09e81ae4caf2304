/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=4096
/* Whatever planvakt-deliver is handed. */
#include "tests/fuzz/dispatch_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(dispatch_check)
