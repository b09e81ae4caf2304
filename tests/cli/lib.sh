# shellcheck shell=sh disable=SC2034 # what it sets, the tests use
# SPDX-License-Identifier: ISC
# What the command-line tests share: a daemon and a client that see nothing
# of this machine, and TAP. A test sources it with the build folder as $1,
# runs a program by `planvakt`, `planvaktd` or `run`, says what must hold by
# `it NAME CONDITION...`, and ends with `finish`. Nothing sleeps: what must
# happen is waited for by what the daemon says, or by asking it.
set -u

# Words are Swedish, and whoever runs this may have another locale or none.
LC_ALL=C.UTF-8
export LC_ALL

build=$(cd "${1:?usage: tests/cli/NAME.sh BUILD_DIR}" && pwd)
programs=${PLANVAKT_PROGRAMS:-$build}
patience=$((20 * ${PLANVAKT_PATIENCE:-1})) # seconds, for what should be prompt
work=$(mktemp -d "${TMPDIR:-/tmp}/planvakt-cli.XXXXXX")
mkdir "$work/home" "$work/keys"

state=$work/state
socket=$state/planvaktd.sock
who=coordinator # whose key the client has
daemon=         # process id, while one runs
log=/dev/null   # what that one said
starts=0
count=0
broken=0
said=
status=0
: >"$work/out"
: >"$work/err"

