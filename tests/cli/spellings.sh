#!/bin/sh
# SPDX-License-Identifier: ISC
# Every command in every spelling (tests/record/spellings): what planvaktd
# accepts, both verifiers can read.
. "${0%/*}/lib.sh"

root=${0%/*}/../..

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
run python3 "$root/tests/record/spellings" "$socket" \
    "$work/keys/coordinator" "$root/tests/data/access.tsv"
cp "$work/out" "$work/spelled"
it "what is the same is accepted, what may be read in two ways is not" \
    succeeds
grep -v '^ok' "$work/spelled" | sed 's/^/# /'
it "there are entries to verify" test "$(head_seq)" -gt 200
must planvakt log export "$work/export"
for program in "sh $root/schema/verify.sh" "python3 $root/schema/verify.py"; do
	# shellcheck disable=SC2086 # split on purpose
	run $program "$work/export"
	it "${program##*/} reads them all" succeeds
done
stop
planvaktd check --state "$state"
it "and all holds" succeeds
finish
