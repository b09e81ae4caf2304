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
#	                      the last one's hash, the two files below
#	allowed_signers       everybody's key, and for which time it was valid
#	verify                this script
#	chain                 a line for each entry: its hash, and the text that
#	                      it is the SHA-256 of, which ends in the hash before:
#	                      HASH planvakt-log-1 SEQ AT UID KEY SHA512 SIGNATURE
#	                      READING PREVIOUS
#	entries/N.request     what somebody signed; SHA512 is of it
#	entries/N.request.sig KEY and SIGNATURE, as ssh-keygen -Y sign writes them
#	entries/N.reading     what the daemon read in it; READING is its SHA-256
# Words that were redacted are gone from a request: its signature can no longer
# be checked then, but a later entry must name what stands there instead.
#
# shellcheck disable=SC2015 # fail does not return
set -fu
LC_ALL=C
TZ=UTC
IFS=' '
export LC_ALL TZ
newline='
'
none=0000000000000000000000000000000000000000000000000000000000000000

fail()
{
	[ ! -t 2 ] || printf '\r' >&2
	printf 'verify: %s\n' "${1%%"$newline"*}" >&2
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

# Sets $text to all of a file, its line ends as blanks.
read_text()
{
	text=
	while IFS= read -r line || [ -n "$line" ]; do
		text="$text$line "
	done <"$1"
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
	allowed_signers | chain | checkpoint | checkpoint.sig | entries | verify)
		return ;;
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
		read -r word_5 sum_signers
		read -r word_6 sum_verify
		read -r word_7 redacted
	} <checkpoint
	[ "$title $word_1 $word_2 $word_3 $word_4 $word_5 $word_6 $word_7" = \
	    'planvakt-checkpoint-1 daemon time entries head allowed_signers verify redacted' ] &&
	    numbers "$entries" "$redacted" && hex "$head" 64 ||
	    fail "checkpoint is no checkpoint of planvakt"
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

# Sets $method, $for (the daemon it was signed for), $seen_seq and $seen_hash.
# A quote in a JSON string is escaped, so that what stands between two quotes
# and has a colon after it is the name of a member.
read_request()
{
	read_text "$file.request"
	method='' for='' seen_seq='' seen_hash='' inside='' want='' before=''
	IFS='"'
	for part in $text; do
		case $want in
		method) method=$part ;;
		daemon) for=$part ;;
		hash) seen_hash=$part ;;
		esac
		want=
		case $part in
		*:*)
			case $before in
			method | daemon) want=$before ;;
			seen) inside=yes ;;
			hash) want=${inside:+hash} ;;
			seq) [ -z "$inside" ] || seen_seq=${part#*:} ;;
			esac
			;;
		esac
		case $part in
		*'}'*) inside= ;;
		esac
		before=$part
	done
	IFS=' '
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

# Keeps what a log.redact says stands in an entry from then on.
read_redactions()
{
	read_text "$file.reading"
	want='' before='' number='' now=''
	IFS='"'
	for part in $text; do
		case $want in
		request_sha512) now=$part ;;
		reading_sha256)
			numbers "$number" && [ "$number" -lt "$seq" ] ||
			    fail "$file.reading redacts what is not before it"
			eval "redacted_$number=\"\$now \$part\""
			named="$named $number"
			;;
		esac
		want=
		case $before$part in
		seq:*,)
			number=${part#:}
			number=${number%,}
			;;
		request_sha512: | reading_sha256:) want=$before ;;
		esac
		before=$part
	done
	IFS=' '
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
	[ "$method" != log.redact ] || read_redactions
	eval "hash_$n=\$hash"
	last=$hash
	last_at=$at
	[ ! -t 2 ] || [ $((n % 100)) -gt 0 ] ||
	    printf '\r%s of %s entries' "$n" "$entries" >&2
}

check_chain()
{
	n=0 last=$none last_at=0 named='' changed=''
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
for file in checkpoint checkpoint.sig allowed_signers chain verify; do
	[ -f "$file" ] && [ ! -L "$file" ] ||
	    fail "$file is missing: is $1 an export, and was it ended?"
done
read_checkpoint
read_signers
check_checkpoint
check_names
check_chain
check_redactions
[ ! -t 2 ] || printf '\r\033[K' >&2
echo "ok: $entries entries, $redacted of them redacted: chain, signatures and what was seen hold
daemon $daemon
head   $entries $head
time   $checkpoint_time"