clean_up()
{
	[ -z "$daemon" ] || kill -9 "$supervisor" "$daemon" 2>/dev/null
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT PIPE TERM

bail()
{
	echo "Bail out! $*"
	sed 's/^/# daemon: /' "$log"
	exit 1
}

# --- programs ---------------------------------------------------------------

# Are the programs as they are built for users, at their own speed and size:
# no sanitizer in them, and not in Valgrind?
as_shipped()
{
	[ -z "${PLANVAKT_PROGRAMS-}" ] && ! grep -q __asan_init "$build/planvaktd"
}

# Becomes the program. TZ is not the municipality's: that is the state's.
become()
{
	exec env -i PATH=/usr/bin:/bin HOME="$work/home" TMPDIR="$work" \
	    XDG_STATE_HOME="$work/client" TZ=America/New_York \
	    LC_ALL="${spoken:-C.UTF-8}" \
	    ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" \
	    LSAN_OPTIONS="${LSAN_OPTIONS-}" \
	    PLANVAKT_REPORTS="${PLANVAKT_REPORTS-}" "$@"
}

# Leaves $status, and what was said in $work/out and $work/err.
run()
{
	said="$*"
	(become "$@") >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

planvakt()
{
	run "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/$who" "$@"
}

planvakt_json()
{
	planvakt --format json "$@"
}

planvaktd()
{
	run "$programs/planvaktd" "$@"
}

# What a test needs done and does not test.
must()
{
	"$@"
	[ "$status" -eq 0 ] || bail "$said: exit status $status: $(cat "$work/err")"
}

# A key pair, $work/keys/NAME and NAME.pub.
new_key()
{
	ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$work/keys/$1" ||
	    bail "ssh-keygen failed"
}

# A rehearsal state that begins at $1. Its coordinator has the key
# "coordinator" and the mailbox samordnare@kommun.example.
new_state()
{
	[ -e "$work/keys/coordinator" ] || new_key coordinator
	must planvaktd init --state "$state" --coordinator samordnare \
	    --key "$work/keys/coordinator.pub" \
	    --mail samordnare@kommun.example --rehearsal "$1"
}

# Starts the daemon with further arguments, and returns when it listens.
start()
{
	launch "$@"
	heard 'planvaktd: listening on' || bail "planvaktd did not start"
	daemon=$(serving)
}

# The process that serves: the older one of the two that the first started.
serving()
{
	grep -l "^PPid:[[:space:]]*$supervisor\$" /proc/[0-9]*/status 2>/dev/null |
	    sed 's,/proc/\([0-9]*\)/.*,\1,' | sort -n | head -n 1
}

launch()
{
	starts=$((starts + 1))
	log=$work/daemon.$starts
	: >"$log"
	become "$programs/planvaktd" run --state "$state" "$@" \
	    >"$log.out" 2>"$log" </dev/null &
	supervisor=$!
	daemon=$supervisor
}

# Has the daemon said $2 lines (one) that fit the expression? Waits for them
# while it lives.
heard()
{
	: >>"$log" # it may not be there yet, and tail would end
	lines=$(timeout "$patience" \
	    tail -n +1 -s 0.05 --pid="$supervisor" -f "$log" 2>/dev/null |
	    grep -c -E -m "${2:-1}" -e "$1")
	[ "$lines" -ge "${2:-1}" ]
}

# Stops it in good order; $status is its own.
stop()
{
	kill "$supervisor"
	wait "$supervisor"
	status=$?
	daemon=
}

# The others die with the first process, a moment later.
crash()
{
	kill -9 "$supervisor" 2>/dev/null
	wait "$supervisor" 2>/dev/null
	eventually is_dead "$daemon"
	daemon=
}

is_dead()
{
	! grep -qs '^State:[[:space:]]*[^Z]' "/proc/$1/status"
}

# Asks until it holds, thirty times a second: who asked all the time would take
# the processor from what he waits for.
eventually()
{
	until=$(($(date +%s) + patience))
	while ! "$@"; do
		[ "$(date +%s)" -lt "$until" ] || return 1
		sleep 0.03
	done
}

# --- TAP --------------------------------------------------------------------

it()
{
	count=$((count + 1))
	name=$1
	shift
	if "$@" >"$work/why"; then
		echo "ok $count - $name"
		return
	fi
	echo "not ok $count - $name"
	broken=1
	{
		cat "$work/why"
		echo "condition: $*"
		echo "last run:  $said"
		echo "status:    $status"
		head -c 2000 "$work/out" | sed 's/^/stdout:    /'
		head -c 2000 "$work/err" | sed 's/^/stderr:    /'
		tail -n 5 "$log" | sed 's/^/daemon:    /'
	} | sed 's/^/# /'
}

finish()
{
	[ -z "$daemon" ] || stop
	echo "1..$count"
	exit "$broken"
}

# --- conditions -------------------------------------------------------------

# The last run did it, and had nothing to complain of.
succeeds()
{
	[ "$status" -eq 0 ] && [ ! -s "$work/err" ]
}

# The last run ended with this status and said why in exactly one line, which
# fits the expression; it printed nothing else.
refuses()
{
	[ "$status" -eq "${2:-1}" ] && [ ! -s "$work/out" ] &&
	    [ "$(wc -l <"$work/err")" -eq 1 ] &&
	    grep -qiE -e "$1" "$work/err"
}

is()
{
	[ "$1" = "$2" ] || {
		echo "got:       $1"
		echo "wanted:    $2"
		return 1
	}
}

# An SQL query over `said (doc)`, which holds the JSON of the last run.
ask_json()
{
	sqlite3 -batch -init /dev/null :memory: "with said (doc) as (
	    select cast(readfile('$work/out') as text)) $1" 2>&1
}

json()
{
	ask_json "select json_extract(doc, '$1') from said"
}

json_is()
{
	is "$(json "$1")" "$2"
}

json_query_is()
{
	is "$(ask_json "$1")" "$2"
}

# Does the object at the path have these members, in any order?
json_has()
{
	path=$1
	shift
	for member; do
		is "$member: $(ask_json "select count(*) from said,
		    json_each(doc, '$path') where key = '$member'")" \
		    "$member: 1" || return 1
	done
}

# The number of entries in the log, as the daemon says it.
head_seq()
{
	(
		who=coordinator
		planvakt_json ping
		json '$.head.seq'
	)
}

# --- mail -------------------------------------------------------------------

# The files in an address's mailbox.
mail_files()
{
	find "$state/mail/$1/new" "$state/mail/$1/cur" -type f 2>/dev/null |
	    sort
}

mail_count()
{
	mail_files "$1" | wc -l
}

mail_header()
{
	sed '/^\r*$/q' "$1" | tr -d '\r' | awk '
		/^[ \t]/ { printf "%s", $0; next }
		{ printf "%s%s", (NR > 1 ? "\n" : ""), $0 }
		END { print "" }' | sed -n "s/^$2: *//Ip"
}

# The text of a message with one part.
mail_text()
{
	body=$(sed '1,/^\r*$/d' "$1" | tr -d '\r')
	case $(mail_header "$1" Content-Transfer-Encoding) in
	quoted-printable) printf '%s\n' "$body" | unquote ;;
	base64) printf '%s\n' "$body" | base64 -d ;;
	*) printf '%s\n' "$body" ;;
	esac | iconv -t UTF-8 -f "$(mail_header "$1" Content-Type |
	    sed -n 's/.*charset="*\([A-Za-z0-9-]*\).*/\1/p')"
}

