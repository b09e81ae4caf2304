#!/bin/sh
# SPDX-License-Identifier: ISC
# What a person at a terminal of 80 x 24 sees of an import: its answer, page by
# page where it is long; the bar of what takes long; and a terminal that is sane
# after Ctrl-C, with nothing stored.
. "${0%/*}/lib.sh"

new_state 2026-01-12T09:00
start --at 2026-01-12T09:00
must planvakt ping
add_departments
must planvakt plan add p --title Plan --adopted 2026-01-07
terminal=$(cd "${0%/*}" && pwd)/terminal.py

# planvakt on a terminal, with options of terminal.py before `--`; what comes
# before the first line is the terminal's.
at_terminal()
{
	options=
	while [ "$1" != -- ]; do
		options="$options $1"
		shift
	done
	shift
	said="$*"
	# shellcheck disable=SC2086 # words without spaces
	(become PAGER="$pager" TERM=dumb /usr/bin/python3 "$terminal" $options \
	    "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" "$@") >"$work/out" 2>"$work/err" \
	    </dev/null
	status=$?
	sed -i 1d "$work/out"
}

# As people see it: no line is wider than the terminal.
is_narrow()
{
	awk '{ if (length($0) > 80) wide = 1 } END { exit wide }' "$work/out"
}

lines()
{
	wc -l <"$work/out"
}

{
	echo 'Nr;Åtgärd;Ansvarig;Tidplan;Färg'
	n=0
	while [ $((n += 1)) -lt 60 ]; do
		echo "$n;Åtgärd nummer $n;Den som är ansvarig $n;mars $((2000 + n));blå"
	done
} >"$work/long.csv"
printf 'Åtgärd;Ansvarig;Tidplan\nKurs;Kommunstaben;2026\n' >"$work/short.csv"

# --- pages ------------------------------------------------------------------

pager="sh -c 'echo \$LESS; cat' >$work/paged"
at_terminal -- import "$work/long.csv" --plan p --dry-run
it "a long answer goes through the pager" grep -q ': 59 added' "$work/paged"
it "which has what git gives it, and says how to leave" is "$(head -n 1 "$work/paged")" \
    '-FRX -Ps?e(end) .q = back$'
it "all of it" grep -q '"mars 2059" is' "$work/paged"
it "and nothing beside it" is "$(lines)" 0
cp "$work/paged" "$work/out"
it "no line is too wide" is_narrow
it "the command that mends is not cut off" \
    grep -q 'or assign the activity$' "$work/out"

rm "$work/paged"
at_terminal -- import "$work/short.csv" --plan p --dry-run
it "what fits needs no pager" grep -q ': 1 added' "$work/out"
it "nor starts one" test ! -e "$work/paged"

at_terminal -- --no-pager import "$work/long.csv" --plan p --dry-run
it "--no-pager starts none" test ! -e "$work/paged"
it "then it fits the screen" test "$(lines)" -le 24
it "and says how much more there is" grep -q 'more lines: ' "$work/out"
it "no line of that is too wide" is_narrow
n=0
while head -n "$((n += 1))" "$work/long.csv" >"$work/some.csv" &&
    at_terminal -- --no-pager import "$work/some.csv" --plan p --dry-run &&
    ! grep -q '^[0-9]* more line' "$work/out"; do :; done
it "a line by itself is told, not counted" \
    is "$(sed -n 's/ more line.*//p' "$work/out")" 2
pager="cat"
at_terminal -- import "$work/long.csv" --plan p --dry-run
it "nor does PAGER=cat" test "$(lines)" -le 24
pager=
at_terminal -- import "$work/long.csv" --plan p --dry-run
it "nor an empty one" test "$(lines)" -le 24
pager=$work/nowhere
at_terminal -- import "$work/long.csv" --plan p --dry-run
it "without a pager that runs it is written" grep -q '"mars 2059" is' \
    "$work/out"
pager='head -n 1 >/dev/null'
at_terminal -- import "$work/long.csv" --plan p --dry-run
it "a pager that is left early is no error" succeeds
planvakt import "$work/long.csv" --plan p --dry-run
it "what is no terminal gets all" grep -q '"mars 2059" is' "$work/out"

# --- the log ----------------------------------------------------------------

must planvakt activity add --plan p --activity "$(printf '%60s' '' |
    sed 's/  /åä /g')" --purpose x --timeframe 2026-06-30 --lead ks
must planvakt activity move 1 2026-09-30 --decision 'Nämndens beslut § 4'
pager="cat"
at_terminal -- --no-pager log list
it "the log fits" test "$(wc -L <"$work/out")" -le 80
it "and loses no word: its sentences go on in further lines" test "$(tr -s \
    ' \n' ' ' <"$work/out" | grep -c 'to 30 September 2026, decision Nämndens beslut § 4')" = 1

# --- letters that would be sent ----------------------------------------------

