#!/bin/sh
# SPDX-License-Identifier: ISC
# Verifies an export of planvakt's log without planvakt. It needs a shell, awk,
# tr, wc, cat, ssh-keygen (OpenSSH 8.2 or newer), sha256sum and sha512sum, of
# any maker: GNU's, busybox's.
#
#	sh verify DIR
#
# It says what is wrong first, with the file's name, and ends with status 1;
# or what holds: how many entries, the daemon's fingerprint and the log's head,
# to compare with what you know of them, such as the footer of a mail.
#
# The files, each of which it accounts for to the last byte:
#	checkpoint, .sig      what the daemon signed: its key, how many entries,
#	                      the last one's hash, the six files below
#	access                who may use which method
#	allowed_signers       everybody's key, and for which time it was valid
#	log.txt, log.csv      what each entry did, as the daemon says it
#	verify, verify.py     this script, and another to the same end
#	chain                 a line for each entry: its hash, and the text that
#	                      it is the SHA-256 of, which ends in the hash before:
#	                      HASH planvakt-log-1 SEQ AT UID KEY SHA512 SIGNATURE
#	                      READING PREVIOUS
#	entries/N.request     what somebody signed; SHA512 is of it
#	entries/N.request.sig KEY and SIGNATURE, as ssh-keygen -Y sign writes them
#	entries/N.reading     what the daemon read in it; READING is its SHA-256
# Nothing is believed because it stands there. The daemon's key is the one that
# signed entry 1. Who may sign what, and when, follows from the entries: the
# first, key.add, key.replace and key.revoke; allowed_signers is made anew from
# them and must be the same. docs/verify.md has all the rules.
# Words that were redacted are gone from a request: its signature can no longer
# be checked then, but a later entry, signed by a coordinator, must name what
# stands there instead.
#
# shellcheck disable=SC2015 # fail does not return
# shellcheck disable=SC2034,SC2154 # eval reads and sets
set -fu
LC_ALL=C
TZ=UTC
IFS=' '
export LC_ALL TZ
newline='
'
return=$(printf '\r')
csv_head=$(printf '\357\273\277seq;at;by;role;command;activities;detail;uid;what')
none=0000000000000000000000000000000000000000000000000000000000000000

# Who may do what: METHOD WHO, of all that writes; the rest only reads. An
# export brings its own list, which may be narrower (it may be older than this
# script), never wider.
writes='
activity.acknowledge member
activity.add coordinator
activity.assign coordinator
activity.confirm coordinator
activity.drop coordinator
activity.edit coordinator
activity.move coordinator
activity.reopen coordinator
activity.snooze member
activity.update member
clock.confirm coordinator
department.add coordinator
department.edit coordinator
department.import coordinator
department.replace coordinator
holidays.add coordinator
holidays.remove coordinator
key.add coordinator
key.replace holder
key.revoke coordinator
kind.add coordinator
kind.retire coordinator
ladder.reset coordinator
ladder.set coordinator
log.confirm coordinator
log.redact coordinator
meeting.add coordinator
meeting.body coordinator
meeting.drop coordinator
meeting.import coordinator
notice.issue daemon
notice.pause coordinator
notice.resend coordinator
notice.resume coordinator
notice.revise daemon
notice.settle daemon
notice.test coordinator
observation.add reporter
observation.import reporter
picture.adopt coordinator
picture.depart daemon
plan.add coordinator
plan.carry coordinator
plan.close coordinator
plan.edit coordinator
plan.follow_up coordinator
plan.import coordinator
problem.add coordinator
problem.close coordinator
quiet.add coordinator
quiet.remove coordinator
rating.set lead
reminder.ran daemon
report.note coordinator
setting.set coordinator
state.begin daemon
state.restored daemon
'
reads='
activity.facts activity.list activity.notes activity.show calendar.dates
calendar.meetings code.read department.list holidays.list key.list kind.list
ladder.show log.checkpoint log.export log.list log.piece log.restored log.told
meeting.bodies meeting.list notice.list notice.register notice.show
observation.list owner.read past.read picture ping plan.list plan.show
problem.list quiet.list rating.list reminder.rehearse report.list setting.list
status timeframe.read watch
'

