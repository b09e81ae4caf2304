#!/bin/sh
# SPDX-License-Identifier: ISC
# A state in earnest under clocks that are wrong: libfaketime tells the daemon
# what time it is.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

faketime=
for library in /usr/lib/*/faketime/libfaketime.so.1; do
	[ ! -e "$library" ] || faketime=$library
done
[ -n "$faketime" ] || bail "libfaketime is not installed"

# planvaktd, at the time that stands in $work/now. A sanitizer's library need
# not come first.
mkdir "$work/bin"
ln -s "$programs/planvakt" "$work/bin/planvakt"
cat >"$work/bin/planvaktd" <<END
#!/bin/sh
ASAN_OPTIONS=\${ASAN_OPTIONS-}:verify_asan_link_order=0 \\
FAKETIME="@\$(cat "$work/now")" FAKETIME_DONT_FAKE_MONOTONIC=1 \\
TZ=Europe/Stockholm LD_PRELOAD=$faketime \\
exec $programs/planvaktd "\$@"
END
chmod +x "$work/bin/planvaktd"
programs=$work/bin

start_at()
{
	[ -z "$daemon" ] || stop
	echo "$1" >"$work/now"
	# shellcheck disable=SC2119 # without further arguments
	start
}

holds()
{
	planvakt_json status
	json_is '$.runs.held' 1
}

runs_last()
{
	planvakt_json status
	json_is '$.runs.last' "$1"
}

new_key coordinator
echo '2022-06-13 09:00:00' >"$work/now"
must planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail samordnare@kommun.example
start_at '2022-06-13 09:01:00'
import_plan
cp -R "$state" "$work/backup"
rm -f "$work/backup/planvaktd.sock"

# --- ahead ------------------------------------------------------------------

start_at '2022-07-20 12:00:00'
it "after more than 22 runs without an entry the clock is held" holds
it "and the operator is told" heard 'not believed, it says 2022-07-20 12:00'
head=$(head_seq)
planvakt setting set hour 9
it "writes are refused, and why" refuses \
    'not believed.*2022-06-13 09:01.*planvakt clock confirm'
planvakt --format json import "$work/plan.csv" --plan vbe-2022 --dry-run
it "what would be written as well" refuses 'not believed'
it "nothing is in the log" is "$(head_seq)" "$head"
it "nobody is told anything" is "$(mail_count ks@kommun.example)" 0

# The true day is Friday 17 June: four runs were due, which are believed of any
# clock.
start_at '2022-06-17 09:30:00'
it "a clock set right is believed again" heard 'run 2022-06-17'
stop
planvaktd check --state "$state"
it "its log holds" succeeds

# --- ahead, and confirmed ---------------------------------------------------

start_at '2022-08-15 09:30:00'
it "one that jumps six weeks is held" holds
must planvakt clock confirm
it "the coordinator's word ends it" eventually runs_last 2022-08-15
it "what is due then is sent" heard 'delivered dispatch .*ks@kommun.example'

# --- the log is ahead -------------------------------------------------------

start_at '2022-06-20 07:00:00'
it "a clock behind the log is held" holds
planvakt setting set language en
it "and nothing is written" refuses 'the last entry is of 2022-08-15'
planvakt_json clock confirm
it "until it is confirmed, with the true day" json_is '$.day' 2022-06-20
it "the runs of later days did not happen" runs_last 2022-06-17
must planvakt setting set language en
planvakt_json log list
it "entries keep the last time" json_query_is "select count(*) from said,
    json_each(doc) where value ->> '\$.at' < '2022-08-15' and
    value ->> '\$.command' = 'setting.set'" 0
start_at '2022-06-20 08:30:00'
it "the run of the true day is held" heard 'run 2022-06-20'
start_at '2022-06-22 08:30:00'
it "and of the days that follow" heard 'run 2022-06-22'
stop
planvaktd check --state "$state"
it "the log and its tables agree" succeeds

# --- a backup ---------------------------------------------------------------

rm -rf "$state"
echo '2022-09-01 12:00:00' >"$work/now"
must planvaktd backup --state "$work/backup" "$work/band 3"
must planvaktd restore "$work/band 3" --state "$state"
rm -rf "$work/client"
start_at '2022-09-01 12:00:00'
it "an old backup holds the clock" holds
planvakt log confirm-restore
it "it is confirmed all the same" is "$status" 0
it "which says nothing of the clock" holds
must planvakt clock confirm
it "the coordinator's word does" eventually runs_last 2022-09-01
stop
planvaktd check --state "$state"
it "and all of it checks" succeeds

# --- a pause, and a clock that jumps while it runs --------------------------

# Until Thursday 1 September 2022 no run is due; then on five days until
# Wednesday the 7th, which are believed of any clock. Until Wednesday 5 October
# they are 25.
rm -rf "$state" "$work/client"
cp -R "$work/backup" "$state"
start_at '2022-06-13 09:05:00'
must planvakt notice pause --until 2022-09-01 --reason Flytt
start_at '2022-08-31 12:00:00'
planvakt_json status
it "eleven weeks of a pause are believed" json_is '$.runs.held' 0
stop
rm -rf "$work/paused"
cp -R "$state" "$work/paused"
start_at '2022-09-07 12:00:00'
it "and five runs after it" eventually runs_last 2022-09-07
stop
rm -rf "$state" "$work/client"
cp -R "$work/paused" "$state"
echo '2022-10-05 12:00:00' >"$work/now"
# shellcheck disable=SC2119 # without further arguments
start
it "not 25" holds
stop

# The time stands in a file, which the daemon can read without confinement.
rm -rf "$state" "$work/client"
cp -R "$work/backup" "$state"
printf '[daemon]\nconfine = no\n' >"$work/conf"
sed -i -e "s,^FAKETIME=.* FAKE,FAKETIME_TIMESTAMP_FILE=$work/jump FAKETIME_NO_CACHE=1 FAKE," \
    "$work/bin/planvaktd"
echo '@2022-06-13 09:05:00' >"$work/jump"
start --config "$work/conf"
must planvakt ping
must planvakt setting set hour 9
echo '@2022-09-13 09:05:00' >"$work/jump"
planvakt setting set hour 10
it "who writes under a clock that has just jumped is refused" \
    refuses 'not believed, it says 2022-09-13'
echo '@2022-06-13 09:06:00' >"$work/jump"
must planvakt setting set hour 10
it "and is not once it is right" succeeds
echo '@2022-06-13 09:04:00' >"$work/jump"
planvakt setting set hour 11
it "nor is one believed that went back two minutes" \
    refuses 'the last entry is of 2022-06-13 09:06'
kill -STOP "$daemon"
echo '@2022-06-15 08:00:00' >"$work/jump"
kill -CONT "$daemon"
planvakt setting set hour 11
it "two days of a machine that slept are" succeeds
stop
planvaktd check --state "$state"
it "its log and tables agree too" succeeds

finish
