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

# All that planvakt can be asked, once each: what is done is done, what cannot
# be said is an error.
start --at 2022-06-13T10:00
new_key granskare
while read -r words; do
	# shellcheck disable=SC2086 # words
	it "planvakt $words" full "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" $words
done <<END
ping
status
trust $(ssh-keygen -lf "$state/key.pub" | cut -d ' ' -f 2)
plan add x --title X
plan list
plan show vbe-2022
plan edit vbe-2022 --title Y
plan follow-up vbe-2022 --on 2022-06-10 --decision x
plan close --yes x --reason y
import $work/plan.csv --plan vbe-2022
export $work/written.csv --plan vbe-2022
export - --plan vbe-2022 --as csv
activity add --plan vbe-2022 --activity a --purpose b --timeframe 2022 --lead ks
activity edit 1 --goal g
activity move 1 2023 --decision d
activity assign 1 bg
activity confirm 1
activity drop 2 --reason r
activity reopen 2 --reason r
update 3 --note n
activity notes 3
snooze 3 --until 2022-06-20
department add zz Zz --mail z@kommun.example
department list
department edit zz --name Zzz
notice pause --until 2022-07-01 --reason r
notice resume
notice test a@kommun.example
rehearse --from 2022-06-14 --to 2022-07-30
ladder show
ladder set upcoming --at 30,7
ladder reset
holidays 2022
holidays add 2022-12-30 x
holidays remove 2022-12-30
quiet add 07-01 07-31 --yearly
quiet list
quiet remove 07-01
setting list
setting set hour 8
log list
log export $work/record
key add granskare $work/keys/granskare.pub --role auditor
key list
key revoke --yes granskare --reason x
clock confirm
END
# A link stands for the device, which a wrong program would replace.
ln -s /dev/full "$work/full"
planvakt export "$work/full" --plan vbe-2022 --as csv
it "a device is written to, not replaced" refuses 'cannot write .*full: No sp'
it "and is there" test -c "$work/full"
for verify in 'sh verify' 'python3 verify.py'; do
	# shellcheck disable=SC2086 # words
	(cd "$work/record" && become $verify . >/dev/full 2>"$work/err")
	status=$?
	it "$verify to a full device" \
	    test "$status" -eq 1 -a "$(wc -l <"$work/err")" -eq 1
	it "says that it cannot write" \
	    grep -q "^verify: " "$work/err"
	# shellcheck disable=SC2086 # words
	(cd "$work/record" && become $verify . >&- 2>"$work/err")
	it "$verify without one" test "$?" -eq 1
	# shellcheck disable=SC2086 # words
	(cd "$work/record" && become $verify . 2>"$work/err") | true
	it "$verify | true is silent" test ! -s "$work/err"
	# shellcheck disable=SC2086 # words
	(cd "$work/record" && become $verify . <&- 2>&- >"$work/out")
	it "$verify without input and errors does it" \
	    grep -q '^ok: ' "$work/out"
done
stop

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

for words in 'activity list' 'log list' 'help' --help 'activity show 1' status \
    'plan list' 'department list' 'export - --plan vbe-2022 --as csv' \
    'export /dev/stdout --plan vbe-2022 --as csv'; do
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
{
	pwd
	umask
	env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= | cut -d = -f 1 | sort
	ls /proc/$$/fd | tr '\n' ' '
} >"$0.started"
exec grep -E '^Sig(Ign|Blk)' /proc/self/status >"$0.signals"
END
chmod +x "$work/mailer"
printf '%s' '{"dispatch":1,"token":"'"$(printf '%064d' 7)"'","date":1656655200,
    "offset":7200,"from":"a@kommun.example","from_name":"planvakt",
    "to":"b@kommun.example","subject":"S","text":"T\n","language":"sv",
    "rehearsal":false}' >"$work/dispatch"
(
	trap '' PIPE TERM HUP INT QUIT
	umask 077
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
it "it is in the root folder, whatever planvaktd is in" \
    is "$(sed -n 1p "$work/mailer.started")" /
it "its files have the usual mode" \
    is "$(sed -n 2p "$work/mailer.started")" 0022

finish