# What is said may be of the export: only printable ASCII comes to a terminal.
plain_ascii()
{
	shown=
	left=$1
	while [ -n "$left" ]; do
		good=${left%%[!\ -~]*}
		shown=$shown$good
		left=${left#"$good"}
		[ -z "$left" ] || shown=$shown'?'
		left=${left#?}
		[ ${#shown} -lt 600 ] || left=
	done
}

fail()
{
	IFS=' '
	why='' left=$1
	while :; do
		case $left in
		*"$newline"*) ;;
		*) break ;;
		esac
		why="$why${left%%"$newline"*}?"
		left=${left#*"$newline"}
	done
	why=$why$left
	plain_ascii "${why%"$return"}"
	[ ! -t 2 ] || printf '\r' >&2
	printf 'verify: %s\n' "$shown" >&2
	exit 1
}

# Sets $sum to the SHA-256 of a text with a line feed.
sum_text()
{
	sum=$(sha256sum <<-END
		$1
	END
	) || fail "sha256sum does not work"
	sum=${sum%% *}
}

need()
{
	[ -f "$1" ] && [ ! -L "$1" ] && [ -r "$1" ] || fail "$1 is missing"
}

# Sets $sum to the SHA-256 of a file.
sum_file()
{
	need "$1"
	sum=$(sha256sum <"$1") || fail "$1 cannot be read"
	sum=${sum%% *}
}

# Sets $base64 to what the bytes, so many that none is left over, are in it.
n=0
for letter in A B C D E F G H I J K L M N O P Q R S T U V W X Y Z \
    a b c d e f g h i j k l m n o p q r s t u v w x y z \
    0 1 2 3 4 5 6 7 8 9 + /; do
	eval "letter_$n=$letter"
	n=$((n + 1))
done
to_base64()
{
	hex=$1
	base64=
	while [ -n "$hex" ]; do
		rest=${hex#??????}
		bits=$((0x${hex%"$rest"}))
		eval "base64=\$base64\$letter_$((bits >> 18))\$letter_$((bits >> 12 & 63))\$letter_$((bits >> 6 & 63))\$letter_$((bits & 63))"
		hex=$rest
	done
}

# Sets $armor to the file that ssh-keygen -Y sign writes of this base64.
to_armor()
{
	armor='-----BEGIN SSH SIGNATURE-----'
	rest=$1
	while [ ${#rest} -gt 70 ]; do
		after=${rest#??????????????????????????????????????????????????????????????????????}
		armor=$armor$newline${rest%"$after"}
		rest=$after
	done
	armor="$armor$newline$rest$newline-----END SSH SIGNATURE-----"
}

# Sets $time to seconds since 1970 as ssh-keygen takes them.
to_time()
{
	day=$(($1 / 86400 + 719468))
	era=$((day / 146097))
	of_era=$((day % 146097))
	year=$(((of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365))
	day_of_year=$((of_era - (365 * year + year / 4 - year / 100)))
	month=$(((5 * day_of_year + 2) / 153))
	year=$((year + era * 400 + (month > 9)))
	two $((month < 10 ? month + 3 : month - 9))
	time=$year$two
	two $((day_of_year - (153 * month + 2) / 5 + 1))
	time=$time$two
	two $(($1 % 86400 / 3600))
	time=$time$two
	two $(($1 % 3600 / 60))
	time=$time$two
	two $(($1 % 60))
	time=$time${two}Z
}

two()
{
	two=$((100 + $1))
	two=${two#1}
}

# Whether each is a number, written shortly.
numbers()
{
	for number; do
		case $number in
		'' | *[!0-9]* | 0?* | ???????????????????*) return 1 ;;
		esac
	done
}

# Whether $1 is so many ($2) digits of lower-case hexadecimal.
hex()
{
	[ ${#1} -eq "$2" ] || return 1
	case $1 in
	*[!0-9a-f]*) return 1 ;;
	esac
}

# --- the names --------------------------------------------------------------

check_name()
{
	case $1 in
	access | allowed_signers | chain | checkpoint | checkpoint.sig | \
	    log.csv | log.txt | verify | verify.py)
		need "$1"
		return
		;;
	entries)
		[ -d entries ] && [ ! -L entries ] || fail "entries is no folder"
		return
		;;
	entries/????????.request | entries/????????.request.sig | \
	    entries/????????.reading)
		number=${1#entries/}
		number=${number%%.*}
		case $number in
		*[!0-9]*) ;;
		*)
			number=${number#"${number%%[!0]*}"}
			[ "${number:-0}" -lt 1 ] ||
			    [ "$number" -gt "$entries" ] || {
				need "$1"
				return
			}
			;;
		esac
		;;
	esac
	fail "$1 does not belong to this export: it was added, or an export was interrupted"
}

# Before anything is opened: a pipe would keep its reader for ever.
check_names()
{
	check_name entries
	set +f
	for file in * .[!.]* ..?* entries/* entries/.[!.]* entries/..?*; do
		if [ -e "$file" ] || [ -L "$file" ]; then
			check_name "$file"
		fi
	done
	set -f
}

# --- the checkpoint ---------------------------------------------------------

# Whether the file $1 is what the checkpoint says: $2.
check_sum()
{
	sum_file "$1"
	[ "$sum" = "$2" ] ||
	    fail "$1 is not what the checkpoint says: it was changed"
}

read_checkpoint()
{
	{
		read -r title
		read -r word_1 daemon
		read -r word_2 checkpoint_time
		read -r word_3 entries
		read -r word_4 head
		read -r word_5 sum_access
		read -r word_6 sum_signers
		read -r word_7 sum_csv
		read -r word_8 sum_txt
		read -r word_9 sum_verify
		read -r word_10 sum_python
		read -r word_11 redacted
	} <checkpoint
	numbers "$entries" "$redacted" && hex "$head" 64 &&
	    [ "$entries" -lt 100000000 ] ||
	    fail "checkpoint is no checkpoint of planvakt, or of another version"
	case $checkpoint_time in
	[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z) ;;
	*) fail "checkpoint is of no time: $checkpoint_time" ;;
	esac
	sum_text "planvakt-checkpoint-1
daemon $daemon
time $checkpoint_time
entries $entries
head $head
access $sum_access
allowed_signers $sum_signers
log.csv $sum_csv
log.txt $sum_txt
verify $sum_verify
verify.py $sum_python
redacted $redacted"
	was=$sum
	sum_file checkpoint
	[ "$sum" = "$was" ] ||
	    fail "checkpoint is no checkpoint of planvakt, or of another version, or it was changed"
	check_sum access "$sum_access"
	check_sum allowed_signers "$sum_signers"
	check_sum log.csv "$sum_csv"
	check_sum log.txt "$sum_txt"
	check_sum verify "$sum_verify"
	check_sum verify.py "$sum_python"
}

# An SSHSIG (OpenSSH's PROTOCOL.sshsig) around a key and a signature, up to
# each, for its two namespaces. The daemon's ends in the middle of a letter.
ssh_ed25519=0000000b7373682d65643235353139
to_base64 "5353485349470000000100000033${ssh_ed25519}00000020"
before_key=$base64
to_base64 "000008706c616e76616b74000000000000000673686135313200000053${ssh_ed25519}00000040"
after_key=$base64
to_base64 "00000f706c616e76616b742d6461656d6f6e000000000000000673686135313200000053${ssh_ed25519}000000"
after_daemon=$base64

# The signature of the key that signed entry 1, and nothing else: its file
# could hold another's, or more than the signature.
check_checkpoint()
{
	shown=$(echo "ssh-ed25519 $key_text" | ssh-keygen -lf - 2>&1)
	# shellcheck disable=SC2086 # split on purpose
	set -- $shown
	[ "${2-}" = "$daemon" ] ||
	    fail "checkpoint is of the daemon $daemon, chain: entry 1 is not signed by the daemon of that key, but by $shown"
	armored=
	while read -r line; do
		case $line in
		-----*) ;;
		*) armored=$armored$line ;;
		esac
	done <checkpoint.sig
	to_armor "$armored"
	sum_text "$armor"
	was=$sum
	sum_file checkpoint.sig
	end=${armored#"$before_key$key_armor$after_daemon"}
	case $end in
	*[!A-Za-z0-9+/=]*) ;;
	Q[A-P]*[AQgw][AEIMQUYcgkosw048]=)
		[ ${#end} -ne 88 ] || [ "$sum" != "$was" ] ||
		    [ "$end" = "$armored" ] ||
		    ! ssh-keygen -Y check-novalidate -n planvakt-daemon \
			-s checkpoint.sig <checkpoint >/dev/null 2>&1 || return 0
		;;
	esac
	fail "checkpoint is not signed by the daemon $daemon, or its signature is not as ssh-keygen writes it: checkpoint.sig was changed"
}

# --- who may do what --------------------------------------------------------

# Whether $2 lets in nobody whom $1 does not.
is_narrower()
{
	case $1:$2 in
	"$2:$1" | lead:coordinator | member:lead | member:coordinator | \
	    reporter:coordinator) ;;
	*) return 1 ;;
	esac
}

check_access()
{
	case $reads in
	*[\ "$newline"]"$1"[\ "$newline"]*)
		[ "$3" = reads ] && case $2 in
		any | lead | member | holder | reporter | coordinator) return ;;
		esac
		fail "access: $1 is for $2 and $3, it is known to be for any and reads"
		;;
	esac
	case $writes in
	*"$newline$1 "*) ;;
	*) fail "access: this script does not know $1: take one of the version that made the export" ;;
	esac
	known=${writes#*"$newline$1 "}
	known=${known%%"$newline"*}
	case $3 in
	reads | writes) is_narrower "$known" "$2" && return ;;
	esac
	fail "access: $1 is for $2 and $3, which is wider than $known and writes, as it is known to be"
}

# Whether the file $1 is nothing but what `read` gives of it: a shell passes
# over what a NUL or no line feed ends.
check_lines()
{
	sum_file "$1"
	while IFS= read -r line || [ -n "$line" ]; do
		printf '%s\n' "$line"
	done <"$1" | {
		whole=$(sha256sum)
		[ "${whole%% *}" = "$sum" ]
	} || fail "$1 is not whole lines of text: it was changed"
}

# Sets $access to "|METHOD WHO|..." of what writes, by the export's own list.
read_access()
{
	access='|' listed='|'
	check_lines access
	exec 4<access
	while IFS= read -r line <&4; do
		# shellcheck disable=SC2086 # split on purpose
		set -- $line
		[ "${1-} ${2-} ${3-}" = "$line" ] && [ $# -eq 3 ] ||
		    fail "access: a line is not METHOD WHO EFFECT: $line"
		case $1 in
		*[!a-z._]*) fail "access: a line is not METHOD WHO EFFECT: $line" ;;
		esac
		case $listed in
		*"|$1|"*) fail "access: $1 stands there twice" ;;
		esac
		listed="$listed$1|"
		check_access "$1" "$2" "$3"
		[ "$3" = reads ] || access="$access$1 $2|"
	done
	exec 4<&-
}

# What the signer's role may do, by the list.
check_role()
{
	[ "$method $seq" = 'state.begin 1' ] || [ "$method" != state.begin ] ||
	    fail "$file.request: only entry 1 can begin a log"
	case $access in
	*"|$method "*) ;;
	*) fail "$file.request: $method is nothing that this log can hold" ;;
	esac
	may=${access#*"|$method "}
	may=${may%%'|'*}
	case $may:$role in
	daemon:daemon | holder:coordinator | holder:department | \
	    holder:auditor | lead:coordinator | lead:department | \
	    member:coordinator | member:department | \
	    reporter:coordinator | reporter:department | \
	    coordinator:coordinator)
		return
		;;
	daemon:*) fail "$file.request: $method is signed by $signer_name, not by the daemon" ;;
	*:daemon) fail "$file.request: $method is signed by the daemon, which may not decide that" ;;
	coordinator:*) fail "$file.request: $method is signed by $signer_name, who is no coordinator" ;;
	esac
	fail "$file.request: $method is signed by $signer_name, a key of role $role, which may not do that"
}

# --- what the requests say --------------------------------------------------

# All of them read by one awk, as strictly as the daemon reads JSON. It writes
# of each
#	entry SEQ METHOD DAEMON SEEN_SEQ SEEN_HASH BLIND MARKED
# with - for what is not there; then what tells of keys and redactions, a line
# each; then "end". Where it cannot read one: "error WHY".
# shellcheck disable=SC2016 # awk's
facts='
function bad(why) {
	if (failed == "")
		failed = why
}

function hex_value(digits,    i, value) {
	value = 0
	for (i = 1; i <= length(digits); i++)
		value = value * 16 + index("0123456789abcdef",
		    substr(tolower(digits), i, 1)) - 1
	return value
}

function utf8(code) {
	if (code < 128)
		return sprintf("%c", code)
	if (code < 2048)
		return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
	if (code < 65536)
		return sprintf("%c%c%c", 224 + int(code / 4096),
		    128 + int(code / 64) % 64, 128 + code % 64)
	return sprintf("%c%c%c%c", 240 + int(code / 262144),
	    128 + int(code / 4096) % 64, 128 + int(code / 64) % 64,
	    128 + code % 64)
}

# What a string of JSON says. Nothing in it is half a character.
function decode(text,    said, at, letter, code, low) {
	said = ""
	while ((at = index(text, "\\")) > 0) {
		said = said substr(text, 1, at - 1)
		letter = substr(text, at + 1, 1)
		if (letter != "u") {
			at += 2
			if (letter in escapes)
				letter = escapes[letter]
			said = said letter
		} else {
			code = hex_value(substr(text, at + 2, 4))
			at += 6
			if (code >= 55296 && code < 56320 &&
			    substr(text, at, 2) == "\\u") {
				low = hex_value(substr(text, at + 2, 4))
				at += 6
				if (low >= 56320 && low < 57344)
					code = 65536 + (code - 55296) * 1024 + low - 56320
			}
			if (code == 0 || (code >= 55296 && code < 57344))
				bad("it has half a character")
			else
				said = said utf8(code)
		}
		text = substr(text, at)
	}
	return said text
}

# A whole string came, without its quotes.
function take_string(text,    left) {
	if (text ~ /[\001-\037]/)
		bad("it has a control character in a text")
	if (text ~ /[\200-\377]/) {
		left = text
		gsub(utf8_form, "", left)
		if (left ~ /[\200-\377]/)
			bad("it is not UTF-8")
	}
	if (index(text, "\\") > 0) {
		left = text
		gsub(escape_form, "", left)
		if (index(left, "\\") > 0)
			bad("it has a \\ that means nothing")
		else
			text = decode(text)
	}
	if (kind[depth] == "{" && state == "name") {
		if ((serial[depth], text) in names)
			bad("a member stands twice in it")
		names[serial[depth], text] = 1
		name[depth] = text
		if (depth == 1 && text == "blind")
			blind = "yes"
		state = "colon"
		return
	}
	if (text ~ /\[redacted [0-9]/)
		marked = "yes"
	take_value("string", text)
}

# Where a value stands: the names of the objects around it. A name that could
# be taken for a way, as "params.name", is none that we look for.
function path(    i, said) {
	said = ""
	for (i = 1; i <= depth; i++)
		if (kind[i] == "[")
			said = said "[]"
		else
			said = said "." (name[i] ~ /^[a-z0-9_]+$/ ? name[i] : "?")
	return said
}

function take_value(type, value,    at) {
	if (state != "value" && state != "first") {
		bad("it is not JSON")
		return
	}
	state = "after"
	if (depth == 1 && name[1] == "params" && type != "{")
		bad("it has params that are no object")
	if (depth > 4 || type == "{")
		return
	at = path()
	if (at in wanted && wanted[at] == type)
		found[at] = value
}

function open(bracket) {
	if (depth == 0 && (bracket != "{" || began))
		bad("it is no object")
	began = 1
	if (depth > 0)
		take_value(bracket, "")
	depth++
	if (depth > 100)
		bad("it is nested too deep")
	kind[depth] = bracket
	serial[depth] = ++serials
	name[depth] = ""
	state = bracket == "{" ? "first name" : "first"
}

# Rows are told when they end.
function close_(bracket,    at, row) {
	if (depth == 0 || kind[depth] != bracket ||
	    (state != "after" && state !~ /^first/))
		bad("it is not JSON")
	if (depth == 0)
		return
	depth--
	state = "after"
	at = bracket == "{" && (depth == 2 || depth == 3) ? path() : ""
	if (at in row_form) {
		row = row_form[at]
		if (row == "key")
			rows[++row_count] = "key " word(at ".entry") " " \
			    word(at ".role") " " coded(at ".department") " " \
			    key_of(at ".key")
		else
			rows[++row_count] = "redacts " word(at ".seq") " " \
			    word(at ".request_sha512") " " \
			    word(at ".reading_sha256")
		for (row in found)
			if (index(row, at ".") == 1)
				delete found[row]
	}
}

# What stands outside of strings.
function take_between(text,    token) {
	while (failed == "") {
		sub(/^[ \t\r]+/, "", text)
		if (text == "")
			return
		token = substr(text, 1, 1)
		if (token == "{" || token == "[") {
			open(token)
		} else if (token == "}") {
			close_("{")
		} else if (token == "]") {
			close_("[")
		} else if (token == ",") {
			if (depth == 0 || state != "after")
				bad("it is not JSON")
			state = kind[depth] == "{" ? "name" : "value"
		} else if (token == ":") {
			if (state != "colon")
				bad("it is not JSON")
			state = "value"
		} else if (match(text, /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/)) {
			token = substr(text, 1, RLENGTH)
			take_value(token ~ /^[0-9]+$/ && RLENGTH <= 18 ? \
			    "number" : "other", token)
			text = substr(text, RLENGTH + 1)
			if (text ~ /^[^ \t\r,}\]]/)
				bad("it is not JSON")
			continue
		} else if (match(text, /^(true|false|null)/)) {
			take_value("other", "")
			text = substr(text, RLENGTH + 1)
			if (text ~ /^[^ \t\r,}\]]/)
				bad("it is not JSON")
			continue
		} else {
			bad("it is not JSON")
		}
		text = substr(text, 2)
	}
}

function begin_string() {
	if (state == "first name")
		state = "name"
	if (depth == 0 || (state != "name" && state != "value" && state != "first"))
		bad("it is not JSON")
}

# Parts of a line between quotes are by turns outside and inside of strings.
function take_line(line,    parts, count, i, string, slashes) {
	count = split(line, parts, "\"")
	if (count > 0)
		take_between(parts[1])
	i = 2
	while (i <= count && failed == "") {
		begin_string()
		string = parts[i]
		while (match(string, /\\+$/) && RLENGTH % 2 == 1) {
			if (++i > count) {
				bad("it is not JSON")
				return
			}
			string = string "\"" parts[i]
		}
		if (++i > count)
			bad("it is not JSON")
		if (failed == "")
			take_string(string)
		if (failed == "")
			take_between(parts[i])
		i++
	}
}

function read_json(file,    line, got, empty) {
	depth = began = row_count = serials = 0
	failed = blind = marked = ""
	state = "value"
	split("", names)
	split("", found)
	while (failed == "" && (got = (getline line <file)) > 0)
		take_line(line)
	close(file)
	if (got < 0)
		bad("it is not there")
	if (depth > 0 || !began)
		bad("it is not JSON")
	if (failed == "")
		return 1
	print "error " file " cannot be read: " failed
	exit
}

# One word of what was found, - for none.
function word(at,    value) {
	value = at in found ? found[at] : ""
	return value ~ /^[!-~]+$/ ? value : "-"
}

# The same of any text, so that no two are told alike.
function coded(at,    value) {
	value = at in found ? found[at] : ""
	gsub(/%/, "%25", value)
	gsub(/-/, "%2d", value)
	gsub(/ /, "%20", value)
	gsub(/\n/, "%0a", value)
	return value == "" ? "-" : value
}

# The base64 of a public key; - where it is none.
function key_of(at,    value) {
	value = at in found ? found[at] : ""
	if (!sub(/^[ \t\r\n]*ssh-ed25519[ \t]+/, "", value))
		return "-"
	sub(/[ \t\r\n].*/, "", value)
	return length(value) == 68 && \
	    value ~ /^AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+\/]+$/ ? value : "-"
}

# A name, and what is its principal: a letter for each character.
function tell_name(at,    value, safe) {
	value = at in found ? found[at] : ""
	if (value == "" || value ~ /[\001-\037\177]/)
		return
	safe = value
	gsub(/[\200-\277]/, "", safe)
	gsub(/[^A-Za-z0-9._@-]/, "_", safe)
	print "safe " safe
	print "name " value
}

function tell(seq, file,    method, i) {
	read_json(file ".request")
	method = word(".method")
	print "entry", seq, method, word(".daemon"), word(".seen.seq"), \
	    word(".seen.hash"), (blind == "" ? "-" : blind), \
	    (marked == "" ? "-" : marked)
	if (method == "state.begin") {
		print "daemon " key_of(".params.daemon_key")
		tell_name(".params.coordinator")
	} else if (method ~ /^key\./) {
		tell_name(".params.name")
	}
	if (method == "state.begin" || method ~ /^key\./) {
		print "role " word(".params.role")
		print "department " coded(".params.department")
		print "line " key_of(".params.key")
	}
	if (method == "log.redact") {
		for (i = 1; i <= row_count; i++)
			if (rows[i] ~ /^key/)
				print rows[i]
		read_json(file ".reading")
		for (i = 1; i <= row_count; i++)
			if (rows[i] ~ /^redacts/)
				print rows[i]
	}
	print "end"
}

BEGIN {
	utf8_form = "[\302-\337][\200-\277]|\340[\240-\277][\200-\277]|" \
	    "[\341-\354\356\357][\200-\277][\200-\277]|" \
	    "\355[\200-\237][\200-\277]|\360[\220-\277][\200-\277][\200-\277]|" \
	    "[\361-\363][\200-\277][\200-\277][\200-\277]|" \
	    "\364[\200-\217][\200-\277][\200-\277]"
	escape_form = "\\\\([\"\\\\/bfnrt]|" \
	    "u[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F])"
	escapes["n"] = "\n"
	escapes["t"] = "\t"
	escapes["r"] = "\r"
	escapes["b"] = "\b"
	escapes["f"] = "\f"
	wanted[".method"] = wanted[".daemon"] = wanted[".seen.hash"] = "string"
	wanted[".params.daemon_key"] = wanted[".params.coordinator"] = "string"
	wanted[".params.name"] = wanted[".params.role"] = "string"
	wanted[".params.department"] = wanted[".params.key"] = "string"
	wanted[".params.keys[].key"] = wanted[".params.keys[].role"] = "string"
	wanted[".params.keys[].department"] = "string"
	wanted[".entries[].request_sha512"] = "string"
	wanted[".entries[].reading_sha256"] = "string"
	wanted[".seen.seq"] = wanted[".params.keys[].entry"] = "number"
	wanted[".entries[].seq"] = "number"
	row_form[".params.keys[]"] = "key"
	row_form[".entries[]"] = "redacts"
	for (seq = 1; seq <= entries; seq++)
		tell(seq, sprintf("entries/%08d", seq))
}
'

# The next line of that, on descriptor 3, to $tag and $rest.
read_fact()
{
	IFS= read -r line <&3 || fail "awk does not work"
	tag=${line%% *} rest=${line#* }
}

# Sets $method, $for (the daemon it was signed for), $seen_seq, $seen_hash,
# $blind, $marked and what of the params tells of keys.
read_request()
{
	param_name='' param_safe='' param_role='' param_department=''
	param_key='' param_daemon='' repeats='' redacts=''
	read_fact
	[ "$tag" = entry ] || fail "$rest"
	# shellcheck disable=SC2086 # split on purpose
	set -- $rest
	method=$2 for=$3 seen_seq=$4 seen_hash=$5 blind=$6 marked=$7
	while read_fact && [ "$tag" != end ]; do
		case $tag in
		daemon) param_daemon=$rest ;;
		safe) param_safe=$rest ;;
		name) param_name=$rest ;;
		role) param_role=$rest ;;
		department) param_department=$rest ;;
		line) param_key=$rest ;;
		key) repeats=$repeats$rest$newline ;;
		redacts) redacts=$redacts$rest$newline ;;
		*) fail "$rest" ;;
		esac
	done
}