must planvakt plan edit p --title \
    'Plan mot hedersrelaterat våld och förtryck'
at_terminal -- --no-pager rehearse --from 2026-01-13 --to 2026-10-30 --text
it "no line of a letter that is rehearsed is too wide, nor its subject" test \
    "$(wc -L <"$work/out")" -le 80
it "which loses no word" test "$(tr -s ' \n' ' ' <"$work/out" | grep -c \
    '\[Övning\] Plan .*: en aktivitet som ni ansvarar för ')" = 1

# --- the bar, and Ctrl-C ----------------------------------------------------

awk 'BEGIN {
	print "Aktivitet;Syfte;Tidplan;Ansvarig"
	while (n++ < 8000)
		print "Aktivitet " n ";" purpose ";2026;Kommunstaben"
}' purpose="$(printf '%300s' '' | tr ' ' o)" >"$work/large.csv"
before=$(head_seq)
pager="cat"

# A daemon that does not read holds the request up: whoever waits sees it.
interrupted()
{
	at_terminal --type-at "$1" -- import "$work/large.csv" --plan p
}

# Stopped once it has said hello, which the client's next words show.
stopped_while()
{
	kill -STOP "$daemon"
	"$@"
	kill -CONT "$daemon"
}

stopped_while interrupted waiting
it "Ctrl-C ends what waits" is "$status" 130
it "which was seen to wait" grep -q 'waiting for the daemon, [0-9]' "$work/out"
it "the terminal is as it was" grep -q '^sane' "$work/err"
is_heard()
{
	planvakt ping && [ "$status" -eq 0 ]
}
it "the daemon goes on" eventually is_heard
it "and nothing was stored" is "$(head_seq)" "$before"

# A reader that takes longer than the bar's first second.
mkdir "$work/slow"
cp "$programs/planvakt" "$work/slow"
cat >"$work/slow/planvakt-office" <<'END'
#!/bin/sh
began=$(date +%s%N)
while [ $(($(date +%s%N) - began)) -lt 1100000000 ]; do
	echo '{"percent":40}'
done
echo '{"percent":40}'
echo "planvakt-office: $2 is damaged" >&2
exit 1
END
chmod +x "$work/slow/planvakt-office"
printf 'PK\003\004' >"$work/slow.xlsx"
built=$programs
programs=$work/slow
at_terminal -- import "$work/slow.xlsx" --plan p
programs=$built
it "a document that takes long is seen to be read" \
    grep -q 'reading \[############\.*\] 40 %' "$work/out"
it "and then no more" grep -q 'Kplanvakt: [^ ]*slow.xlsx is damaged' \
    "$work/out"

# The same reader, of a document with many rows.
sed -i '/damaged/,$d' "$work/slow/planvakt-office"
cat >>"$work/slow/planvakt-office" <<'END'
echo '{"table":1}'
echo '{"line":1,"cells":["Aktivitet","Tidplan","Ansvarig"]}'
seq 2 300 | sed 's/.*/{"line":&,"cells":["Nummer &","2026","Kommunstaben"]}/'
echo '{"end":true}'
END
programs=$work/slow
at_terminal -- --no-pager import "$work/slow.xlsx" --plan p --dry-run
programs=$built
it "how far the daemon is with an import is seen" \
    grep -q 'the daemon works \[#*\.*\] [1-9][0-9]* %' "$work/out"
it "to the end" grep -q 'the daemon works \[#*\.\] 99 %' "$work/out"
it "and then no more" grep -q 'K[^#]*299 ' "$work/out"

# --- errors -----------------------------------------------------------------

at_terminal -- plan show "$(printf '%30s' '' | tr ' ' x)"
it "a long error goes on in further lines" test "$(wc -l <"$work/out")" = 2
it "which stand behind the program's name" grep -q '^          [a-z]' "$work/out"
it "of no more columns than there are" is_narrow
# shellcheck disable=SC2022 # "x*" are any number of x
it "broken between words" test "$(tr -s ' \n' ' ' <"$work/out" | grep -c \
    'there is no plan "x*": planvakt plan list shows those there are')" = 1

# --- what is late -----------------------------------------------------------

must planvakt activity add --plan p --activity "$(printf '%60s' '' |
    sed 's/  /åä /g')" --purpose x --timeframe 2026-01-09 --lead ks
must planvakt activity add --plan p --activity Kort --purpose x \
    --timeframe 2026-01-08 --lead ks
planvakt activity list --search Kort
kort=$(sed -n 's/^ *\([0-9]*\)  .*  Kort .*/\1/p' "$work/out")
must planvakt update "$kort" --status started --progress 20
pager="cat"
at_terminal -- activity list --overdue
it "what is late says who has not answered" \
    grep -q '…  2026-01-09  ks    no answer$' "$work/out"
