#!/bin/sh
# SPDX-License-Identifier: ISC
# What `planvakt log export` writes, and the two programs in it that verify it
# without us: both accept every honest export and catch each way to change
# one, also by who has the daemon's key. PLANVAKT_EVERY=1 flips a byte in
# every file at every place that is tried; else in one of so many.
. "${0%/*}/lib.sh"

command -v shellcheck >/dev/null &&
    it "the script is sound" shellcheck "${0%/*}/../../schema/verify.sh"

new_state 2022-06-13T09:00
for name in department auditor next; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
# Few entries, for each is verified a hundred times below.
small_plan()
{
	must planvakt department add ks Kommunstaben --mail ks@kommun.example
	must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
	must planvakt plan add vbe-2022 --title 'Plan 2022' --adopted 2022-01-10
	write_plan | sed -n '1,4p;8p' >"$work/plan.csv"
	must planvakt import "$work/plan.csv" --plan vbe-2022
}
small_plan
must planvakt key add 'Åsa på Socialförvaltningen' \
    "$work/keys/department.pub" --role department --department sf
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
who=department
must planvakt update 4 --status started \
    --note 'Ett "utkast" med "seen": {"seq": 1} och \ finns.
Det har två rader.'
who=coordinator
must planvakt key revoke --yes revisor --reason Slutat
stop
start --at 2022-07-01T07:59:58
heard "delivered dispatch [0-9]+ to " 3 ||
    bail "nothing was delivered"
must planvakt log export "$work/good"

# Verifies the folder $1 with a genuine program, run by the words that follow.
verify_with()
{
	folder=$1
	shift
	(cd "$work" && run "$@" "$folder"
	echo "$status" >"$work/status")
	status=$(cat "$work/status")
	said="$* $folder"
}

# Both programs, which must agree. What is left is what the script said.
verify()
{
	verify_with "$1" python3 "$work/verify.py"
	second=$status
	mv "$work/out" "$work/second.out"
	mv "$work/err" "$work/second.err"
	verify_with "$1" sh "$work/verify"
	if [ "$status" -ne "$second" ] ||
	    ! cmp -s "$work/out" "$work/second.out"; then
		echo "verify.py: status $second: $(cat "$work/second.err")" \
		    >>"$work/err"
		status=99
	fi
}

cp "$work/good/verify" "$work/good/verify.py" "$work"
for shell in sh dash bash mksh 'busybox sh'; do
	command -v "${shell%% *}" >/dev/null || continue
	# shellcheck disable=SC2086 # busybox takes a word
	verify_with good $shell "$work/verify"
	it "an export verifies ($shell)" succeeds
done
mkdir "$work/awk"
for awk in mawk gawk original-awk 'busybox awk'; do
	command -v "${awk%% *}" >/dev/null || continue
	printf '#!/bin/sh\nexec %s "$@"\n' "$awk" >"$work/awk/awk"
	chmod +x "$work/awk/awk"
	verify_with good env PATH="$work/awk:/usr/bin:/bin" sh "$work/verify"
	it "an export verifies ($awk)" succeeds
done

# Where another folder would be looked at: by CDPATH, the one before, this one.
mkdir -p "$work/elsewhere/good" "$work/good/good"
verify_with good env CDPATH="$work/elsewhere" sh "$work/verify"
it "CDPATH leads nowhere else" refuses 'good does not belong'
rmdir "$work/good/good"
for name in '' -; do
	verify_with "$name" env OLDPWD="$work/good" sh "$work/verify"
	it "'$name' is no folder" refuses 'is no folder'
	verify_with "$name" python3 "$work/verify.py"
	it "nor by the second program" refuses 'is no folder'
done

# What was found, and cannot be told, has not been found.
unheard()
{
	(cd "$work" && become "$@" good >/dev/full 2>err)
	status=$?
	: >"$work/out"
	refuses 'no space left|cannot be written' || return 1
	(cd "$work" && become "$@" good >&- 2>err)
	status=$?
	refuses 'cannot be written'
}
it "an answer that cannot be written is none" unheard sh verify
it "nor by the second program" unheard python3 verify.py

