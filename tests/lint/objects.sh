# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/lint/run sets what is read here
# SPDX-License-Identifier: ISC
# Rules that the built objects tell: who calls whom, as the linker sees it.

# For awk: tests/lint/rooms, and whether one room may reach another.
# shellcheck disable=SC2016,SC2034 # awk's, and used in headers.sh
rooms_awk='
	function learn() {
		if ($0 ~ /^#/ || NF == 0)
			return
		floor[$2] = ++floors
		program[$2] = $1
		reaches[$2] = "," $3 ","
		purity[$2] = $4
	}
	function room_of(file) {
		sub(/\/[^\/]*$/, "", file)
		return file
	}
	function may(from, to) {
		if (!(from in floor) || !(to in floor))
			return 0
		if (from == to)
			return 1
		if (floor[to] < floor[from])
			return 0
		if (program[to] != program[from] && program[to] != "all")
			return 0
		return reaches[from] == ",below," || index(reaches[from], "," to ",") > 0
	}
'

# A table that holds a command that looks into the table.
tables='
daemon/commands/families daemon/commands/log_confided
daemon/commands/families daemon/commands/code
daemon/commands/families daemon/commands/log_confided
daemon/commands/families daemon/commands/log_export
daemon/commands/families daemon/commands/log_list
daemon/commands/families daemon/commands/log_redact
client/topics client/state
'

# Pure objects in rooms that are not.
pure_objects='daemon/reminders/notices_due'

# Builds what is compared, and what the compiler refuses is a breach: so are
# calls that protocol/poison.h poisons.
objects_build()
{
	# By all processors, but where a make above has said how many.
	case ${MAKEFLAGS-} in
	*-j*) jobs= ;;
	*) jobs=-j$(nproc) ;;
	esac
	# shellcheck disable=SC2086 # one word or none
	if ! ${MAKE:-make} --no-print-directory $jobs -k O="$build" objects \
	    >"$work/make" 2>&1; then
		sed -nE 's/^(\.\/)?([^ :]+:[0-9]+):[0-9]+: error: (.*)/\2: does not build: \3/p' \
		    "$work/make" | sort -u >"$work/refused"
		if [ -s "$work/refused" ]; then
			cat "$work/refused"
		else
			echo "Makefile:1: does not build: $(tail -n 1 "$work/make")"
		fi
	fi
	list_symbols
}

# $work/symbols: OBJECT FUNCTION for each global that one defines.
# $work/needs: OBJECT NAME for each that one lacks.
# $work/edges: FROM TO NAME, an object calls another.
list_symbols()
{
	for source in $sources; do
		[ "${source%.c}" = "$source" ] || echo "$build/${source%.c}.o"
	done | xargs nm -A -P -g 2>/dev/null |
	    sed "s,^$build/,,; s,\.o: , ," >"$work/nm"
	awk '$3 ~ /^[TDBRVC]$/ { print $1, $2 }' "$work/nm" >"$work/symbols"
	awk '$3 == "U" { print $1, $2 }' "$work/nm" >"$work/needs"
	awk 'NR == FNR { of[$2] = $1; next }
	    ($2 in of) && of[$2] != $1 { print $1, of[$2], $2 }' \
	    "$work/symbols" "$work/needs" >"$work/edges"
}

no_global_twice()
{
	awk '$2 != "main" && ($2 in of) {
			printf "%s.c:1: %s is also of %s.c\n", $1, $2, of[$2]
		}
		{ of[$2] = $1 }' "$work/symbols"
}

# tsort(1) writes every circle that it has to break.
no_circles()
{
	awk '{ print $1, $2 }' "$work/edges" | sort -u |
	    grep -vxF "$(echo "$tables" | sed '/^$/d')" |
	    LC_ALL=C tsort 2>&1 >/dev/null |
	    awk '/contains a loop/ { end(); next }
		{ circle = circle " " $2; if (first == "") first = $2 }
		function end() {
			if (first != "")
				printf "%s.c:1: a circle of objects:%s\n", first, circle
			first = circle = ""
		}
		END { end() }'
}

calls_one_way()
{
	awk "$rooms_awk"'
		NR == FNR { learn(); next }
		!(room_of($1) in floor) {
			if (!told[$1]++)
				printf "%s.c:1: its room is not in tests/lint/rooms\n", $1
			next
		}
		!may(room_of($1), room_of($2)) {
			printf "%s.c:1: may not call %s() of %s\n", $1, $3, $2
		}' tests/lint/rooms "$work/edges"
}

# Each object of a pure room, and all that it calls, and what they call.
pure_rooms()
{
	{
		echo objects
		echo "$pure_objects"
		cat "$work/symbols"
		echo edges
		cat "$work/edges"
		echo needs
		cat "$work/needs"
	} | awk "$rooms_awk"'
		FILENAME != "-" { learn(); next }
		NF == 1 && /^(objects|edges|needs)$/ { what = $1; next }
		what == "objects" {
			if (NF == 1 || purity[room_of($1)] == "pure")
				pure[$1] = 1
			next
		}
		what == "edges" { calls[$1] = calls[$1] " " $2; next }
		$2 ~ /^sqlite3_/ { sqlite[$1] = $2 }
		function visit(object, from,    list, n, i) {
			if (seen[from, object]++)
				return
			if (object in sqlite)
				printf "%s.c:1: is pure, and reaches %s() by %s\n", from, sqlite[object], object
			else if (room_of(object) == "daemon/store")
				printf "%s.c:1: is pure, and reaches %s\n", from, object
			n = split(calls[object], list, " ")
			for (i = 1; i <= n; i++)
				visit(list[i], from)
		}
		END {
			for (object in pure)
				visit(object, object)
		}' tests/lint/rooms - | sort | awk '!seen[$1]++'
}

# "19 rooms on 10 floors, 66 arrows": a floor is what a room stands above.
figures()
{
	awk "$rooms_awk"'
		NR == FNR { learn(); if ($2 in floor) name[floors] = $2; next }
		{
			from = room_of($1)
			to = room_of($2)
			if (from != to && !arrow[from, to]++)
				arrows++
		}
		END {
			for (i = floors; i > 0; i--) {
				for (j = i + 1; j <= floors; j++)
					if ((name[i], name[j]) in arrow && level[j] >= level[i])
						level[i] = level[j] + 1
				if (level[i] > most)
					most = level[i]
			}
			printf "%d rooms on %d floors, %d arrows\n", floors, most + 1, arrows
		}' tests/lint/rooms "$work/edges"
}

# Ten floors and some seventy arrows from room to room are as many as a head
# holds.
house_is_small()
{
	figures | awk '$4 > 10 || $6 > 74 { print "tests/lint/rooms:1: too many: " $0 }'
}
