#!/bin/sh
# SPDX-License-Identifier: ISC
# What the daemon tells, refuses and holds is what a plain model of the design
# says (tests/model/README.md), over as many random sequences as ten seconds
# take, or six with sanitizers, and ten at least. `make check-model` tries ten
# thousand.
. "${0%/*}/lib.sh"

model=$(cd "${0%/*}/../model" && pwd)
driver=$build/tests/model/driver

compare()
{
	run /usr/bin/python3 "$model/compare.py" --budget 200 "$@" "$driver"
}

seconds=10
as_shipped || seconds=6
compare --seeds 1-10000 --seconds "$seconds" --least 10
it "daemon and model agree" test "$status" -eq 0
it "over ten sequences and more" \
    grep -q '^[0-9][0-9][0-9]* sequences compared, 0 differ' "$work/out"

# Sequences in which they once differed, shrunk.
for script in "$model"/found/*.txt; do
	name=${script##*/}
	compare --script "$script"
	it "and still in ${name%.txt}" test "$status" -eq 0
done

run /usr/bin/python3 "$model/test_year.py" "$driver"
it "two plans live four years each as they were worked by hand" \
    test "$status" -eq 0
it "with the daemon, too" grep -q '^Ran 3 tests' "$work/err"

# A model that reads one sentence otherwise is found out, and told which.
compare --seeds 1-20 --reading gap=inclusive
it "a difference is found" test "$status" -eq 1
it "and the sentence is named" grep -q -e "--reading gap=exclusive" "$work/out"

finish
