#!/bin/sh
# SPDX-License-Identifier: ISC
# A state is made once, is held by one daemon, and the client knows which
# daemon it talks to.
. "${0%/*}/lib.sh"

new_key coordinator
new_key other

# --- init -------------------------------------------------------------------

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/missing.pub" --rehearsal 2022-06-13T09:00
it "init refuses a key file that is not there" refuses 'missing\.pub'
it "and leaves nothing behind that stops the next try" test ! -s "$state"

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator" --rehearsal 2022-06-13T09:00
it "init refuses a private key where a public one belongs" refuses 'key'

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --rehearsal 2022-02-30T09:00
it "init refuses a rehearsal on a day that is not" refuses 'rehearsal'

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --rehearsal yesterday
it "init refuses a rehearsal that is no time" refuses 'rehearsal'

planvaktd init --state "$state"
it "init without a coordinator is a matter of usage" refuses 'coordinator' 2

new_state 2022-06-13T09:00
it "init makes a state" succeeds
it "which others cannot enter" is "$(stat -c %A "$state" | cut -c 8-10)" ---
it "with a private key that only its owner can read" \
    is "$(grep -rl 'PRIVATE KEY' "$state" | xargs stat -c %a)" 600

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --rehearsal 2022-06-13T09:00
it "init refuses a state that is there" refuses "$state"

planvaktd check --state "$state"
it "a new state checks" succeeds

# What a power cut may leave of an init (tests/crash has them all).
mkdir "$work/cut"
for file in planvakt.db.new planvakt.db.new-journal planvakt.db.new-wal \
    key.new key.pub; do
	echo half >"$work/cut/$file"
done
planvaktd init --state "$work/cut" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail samordnare@kommun.example \
    --rehearsal 2022-06-13T09:00
it "init goes on after one that was interrupted" succeeds
planvaktd check --state "$work/cut"
it "and makes a whole state" succeeds
it "of which nothing is left over" is "$(cd "$work/cut" && echo *.new*)" '*.new*'

planvaktd nonsense
it "an unknown word of planvaktd is a matter of usage" refuses 'nonsense' 2

planvaktd run --state "$work/nowhere"
it "run refuses a state that is not there" refuses 'nowhere'

# --- run --------------------------------------------------------------------

planvakt ping
it "without a daemon the client says unreachable" refuses 'planvaktd' 3

start --at 2022-06-13T09:00
warnings=0
[ "$(id -u)" -ne 0 ] || warnings=1
it "who runs as root is warned, once" is \
    "$(grep -c 'runs as root: name a user in planvaktd.conf' "$log")" \
    "$warnings"
planvakt ping
it "the first ping succeeds" is "$status" 0
it "and says on one line which key is trusted from now on" \
    is "$(grep -c SHA256: "$work/err") $(wc -l <"$work/err")" "1 1"

planvakt ping
it "the second ping has nothing to add" succeeds

planvakt_json ping
it "ping tells who one is" json_is '$.name' samordnare
it "and one's role" json_is '$.role' coordinator
it "and that it is a rehearsal" json_is '$.rehearsal' 1
it "and the daemon's time, in UTC" \
    is "$(json '$.time' | cut -c 1-15)" 2022-06-13T07:0
fingerprint=$(json '$.daemon')
it "and the daemon's fingerprint" \
    is "$(echo "$fingerprint" | cut -c 1-7)" SHA256:

planvakt_json status
it "the status of an empty state has no plan" json_is '$.plans' 0
it "no activity" json_is '$.activities.planned' 0
it "says that it is a rehearsal" json_is '$.rehearsal' 1
it "the local time" is "$(json '$.local' | cut -c 1-13)" 2022-06-13T09
it "and the next morning's run" json_is '$.runs.next' 2022-06-14T08:00+02:00

planvakt status
it "the status is readable, too" succeeds
it "and says that it is a rehearsal" \
    grep -qiE 'rehearsal|övning' "$work/out"

planvaktd run --state "$state" --at 2022-06-13T09:00
it "a second daemon on the same state is refused" refuses "$state|running|use"
planvakt ping
it "and the first one lives on" succeeds

planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub"
it "init refuses a state in use" refuses "$state"

it "the socket is for its owner" \
    is "$(stat -c %A "$socket" | cut -c 8-10)" "---"

if as_shipped; then
	it "the idle daemon has less than 10 MiB" test "$(awk \
	    '/^VmRSS:/ { print $2 }' "/proc/$daemon/status")" -lt 10240
fi

stop
it "the daemon stops in good order" is "$status" 0
it "and takes its socket along" test ! -e "$socket"

# --- the version ------------------------------------------------------------

version=$(MAKEFLAGS='' make -s -C "${0%/*}/../.." version)
it "the version is numbers" \
    test -n "$(echo "$version" | grep -xE '[0-9]+\.[0-9]+\.[0-9]+')"
run "$programs/planvaktd" --version
it "planvaktd has it" is "$(cat "$work/out")" "planvaktd $version"
run "$programs/planvakt" --version
it "so has planvakt" is "$(cat "$work/out")" "planvakt $version"
for program in planvakt planvaktd planvakt-deliver planvakt-office; do
	for word in -V --version; do
		run "$programs/$program" $word
		it "$program $word says it" is "$(cat "$work/out")" \
		    "$program $version"
	done
	for word in -h --help help; do
		run "$programs/$program" $word
		it "$program $word is help, and no error" succeeds
		it "which says how it is used" \
		    grep -q "^usage: $program " "$work/out"
	done
done
run "$programs/planvaktd" run -h
it "behind a subcommand too" grep -q '^usage: planvaktd' "$work/out"
for words in hjälp 'help run'; do
	# shellcheck disable=SC2086 # words without spaces
	run "$programs/planvaktd" $words
	it "planvaktd $words is help" grep -q '^usage: planvaktd' "$work/out"
	it "which tells each word" is \
	    "$(sed -n 's/^  \([a-z][a-z]*\)   *[a-z].*/\1/p' "$work/out" |
	        tr '\n' ' ')" 'init run check backup restore rehearse '
