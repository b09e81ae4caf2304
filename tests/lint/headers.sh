# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/lint/run sets what is read here
# SPDX-License-Identifier: ISC
# Rules of headers: what they need, what they declare, who includes them.
# $work/includes has every include of our own files, $work/symbols what the
# objects define (tests/lint/objects.sh).

# Every file's includes, one a line: FILE LINE NAME, where NAME keeps its
# quote or angle bracket in front.
list_includes()
{
	# shellcheck disable=SC2086 # lists
	awk '/^#[ \t]*include[ \t]*[<"]/ {
		name = $0
		sub(/^#[ \t]*include[ \t]*/, "", name)
		sub(/[>"][^>"]*$/, "", name)
		print FILENAME, FNR, name
	}' $sources $tests /dev/null >"$work/includes"
}

# Leaves in $work/prototypes what each header declares: HEADER LINE FUNCTION.
# Of the compilers only gcc tells that.
headers_compile_alone()
{
	flags=$(pkg-config --cflags gmime-3.0 2>/dev/null || :)
	export flags work
	mkdir "$work/aux"
	# shellcheck disable=SC2016 # the inner shell's
	echo "$headers" | xargs -P "$processors" -n 8 sh -c '
		for header; do
			file=$work/aux/$(echo "$header" | tr / =)
			echo "#include \"$header\"" |
			    gcc -std=c17 -Wall -Wextra -Werror -D_GNU_SOURCE \
			    -I. $flags -fsyntax-only -aux-info "$file" \
			    -x c - 2>"$work/why.$$" || {
				rm -f "$file"
				echo "$header:1: does not compile alone:" \
				    "$(sed -n "s/.*error: //p" "$work/why.$$" |
				    head -n 1)"
			}
		done' each | sort
	awk '
		FNR == 1 {
			header = FILENAME
			sub(/.*\//, "", header)
			gsub(/=/, "/", header)
		}
		{
			sub(/^\/\* (\.\/)?/, "")
			if (index($0, header ":") != 1)
				next
			split($0, place, ":")
			name = $0
			sub(/^[^(]*:[^(]*\*\/ /, "", name)
			if (match(name, /[a-z_0-9]+ \(/))
				print header, place[2], substr(name, RSTART, RLENGTH - 2)
		}' "$work"/aux/* /dev/null >"$work/prototypes"
}

# What door.c defines, door.h declares, or door_private.h where it is for the
# files of its own room.
prototypes_in_their_own_header()
{
	awk '
		NR == FNR { object[$2] = $1; next }
		$1 !~ /^tests\// {
			header = $1
			sub(/\.h$/, "", header)
			private = header
			sub(/_private$/, "", private)
			of = object[$3]
			if (of == "")
				printf "%s:%d: nobody defines %s()\n", $1, $2, $3
			else if (of != header && of != private)
				printf "%s:%d: %s() is of %s.c and belongs in %s.h\n", $1, $2, $3, of, of
		}' "$work/symbols" "$work/prototypes"
}

own_header_first()
{
	echo "$headers" | awk '
		NR == FNR { exists["\"" $1] = 1; next }
		$1 !~ /^tests\// && !seen[$1]++ {
			own = "\"" $1
			sub(/c$/, "h", own)
			if ($1 ~ /\.c$/ && (own in exists) && $3 != own)
				printf "%s:%d: includes its own header later than others, or not at all\n", $1, $2
		}' - "$work/includes"
}

# Which files may include what of a library: header and files, as extended
# regular expressions.
doors='
^<sodium			^protocol/sign[^/]*$
^<sqlite3			^daemon/store/
^<event				^daemon/(socket/(server|listener|connections?|connection_send)|programs/main|reminders/reminder|delivery/(delivery|worker_link)|machine/clock)\.c$
^<(gmime|glib)			^daemon/delivery/program/
^<curl			^daemon/delivery/program/smtp\.c$
^<libintl		^protocol/translate\.c$
^<csv\.h			^client/csv_table\.c$
^<expat				^client/office/xml\.c$
^<zip\.h			^client/office/package\.c$
^<libical			^client/office/write_calendar\.c$
^<xlsxwriter			^client/office/write_xlsx\.c$
^<seccomp			^(daemon/machine/confine_calls|client/office/office_confine)\.c$
^<linux/landlock		^(daemon/machine/confine|client/office/office_confine)\.c$
'

doorkeepers()
{
	echo "$doors" | while read -r library keeper; do
		[ -n "$library" ] || continue
		library=$library keeper=$keeper awk '
			$1 ~ /^tests\// { next }
			$3 ~ ENVIRON["library"] && $1 !~ ENVIRON["keeper"] {
				printf "%s:%d: %s> has another doorkeeper\n", $1, $2, $3
			}' "$work/includes"
	done
}

includes_one_way()
{
	awk "$rooms_awk"'
		NR == FNR { learn(); next }
		$1 ~ /^tests\// || $3 !~ /^"/ { next }
		{
			name = substr($3, 2)
			if (!may(room_of($1), room_of(name)))
				printf "%s:%d: may not include %s\n", $1, $2, name
		}' tests/lint/rooms "$work/includes"
}