it "and how far it was at the last answer" \
    grep -q '  Kort  .*  2026-01-08  ks    2026-01-12 20 %$' \
    "$work/out"
it "no line of that is too wide" test "$(wc -L <"$work/out")" -le 80

n=0
while [ $((n += 1)) -le 15 ]; do
	must planvakt activity add --plan p --activity "Kort $n" --purpose x \
	    --timeframe 2026-01-09 --lead ks
	must planvakt activity add --plan p --activity "Oklar $n" --purpose x \
	    --timeframe 'senast 20 januari 2026' --lead ks
done
at_terminal -- status
it "the morning is one screen of 40 lines" test "$(lines)" -le 39
it "which names what is late first" grep -q '^late (17)' "$work/out"
it "and says how much more there is" \
    grep -q '^and [0-9]* more: planvakt activity list --overdue' "$work/out"
at_terminal -- status --verbose
it "--verbose spares nothing" is "$(grep -c '  Kort' "$work/out")" 16

# --- what cannot be taken back ----------------------------------------------

new_key gone
must planvakt key add gone "$work/keys/gone.pub" --role auditor
before=$(head_seq)
answered()
{
	at_terminal --type-at "n] " --type "$1" -- key revoke gone --reason Slut
}
answered n
it "a no is heard" grep -q '^planvakt: nothing was changed$' "$work/out"
it "after the question, which says what was typed" grep -qx \
    '.*planvakt key revoke gone' "$work/out"
it "and what it would do" grep -qxF 'Keep a key out from now on.' "$work/out"
it "and whose it is" grep -q '^gone: auditor' "$work/out"
it "and that it stays so" grep -qF \
    'This cannot be taken back. Do it? [y/j/n] n' "$work/out"
it "and is a refusal" is "$status" 1
answered ''
it "so is an empty line" is "$status" 1
it "nothing was done" is "$(head_seq)" "$before"
answered j
it "ja does it" is "$status" 0
it "once" is "$(head_seq)" "$((before + 1))"
planvakt_json plan show p
open=$(json '$.open')
must planvakt plan add q --title 'Nästa plan'
for words in 'plan close p --reason Slut' 'plan carry p q'; do
	# shellcheck disable=SC2086 # words without spaces
	at_terminal --type-at "n] " --type n -- $words
	it "${words%% p*} says of how many activities" grep -qx \
	    "$open activities of it are open." "$work/out"
done
before=$(head_seq)
at_terminal -- plan carry p finns-ej
it "a receiver that there is not is no question" test \
    "$(grep -c 'no plan "finns-ej"' "$work/out") $(grep -c back "$work/out")" = \
    '1 0'
at_terminal --type-at "n] " --type n -- plan carry p q
it "a question names both" is "$(grep -E '^[pq]: ' "$work/out" |
    tr -d '\r' | tr '\n' ' ')" \
    'p: Plan mot hedersrelaterat våld och förtryck q: Nästa plan '
it "no one is asked in vain" is "$(head_seq)" "$before"
at_terminal -- plan close p --yes --reason Slut
it "--yes asks nothing" test "$(grep -c back "$work/out")" = 0
it "and does it" is "$status" 0
planvakt plan close p --yes --reason Igen
it "a second time changes nothing, and says since when" grep -q \
    '^nothing changed: the plan was closed on 2' "$work/out"
must planvakt plan edit q --valid-until 2027-12-31 --follow-up 12m \
    --adopted 2026-01-07 --title 'Plan för det som ännu inte är gjort i år'
at_terminal -- plan list
it "a list of 80 columns marks which is closed" grep -q '^CODE .* CLOSED ' \
    "$work/out"
planvakt import "$work/short.csv" --plan p --dry-run
it "an import into a closed plan says that it is one" grep -q \
    '^the plan is closed: nobody is reminded' "$work/err"

before=$(head_seq)
while read -r words; do
	# shellcheck disable=SC2086 # words without spaces
	planvakt $words
	it "without a terminal $words needs --yes" \
	    refuses 'cannot be taken back.*say --yes'
done <<-END
	log redact 1 --field title --reason x
	key revoke samordnare --reason x
	key replace samordnare $work/keys/gone.pub
	plan close p --reason x
	plan carry p q
	department replace ks sf
END
it "and none of them did anything" is "$(head_seq)" "$before"
printf 'Åtgärd;Ansvarig;Tidplan\n%s;Okänd;snart\n' \
    'En åtgärd som det tar mer än en rad på skärmen att beskriva i ord' \
    >"$work/unclear.csv"
must planvakt import "$work/unclear.csv" --plan q
at_terminal -- status
it "a reason is whole on the screen, and has more behind it" \
    grep -q '…  no date could be read and more' "$work/out"
planvakt log redact 1 --field title --reason x --dry-run
it "a dry run can be taken back" refuses 'title'

stop
planvaktd check --state "$state"
it "the record checks" succeeds

finish
