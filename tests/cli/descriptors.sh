#!/bin/sh
# SPDX-License-Identifier: ISC
# Standard input, output and error that are closed, full, or that nobody reads.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
stop

# --- output that cannot be written ------------------------------------------

# The program, its output on a full device: an error in one line.
full()
{
	said="$*"
	(become "$@") >/dev/full 2>"$work/err" </dev/null
	status=$?
	[ "$status" -ne 0 ] && [ "$(wc -l <"$work/err")" -eq 1 ] &&
	    grep -q 'cannot write the answer: No space left' "$work/err"
}

for words in "check --state $state" --version --help \
    "rehearse --state $state --from 2022-06-14 --to 2022-09-01"; do
	# shellcheck disable=SC2086 # words
	it "planvaktd $words: a full device is an error" \
	    full "$programs/planvaktd" $words
done
it "planvaktd init too" full "$programs/planvaktd" init --state "$work/new" \
    --coordinator a --key "$work/keys/coordinator.pub"

start --at 2022-06-13T10:00
for words in --version --help help 'activity list' 'activity show 1' status \
    'timeframe 2022' 'log list' 'help activity'; do
	for format in table json csv; do
		case $words in -*) [ "$format" = table ] || continue ;; esac
		# shellcheck disable=SC2086 # words
		it "planvakt $words as $format" full "$programs/planvakt" \
		    --socket "$socket" --key "$work/keys/coordinator" \
		    --format "$format" $words
	done
done

# A reader that goes away ends it silently.
silent()
{
	(
		become "$@" 2>"$work/err" </dev/null
		echo $? >"$work/status"
	) | true
	[ ! -s "$work/err" ]
}

for words in 'activity list' 'log list' 'help' --help; do
	# shellcheck disable=SC2086 # words
	it "planvakt $words | true" silent "$programs/planvakt" \
	    --socket "$socket" --key "$work/keys/coordinator" $words
done
stop
it "planvaktd check | true" silent "$programs/planvaktd" check --state "$state"
it "planvaktd rehearse | true" silent "$programs/planvaktd" rehearse \
    --state "$state" --from 2022-06-14 --to 2022-09-01

# --- closed -----------------------------------------------------------------

closed()
{
	case $1 in
	0) shift && (become "$@") <&- >"$work/out" 2>"$work/err" ;;
	1) shift && (become "$@") >&- </dev/null 2>"$work/err" ;;
	2) shift && (become "$@") 2>&- </dev/null >"$work/out" ;;
	all) shift && (become "$@") <&- >&- 2>&- ;;
	esac
}

# What are 0, 1 and 2 of the daemon's processes?
standard()
{
	{
		echo "/proc/$supervisor/status"
		grep -l "^PPid:[[:space:]]*$supervisor\$" \
		    /proc/[0-9]*/status 2>/dev/null
	} | while read -r process; do
		for fd in 0 1 2; do
			readlink "${process%/status}/fd/$fd"
		done
	done | sort -u
}

log=$work/daemon.closed
: >"$log"
become "$programs/planvaktd" run --state "$state" \
    --at 2022-07-01T08:00 <&- >&- 2>&- &
daemon=$!
supervisor=$daemon
serves()
{
	(planvakt ping && [ "$status" -eq 0 ])
}
it "a daemon without descriptors serves" eventually serves
it "none of them is a file of its own" is "$(standard)" /dev/null
delivered()
{
	[ "$(mail_count ks@kommun.example)" -gt 0 ]
}
it "and delivers" eventually delivered
for fd in 0 1 2 all; do
	closed "$fd" "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" activity list
	status=$?
	case $fd in
	[02]) it "a client without descriptor $fd does it" is "$status" 0 ;;
	*) it "one without $fd says that it cannot" test "$status" -ne 0 ;;
	esac
done
stop
it "the daemon ends in good order" is "$status" 0
for fd in 0 1 2 all; do
	closed "$fd" "$programs/planvaktd" check --state "$state"
	status=$?
	case $fd in
	[02]) it "a check without descriptor $fd does it" is "$status" 0 ;;
	*) it "one without $fd says that it cannot" test "$status" -ne 0 ;;
	esac
done
planvaktd check --state "$state"
it "no line was written into the state" succeeds

# --- what a mail program is started with ------------------------------------

cat >"$work/mailer" <<'END'
#!/bin/sh
exec grep -E '^Sig(Ign|Blk)' /proc/self/status >"$0.signals"
END
chmod +x "$work/mailer"
printf '%s' '{"dispatch":1,"token":"'"$(printf '%064d' 7)"'","date":1656655200,
    "offset":7200,"from":"a@kommun.example","from_name":"planvakt",
    "to":"b@kommun.example","subject":"S","text":"T\n","language":"sv",
    "rehearsal":false}' >"$work/dispatch"
(
	trap '' PIPE TERM HUP INT QUIT
	become "$programs/planvakt-deliver" "$work/maildir" command \
	    "$work/mailer" <"$work/dispatch" >"$work/out" 2>"$work/err"
)
status=$?
it "the program takes a dispatch" is "$status" 0

# Those that are ignored or blocked, but for 32 and 33, which are the C
# library's own (nptl(7)) and nobody else's to set.
signals()
{
	cut -f 2 "$work/mailer.signals" | while read -r mask; do
		printf '%x ' $((0x$mask & ~0x180000000))
	done
}

it "and has all signals as a program expects them" is "$(signals)" '0 0 '

finish
