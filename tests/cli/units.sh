#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# The units for systemd say what planvaktd needs and nothing that harms it, and
# all who name a place name the same. How exposed they are is measured by
# `make check-install`.
. "${0%/*}/lib.sh"

tree=$(cd "${0%/*}/../.." && pwd)
units=$tree/packaging/systemd

# The values of a setting, as systemd adds them up.
value()
{
	sed -n "s/^$2=//p" "$units/$1" | tr '\n' ' ' | sed 's/ *$//'
}

says()
{
	value "$1" "$2" | tr ' ' '\n' | grep -qxF -e "$3"
}

silent()
{
	! grep -q "^$2=" "$units/$1"
}

# --- what must not be said --------------------------------------------------

for unit in "$units"/planvaktd*.service; do
	unit=${unit##*/}
	# uid 65534 would stand in the signed log for every client.
	it "$unit: clients keep their uid" silent "$unit" PrivateUsers
	# It takes CAP_SYS_TIME's calls away, adjtimex(2) that only asks among
	# them.
	it "$unit: the clock may be asked" silent "$unit" ProtectClock
done

# --- what planvaktd gives up takes these calls ------------------------------

for call in seccomp landlock_create_ruleset landlock_add_rule \
    landlock_restrict_self clock_adjtime adjtimex; do
	it "planvaktd.service allows $call" \
	    says planvaktd.service SystemCallFilter "$call"
done
it "what is allowed again stands after what is taken away" is "$(sed -n \
    's/^SystemCallFilter=\(.\).*/\1/p' "$units/planvaktd.service" |
    tr -d '\n' | tr -s '[:lower:]' +)" '@~+'
it "it is told when the daemon serves" is \
    "$(value planvaktd.service Type)" notify
it "only the first process tells" is \
    "$(value planvaktd.service NotifyAccess)" main
it "one that hangs is ended" grep -q '^WatchdogSec=[1-9]' \
    "$units/planvaktd.service"
it "a log of another version is not tried again" \
    says planvaktd.service RestartPreventExitStatus 5
it "nor are wrong words" says planvaktd.service RestartPreventExitStatus 2

# --- somebody is told -------------------------------------------------------

for unit in planvaktd planvaktd-check planvaktd-backup; do
	it "$unit: who fails is told of" is \
	    "$(value $unit.service OnFailure)" 'planvaktd-failure@%N.service'
done
it "what tells does not tell of itself" \
    silent planvaktd-failure@.service OnFailure
it "the log is checked once a week" is \
    "$(value planvaktd-check.timer OnCalendar)" 'Sun 03:00'
it "and copied each day" is \
    "$(value planvaktd-backup.timer OnCalendar)" '*-*-* 02:00'
for timer in planvaktd-check planvaktd-backup; do
	it "$timer: also where the machine was off" \
	    is "$(value $timer.timer Persistent)" yes
done

# The program that tells, with a sendmail of our own.
mkdir "$work/bin"
printf '#!/bin/sh\ncat >%s\n' "$work/mailed" >"$work/bin/sendmail"
chmod +x "$work/bin/sendmail"
(become PATH="$work/bin:/usr/bin:/bin" "$tree/packaging/planvakt-failure" \
    planvaktd-check) >"$work/out" 2>"$work/err"
it "root is mailed" grep -qx 'To: root' "$work/mailed"
it "what has failed" grep -q '^Subject: planvaktd-check has failed on ' \
    "$work/mailed"
it "no vacation notice answers" grep -qx 'Auto-Submitted: auto-generated' \
    "$work/mailed"
it "and the journal has it at a priority" grep -q \
    '^<2>planvaktd-check has failed' "$work/err"
rm "$work/bin/sendmail" "$work/mailed"
for program in sh cat hostname; do
	ln -s "$(command -v $program)" "$work/bin/$program"
done
(become PATH="$work/bin" "$tree/packaging/planvakt-failure" planvaktd) \
    >"$work/out" 2>"$work/err"
status=$?
it "without mail the journal says that nobody is" \
    grep -q 'has no sendmail' "$work/err"
it "which is no failure of its own" is "$status" 0

# --- one place --------------------------------------------------------------

socket=$(value planvaktd.socket ListenStream)
it "the client looks where systemd listens" grep -q \
    "^#define DEFAULT_SOCKET \"$socket\"\$" "$tree/client/call.c"
it "so does init's daemon" grep -qx "#socket = $socket" \
    "$tree/packaging/planvaktd.conf"
it "the state is where the configuration has it" is \
    "$(sed -n 's/^#state = //p' "$tree/packaging/planvaktd.conf")" \
    "/var/lib/$(value planvaktd.service StateDirectory)"
it "it is that of the other units" is "$(grep -ho -e '--state [^ "]*' \
    "$units"/*.service "$tree"/packaging/debian/*.cron.* | sort -u)" \
    "--state /var/lib/planvakt"
finish
