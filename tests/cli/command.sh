#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016,SC2317 # programs for sh -c; conditions, by `it`
# planvakt-deliver and the program that it hands a dispatch to: what that one
# gets, and what its end means.
. "${0%/*}/lib.sh"

token=00112233445566778899aabbccddeeff
token=$token$token

# The dispatch; `rehearsal` as $1, a text of $2 letters.
write_dispatch()
{
	cat >"$work/json" <<-END
		{"dispatch":17,"token":"$token","date":1656655200,
		"offset":7200,"from":"noreply@kommunen.example",
		"from_name":"Aktivitetsplanen","to":"ks@kommunen.example",
		"subject":"Försenad: åtgärd 3","language":"sv",
		"text":"Hej!\n$(printf "%0${2-1}d" 0)","rehearsal":$1}
	END
}

deliver()
{
	said="planvakt-deliver $*"
	(become "GIVEN=å ä" HERE="$work" timeout "$patience" \
	    "$programs/planvakt-deliver" "$work/box" "$@") \
	    <"$work/json" >"$work/out" 2>"$work/err" 7</dev/null
	status=$?
}

# By a program of the shell's.
try()
{
	rm -f "$work"/got.*
	program=$1
	shift
	deliver command /bin/sh -c "$program" "$@"
}

no_mail()
{
	is "$(find "$work/box" -type f 2>/dev/null)" ''
}

quiet()
{
	succeeds && [ ! -s "$work/out" ]
}

# --- what the program gets --------------------------------------------------

write_dispatch false
try 'cat >"$HERE/got.json"; printf "%s;" "$0" "$@" >"$HERE/got.words"' \
    name 'two words' '' '$HOME *'
it 'a program that ends with 0 has delivered' quiet
it 'it gets the dispatch as it came' cmp "$work/got.json" "$work/json"
it 'and its arguments' is "$(cat "$work/got.words")" 'name;two words;;$HOME *;'
it 'there is no mail in the Maildir' no_mail
try 'printf %s "$GIVEN" >"$HERE/got.given"'
it 'its environment is ours' is "$(cat "$work/got.given")" 'å ä'
try 'ls /proc/self/fd >"$HERE/got.files"'
# ls has the folder open as 3, and what the shell made of > is 1.
it 'it has no file but the standard ones' \
    is "$(tr '\n' ' ' <"$work/got.files")" '0 1 2 3 '
try 'exec grep -E "^Sig(Blk|Ign)" /proc/self/status >"$HERE/got.signals"'
(become grep -E '^Sig(Blk|Ign)' /proc/self/status) >"$work/signals"
it 'no signal is ignored or blocked that was not' \
    cmp "$work/got.signals" "$work/signals"
try 'echo loud; echo loud >&2'
it 'what it prints, where it succeeds, is not told' quiet

# --- the statuses -----------------------------------------------------------

for ends in 1 2 64 65 66 67 69 70 72 73 79 125 128 255; do
	try 'echo no such mailbox >&2; exit $0' $ends
	it "$ends is final" \
	    refuses '^planvakt-deliver: no such mailbox$' $ends
done
for ends in 68 71 74 75 76 77 78 126 127; do
	try 'echo wait >&2; exit $0' $ends
	it "$ends may pass" refuses '^planvakt-deliver: wait$' 75
done
while read -r ends code wanted; do
	try 'printf "x: no\nx: server message: %s y\n" "$1" >&2; exit $0' \
	    "$ends" "$code"
	it "$ends after the server's $code is $wanted" \
	    refuses "^planvakt-deliver: x: no \($code y\)\$" "$wanted"
done <<'END'
65 450 75
69 421 75
69 550 69
77 454 75
64 535 64
77 535 75
78 550 75
75 550 75
76 421 75
76 554 76
END
try 'echo "server message: 4511 x" >&2; exit 69'
it 'what is no code is none' refuses 'message: 4511 x$' 69
try 'echo "x: server message: 450 y" >&2; exit 69'
it 'a reply on the first line is told once' \
    refuses '^planvakt-deliver: x: server message: 450 y$' 75
try 'kill -9 $$'
it 'ended by a signal' refuses '/bin/sh was ended by signal 9 \(Killed\)' 75

# --- its words --------------------------------------------------------------

