/* SPDX-License-Identifier: ISC */
// links: protocol/frame.c protocol/seal.c protocol/seal_key.c
// links: protocol/buffer.c protocol/error.c client/stream.c
// libs: libsodium
// fuzz: -max_len=2048
/* Whatever arrives on a connection, in whatever pieces. */
#include "tests/fuzz/frame_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(frame_check)
