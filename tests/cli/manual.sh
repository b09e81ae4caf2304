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

for page in "$man"/*.[1-8] "$man"/sv/*.[1-8]; do
	it "${page#"$man"/}: mandoc warns of nothing" \
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
python3 "$man/commands.py" "$build/planvakt" "$man/sv/planvakt.1" sv_SE.UTF-8 \
    >"$work/page"
it "in Swedish too" cmp "$work/page" "$man/sv/planvakt.1"
it "no command of it is told in English" is "$(grep -c '^Show \|^List ' \
    "$work/page")" 0
page_options "$man/planvakt.1" >"$work/takes"
page_options "$man/sv/planvakt.1" >"$work/says"
it "with the same options" same_words "$work/takes" "$work/says"

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
	    grep -oE \
	'\b(maildir|smtp|sendmail|command|read|xlsx|ods|ics|(paper|report)-[a-zA-Z]+)\b' |
	    sort -u >"$work/takes"
	sed -n 's/^\.It Cm //p' "$man/$helper" | sed 's/ , Cm /\n/g' |
	    sort -u >"$work/says"
	it "$helper has its words" same_words "$work/takes" "$work/says"
	it "and there are some" test -s "$work/takes"
done
# shellcheck disable=SC2016 # backquotes of Markdown
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
    'access allowed_signers chain checkpoint checkpoint.sig log.csv log.txt verify verify.py '

# --- planvakt-timeframe(7) --------------------------------------------------

new_state 2026-03-02T09:00
start --at 2026-03-02T09:00
must planvakt ping

# Each text of the page and the kind it stands under.
sed 's/\\\[oa]/å/g; s/\\\[:a]/ä/g; s/\\\[:o]/ö/g; s/\\\[en]/–/g; s/\\\&//' \
    "$man/planvakt-timeframe.7" | sed -n '/^\.Ss Kinds/,/^\.Ss Vague/p' |
    awk '/^\.It Cm / { kind = $3 } /^\.Ar / { print kind "\t" substr($0, 5) }' \
    >"$work/texts"
set --
while IFS="$(printf '\t')" read -r _ text; do
	set -- "$@" "$text"
done <"$work/texts"
planvakt_json timeframe "$@"
it "each text of planvakt-timeframe(7) is read as its kind" is "$(ask_json \
    "select json_extract(value, '\$.kind') || char(9) ||
    json_extract(value, '\$.text') from said, json_each(doc)")" \
    "$(cat "$work/texts")"
it "there are some" test "$#" -gt 20
must planvakt_json timeframe 'ca 1 mars 2026' 'början av 2026' 'efter Q1 2026'
it "what it calls vague is" json_query_is "select group_concat(
    json_extract(value, '\$.vague')) from said, json_each(doc)" 1,1,1

# --- planvakt-protocol(7) ---------------------------------------------------

# The lines of an example, as one.
example()
{
	sed -n "/^\.\\\\\" example: $1\$/,/^\.Ed/p" \
	    "$man/planvakt-protocol.7" | grep -v '^\.' | tr -d '\n'
}

# RFC 8032, 7.1, TEST 1, as ssh-keygen keeps a key without passphrase: the page's
# bytes are held against OpenSSH, not against us.
cat >"$work/keys/rfc8032" <<'END'
-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACDXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGgAAAIgAAAABAAAA
AQAAAAtzc2gtZWQyNTUxOQAAACDXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg
AAAECdYbGd7/1aYLqESvSS7CzEREnFaXsyaRlwO6wDHK5/YNdamAGCsQq31Uv+08lkBzoO
4XLz2qYjJa8CGmj3B1EaAAAAAXgBAgME
-----END OPENSSH PRIVATE KEY-----
END
chmod 600 "$work/keys/rfc8032"
example body >"$work/body"
it "the worked body has the length that stands there" \
    is "$(wc -c <"$work/body")" 179
it "its frame's length is that and key and signature" \
    is "$((0x$(example length)))" $((179 + 32 + 64))
it "its SHA-512" is "$(sha512sum <"$work/body" | cut -c 1-128)" \
    "$(example sha512)"
it "what is signed begins as PROTOCOL.sshsig has it" is "$(printf \
    'SSHSIG\0\0\0\010planvakt\0\0\0\0\0\0\0\006sha512\0\0\0\100' |
    od -An -v -tx1 | tr -d ' \n')" "$(example signed)"
ssh-keygen -q -Y sign -f "$work/keys/rfc8032" -n planvakt <"$work/body" \
    >"$work/sig" 2>/dev/null
it "OpenSSH signs it so" is "$(grep -v -- '-----' "$work/sig" | base64 -d |
    tail -c 64 | od -An -v -tx1 | tr -d ' \n')" "$(example signature)"
it "and has the fingerprint so" is "$(ssh-keygen -lf "$work/keys/rfc8032" |
    cut -d ' ' -f 2)" "$(example fingerprint)"
it "its words of errors are those of docs/wire.md" is "$(sed -n \
    's/^\.It \([a-z ]*\) Ta -32.*/\1/p' "$man/planvakt-protocol.7" |
    sort | tr '\n' ' ')" "$(sed -n '/^| word | code/,/^$/s/^| \(.*\) | -32.*/\1/p' \
    "$tree/docs/wire.md" | sed 's/, /\n/g' | sort | tr '\n' ' ')"
finish