check_request()
{
	[ "$for" = "$daemon" ] ||
	    fail "$file.request was signed for another daemon: $for"
	numbers "$seen_seq" ||
	    fail "$file.request does not say what its signer had seen"
	[ "$seen_seq" -lt "$seq" ] ||
	    fail "$file.request: its signer had seen entry $seen_seq, which is not before it"
	eval "was=\${hash_$seen_seq}"
	[ "$seen_hash" = "$was" ] ||
	    fail "$file.request: its signer had seen another entry $seen_seq than this log's"
}

# --- the files of an entry --------------------------------------------------

# Those of the next hundred entries, with one program each: their hashes in
# $sha512_N and $sha256_N. No text has a NUL, which a shell would not see.
read_files()
{
	requests='' signatures='' readings='' i=$n
	while [ "$i" -lt $((n + 100)) ] && [ "$i" -le "$entries" ]; do
		file=0000000$i
		file=entries/${file#"${file%????????}"}
		need "$file.request"
		need "$file.request.sig"
		need "$file.reading"
		requests="$requests $file.request"
		signatures="$signatures $file.request.sig"
		readings="$readings $file.reading"
		i=$((i + 1))
	done
	# shellcheck disable=SC2086 # lists of names without blanks
	nul=$(cat $requests $signatures $readings | tr -dc '\000' | wc -c)
	[ "$nul" -eq 0 ] ||
	    fail "a file in entries has a NUL: it was changed ($n and later)"
	# shellcheck disable=SC2086
	keep_sums sha512 "$(sha512sum $requests)"
	# shellcheck disable=SC2086
	keep_sums sha256 "$(sha256sum $readings)"
	# shellcheck disable=SC2086
	keep_sums size "$(wc -c $signatures)"
}

# Lines that begin with what is kept.
keep_sums()
{
	what=$1 kept=$n
	IFS=" $newline"
	# shellcheck disable=SC2086 # split on purpose
	set -- $2
	IFS=' '
	while [ $# -gt 1 ] && [ "$kept" -lt "$i" ]; do
		eval "${what}_$kept=\$1"
		kept=$((kept + 1))
		shift 2
	done
	[ "$kept" -eq "$i" ] || fail "entries: files $kept and later cannot be read"
}

# Sets $key_text to a key of the chain as an OpenSSH line has it, and
# $key_armor to its part of a signature's file; works it out once for each.
read_key()
{
	eval "key_text=\${text_$key-} key_armor=\${armor_$key-}"
	[ -z "$key_text" ] || return 0
	to_base64 "20$key"
	key_text=AAAAC3NzaC1lZDI1NTE5AAAA$base64
	to_base64 "${key}00"
	key_armor=$base64
	eval "text_$key=\$key_text armor_$key=\$key_armor"
}

# The signature file is exactly the chain's key and signature: its size is
# right, it has no NUL, and its lines are those.
check_sig()
{
	read_key
	to_base64 "${signature}0000"
	to_armor "$before_key$key_armor$after_key${base64%AA}=="
	read=
	while IFS= read -r line; do
		read=$read$line$newline
	done <"$file.request.sig"
	eval "size=\$size_$n"
	[ "$read" = "$armor$newline" ] && [ "$size" -eq ${#read} ] ||
	    fail "$file.request.sig is not the signature in the chain: it was changed"
}

# A number of RFC 8032 that is not reduced is another spelling of a signature,
# which somebody without the key can make: an honest one is under 2^252.
check_signature()
{
	case ${signature%?} in
	*0) ;;
	*) fail "$file.request: its signature is spelled in another way than it was made" ;;
	esac
	why=$(ssh-keygen -Y check-novalidate -n planvakt \
	    -s "$file.request.sig" <"$file.request" 2>&1) ||
	    fail "$file.request: its signature does not hold: $why"
}

# A file may differ from the chain where a later entry says so.
check_files()
{
	eval "now=\$sha512_$n now_reading=\$sha256_$n"
	unset "sha512_$n" "sha256_$n" "size_$n"
	[ "$now" != "$sha512" ] || check_signature
	[ "$now $now_reading" = "$sha512 $reading" ] || {
		changed="$changed $seq"
		eval "changed_$seq=\"\$now \$now_reading\""
	}
}

# --- who may sign -----------------------------------------------------------

# A key comes, of the name, principal and role given, by the key of number $5.
introduce()
{
	[ "$1" != - ] ||
	    fail "$file.request introduces no ssh-ed25519 key"
	[ -n "$2" ] ||
	    fail "$file.request introduces a key without a name on one line"
	case $keys in
	*"|$1 "*) fail "$file.request introduces a key that was known: $1" ;;
	esac
	find_holder "$2"
	[ "$held" -eq 0 ] ||
	    fail "$file.request gives a key the name $2, which another key has"
	key_count=$((key_count + 1))
	keys="$keys$1 $key_count|"
	eval "key_text_$key_count=\$1 key_name_$key_count=\$2"
	eval "key_safe_$key_count=\$3 key_role_$key_count=\$4"
	eval "key_by_$key_count=\$5 key_department_$key_count=\$6"
	eval "key_from_$key_count=\$at key_to_$key_count="
	eval "key_entry_$key_count=\$seq"
	owe "$key_count"
}

# What a redacted entry says of a key must be repeated by who redacted it.
owe()
{
	[ "$now" != "$sha512" ] || return 0
	eval "owed_$seq=\"\$key_role_$1 \$key_department_$1 \$key_text_$1\""
	owed="$owed $seq"
}

# Sets $held to the number of the key that has this name now, 0 for none.
find_holder()
{
	held=$key_count
	while [ "$held" -gt 0 ]; do
		eval "name=\$key_name_$held ended=\$key_to_$held"
		[ "$name" != "$1" ] || [ -n "$ended" ] || return 0
		held=$((held - 1))
	done
}

# Sets $signer to the number of the entry's key, $role and $signer_name.
find_signer()
{
	case $keys in
	*"|$key_text "*) ;;
	*) fail "$file.request: no entry before it introduced its key: $key_text" ;;
	esac
	signer=${keys#*"|$key_text "}
	signer=${signer%%'|'*}
	eval "role=\$key_role_$signer signer_name=\$key_name_$signer"
	eval "ended=\$key_to_$signer"
	[ -z "$ended" ] ||
	    fail "$file.request: its key, of $signer_name, was revoked or replaced before it"
}

