#!/bin/sh
# SPDX-License-Identifier: ISC
# tests/run itself: what its tests see of the machine, and that it counts a
# failure as one, however the test failed.
. "${0%/*}/lib.sh"

# A suite of one test, $work/tests/cli/one.sh, which is standard input.
mkdir -p "$work/tests/cli" "$work/build"
cp "${0%/*}/../run" "$work/tests/run"
suite()
{
	{
		echo '#!/bin/sh'
		cat
	} >"$work/tests/cli/one.sh"
	chmod +x "$work/tests/cli/one.sh"
	said='tests/run'
	env -u PLANVAKT_SUITE LC_ALL=sv_SE.UTF-8 LANG=C TZ=Asia/Tokyo \
	    HOME=/nonexistent MAKEFLAGS=n PLANVAKT_EVERY=3 \
	    "$work/tests/run" "$work/build" >"$work/out" 2>"$work/err"
	status=$?
}

counts()
{
	[ "$(tail -n 1 "$work/out")" = "$1 passed, $2 failed" ]
}

suite <<-END
	env >"$work/seen"
	printf '1..1\nok 1\n'
END
it "a test that passes is counted" counts 1 0
it "it sees one locale, wherever it runs" \
    is "$(grep -E '^(LC_|LANG)' "$work/seen")" LC_ALL=C.UTF-8
it "one time zone" grep -qx TZ=UTC "$work/seen"
it "no home of anybody's" grep -qE '^HOME=.*/planvakt-tests\.' "$work/seen"
it "nothing else of who runs it" is "$(grep -c ^MAKEFLAGS "$work/seen")" 0
it "but what is meant for it" grep -qx PLANVAKT_EVERY=3 "$work/seen"

suite <<-'END'
	printf '1..2\nok 1\n'
END
it "a test that was planned and did not run has failed" counts 1 1
it "and so has the suite" test "$status" -ne 0
suite <<-'END'
	printf '1..1\nok 1 # SKIP no time\n'
END
it "so has one that was skipped" counts 0 1
suite <<-'END'
	printf '1..1\nok 1\n'
	kill -9 $$
END
it "and a program that was killed" counts 1 1
suite <<-'END'
	:
END
it "and one that ran no test" counts 0 1

finish
