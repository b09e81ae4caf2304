/* SPDX-License-Identifier: ISC */
// links: protocol/message*.c protocol/seal.c protocol/seal_key.c
// links: protocol/buffer.c protocol/error.c
// libs: libsodium jansson
// fuzz: -max_len=4096
/* Whatever a body says, to the daemon and to the client. */
#include "tests/fuzz/message_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(message_check)