done
it "and no document has it besides" is "$(cd "${0%/*}/../.." &&
    grep -lF "$version" README.md CONTRIBUTING.md docs/*.md)" ''

# --- the client's words -----------------------------------------------------

start --at 2022-06-13T10:00
planvakt nonsense
it "an unknown command is a matter of usage" refuses 'nonsense' 2
planvakt
it "none asks how things stand" is "$status" 0
planvakt activity
it "so is half of one" is "$status" 2
it "which is told how it goes on" \
    is "$(grep -c '^planvakt activity ' "$work/out")" "$("$programs/planvakt" \
    help activity | grep -c '^planvakt activity ')"
it "without a complaint" is "$(cat "$work/err")" ''
planvakt_json activity
it "where JSON is asked for, as an error" refuses '"word":"usage"' 2
planvakt 'done' 3
it "a word that is none is told the command" \
    refuses 'did you mean .planvakt update 3 --status done' 2
planvakt plan add
it "so is a missing word" is "$status" 2
planvakt plan add x --title t --colour red
it "so is an unknown option" refuses 'colour' 2
planvakt ping pong
it "so is a word too many" refuses 'pong' 2
planvakt hjälp
it "help may be asked for in Swedish" succeeds
planvakt --help
it "help is no error" is "$status" 0
it "and tells every command" \
    is "$(grep -cE '^  (activity move|department add|timeframe)  ' \
    "$work/out")" 3
it "in lines of 80 columns at most" \
    is "$(awk 'length > 80' "$work/out")" ''
planvakt help snooze
it "and of one command its options and an example" \
    is "$(grep -cE '^  --until DATE  |^For example: planvakt snooze 7 ' \
    "$work/out")" 2
planvakt help observation add
it "a long example goes on in a further line" \
    is "$(sed -n '/^For example: /,$p' "$work/out")" \
    "For example: planvakt observation add --date 2026-03-02 --area vbe \\
    --kind klotter --district Centrum --text 'En symbol på en busskur'"
for topic in 'activity add' 'activity move' report 'plan add' rating; do
	# shellcheck disable=SC2086 # words without spaces
	planvakt help $topic
	it "help $topic is 80 columns wide at most" \
	    is "$(awk 'length > 80' "$work/out")" ''
done

who=missing
planvakt ping
it "a key file that is not there is refused" refuses 'keys/missing'
who=coordinator

# --- trust ------------------------------------------------------------------

# Another daemon answers at the same place.
stop
mv "$state" "$work/first"
new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
planvakt ping
it "another daemon at the same socket is not believed" \
    refuses 'planvakt trust SHA256:' 4
strange=$(grep -oE 'SHA256:[A-Za-z0-9+/]{43}' "$work/err" | tail -n 1)
planvakt trust "$fingerprint"
it "trusting the first one once more is no error" is "$status" 0
planvakt ping
it "and does not make the other one believed" refuses 'planvakt trust' 4
planvakt trust SHA256:nonsense
it "what is no fingerprint is refused" refuses 'nonsense'
planvakt trust "$strange"
it "the new one is trusted by a decision" succeeds
planvakt ping
it "and then believed" succeeds
stop

# A history that was taken back: the client holds a receipt of it.
cp -a "$state" "$work/before"
start --at 2022-06-13T09:05
planvakt department add ks Kommunstaben --mail ks@kommun.example
it "a write is answered" succeeds
stop
rm -r "$state"
mv "$work/before" "$state"
start --at 2022-06-13T09:10
planvakt department list
it "a daemon that lost what it gave a receipt for is not believed" \
    refuses '.' 4
planvakt department add sf Socialförvaltningen --mail sf@kommun.example
it "and gets no write" refuses '.' 4
stop

# --- an ordinary state ------------------------------------------------------

state=$work/ordinary
socket=$state/planvaktd.sock
planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub"
it "a state that is no rehearsal is made" succeeds
it "it says who is told nothing" grep -q 'no mail address' "$work/out"
it "and that letters stay here" grep -q 'kept here, sent to nobody' "$work/out"
planvaktd run --state "$state" --at 2022-06-13T09:00
it "only a rehearsal's clock is set" refuses 'rehearsal'
start --socket "$work/elsewhere.sock"
socket=$work/elsewhere.sock
planvakt trust "$(cd "$state" && ssh-keygen -lf "$(grep -rl 'PRIVATE KEY' .)" |
    grep -oE 'SHA256:[^ ]*')"
planvakt_json ping
it "it runs at a socket of one's choice" succeeds
it "and says that it is no rehearsal" json_is '$.rehearsal' 0
it "the operator is told that letters stay here" \
    grep -q 'kept here, sent to nobody' "$log"
it "and who is told nothing" grep -q 'no mail address' "$log"
planvakt_json status
it "as is whoever asks how things stand" json_query_is \
    "select json_array_length(doc, '\$.warnings') from said" 2

# --- a key from elsewhere ---------------------------------------------------

# Whose key root's own planvaktd may not read, hands it over.
for key in coordinator.pub coordinator; do
	said="init --key - <$key"
	(become "$programs/planvaktd" init --state "$work/piped.$key" \
	    --coordinator samordnare --key - <"$work/keys/$key") \
	    >"$work/out" 2>"$work/err"
	status=$?
	[ "$key" = coordinator ] ||
	    it "a key is read from standard input" succeeds
done
it "and a private one refused there" refuses 'standard input is a private key'
it "which makes no state" test ! -e "$work/piped.coordinator"

# --- a key that is another's ------------------------------------------------

stop
mv "$state/key" "$work/own-key"
cp "$work/keys/coordinator" "$state/key"
chmod 600 "$state/key"
head=$(sqlite3 "$state/planvakt.db" 'SELECT max(seq) FROM log')
planvaktd run --state "$state"
it "nothing is begun with a key that did not begin the log" refuses 'key'
it "nor written" test "$head" = \
    "$(sqlite3 "$state/planvakt.db" 'SELECT max(seq) FROM log')"
mv "$work/own-key" "$state/key"

finish
