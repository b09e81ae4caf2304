#!/bin/sh
# SPDX-License-Identifier: ISC
# Verifies an export of planvakt's log without planvakt. It needs a shell,
# ssh-keygen (OpenSSH 9.1 or newer), sha256sum and sha512sum.
#
#	sh verify DIR
#
# It says what is wrong first, with the file's name, and ends with status 1;
# or what holds: how many entries, the daemon's fingerprint and the log's head,
# to compare with what you know of them, such as the footer of a mail.
#
# The files, each of which it accounts for to the last byte:
#	checkpoint, .sig      what the daemon signed: its key, how many entries,
#	                      the last one's hash, the three files below
#	access                who may use which method
#	allowed_signers       everybody's key, and for which time it was valid
#	verify                this script
#	chain                 a line for each entry: its hash, and the text that
#	                      it is the SHA-256 of, which ends in the hash before:
#	                      HASH planvakt-log-1 SEQ AT UID KEY SHA512 SIGNATURE
#	                      READING PREVIOUS
#	entries/N.request     what somebody signed; SHA512 is of it
#	entries/N.request.sig KEY and SIGNATURE, as ssh-keygen -Y sign writes them
#	entries/N.reading     what the daemon read in it; READING is its SHA-256
# Who may sign, and when, follows from the chain alone: its first entry, key.add,
# key.replace and key.revoke. allowed_signers must say the same.
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
none=0000000000000000000000000000000000000000000000000000000000000000

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
	why=${1%%"$newline"*}
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
		'' | *[!0-9]* | 0?* | ???????????????????) return 1 ;;
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
	    entries | verify)
		return
		;;
	entries/????????.request | entries/????????.request.sig | \
	    entries/????????.reading)
		number=${1#entries/}
		number=${number%%.*}
		case $number in
		*[!0-9]*) ;;
		*) [ "$number" -lt 1 ] || [ "$number" -gt "$entries" ] || return ;;
		esac
		;;
	esac
	fail "$1 does not belong to this export: it was added, or an export was interrupted"
}