# Whether a redacted entry, of which nobody has repeated what it said of a key,
# stands between the key of number $1 and the log's beginning. What begins the
# log is the daemon's word, redacted or not.
is_weak()
{
	by=$1
	while [ "$by" -gt 0 ]; do
		eval "from=\$key_entry_$by by=\$key_by_$by"
		eval "is_owed=\${owed_$from-} is_repaid=\${repaid_$from-}"
		[ "$from" -eq 1 ] || [ -z "$is_owed" ] || [ -n "$is_repaid" ] ||
		    return 0
	done
	return 1
}

# Who has a key from this entry on, and who no more.
follow_keys()
{
	case $method in
	key.add)
		case $param_role in
		coordinator | department | auditor) ;;
		*) fail "$file.request adds a key of no role: $param_role" ;;
		esac
		introduce "$param_key" "$param_name" "$param_safe" \
		    "$param_role" "$signer" "$param_department"
		;;
	key.replace)
		find_holder "$param_name"
		[ "$held" = "$signer" ] ||
		    fail "$file.request: $method is signed by $signer_name, who is not the key's holder"
		eval "key_to_$held=\$at safe=\$key_safe_$held"
		eval "department=\$key_department_$held"
		introduce "$param_key" "$signer_name" "$safe" "$role" "$signer" \
		    "$department"
		;;
	key.revoke)
		find_holder "$param_name"
		[ "$held" -gt 0 ] ||
		    fail "$file.request is of a key that nobody holds: $param_name"
		eval "ended=\$key_role_$held"
		[ "$ended" != daemon ] ||
		    fail "$file.request revokes the daemon's key"
		eval "key_to_$held=\$at"
		owe "$held"
		;;
	esac
}

