#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# The manual pages say what the programs take: no word too few, none too many,
# and mandoc has nothing to warn of.
. "${0%/*}/lib.sh"

tree=$(cd "${0%/*}/../.." && pwd)
man=$tree/docs/man

# The long options that a page names, sorted, each once.
page_options()
{
	grep -hoE 'Fl -[a-z][a-z-]*' "$@" | sed 's/^Fl -/--/' | sort -u
}

# Those that a text of usage names.
usage_options()
{
	grep -oE -e '--[a-z][a-z-]*' "$1" | sort -u
}

same_words()
{
	diff "$1" "$2" | sed -n 's/^</only the program has /p; s/^>/only the page has /p' \
	    >"$work/differ"
	is "$(cat "$work/differ")" ''
}

for page in "$man"/*.[1-8]; do
	it "${page##*/}: mandoc warns of nothing" \
	    is "$(mandoc -Tlint -Wwarning "$page" 2>&1)" ''
done

# --- planvakt(1) ------------------------------------------------------------

python3 "$man/commands.py" "$build/planvakt" "$man/planvakt.1" >"$work/page"
it "planvakt(1) has the commands as help tells them: else run make manual" \
    cmp "$work/page" "$man/planvakt.1"
run "$programs/planvakt" help
grep -oE '^  [a-z][a-z-]*( [a-z][a-z-]*)?  ' "$work/out" | sed 's/ *$//; s/^ *//' |
    sort -u >"$work/commands"
sed -n 's/^\.It Ic \([a-z-]*\( [a-z][a-z-]*\)\{0,1\}\)\( .*\)\{0,1\}$/\1/p' \
    "$man/planvakt.1" | sed 's/ \(Ar\|Oo\|Fl\).*//' | sort -u >"$work/told"
it "each of them, and no other" same_words "$work/commands" "$work/told"
it "more than fifty" test "$(wc -l <"$work/commands")" -gt 50

# --- planvaktd(8) -----------------------------------------------------------

planvaktd --help
usage_options "$work/out" >"$work/takes"
page_options "$man/planvaktd.8" >"$work/says"
it "planvaktd(8) has its options" same_words "$work/takes" "$work/says"
sed -n 's/^.* planvaktd \([a-z]*\) .*/\1/p' "$work/out" | sort -u >"$work/takes"
sed -n 's/^\.It Cm //p' "$man/planvaktd.8" | sort -u >"$work/says"
it "and its words" same_words "$work/takes" "$work/says"

# --- planvaktd.conf(5) ------------------------------------------------------

# tests/unit/config.c holds the example against the program's table.
sed -n 's/^#\([a-z_]*\) = .*/\1/p; s/^\(\[.*\]\)$/\1/p' \
    "$tree/packaging/planvaktd.conf" >"$work/takes"
sed -n 's/^\.It Ic //p; s/^\.Ss \(\[.*\]\)$/\1/p' "$man/planvaktd.conf.5" \
    >"$work/says"
it "planvaktd.conf(5) has its keys, in their sections" \
    cmp "$work/takes" "$work/says"

# --- the helpers ------------------------------------------------------------

for helper in planvakt-deliver.8 planvakt-office.1; do
	run "$programs/${helper%.*}" --help
	cat "$work/out" "$work/err" | sed 's/.*usage: //; s/<.*//' |
	    grep -oE '\b(maildir|sendmail|command|read|xlsx|ods)\b' |
	    sort -u >"$work/takes"
	sed -n 's/^\.It Cm //p' "$man/$helper" | sed 's/ , Cm /\n/g' |
	    sort -u >"$work/says"
	it "$helper has its words" same_words "$work/takes" "$work/says"
	it "and there are some" test -s "$work/takes"
done
it "planvakt-deliver(8) has the members of docs/delivery.md" is \
    "$(sed -n 's/^\.It Ic //p' "$man/planvakt-deliver.8" |
        sed 's/ , Ic /\n/g' | sort | tr '\n' ' ')" \
    "$(sed -n '/^## The dispatch/,/^## The headers/s/^| \(`[^|]*`\) |.*/\1/p' \
        "$tree/docs/delivery.md" | tr -d '`' | sed 's/, /\n/g' | sort |
        tr '\n' ' ')"

# --- planvakt-verify(7) -----------------------------------------------------

it "planvakt-verify(7) names what an export holds" is "$(sed -n \
    's/^\.It Pa //p' "$man/planvakt-verify.7" | sed 's/ , Pa /\n/g' |
    grep -vE '^\.|^entries' | sort | tr '\n' ' ')" \
    'access allowed_signers chain checkpoint checkpoint.sig verify verify.py '
finish