check_names()
{
	set +f
	for file in * .[!.]* ..?* entries/* entries/.[!.]* entries/..?*; do
		if [ -e "$file" ] || [ -L "$file" ]; then
			check_name "$file"
		fi
	done
	set -f
}

# --- the keys and the checkpoint --------------------------------------------

# Sets $signers to "|KEY PRINCIPAL|..." of all keys, $daemon_key and
# $daemon_name to the daemon's.
read_signers()
{
	signers='|'
	daemon_key=
	while read -r principal options kind key_text _; do
		[ "$kind" = ssh-ed25519 ] ||
		    fail "allowed_signers: $principal has no Ed25519 key"
		signers="$signers$key_text $principal|"
		case $options in
		*planvakt-daemon*)
			[ -z "$daemon_key" ] ||
			    fail "allowed_signers names two daemons"
			daemon_key=$key_text
			daemon_name=$principal
			;;
		esac
	done <allowed_signers
	[ -n "$daemon_key" ] || fail "allowed_signers names no daemon"
}

read_checkpoint()
{
	sum_file checkpoint
	{
		read -r title
		read -r word_1 daemon
		read -r word_2 checkpoint_time
		read -r word_3 entries
		read -r word_4 head
		read -r word_5 sum_access
		read -r word_6 sum_signers
		read -r word_7 sum_verify
		read -r word_8 redacted
	} <checkpoint
	[ "$title $word_1 $word_2 $word_3 $word_4 $word_5 $word_6 $word_7 $word_8" = \
	    'planvakt-checkpoint-1 daemon time entries head access allowed_signers verify redacted' ] &&
	    numbers "$entries" "$redacted" && hex "$head" 64 ||
	    fail "checkpoint is no checkpoint of planvakt"
	sum_file access
	[ "$sum" = "$sum_access" ] ||
	    fail "access is not what the checkpoint says: it was changed"
	sum_file allowed_signers
	[ "$sum" = "$sum_signers" ] ||
	    fail "allowed_signers is not what the checkpoint says: it was changed"
	sum_file verify
	[ "$sum" = "$sum_verify" ] ||
	    fail "verify is not what the checkpoint says: it was changed"
}

# A signature file could hold more than the signature.
check_checkpoint_sig()
{
	sum_file checkpoint.sig
	was=$sum
	armored=
	while read -r line; do
		case $line in
		-----*) ;;
		*) armored=$armored$line ;;
		esac
	done <checkpoint.sig
	case $armored in
	*[!A-Za-z0-9+/=]*) armored= ;;
	esac
	to_armor "$armored"
	sum_text "$armor"
	[ ${#armored} -eq 248 ] && [ "$sum" = "$was" ] ||
	    fail "checkpoint.sig is not as ssh-keygen writes it: it was changed"
}

check_checkpoint()
{
	check_checkpoint_sig
	shown=$(echo "ssh-ed25519 $daemon_key" | ssh-keygen -lf - 2>&1)
	case $shown in
	*" $daemon "*) ;;
	*) fail "checkpoint is of the daemon $daemon, allowed_signers of another: $shown" ;;
	esac
	IFS='-T:'
	# shellcheck disable=SC2086 # split on purpose
	set -- $checkpoint_time
	IFS=
	time=$*
	IFS=' '
	why=$(ssh-keygen -Y verify -n planvakt-daemon -I "$daemon_name" \
	    -f allowed_signers -s checkpoint.sig -O "verify-time=$time" \
	    <checkpoint 2>&1) ||
	    fail "checkpoint is not signed by the daemon $daemon: $why"
}

# --- an entry ---------------------------------------------------------------

# Sets $principal and $key_armor of a key of the chain, once for each.
read_key()
{
	eval "principal=\${principal_$key-} key_armor=\${armor_$key-}"
	[ -z "$principal" ] || return 0
	to_base64 "20$key"
	key_text=AAAAC3NzaC1lZDI1NTE5AAAA$base64
	case $signers in
	*"|$key_text "*) ;;
	*) fail "$file.request.sig: its key is not in allowed_signers: $key_text" ;;
	esac
	principal=${signers#*"|$key_text "}
	principal=${principal%%'|'*}
	to_base64 "${key}00"
	key_armor=$base64
	eval "principal_$key=\$principal armor_$key=\$key_armor"
}

# An SSHSIG (OpenSSH's PROTOCOL.sshsig) around the key and the signature.
ssh_ed25519=0000000b7373682d65643235353139
to_base64 "5353485349470000000100000033${ssh_ed25519}00000020"
before_key=$base64
to_base64 "000008706c616e76616b74000000000000000673686135313200000053${ssh_ed25519}00000040"
after_key=$base64

# The signature file is exactly the chain's key and signature. Sets
# $now_reading to the SHA-256 of the reading, for it is the same call.
check_sig()
{
	read_key
	to_base64 "${signature}0000"
	to_armor "$before_key$key_armor$after_key${base64%AA}=="
	need "$file.request"
	need "$file.request.sig"
	need "$file.reading"
	IFS=" $newline"
	# shellcheck disable=SC2046 # three lines of two words
	set -- $(sha256sum - "$file.request.sig" "$file.reading" <<-END
		$armor
	END
	)
	IFS=' '
	[ $# -eq 6 ] || fail "$file.reading cannot be read"
	[ "$1" = "$3" ] ||
	    fail "$file.request.sig is not the signature in the chain: it was changed"
	now_reading=$5
}

check_signature()
{
	to_time "$at"
	why=$(ssh-keygen -Y verify -n planvakt -I "$principal" \
	    -f allowed_signers -s "$file.request.sig" \
	    -O "verify-time=$time" <"$file.request" 2>&1) ||
	    fail "$file.request: its signature by $principal at $time does not hold: $why"
}

# Takes what a line has between two strings: by it the last of them was a
# member's name or a value.
between()
{
	case $1 in
	*[!"	 "]*) ;;
	*) return 0 ;;
	esac
	rest=$1
	case $rest in
	*:*)
		name=$string
		ended=
		case $path$name in
		'"params"'*\\*) spelled=yes ;;
		'"'*'"'*) ;;
		*\\*) fail "$scanned has a member that is spelled with \\" ;;
		'"blind') blind=yes ;;
		esac
		rest=${rest#*:}
		value=${rest%%[,\}]*}
		case $value in
		*[0-9]*) "$take" ;;
		esac
		;;
	esac
	if [ -n "$ended" ]; then
		ended=
		value=$string
		case $value in
		*'[redacted '[0-9]*) marked=yes ;;
		esac
		"$take"
	fi
	while :; do
		case $rest in
		*[{}]*) ;;
		*) break ;;
		esac
		between=${rest%%[{\}]*}
		rest=${rest#"$between"}
		case $rest in
		'{'*) path=$path$name'"' ;;
		*)
			path=${path%'"'}
			name=${path##*'"'}
			path=${path%"$name"}
			;;
		esac
		rest=${rest#?}
	done
}

# Calls $2 for each member of the JSON in a file with a string or a number,
# with its $name, its $value as it is spelled, and in $path the names of the
# objects around it, a quote after each. No string of JSON goes over a line's
# end; so nothing is kept of a line.
scan()
{
	scanned=$1 take=$2 path='' name='' string='' ended=''
	while IFS= read -r text || [ -n "$text" ]; do
		inside=
		IFS='"'
		for part in $text; do
			if [ -z "$inside" ]; then
				between "$part"
				inside=yes string=
				continue
			fi
			# Longer than all that is looked for.
			[ ${#string} -gt 4000 ] || string=$string$part
			case $part in
			*\\)
				slashes=${part##*[!\\]}
				[ $((${#slashes} % 2)) -eq 0 ] || {
					string=$string'"'
					continue
				}
				;;
			esac
			inside=
			ended=yes
		done
	done <"$1"
	IFS=' '
}

take_request()
{
	case $path$name in
	'"method') slot=method ;;
	'"daemon') slot=for ;;
	'"seen"seq') slot=seen_seq ;;
	'"seen"hash') slot=seen_hash ;;
	'"params"key' | '"params"name' | '"params"role' | \
	    '"params"daemon_key' | '"params"coordinator')
		slot=param_$name
		;;
	*) return 0 ;;
	esac
	eval "[ -z \"\$$slot\" ] && $slot=\$value" ||
	    fail "$scanned has $name twice"
}

# Sets $method, $for (the daemon it was signed for), $seen_seq, $seen_hash and
# what of the params tells of keys; $blind, $marked, $spelled.
read_request()
{
	method='' for='' seen_seq='' seen_hash='' blind='' marked='' spelled=''
	param_key='' param_name='' param_role='' param_daemon_key=''
	param_coordinator=''
	scan "$file.request" take_request
	seen_seq=${seen_seq#"${seen_seq%%[0-9]*}"}
	seen_seq=${seen_seq%%[!0-9]*}
}

check_request()
{
	read_request
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

# --- who may sign -----------------------------------------------------------

# Sets $plain to what a string of JSON says.
unescape()
{
	plain='' rest=$1
	while :; do
		case $rest in
		*\\*) ;;
		*) break ;;
		esac
		plain=$plain${rest%%\\*}
		rest=${rest#*\\}
		case $rest in
		[\"/\\]*) ;;
		*) fail "$file.request: this script cannot read how its words are spelled: $1" ;;
		esac
		after=${rest#?}
		plain=$plain${rest%"$after"}
		rest=$after
	done
	plain=$plain$rest
}

# A key comes: its name and its line as JSON has them, its role.
introduce()
{
	unescape "$2"
	came=${plain#"ssh-ed25519 "}
	[ "$came" != "$plain" ] ||
	    fail "$file.request introduces no ssh-ed25519 key: $plain"
	came=${came%%[!A-Za-z0-9+/=]*}
	[ ${#came} -eq 68 ] ||
	    fail "$file.request introduces no ssh-ed25519 key: $plain"
	case $keys in
	*"|$came "*) fail "$file.request introduces a key that was known: $came" ;;
	esac
	unescape "$1"
	key_count=$((key_count + 1))
	keys="$keys$came $key_count|"
	eval "key_name_$key_count=\$plain key_role_$key_count=\$3"
	eval "key_from_$key_count=\$at key_to_$key_count="
	eval "introduces_$seq=yes key_weak_$key_count="
	[ "$now" = "$sha512" ] || eval "key_weak_$key_count=yes"
}

# Sets $held to the number of the key that has this name now, as JSON has it.
find_holder()
{
	unescape "$1"
	held=$key_count
	while [ "$held" -gt 0 ]; do
		eval "found=\$key_name_$held ended=\$key_to_$held"
		[ "$found" != "$plain" ] || [ -n "$ended" ] || return 0
		held=$((held - 1))
	done
	fail "$file.request is of a key that nobody holds: $plain"
}

# Sets $signer to the number of the entry's key, $role and $signer_name.
find_signer()
{
	eval "signer=\${signer_$key-}"
	[ -n "$signer" ] || {
		to_base64 "20$key"
		key_text=AAAAC3NzaC1lZDI1NTE5AAAA$base64
		case $keys in
		*"|$key_text "*) ;;
		*) fail "$file.request: no entry before it introduced its key: $key_text" ;;
		esac
		signer=${keys#*"|$key_text "}
		signer=${signer%%'|'*}
		eval "signer_$key=\$signer"
	}
	eval "role=\$key_role_$signer signer_name=\$key_name_$signer"
	eval "ended=\$key_to_$signer"
	[ -z "$ended" ] ||
	    fail "$file.request: its key, of $signer_name, was revoked or replaced before it"
}

# What the daemon itself decides is signed by its key, and nothing else is.
check_role()
{
	case $method in
	state.begin)
		[ "$role $seq" = 'daemon 1' ] ||
		    fail "$file.request: only entry 1 can begin a log"
		;;
	state.restored | notice.issue | notice.revise | notice.settle | \
	    reminder.ran)
		[ "$role" = daemon ] ||
		    fail "$file.request: $method is signed by $signer_name, not by the daemon"
		;;
	*)
		[ "$role" != daemon ] ||
		    fail "$file.request: $method is signed by the daemon, which may not decide that"
		;;
	esac
	case $method in
	key.add | key.revoke | log.redact)
		[ "$role" = coordinator ] ||
		    fail "$file.request: $method is signed by $signer_name, who is no coordinator"
		;;
	esac
}

# Who has a key from this entry on, and who no more.
follow_keys()
{
	case $method in
	key.add | key.replace | key.revoke)
		[ -z "$spelled" ] && [ -n "$param_name" ] ||
		    fail "$file.request: this script cannot read how its words are spelled"
		;;
	esac
	case $method in
	key.add)
		case $param_role in
		coordinator | department | auditor) ;;
		*) fail "$file.request adds a key of no role: $param_role" ;;
		esac
		introduce "$param_name" "$param_key" "$param_role"
		;;
	key.replace)
		find_holder "$param_name"
		[ "$held" = "$signer" ] ||
		    fail "$file.request: $method is signed by $signer_name, who is not the key's holder"
		eval "key_to_$held=\$at"
		introduce "$param_name" "$param_key" "$role"
		;;
	key.revoke)
		find_holder "$param_name"
		eval "ended=\$key_role_$held"
		[ "$ended" != daemon ] ||
		    fail "$file.request revokes the daemon's key"
		eval "key_to_$held=\$at"
		;;
	esac
}

check_key()
{
	[ "$seq" -gt 1 ] || {
		[ "$method" = state.begin ] ||
		    fail "$file.request does not begin a log"
		introduce planvaktd "$param_daemon_key" daemon
		[ "$came" = "$daemon_key" ] ||
		    fail "$file.request begins the log of another daemon"
		introduce "$param_coordinator" "$param_key" coordinator
	}
	find_signer
	check_role
	follow_keys
}

# Each line of allowed_signers is of a key of the chain, and each of these has
# one.
check_signers()
{
	lines=0
	while read -r principal options _ key_text label; do
		lines=$((lines + 1))
		case $keys in
		*"|$key_text "*) ;;
		*) fail "allowed_signers: no entry introduced the key of $principal: $key_text" ;;
		esac
		number=${keys#*"|$key_text "}
		number=${number%%'|'*}
		eval "listed=\${listed_$number-} listed_$number=yes"
		eval "from=\$key_from_$number to=\$key_to_$number"
		eval "role=\$key_role_$number was=\$key_name_$number"
		[ -z "$listed" ] || fail "allowed_signers has $principal twice"
		[ "$label" = "$was" ] ||
		    fail "allowed_signers: the key of $label is by the chain that of $was"
		to_time "$from"
		want="namespaces=\"planvakt\",valid-after=\"$time\""
		[ "$role" != daemon ] ||
		    want="namespaces=\"planvakt,planvakt-daemon\",valid-after=\"$time\""
		[ -z "$to" ] || {
			to_time $((to > from ? to : from + 1))
			want="$want,valid-before=\"$time\""
		}
		[ "$options" = "$want" ] ||
		    fail "allowed_signers: $principal has $options, by the chain it is $want"
	done <allowed_signers
	[ "$lines" -eq "$key_count" ] ||
	    fail "allowed_signers has $lines keys, the chain has $key_count: one is missing"
}

# --- redactions -------------------------------------------------------------

take_redaction()
{
	case $path$name in
	'"entries"seq') number=$value ;;
	'"entries"request_sha512') now_request=$value ;;
	'"entries"reading_sha256')
		number=${number#"${number%%[! ]*}"}
		numbers "$number" && [ "$number" -lt "$seq" ] &&
		    [ "$number" -gt 0 ] ||
		    fail "$file.reading redacts what is not before it"
		eval "came=\${introduces_$number-} weak=\$key_weak_$signer"
		# Else a forged key could sign for what introduced it.
		[ -z "$came" ] || [ -z "$weak" ] ||
		    fail "$file.reading redacts entry $number, which introduced a key, and is signed by $signer_name, whose own was introduced by an entry that was redacted: another coordinator must"
		eval "redacted_$number=\"\$now_request \$value\""
		eval "redacted_by_$number=\"by \$signer_name, at \$at_time\""
		named="$named $number"
		;;
	esac
}

# Keeps what a log.redact says stands in an entry from then on.
read_redactions()
{
	number='' now_request=''
	to_time "$at"
	at_time=$time
	scan "$file.reading" take_redaction
}

# A file may differ from the chain where a later entry says so.
check_files()
{
	now=$(sha512sum <"$file.request") || fail "$file.request cannot be read"
	now=${now%% *}
	[ "$now" != "$sha512" ] || check_signature
	[ "$now $now_reading" = "$sha512 $reading" ] || {
		changed="$changed $seq"
		eval "changed_$seq=\"\$now \$now_reading\""
	}
}

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
	[ "$at" -ge "$last_at" ] ||
	    fail "chain: entry $n is older than the one before it"
	sum_text "$text"
	[ "$sum" = "$hash" ] ||
	    fail "chain: the hash of entry $n does not hold: it was changed"
}

check_entry()
{
	n=$((n + 1))
	check_line
	file=0000000$seq
	file=entries/${file#"${file%????????}"}
	check_sig
	[ "$n" -gt 1 ] || [ "$key_text" = "$daemon_key" ] ||
	    fail "chain: entry 1 is not signed by the daemon $daemon"
	check_files
	check_request
	check_key
	[ "$now" = "$sha512" ] || [ "${blind:-no} $marked" = 'no yes' ] ||
	    fail "$file.request is neither what was signed nor as a redaction leaves it: entry $n was changed"
	[ "$method" != log.redact ] || read_redactions
	eval "hash_$n=\$hash"
	last=$hash
	last_at=$at
	[ ! -t 2 ] || [ $((n % 100)) -gt 0 ] ||
	    printf '\r%s of %s entries' "$n" "$entries" >&2
}

check_chain()
{
	n=0 last=$none last_at=0 named='' changed='' keys='|' key_count=0
	eval hash_0=$none
	sum_file chain
	while IFS= read -r line || [ -n "$line" ]; do
		printf '%s\n' "$line"
	done <chain | {
		whole=$(sha256sum)
		[ "${whole%% *}" = "$sum" ]
	} || fail "chain is not whole lines of text: it was changed"
	while IFS= read -r line; do
		# shellcheck disable=SC2086 # split on purpose
		set -- $line
		[ $# -eq 10 ] || fail "chain: line $((n + 1)) is no entry: it was changed"
		hash=$1 seq=$3 at=$4 uid=$5 key=$6 sha512=$7 signature=$8
		reading=$9
		shift 9
		previous=$1
		check_entry
	done <chain
	[ "$n" -eq "$entries" ] ||
	    fail "chain: it ends with entry $n, the checkpoint counts $entries: the rest is missing"
	[ "$last" = "$head" ] ||
	    fail "checkpoint ends in another entry $n than the chain"
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
}

[ $# -eq 1 ] || {
	echo 'usage: sh verify DIR' >&2
	exit 2
}
cd -- "$1" || exit 1
for file in checkpoint checkpoint.sig access allowed_signers chain verify; do
	[ -f "$file" ] && [ ! -L "$file" ] ||
	    fail "$file is missing: is $1 an export, and was it ended?"
done
read_checkpoint
read_signers
check_checkpoint
check_names
check_chain
check_signers
check_redactions
[ ! -t 2 ] || printf '\r\033[K' >&2
echo "ok: $entries entries, $redacted of them redacted: chain, signatures and what was seen hold
daemon $daemon
head   $entries $head
time   $checkpoint_time"
for number in $changed; do
	eval "by=\$redacted_by_$number"
	plain_ascii "entry $number, $by"
	echo "redacted: $shown"
done