check_key()
{
	[ "$seq" -gt 1 ] || {
		[ "$method" = state.begin ] ||
		    fail "$file.request does not begin a log"
		[ "$param_daemon" = "$key_text" ] ||
		    fail "$file.request begins the log of another daemon"
		introduce "$param_daemon" planvaktd planvaktd daemon 0 -
		introduce "$param_key" "$param_name" "$param_safe" coordinator \
		    1 -
	}
	find_signer
	check_role
	follow_keys
}

# Sets $signers to what allowed_signers must be, without the last line's end.
make_signers()
{
	signers='' i=0
	while [ "$i" -lt "$key_count" ]; do
		i=$((i + 1))
		eval "name=\$key_name_$i safe=\$key_safe_$i role=\$key_role_$i"
		eval "from=\$key_from_$i to=\$key_to_$i key_text=\$key_text_$i"
		find_ambiguous
		line="$safe namespaces=\"planvakt"
		[ "$role" != daemon ] || line="$line,planvakt-daemon"
		to_time "$from"
		line="$line\",valid-after=\"$time\""
		[ -z "$to" ] || {
			to_time $((to > from ? to : from + 1))
			line="$line,valid-before=\"$time\""
		}
		signers="$signers${signers:+$newline}$line ssh-ed25519 $key_text $name"
	done
}

