/* SPDX-License-Identifier: ISC */
// fuzz: -max_len=2048
/* Whatever arrives on a connection, in whatever pieces. */
#include "tests/fuzz/frame_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(frame_check)
