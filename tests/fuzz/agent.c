/* SPDX-License-Identifier: ISC */
// links: client/agent.c protocol/seal.c protocol/seal_key.c
// links: protocol/buffer.c protocol/error.c
// libs: libsodium
// fuzz: -max_len=256
/* Whatever answers at SSH_AUTH_SOCK. */
#include "tests/fuzz/agent_check.h"
#include "tests/fuzz/target.h"

FUZZ_TARGET(agent_check)