cat >"$work/without.py" <<-END
	import sys
	sys.modules["cryptography"] = None
	sys.argv = ["verify.py", sys.argv[1]]
	exec(compile(open("$work/verify.py").read(), "verify.py", "exec"))
END
verify_with good python3 "$work/without.py"
it "and by the second program, with ssh-keygen" succeeds
verify good
it "both say the same of it" succeeds
entries=$(wc -l <"$work/good/chain")
fingerprint=$(ssh-keygen -lf "$state/key.pub" | cut -d ' ' -f 2)
it "it says how many" grep -q "^ok: $entries entries, 0 of them redacted" \
    "$work/out"
it "the daemon's fingerprint, as ssh-keygen has it" \
    grep -qxF "daemon $fingerprint" "$work/out"
last=$(tail -n 1 "$work/good/chain" | cut -d ' ' -f 1)
it "and the head, as the daemon has it" grep -qxF \
    "head   $entries $last" "$work/out"
planvakt_json ping
it "which is the log's" json_is '$.head.hash' "$last"

# --- stock ssh-keygen -------------------------------------------------------

stock()
{
	for request in "$work"/good/entries/*.request; do
		who_signed=$(ssh-keygen -Y find-principals -s "$request.sig" \
		    -f "$work/good/allowed_signers" \
		    -O verify-time="$1" 2>&1) || return 1
		ssh-keygen -Y verify -n planvakt -I "$who_signed" \
		    -s "$request.sig" -f "$work/good/allowed_signers" \
		    -O verify-time="$1" <"$request" 2>&1 || return 1
	done
}
# At 07:00:30 UTC all that signed on the first day were valid.
sed -i.all '/valid-before/s/valid-before="[0-9]*Z"/valid-before="20220801000000Z"/' \
    "$work/good/allowed_signers"
it "ssh-keygen -Y verify accepts every request" stock 20220701070000Z
mv "$work/good/allowed_signers.all" "$work/good/allowed_signers"
it "a name is a principal in its own letters, a character a letter" \
    grep -q '^_sa_p__Socialf_rvaltningen namespaces="planvakt",valid-after="20220613' \
    "$work/good/allowed_signers"
it "with the name beside it" grep -q ' Åsa på Socialförvaltningen$' \
    "$work/good/allowed_signers"
it "a revoked key has an end" grep -Eq \
    '^revisor .*,valid-before="20220613[0-9]{6}Z" ssh-ed25519 ' \
    "$work/good/allowed_signers"
it "who did not sign is not among them" is \
    "$(wc -l <"$work/good/allowed_signers")" 4

# --- changes ----------------------------------------------------------------

fresh()
{
	rm -rf "$work/bad"
	cp -a "$work/good" "$work/bad"
}

# The folder does not verify, and what is said fits.
caught()
{
	verify bad
	refuses "^verify: .*($1)" 1
}

# Another byte stands at offset $2 of the file.
flip()
{
	byte=$(od -An -v -tu1 -j "$2" -N 1 "$1")
	# shellcheck disable=SC2059 # the byte is the format
	printf "\\$(printf '%03o' $((byte ^ $3)))" |
	    dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

flipped()
{
	flip "$work/bad/$1" "$2" "$3"
	verify bad
	flip "$work/bad/$1" "$2" "$3"
	refuses '^verify: ' 1 || {
		echo "not noticed: byte $2 of $1"
		return 1
	}
}

fresh
every=${PLANVAKT_EVERY:-61}
nth=0
: >"$work/places"
for file in $(cd "$work/good" && find . -type f | sort); do
	size=$(wc -c <"$work/good/$file")
	for place in 0 $((size / 2)) $((size - 1)); do
		echo "$file $place 1"
		echo "$file $place 32"
	done
	[ "$every" -gt 1 ] || [ "$size" -gt 1000 ] || case $file in
	./checkpoint* | ./entries/00000003* | ./allowed_signers)
		for place in $(seq 0 $((size - 1))); do
			echo "$file $place 1"
		done
		;;
	esac
done >"$work/places"
every_flip()
{
	while read -r file place bits; do
		nth=$((nth + 1))
		[ $((nth % every)) -eq 0 ] || continue
		flipped "$file" "$place" "$bits" </dev/null || return 1
	done <"$work/places"
}
it "a byte that was changed, in any file" every_flip
[ -z "${PLANVAKT_EVERY-}" ] || echo "# $nth bytes flipped"
verify bad
it "and changed back" succeeds

every_file()
{
	for file in $(cd "$work/good" && find . -type f | sort | awk \
	    -v every="$every" 'NR % every == 0 || !/entries/'); do
		rm "$work/bad/$file"
		verify bad
		cp -a "$work/good/$file" "$work/bad/$file"
		refuses '^verify: .*missing' || {
			echo "not noticed: $file is gone"
			return 1
		}
	done
}
it "a file that is gone, whichever" every_file

# $1 into the folder or at the end of a file.
added()
{
	fresh
	(cd "$work/bad" && eval "$1")
	caught "$2"
}
it "a file more" added ': >x' 'x does not belong'
it "a hidden one" added ': >.x' '\.x does not belong'
it "one of an entry that is not" added ': >entries/00000099.request' \
    '00000099.request does not belong'
it "a folder" added 'mkdir entries/more' 'more does not belong'
it "what an interrupted export leaves" added ': >checkpoint.new' interrupted
it "a link in the place of a file" added \
    'mv chain ../chain.was; ln -s ../chain.was chain' 'chain is missing'
it "or in that of an entry's" added \
    'mv entries/00000002.reading ../was; ln -s ../../was entries/00000002.reading' \
    '00000002.reading is missing'
for file in checkpoint checkpoint.sig access allowed_signers log.csv log.txt \
    verify verify.py chain entries/00000002.request \
    entries/00000002.request.sig entries/00000002.reading; do
	it "a line more in $file" added "echo >>$file" 'changed|incorrect'
	it "a NUL more in $file" added "printf '\\000' >>$file" \
	    'changed|incorrect'
done
it "a blank more in the chain" added 'sed -i "2s/ / /3;2s/ /  /4" chain' \
    'line 2 .* changed'
it "a blank more in a signature" added \
    'sed -i "2s/^/ /" entries/00000002.request.sig' '00000002.request.sig'
it "a signature with other line ends" added \
    'sed -i "s/$/\r/" checkpoint.sig' 'checkpoint.sig'
it "an entry gone from the middle" added \
    'sed -i 3d chain; rm entries/00000003.*' '00000003.request is missing'
it "or from the chain only" added 'sed -i 3d chain' 'entry 3 is missing'
it "the tail gone" added \
    "sed -i '\$d' chain; rm entries/$(printf %08d "$entries").*" \
    "$(printf %08d "$entries").request is missing"
it "or that of the chain" added "sed -i '\$d' chain" \
    "ends with entry $((entries - 1)), the checkpoint counts $entries"
it "two entries swapped" added \
    'sed -i "3{h;d};4{G}" chain' 'entry 3 is missing'
it "an account that was changed" added \
    'sed -i "3s/ \([0-9]*\) \([0-9a-f]\{64\}\) / 1\1 \2 /" chain' \
    'hash of entry 3 does not hold'
it "two requests swapped" added 'cd entries; mv 00000003.request x
    mv 00000004.request 00000003.request; mv x 00000004.request' \
    '00000003.request is neither what was signed'
it "two signatures swapped" added 'cd entries; mv 00000003.request.sig x
    mv 00000004.request.sig 00000003.request.sig
    mv x 00000004.request.sig' '00000003.request.sig'
it "a longer time for a key" added \
    "sed -i 's/valid-before=\"2022/valid-before=\"2032/' allowed_signers" \
    'allowed_signers .* changed'

# --- by who has the daemon's key --------------------------------------------

# The chain as its lines were given, linked anew.
relink()
{
	previous=$(printf '%064d' 0)
	: >"$work/bad/chain.new"
	number=0
	while read -r _ word _ at uid key sha512 signature reading _; do
		number=$((number + 1))
		text="$word $number $at $uid $key $sha512 $signature $reading $previous"
		previous=$(echo "$text" | sha256sum | cut -d ' ' -f 1)
		echo "$previous $text"
	done <"$work/bad/chain" >"$work/bad/chain.new"
	mv "$work/bad/chain.new" "$work/bad/chain"
}

# Signs the checkpoint as it stands.
sign_checkpoint()
{
	rm -f "$work/bad/checkpoint.sig"
	ssh-keygen -q -Y sign -n planvakt-daemon -f "$state/key" \
	    "$work/bad/checkpoint" 2>/dev/null
}

# log.txt and log.csv of the chain as it is, whose names good has.
cat >"$work/retell.py" <<-'END'
	import base64, datetime, sys
	good, bad = sys.argv[1:]
	names = {}
	for line in open(good + "/allowed_signers", encoding="utf-8"):
	    words = line.rstrip("\n").split(" ", 4)
	    names[base64.b64decode(words[3])[-32:].hex()] = words[4]
	text, table = "", open(good + "/log.csv", encoding="utf-8").readline()
	for number, line in enumerate(open(bad + "/chain"), 1):
	    words = line.split()
	    at = datetime.datetime.fromtimestamp(int(words[3]),
	                                         datetime.timezone.utc)
	    text += (f"{number}: {at.day} {at:%b %Y} "
	             f"{names.get(words[5], 'x')} did it\n")
	    table += f"{number};{at:%Y-%m-%dT%H:%M:%SZ};x\n"
	open(bad + "/log.txt", "w", encoding="utf-8").write(text)
	open(bad + "/log.csv", "w", encoding="utf-8").write(table)
END

# A checkpoint of the folder as it is, which counts so many redacted entries.
redacted=0
resign()
{
	python3 "$work/retell.py" "$work/good" "$work/bad"
	resign_files
}

resign_files()
{
	{
		sed -n 1,2p "$work/good/checkpoint"
		echo "time 2022-07-01T06:01:40Z"
		echo "entries $(wc -l <"$work/bad/chain")"
		echo "head $(tail -n 1 "$work/bad/chain" | cut -d ' ' -f 1)"
		for file in access allowed_signers log.csv log.txt verify \
		    verify.py; do
			echo "$file $(sha256sum <"$work/bad/$file" | cut -d ' ' -f 1)"
		done
		echo "redacted $redacted"
	} >"$work/bad/checkpoint"
	sign_checkpoint
}

# The entries in this order, numbered anew.
reorder()
{
	number=0
	mkdir "$work/bad/were"
	mv "$work/bad/entries"/* "$work/bad/were"
	cp "$work/bad/chain" "$work/bad/chain.was"
	: >"$work/bad/chain"
	for was; do
		number=$((number + 1))
		sed -n "${was}p" "$work/bad/chain.was" >>"$work/bad/chain"
		for part in request request.sig reading; do
			cp "$work/bad/were/$(printf %08d "$was").$part" \
			    "$work/bad/entries/$(printf %08d $number).$part"
		done
	done
	rm -r "$work/bad/were" "$work/bad/chain.was"
}

rewritten()
{
	fresh
	reorder "$@"
	relink
	resign
}

to_hex()
{
	od -An -v -tx1 | tr -d ' \n'
}

# One more entry: signed by the key $1 at the time $2 (seconds), of the
# request and the reading in $work/request and $work/reading; $3 is another
# namespace.
append()
{
	number=$(($(wc -l <"$work/bad/chain") + 1))
	file=$work/bad/entries/$(printf %08d $number)
	cp "$work/request" "$file.request"
	cp "$work/reading" "$file.reading"
	ssh-keygen -q -Y sign -n "${3:-planvakt}" -f "$1" "$file.request" 2>/dev/null
	sha512=$(sha512sum <"$file.request" | cut -d ' ' -f 1)
	sha256=$(sha256sum <"$file.reading" | cut -d ' ' -f 1)
	key=$(ssh-keygen -y -f "$1" | cut -d ' ' -f 2 | base64 -d |
	    tail -c 32 | to_hex)
	signature=$(sed '/^-/d' "$file.request.sig" | base64 -d |
	    tail -c 64 | to_hex)
	echo "- planvakt-log-1 $number $2 0 $key $sha512 $signature $sha256 -" \
	    >>"$work/bad/chain"
	relink
	resign
}

# The request of one more entry, of the method $1.
write_request()
{
	number=$(wc -l <"$work/bad/chain")
	hash=$(tail -n 1 "$work/bad/chain" | cut -d ' ' -f 1)
	printf '{"jsonrpc":"2.0","id":9,"method":"%s","params":{},"daemon":"%s","session":"00","seen":{"seq":%d,"hash":"%s"},"blind":"00"}' \
	    "$1" "$fingerprint" "$number" "$hash" >"$work/request"
	printf '{}' >"$work/reading"
}

now=1656655300 # 2022-07-01, 06:01:40 UTC

# shellcheck disable=SC2046 # numbers
rewritten $(seq 1 "$entries")
verify bad
it "all as it was, signed anew, verifies" succeeds
# shellcheck disable=SC2046 # numbers
rewritten $(seq 1 3) $(seq 5 "$entries")
it "an entry gone and the rest signed anew: its followers saw it" \
    caught 'had seen'
# shellcheck disable=SC2046 # numbers
rewritten 1 2 4 3 $(seq 5 "$entries")
it "two entries swapped likewise" caught 'had seen'
fresh
was=$(sha256sum <"$work/bad/entries/00000004.reading" | cut -d ' ' -f 1)
printf '{"other":1}' >"$work/bad/entries/00000004.reading"
sed -i "4s/ $was / $(printf '{"other":1}' | sha256sum | cut -d ' ' -f 1) /" \
    "$work/bad/chain"
relink
resign
it "another reading, which nobody signs: they saw the entry" \
    caught '00000005.request: .* had seen another entry 4'
# shellcheck disable=SC2046 # numbers
rewritten $(seq 2 "$entries")
it "the first one gone" caught 'entry 1 is not signed by the daemon'
# shellcheck disable=SC2046 # numbers
rewritten $(seq 1 $((entries - 1)))
verify bad
it "the tail gone, signed anew, verifies with another head" succeeds
it "which a mail's footer shows" is "$(grep -c "$last" "$work/out")" 0
fresh
sed -i '3s/ 165[0-9]* / 1600000000 /' "$work/bad/chain"
relink
resign
it "a time that goes back" caught 'entry 3 is older'

fresh
write_request activity.update
append "$work/keys/coordinator" $now
verify bad
it "an entry more, as it should be, verifies" succeeds
text=$(tail -n 1 "$work/bad/chain" | cut -d ' ' -f 2-10 |
    sed 's/[^ ]*$/'"$(printf %064d 0)/")
sed -i '$d' "$work/bad/chain"
echo "$(echo "$text" | sha256sum | cut -d ' ' -f 1) $text" >>"$work/bad/chain"
resign
it "one that does not follow on the others" caught 'does not follow'
fresh
sed -i "s/^head ..../head 0000/" "$work/bad/checkpoint"
sign_checkpoint
it "a checkpoint that ends in another entry" caught 'ends in another entry'
fresh
sed -i "s/^daemon SHA256:..../daemon SHA256:0000/" "$work/bad/checkpoint"
sign_checkpoint
it "a checkpoint of a daemon with another key" caught 'entry 1 is not signed by the daemon'
for keys in auditor next; do
	fresh
	write_request activity.update
	append "$work/keys/$keys" $now
	it "not by the key of $keys: revoked, or not known" caught \
	    'was revoked or replaced before it|no entry before it introduced its key'
done
fresh
write_request activity.update
append "$work/keys/department" 1655000000
sed -i '$s/ 1655000000 / 1656655300 /' "$work/bad/chain"
relink
resign
verify bad
it "the department's, in its time" succeeds
sed -i 's/valid-after="20220613[0-9]*Z" \(.* Åsa\)/valid-after="20220801000000Z" \1/' \
    "$work/bad/allowed_signers"
resign
it "another time for a key" caught 'allowed_signers: line 3'
fresh
write_request activity.update
sed -i 's/"daemon":"SHA256:.../"daemon":"SHA256:xxx/' "$work/request"
append "$work/keys/coordinator" $now
it "a request to another daemon" caught 'signed for another daemon'
fresh
write_request activity.update
sed -i 's/"seen"/"saw"/' "$work/request"
append "$work/keys/coordinator" $now
it "one that has seen nothing" caught 'does not say what'
fresh
write_request activity.update
sed -i "s/\"seq\":[0-9]*/\"seq\":$((entries + 1))/" "$work/request"
append "$work/keys/coordinator" $now
it "one that has seen itself" caught "had seen entry $((entries + 1)), which is not before"
fresh
cat >"$work/request" <<END
{
	"seen" : { "hash" : "$last", "seq": $entries } ,
	"params": { "note": "\\"seen\\": {\\"seq\\": 1}", "seq": 3 },
	"id": 1, "jsonrpc": "2.0",
	"daemon"
		: "$fingerprint", "method": "activity.update",
	"session": "00", "blind": "00"
}
END
append "$work/keys/coordinator" $now
verify bad
it "another client's spacing and order verifies" succeeds
fresh
write_request activity.update
append "$work/keys/coordinator" $now planvakt-daemon
it "a signature in another namespace" caught 'request.sig'

# --- whose keys, by the chain -----------------------------------------------

signers=$work/bad/allowed_signers
fresh
line="ghost namespaces=\"planvakt\",valid-after=\"20220613070000Z\" $(cut -d ' ' -f 1,2 "$work/keys/next.pub") ghost"
echo "$line" >>"$signers"
resign
it "a key that no entry introduced" caught 'allowed_signers: line 5 .* nothing'
write_request activity.update
append "$work/keys/next" $now
it "nor may it sign" caught 'no entry before it introduced its key'
fresh
sed -i /^revisor/d "$signers"
resign
it "a key left out" caught 'allowed_signers: line 4 .* revisor'
fresh
sed -i 's/^\(revisor .*\),valid-before="[0-9]*Z"/\1/' "$signers"
resign
it "a revoked key whose end is gone" caught 'allowed_signers: line 4 .*valid-before'
write_request activity.update
append "$work/keys/auditor" $now
it "nor may that sign" caught 'revoked or replaced before it'
fresh
sed -i 's/ samordnare$/ kommunalråd/' "$signers"
resign
it "a key under another's name" caught 'allowed_signers: line 2 .* samordnare'
fresh
write_request activity.update
append "$state/key" $now
it "the daemon's key does not sign for people" caught 'may not decide that'
fresh
write_request reminder.ran
append "$work/keys/coordinator" $now
it "nor people for the daemon" caught 'not by the daemon'
add_key()
{
	fresh
	write_request key.add
	sed -i "s|{}|{\"name\":\"$1\",\"key\":\"$(cat "$work/keys/next.pub")\",\"role\":\"auditor\"}|" \
	    "$work/request"
	append "$work/keys/$2" $now
}
add_key ghost department
it "only a coordinator adds a key" caught 'who is no coordinator'
add_key ghost coordinator
echo "$line" >>"$signers"
sed -i '/^ghost/s/20220613070000Z/20220701060140Z/' "$signers"
resign
verify bad
it "a key that one added verifies, from then on" succeeds
add_key 'gh\\u006fst' coordinator
echo "$line" >>"$signers"
sed -i '/^ghost/s/20220613070000Z/20220701060140Z/' "$signers"
resign
verify bad
it "also one whose name is spelled in another way" succeeds

# --- what is said -----------------------------------------------------------

it "nothing but letters comes to the terminal" added \
    ": >\"\$(printf 'x\\033[2J\\303\\245')\"" 'x\?\[2J\?\? does not belong'
fresh
write_request activity.update
seq 1 300000 | tr -d '0-9' >>"$work/request"
append "$work/keys/coordinator" $now
in_time()
{
	(cd "$work" && timeout $((patience / 2)) sh verify bad >out 2>err)
}
it "a request of many lines takes no longer than it must" in_time

# --- redactions -------------------------------------------------------------

# Entry 3 with other words, as a redaction leaves it; $1 says what the
# decision names: its hashes, or others.
redact()
{
	fresh
	sed 's/"name":"[^"]*"/"name":"[redacted 3]"/; s/,"blind":"[^"]*"//' \
	    "$work/good/entries/00000003.request" \
	    >"$work/bad/entries/00000003.request"
	cmp -s "$work/good/entries/00000003.request" \
	    "$work/bad/entries/00000003.request" && bail "nothing to redact"
	write_request log.redact
	printf '{"entries":[{"seq":3,"request_sha512":"%s","reading_sha256":"%s"}]}' \
	    "$(sha512sum <"$1/entries/00000003.request" | cut -d ' ' -f 1)" \
	    "$(sha256sum <"$1/entries/00000003.reading" | cut -d ' ' -f 1)" \
	    >"$work/reading"
}

redact "$work/bad"
resign
it "words that are not those signed" caught 'entry 3: .* was changed'
redact "$work/bad"
append "$work/keys/coordinator" $now
it "a redaction that the daemon did not count" caught 'there are 1'
redacted=1
resign
verify bad
it "but for a redaction" succeeds
it "which is counted" grep -q ' 1 of them redacted' "$work/out"
it "and named" grep -qxF \
    "redacted: entry 3, by samordnare, at 20220701060140Z" "$work/out"
redact "$work/bad"
append "$state/key" $now
it "one by the daemon" caught 'may not decide that'
redact "$work/bad"
append "$work/keys/department" $now
it "one by who is no coordinator" caught 'who is no coordinator'
for change in 's/\[redacted 3\]/Other words/' 's/,"seen"/,"blind":"00"&/'; do
	redact "$work/bad"
	sed -i "$change" "$work/bad/entries/00000003.request"
	printf '{"entries":[{"seq":3,"request_sha512":"%s","reading_sha256":"%s"}]}' \
	    "$(sha512sum <"$work/bad/entries/00000003.request" | cut -d ' ' -f 1)" \
	    "$(sha256sum <"$work/bad/entries/00000003.reading" | cut -d ' ' -f 1)" \
	    >"$work/reading"
	append "$work/keys/coordinator" $now
	it "other words for words ($change)" caught 'nor as a redaction leaves it'
done
redact "$work/good"
append "$work/keys/coordinator" $now
it "a redaction to other words" caught 'entry 3: .* was changed'
redact "$work/bad"
append "$work/keys/coordinator" $now
cp "$work/good/entries/00000003.request" "$work/bad/entries"
it "the words, after they were redacted" caught 'still has its words'
redact "$work/bad"
sed -i 's/log.redact/log.redect/' "$work/request"
append "$work/keys/coordinator" $now
it "what is no method" caught 'log.redect is nothing that this log can hold'
redact "$work/bad"
sed -i 's/log.redact/plan.add/' "$work/request"
append "$work/keys/coordinator" $now
it "what is no redaction" caught 'entry 3: .* was changed'

# --- checkpoints of others --------------------------------------------------

cp -a "$work/good" "$work/old"
must planvakt update 2 --status started
must planvakt log export "$work/good"
verify good
it "an export that went on verifies" succeeds
it "with one entry more" grep -q "^ok: $((entries + 1)) entries" "$work/out"
fresh
cp "$work"/old/checkpoint* "$work/bad"
it "an earlier checkpoint" caught 'log.csv is not what the checkpoint says'
cp "$work"/old/log.* "$work/bad"
it "with its sentences" caught "$(printf %08d $((entries + 1)))"
fresh
cp "$work"/good/checkpoint* "$work/bad"
cp "$work/old/chain" "$work/bad"
it "a later one" caught "ends with entry $entries"
rm -r "$work/bad"
cp -a "$work/old" "$work/bad"
cp "$work/good/chain" "$work/bad"
it "an entry of the chain after it" caught \
    "entry $((entries + 1)) was added, the checkpoint counts $entries"
stop
mv "$state" "$work/first"
new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
planvakt ping
must planvakt trust "$(ssh-keygen -lf "$state/key.pub" | cut -d ' ' -f 2)"
small_plan
must planvakt log export "$work/other"
fresh
cp "$work"/other/checkpoint* "$work/bad"
it "the checkpoint of another log" caught 'allowed_signers'
cp "$work/other/allowed_signers" "$work"/other/log.* "$work/bad"
it "with its keys" caught 'does not belong'
rm -r "$work/bad"
cp -a "$work/other" "$work/bad"
cp "$work/good/chain" "$work/bad"
it "or another log under the checkpoint" caught '.'

finish
