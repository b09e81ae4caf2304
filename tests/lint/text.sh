# shellcheck shell=sh
# shellcheck disable=SC2154 # tests/lint/run sets what is read here
# SPDX-License-Identifier: ISC
# Rules that the text of the files tells.

format()
{
	command -v clang-format >/dev/null || return 0
	# shellcheck disable=SC2086 # lists
	clang-format --dry-run -Werror $sources $tests 2>&1 |
	    sed -nE 's/^([^ :]+:[0-9]+):[0-9]+: error: .*/\1: not as clang-format writes it/p' |
	    sort -t : -k 1,1 -k 2,2n | awk -F : '!seen[$1]++'
}

# 80 columns with tabs of eight; characters, not bytes.
width()
{
	# shellcheck disable=SC2086 # a list
	LC_ALL=C awk '{
		gsub(/[\200-\277]/, "")
		n = split($0, part, "\t")
		width = length(part[1])
		for (i = 2; i <= n; i++)
			width += 8 - width % 8 + length(part[i])
		if (width > 80)
			printf "%s:%d: a line of %d columns\n", FILENAME, FNR, width
	}' $sources /dev/null
}

# A function opens and closes at the left margin; so does a table, which
# closes with a semicolon and may be long.
sizes()
{
	# shellcheck disable=SC2086 # a list
	awk '
		/^\{/ { open = FNR }
		/^\}$/ && open {
			if (FNR - open - 1 > 60)
				printf "%s:%d: a function of %d lines\n", FILENAME, open, FNR - open - 1
			open = 0
		}
		FNR == 501 { printf "%s:501: a file of over 500 lines\n", FILENAME }
	' $sources /dev/null
}

licences()
{
	# shellcheck disable=SC2086 # lists
	awk '
		FNR == 1 { tell(); name = FILENAME; found = 0 }
		/SPDX-License-Identifier: ISC/ { found = 1 }
		FNR == 3 { nextfile }
		function tell() {
			if (name != "" && !found)
				printf "%s:1: no SPDX line\n", name
		}
		END { tell() }' $sources $tests $sql $scripts
}

# A tag is defined where a brace follows it. It has one meaning everywhere.
one_meaning_a_tag()
{
	# shellcheck disable=SC2086 # a list
	awk '
		{ sub(/\/\*.*/, "") }
		match($0, /(struct|enum|union) [a-z_0-9]+ \{/) {
			split(substr($0, RSTART, RLENGTH), word, " ")
			tag = word[2]
			where = FILENAME ":" FNR
			if (tag in first)
				printf "%s: the tag %s is also %s\n", where, tag, first[tag]
			else
				first[tag] = where
		}' $sources /dev/null
}

# clang-format keeps "static", the type and the name on one line, or begins
# the second with the name.
one_static_a_name()
{
	# shellcheck disable=SC2086 # a list
	awk '
		FNR == 1 { began = 0 }
		/^static / && !/[;={]/ { began = 1 }
		began && /\(/ {
			name = $0
			sub(/\(.*/, "", name)
			sub(/.*[ *]/, "", name)
			began = 0
			if ((name in file) && file[name] != FILENAME)
				printf "%s:%d: %s() has the name of a function in %s: say the module\n", FILENAME, FNR, name, file[name]
			else
				file[name] = FILENAME
		}' $sources /dev/null
}

# Tests call functions by name and hold Swedish text.
shell_scripts()
{
	command -v shellcheck >/dev/null || return 0
	echo "$scripts" | xargs -P "$processors" -n 4 \
	    shellcheck -x -P SCRIPTDIR -e SC2317,SC1111 -f gcc |
	    sed -E 's/^([^:]*:[0-9]+):[0-9]+: [a-z]+: /\1: /' |
	    sort -t : -k 1,1 -k 2,2n
}

# The rows of the daemon's commands: FILE:LINE METHOD WHO. Where nothing but
# the daemon may send a method, WHO is "daemon".
methods()
{
	awk '
		/^\t\{ "[a-z]+(\.[a-z_]+)*", *(ACCESS_[A-Z]+)?,?/ && /ACCESS_/ {
			split($0, quoted, "\"")
			who = /ACCESS_(DAEMON|RECIPIENT)/ ? "daemon" : "anyone"
			print FILENAME ":" FNR, quoted[2], who
		}' daemon/commands/*.c /dev/null
}

commands_are_told()
{
	methods | while read -r where method who; do
		[ "$who" = daemon ] && continue
		grep -qE "^\| $method( W)? \|" docs/wire.md ||
		    echo "$where: $method is not in docs/wire.md"
		grep -qF "\"$method\"" client/*.c ||
		    echo "$where: $method is in no row of the client"
	done
	sed -nE 's/^\| ([a-z]+(\.[a-z]+)?)( W)? \| (any|coordinator|lead|recipient|holder) .*/\1/p' \
	    docs/wire.md | while read -r method; do
		methods | grep -q " $method " ||
		    echo "docs/wire.md:1: $method is no command of the daemon"
	done
}