# Where another's name would look the same, the key is named by its
# fingerprint.
find_ambiguous()
{
	j=0
	while [ "$j" -lt "$key_count" ]; do
		j=$((j + 1))
		eval "[ \"\$key_safe_$j\" = \"\$key_safe_$i\" ] &&
		    [ \"\$key_name_$j\" != \"\$name\" ]" || continue
		# shellcheck disable=SC2046 # split on purpose
		set -- $(echo "ssh-ed25519 $key_text" | ssh-keygen -lf -)
		safe=$2
		return
	done
}

check_signers()
{
	make_signers
	sum_text "$signers"
	[ "$sum" != "$sum_signers" ] || return 0
	i=0
	exec 4<allowed_signers
	while [ -n "$signers" ]; do
		i=$((i + 1)) want=${signers%%"$newline"*} line=
		IFS= read -r line <&4
		[ "$line" = "$want" ] ||
		    fail "allowed_signers: line $i is not what follows from the chain: $want"
		case $signers in
		*"$newline"*) signers=${signers#*"$newline"} ;;
		*) signers= ;;
		esac
	done
	fail "allowed_signers: line $((i + 1)) is not what follows from the chain: nothing"
}

# --- redactions -------------------------------------------------------------

# Keeps what a log.redact says stands in an entry from then on.
read_redactions()
{
	to_time "$at"
	while [ -n "$redacts" ]; do
		# shellcheck disable=SC2086 # split on purpose
		set -- ${redacts%%"$newline"*}
		redacts=${redacts#*"$newline"}
		numbers "$1" && [ "$1" -lt "$seq" ] && [ "$1" -gt 0 ] ||
		    fail "$file.reading redacts what is not before it"
		eval "redacted_$1=\"\$2 \$3\""
		eval "redacted_by_$1=\"by \$signer_name, at \$time\""
		named="$named $1"
	done
	[ "$now" != "$sha512" ] || while [ -n "$repeats" ]; do
		# shellcheck disable=SC2086 # split on purpose
		set -- ${repeats%%"$newline"*}
		repeats=${repeats#*"$newline"}
		check_repeat "$1" "$2 $3 $4"
	done
}

check_repeat()
{
	was=
	! numbers "$1" || eval "was=\${owed_$1-}"
	[ -n "$was" ] ||
	    fail "$file.request repeats a key of entry $1, which is not redacted or gave and took none"
	[ "$was" = "$2" ] ||
	    fail "$file.request repeats another key, role or department than entry $1 has"
	is_weak "$signer" || eval "repaid_$1=yes"
}

# What was changed is what was redacted, and the other way round.
check_redactions()
{
	count=0
	for number in $changed; do
		eval "now=\$changed_$number was=\${redacted_$number-}"
		[ "$now" = "$was" ] ||
		    fail "entry $number: its request or reading is not what the chain says, and no redaction says so: it was changed"
		count=$((count + 1))
	done
	for number in $named; do
		eval "now=\${changed_$number-}"
		[ -n "$now" ] ||
		    fail "entry $number was redacted, but this export still has its words: export it again"
	done
	[ "$count" -eq "$redacted" ] ||
	    fail "checkpoint counts $redacted redacted entries, there are $count"
	for number in $owed; do
		eval "was=\${repaid_$number-}"
		[ -n "$was" ] ||
		    fail "entry $number gave or took a key and is redacted, and no log.redact repeats that key under a coordinator's signature"
	done
}

# --- the chain --------------------------------------------------------------

check_line()
{
	text="planvakt-log-1 $seq $at $uid $key $sha512 $signature $reading $previous"
	[ "$line" = "$hash $text" ] && numbers "$seq" "$at" "$uid" &&
	    hex "$hash" 64 && hex "$key" 64 && hex "$sha512" 128 &&
	    hex "$signature" 128 && hex "$reading" 64 && hex "$previous" 64 ||
	    fail "chain: line $n is no entry: it was changed"
	[ "$seq" -eq "$n" ] ||
	    fail "chain: entry $n is missing, where it should be is entry $seq"
	[ "$n" -le "$entries" ] ||
	    fail "chain: entry $n was added, the checkpoint counts $entries"
	[ "$previous" = "$last" ] ||
	    fail "chain: entry $n does not follow on the one before it"
	[ "$at" -ge "$last_at" ] && [ ${#at} -le 10 ] ||
	    fail "chain: entry $n is older than the one before it, or of no year"
	sum_text "$text"
	[ "$sum" = "$hash" ] ||
	    fail "chain: the hash of entry $n does not hold: it was changed"
}

# What the daemon says of an entry, in log.txt and log.csv, is of that one: its
# number, time and signer.
check_told()
{
	to_time "$at"
	rest=${time#????}
	year=${time%"$rest"} day=${rest#??} clock=${rest#????}
	month=${rest%"$day"} day=${day%"$clock"}
	rest=${clock#??} second=${clock#????}
	time=$year-$month-${day}T${clock%"$rest"}:${rest%"$second"}:$second
	set -- Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
	shift $((1$month - 101))
	start="$n: ${day#0} $1 $year $signer_name "
	line=
	IFS= read -r line <&6
	case $line in
	"$start"*) ;;
	*) fail "log.txt says nothing of entry $n where it should, as \"$start...\"" ;;
	esac
	line=
	IFS= read -r line <&7
	case $line in
	"$n;$time;"*) ;;
	*) fail "log.csv says nothing of entry $n where it should, as \"$n;$time;...\"" ;;
	esac
}

check_told_ends()
{
	! IFS= read -r line <&6 || fail "log.txt goes on after the last entry"
	! IFS= read -r line <&7 || fail "log.csv goes on after the last entry"
}

check_entry()
{
	n=$((n + 1))
	check_line
	[ $((n % 100)) -ne 1 ] || read_files
	file=0000000$seq
	file=entries/${file#"${file%????????}"}
	check_sig
	[ "$n" -gt 1 ] || check_checkpoint
	check_files
	read_request
	[ "$now" = "$sha512" ] || [ "$blind $marked" = '- yes' ] ||
	    fail "$file.request is neither what was signed nor as a redaction leaves it: entry $n was changed"
	check_request
	check_key
	[ "$method" != log.redact ] || read_redactions
	check_told
	eval "hash_$n=\$hash"
	last=$hash
	last_at=$at
	[ ! -t 2 ] || [ $((n % 100)) -gt 0 ] ||
	    printf '\r%s of %s entries' "$n" "$entries" >&2
}

check_chain()
{
	n=0 last=$none last_at=0 named='' changed='' keys='|' key_count=0
	owed=''
	eval hash_0=$none
	check_lines chain
	check_lines log.txt
	check_lines log.csv
	exec 5<chain 6<log.txt 7<log.csv
	IFS= read -r line <&7
	[ "$line" = "$csv_head" ] ||
	    fail "log.csv does not begin with its columns' names"
	while IFS= read -r line <&5; do
		# shellcheck disable=SC2086 # split on purpose
		set -- $line
		[ $# -eq 10 ] || fail "chain: line $((n + 1)) is no entry: it was changed"
		hash=$1 seq=$3 at=$4 uid=$5 key=$6 sha512=$7 signature=$8
		reading=$9
		shift 9
		previous=$1
		check_entry
	done
	[ "$n" -eq "$entries" ] && [ "$n" -gt 0 ] ||
	    fail "chain: it ends with entry $n, the checkpoint counts $entries: the rest is missing"
	check_told_ends
	[ "$last" = "$head" ] ||
	    fail "checkpoint ends in another entry $n than the chain"
}

check_time()
{
	IFS='-T:Z'
	# shellcheck disable=SC2086 # split on purpose
	set -- $checkpoint_time
	IFS=' '
	to_time "$last_at"
	time=${time%Z}
	day=${time%??????}
	[ "$1$2$3" -gt "$day" ] ||
	    { [ "$1$2$3" -eq "$day" ] &&
		[ "1$4$5$6" -ge "1${time#"$day"}" ]; } ||
	    fail "checkpoint is of $checkpoint_time, older than the last entry"
}

tell_result()
{
	[ ! -t 2 ] || printf '\r\033[K' >&2
	echo "ok: $entries entries, $redacted of them redacted: chain, signatures, rights and what was seen hold
daemon $daemon
head   $entries $head
time   $checkpoint_time" || return
	for number in $changed; do
		eval "by=\$redacted_by_$number"
		plain_ascii "entry $number, $by"
		printf 'redacted: %s\n' "$shown" || return
	done
}

[ $# -eq 1 ] || {
	echo 'usage: sh verify DIR' >&2
	exit 2
}
# Not where CDPATH leads, and not where "-" or "" would.
case $1 in
/*) folder=$1 ;;
*) folder=./$1 ;;
esac
[ -n "$1" ] && [ -d "$folder" ] && cd "$folder" 2>/dev/null ||
    fail "$1 is no folder that can be read"
for file in checkpoint checkpoint.sig access allowed_signers chain log.csv \
    log.txt verify verify.py; do
	[ -f "$file" ] && [ ! -L "$file" ] ||
	    fail "$file is missing: is $1 an export, and was it ended?"
done
read_checkpoint
read_access
check_names
awk -v entries="$entries" "$facts" 2>/dev/null | {
	exec 3<&0 </dev/null
	check_chain
	check_time
	check_redactions
	check_signers
	tell_result 2>/dev/null || fail "what was found cannot be written"
}
