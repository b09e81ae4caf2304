/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=512
/* Signatures that hold, that were changed on the way, and forged ones. */
#include "tests/fuzz/seal_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(seal_check)