unquote()
{
	LC_ALL=C awk '
		function hex(digit) {
			return index("0123456789ABCDEF", toupper(digit)) - 1
		}
		{
			soft = sub(/=$/, "")
			while (match($0, /=[0-9A-Fa-f][0-9A-Fa-f]/)) {
				printf "%s%c", substr($0, 1, RSTART - 1), \
				    hex(substr($0, RSTART + 1, 1)) * 16 + \
				    hex(substr($0, RSTART + 2, 1))
				$0 = substr($0, RSTART + 3)
			}
			printf "%s%s", $0, soft ? "" : "\n"
		}'
}

# --- a plan -----------------------------------------------------------------

# The departments of the plan below.
add_departments()
{
	while IFS=';' read -r code name alias; do
		must planvakt department add "$code" "$name" \
		    --mail "$code@kommun.example" ${alias:+--alias "$alias"}
	done <<-END
		ks;Kommunstaben;
		bg;Beredningsgruppen;
		sf;Socialförvaltningen;
		buf;Barn- och utbildningsförvaltningen;
		kff;Kultur- och fritidsförvaltningen;
		af;Arbetsmarknadsförvaltningen;Amf
	END
}

# A plan as municipalities write them. Of its nine activities Kommunstaben
# leads seven, four are due on 30 June 2022; number 5 names cooperation that
# is no department, number 8 has three that cooperate.
write_plan()
{
	cat <<-END
		Aktivitet;Syfte;Tidplan;Ansvarig
		Beskriv samordnarens uppdrag för chefer och för polisen;Alla vet vem som håller ihop arbetet;Vt 2022;Kommunstaben
		För in frågan i det ordinarie trygghetsarbetet;Ett arbete i stället för två;Vt 2022;Kommunstaben, i samverkan genom Beredningsgruppen
		Bestäm hur lägesbilden hålls aktuell, även efter planens första år;Beslut vilar på det som gäller nu;Vt 2022;Kommunstaben, i samverkan genom Beredningsgruppen och med Amf
		Kartlägg vilka yrken som saknar utbildning;Rätt personer får kursen först;Vt 2022;Kommunstaben, i samverkan genom Beredningsgruppen och med Amf
		Håll en grundkurs för personal;Fler känner igen tecken i tid;Ht 2022 – Vt 2023;Kommunstaben, i samverkan med de förvaltningar som saknar kursen
		Gör ett uppslag över symboler och koder;Budskap ska kännas igen;Ht 2022;Kommunstaben
		Skriv om rutinen för den som är orolig;Samma hjälp vem man än ringer;2022;Socialförvaltningen
		Gå igenom riktlinjer som rör förebyggandet (uthyrning, anmälan, sekretess m.m.);Reglerna drar åt samma håll;2022;Socialförvaltningen, Barn- och utbildningsförvaltningen, Kultur- och fritidsförvaltningen, Arbetsmarknadsförvaltningen
		Pröva om riktlinjer behövs för hela kommunen;Det ska vara klart vad som gäller;2022;Kommunstaben
	END
}

# All of it in a state that runs.
import_plan()
{
	add_departments
	must planvakt plan add vbe-2022 --title 'Plan 2022' \
	    --adopted 2022-01-10
	write_plan >"$work/plan.csv"
	must planvakt import "$work/plan.csv" --plan vbe-2022
}
