/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=512
/* Signatures that hold, that were changed on the way, and forged ones. */
#include "tests/fuzz/sign_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(sign_check)