try 'exit 67'
it 'no words' refuses '/bin/sh ended with status 67 and said nothing$' 67
try 'printf "one\ntwo\n" >&2; exit 67'
it 'its first line' refuses '^planvakt-deliver: one$' 67
try 'printf "no end" >&2; exit 67'
it 'a line without an end' refuses '^planvakt-deliver: no end$' 67
try 'printf "a\033[2J\tb\377\n" >&2; exit 67'
it 'control characters and what is no text' \
    refuses '^planvakt-deliver: a\?\[2J\?b\?$' 67
try 'printf "%0500d\n" 0 >&2; exit 67'
it 'a long line is cut' refuses '^planvakt-deliver: 0{180}$' 67
try 'printf "%0500d\nserver message: 450 %0500d\n" 0 0 >&2; exit 67'
it 'the reply of a long line is told too' \
    refuses '^planvakt-deliver: 0{90} \(450 0{86}\)$' 75
try 'printf "%05000d\nserver message: 450 x\n" 0 >&2; exit 69'
it 'what comes after 4096 bytes is not looked at' refuses ': 0{180}$' 69

# --- what it cannot be ------------------------------------------------------

deliver command "$work/nothing"
it 'it is not there' refuses "cannot run $work/nothing: No such file" 75
deliver command "$work"
it 'it is a folder' refuses 'Permission denied' 75
echo 'no program' >"$work/text"
chmod 755 "$work/text"
deliver sendmail "$work/text"
it 'it is a text' refuses "cannot run $work/text: Exec format error" 75

# --- what it does not do ----------------------------------------------------

write_dispatch false 1000000
try 'exit 0'
it 'it does not read' quiet
try 'exec <&-; printf "closed\n" >&2; exit 67'
it 'it closes its input' refuses 'closed' 67
try 'head -c 1000 >/dev/null; exit 0'
it 'it reads a little' quiet
try 'head -c 3000000 /dev/zero >&2; cat >"$HERE/got.json"'
it 'megabytes of errors, and then it reads' quiet
it 'all' cmp "$work/got.json" "$work/json"
try 'echo first >&2; head -c 3000000 /dev/zero >&2; exit 65'
it 'megabytes of errors, and it does not read' refuses first 65
try 'exec 2>&-; cat >"$HERE/got.json"'
it 'it closes its errors and reads' quiet
it 'all too' cmp "$work/got.json" "$work/json"
mkfifo "$work/hold"
try 'cat "$HERE/hold" >&2 & echo begun >&2; exit 67'
it 'what it leaves behind is not waited for' refuses begun 67
: >"$work/hold"

# It dies with us, as where the time is up: end of file says that it did.
mkfifo "$work/alive"
write_dispatch false
(become HERE="$work" "$programs/planvakt-deliver" "$work/box" command \
    /bin/sh -c 'exec 5>"$HERE/alive"; echo begun >&5; exec tail -f /dev/null') \
    <"$work/json" >"$work/out" 2>"$work/err" &
pid=$!
exec 6<"$work/alive"
read -r begun <&6
kill -ALRM $pid
wait $pid
it 'an alarm ends us' is "$?" $((128 + 14))
it 'and the program, which had begun' is "$begun" begun
it 'with us' timeout "$patience" cat <&6
exec 6<&-

# --- sendmail and rehearsals ------------------------------------------------

program='printf "%s;" "$0" "$@" >"$HERE/got.words"; cat >"$HERE/got.mail"'
write_dispatch false
deliver maildir
mail=$(find "$work/box" -type f)
rm -f "$work"/got.*
deliver sendmail /bin/sh -c "$program" name -f 'a b'
it 'by sendmail' quiet
it '-t and -i come last' is "$(cat "$work/got.words")" 'name;-f;a b;-t;-i;'
it 'the message is that of the Maildir' cmp "$work/got.mail" "$mail"
deliver sendmail /bin/sh -c 'echo full >&2; exit 71' name
it 'its status counts' refuses full 75

for transport in sendmail command; do
	rm -rf "$work"/got.* "$work/box"
	write_dispatch true
	deliver $transport /bin/sh -c "$program" name
	it "a rehearsal by $transport is delivered" quiet
	it 'to the Maildir' is "$(find "$work/box" -type f | wc -l)" 1
	it 'and no program is run' is "$(ls "$work"/got.* 2>/dev/null)" ''
	echo '{}' >"$work/json"
	deliver $transport /bin/sh -c "$program" name
	it 'what is no dispatch is refused' refuses '"dispatch" is missing' 65
	it 'before any program is run' is "$(ls "$work"/got.* 2>/dev/null)" ''
done
finish
