/* SPDX-License-Identifier: ISC */
// links: protocol/seal.c protocol/seal_key.c protocol/buffer.c
// links: protocol/error.c
// libs: libsodium
// fuzz: -max_len=512
/* Signatures that hold, that were changed on the way, and forged ones. */
#include "tests/fuzz/seal_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(seal_check)
