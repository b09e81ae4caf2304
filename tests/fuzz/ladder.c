/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=256
/* Whatever activities there are, and whichever days have a run. */
#include "tests/fuzz/ladder_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(ladder_check)
