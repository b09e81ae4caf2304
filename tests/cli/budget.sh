#!/bin/sh
# SPDX-License-Identifier: ISC
# What the daemon and the client do for a write, a read, a run, an import and
# a replay takes no more instructions and system calls than it did.
exec "${0%/*}/../bench/budget" "${1:?usage: tests/cli/budget.sh BUILD_DIR}"
