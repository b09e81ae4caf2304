#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# planvakt-deliver: the message that it makes and the Maildir that it leaves.
. "${0%/*}/lib.sh"
umask 022

box=$work/box
half=00112233445566778899aabbccddeeff
base=dispatch-17.$half.planvakt
own=$box/ks@example.se
members='"dispatch":17,"token":"'$half$half'","date":1656655200,"offset":7200,
"from":"anna@example.se","from_name":"Aktivitetsplanen",
"reply_to":"samordnare@example.se","to":"ks@example.se",
"subject":"Åtgärd","text":"Hej\n","language":"sv","rehearsal":false'

# The dispatch; one that lacks a member; one that has another value there.
whole()
{
	printf '{%s}' "$members"
}

lacking()
{
	whole | tr '\n' ' ' |
	    sed 's/"'"$1"'":\("[^"]*"\|[0-9a-z]*\),\{0,1\}//; s/, *}$/}/'
}

having()
{
	lacking "$1" | sed 's/^{//' >"$work/rest"
	printf '{"%s":%s,' "$1" "$2"
	cat "$work/rest"
}

# Delivers what the command prints, to a box that is new or as it is.
try()
{
	rm -rf "$box"
	again "$@"
}

again()
{
	"$@" >"$work/json"
	deliver "$box" maildir
	mail=$(find "$box" -path '*/new/*' -type f 2>/dev/null)
}

deliver()
{
	said="planvakt-deliver $* <<< $(head -c 300 "$work/json")"
	(become "$programs/planvakt-deliver" "$@") \
	    <"$work/json" >"$work/out" 2>"$work/err"
	status=$?
}

files()
{
	is "$(find "$box" -type f 2>/dev/null | wc -l) files" "$1 files"
}

delivers()
{
	succeeds && [ ! -s "$work/out" ] && files 1
}

# 65 or 75, with one line, and nothing is left.
fails()
{
	refuses "${2:-.}" "$1" && files 0
}

has()
{
	grep -Fqx -e "$1" "$mail" || {
		sed '/^$/q' "$mail"
		return 1
	}
}

lacks()
{
	! grep -qi -e "$1" "$mail"
}

# For a test's name: what `echo` would change is left out.
plain()
{
	printf %s "$1" | tr -d '\\\n'
}

# RFC 2047: white space between encoded words is not shown.
words()
{
	sed 's/?= *=?utf-8?q?//g; s/^=?utf-8?q?//; s/?=$//' | tr _ ' ' | unquote
}

long_lines()
{
	LC_ALL=C awk 'length($0) > 76' "$mail"
}

# --- the message ------------------------------------------------------------

try whole
it 'a dispatch is delivered without a word' delivers
it 'into new/, under a name made of the dispatch' is "$mail" "$own/new/$base"
# 2022-07-01 was a Friday; 06:00 UTC is 08:00 two hours east.
it 'Date has the offset' has 'Date: Fri, 01 Jul 2022 08:00:00 +0200'
it 'From has the name' has 'From: Aktivitetsplanen <anna@example.se>'
it 'To' has 'To: ks@example.se'
it 'Reply-To' has 'Reply-To: samordnare@example.se'
it 'Subject is an encoded word' has 'Subject: =?utf-8?q?=C3=85tg=C3=A4rd?='
it 'Message-ID is of the dispatch and the domain of From' \
    has "Message-ID: <dispatch-17.$half@example.se>"
it 'no vacation notice answers it' has 'Auto-Submitted: auto-generated'
it 'nor does an Exchange server' has 'X-Auto-Response-Suppress: All'
it 'it answers nothing' lacks '^in-reply-to'
it 'it is no mailing list' lacks '^list-'
it 'nor is it bulk' lacks '^precedence'
it 'its language is told' has 'Content-Language: sv'
it 'it is MIME' has 'MIME-Version: 1.0'
it 'it is text in UTF-8' has 'Content-Type: text/plain; charset=utf-8'
it 'ASCII stays as it is' has 'Content-Transfer-Encoding: 7bit'
it 'no header stands twice' is "$(sed '/^$/q; s/:.*//' "$mail" |
    tr '[:upper:]' '[:lower:]' | grep -v '^ ' | sort | uniq -d)" ''
it 'lines end in LF' lacks "$(printf '\r')"
it 'the text is what was given' is "$(mail_text "$mail")" Hej

cp "$mail" "$work/first"
rm -rf "$box"
(become TZ=Asia/Tokyo LC_ALL=sv_SE "$programs/planvakt-deliver" \
    "$box" maildir) <"$work/json"
it 'zone and locale change no byte' cmp "$mail" "$work/first"

try lacking reply_to
it 'Reply-To can be left out' delivers
it 'and is not there then' lacks '^reply-to'
try having answers "\"dispatch-16.$half\""
it 'it answers the letter before' \
    has "In-Reply-To: <dispatch-16.$half@example.se>"
it 'in its thread' has "References: <dispatch-16.$half@example.se>"
try having to_name '"Socialförvaltningen"'
it 'To has the name of the department' \
    has 'To: =?utf-8?q?Socialf=C3=B6rvaltningen?= <ks@example.se>'
try having offset -12600
it 'an offset west of Greenwich' has 'Date: Fri, 01 Jul 2022 02:30:00 -0330'
try having subject '"Aktivitet 3 (2022)"'
it 'an ASCII subject stays readable' has 'Subject: Aktivitet 3 (2022)'
try having from_name '"Plan, \"A\""'
it 'a name with specials is quoted' \
    has 'From: "Plan, \"A\"" <anna@example.se>'
try having from_name '"Förebyggande (plan)"'
it 'a name is encoded as a phrase may be' \
    has 'From: =?utf-8?q?F=C3=B6rebyggande_=28plan=29?= <anna@example.se>'
try having subject '"=?utf-8?q?x?="'
it 'what looks encoded is shown as it was given' \
    has 'Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?='

subject='Försenad: våldsbejakande extremism och hedersrelaterat våld,'
subject="$subject  »åtgärd» 17 – 漢字漢字漢字漢字漢字漢字漢字漢字 slut"
try having subject "\"$subject\""
it 'a long subject comes back whole' \
    is "$(mail_header "$mail" Subject | words)" "$subject"
it 'its lines are at most 76 bytes' is "$(long_lines)" ''
# A character's first byte is not between 80 and BF (RFC 3629, section 3).
it 'each encoded word has whole characters' lacks '^ =?utf-8?q?=[89AB]'

text='Åtgärd 17 är försenad = sen.\n\nEn lång rad som måste brytas för att'
text="$text"' den går över sjuttiosex tecken när å, ä och ö skrivs ut.'
text="$text"'\n\tIndrag \nFrom början\n.\nslut'
try having text "\"$text\""
it 'a Swedish text is quoted-printable' \
    has 'Content-Transfer-Encoding: quoted-printable'
it 'it comes back whole' is "$(mail_text "$mail")" "$(printf %b "$text")"
it 'its last line is ended' is "$(tail -n 1 "$mail" | wc -l)" 1
it 'its lines too are at most 76 bytes' is "$(long_lines)" ''
it 'all is ASCII' is "$(LC_ALL=C tr -d '\000-\177' <"$mail" | wc -c)" 0
it 'no line ends in a space' lacks ' $'
try having text "\"$(printf %077d 0)\""
it 'a long line of ASCII is folded' is "$(long_lines)" ''
try having text '""'
it 'a text can be empty' delivers

# --- what is refused --------------------------------------------------------

for json in '' '[]' '{}' '{' x '{"dispatch":17}' "{$members}{}" \
    "{$members,\"bcc\":\"x@example.se\"}" \
    "{$members,\"to\":\"b@example.se\"}"; do
	try printf %s "$json"
	it "not one dispatch: $(plain "$json" | tail -c 30)" fails 65
done
for member in dispatch token date offset from from_name to subject text \
    language rehearsal; do
	try lacking $member
	it "$member is missing, and is named" fails 65 "\"$member\""
	try having $member null
	it "$member is null, and is named" fails 65 "\"$member\""
done
while read -r member json; do
	try having "$member" "$json"
	it "a bad value: $member $(plain "$json")" fails 65
done <<'END'
dispatch 0
dispatch -1
dispatch 1.0
dispatch "17"
dispatch 99999999999999999999
token "00"
token "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff"
token "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00"
date -1
date 253402300800
offset 1
offset 54000
reply_to null
reply_to ""
reply_to "a@example.se\nBcc: b@example.se"
from "anna"
from "anna@"
from "anna@example.se, b@example.se"
from "Anna <anna@example.se>"
from "anna@example.se\r\nBcc: b@example.se"
from_name ""
to_name ""
to_name "Socialen\r\nBcc: b@example.se"
answers ""
answers "dispatch-16"
answers "dispatch-16.00112233445566778899aabbccddeeff>\r\nBcc: b@example.se"
answers "dispatch-.00112233445566778899aabbccddeeff"
from_name "Plan\nBcc: b@example.se"
from_name "Plan\u0085"
to "ks@example.se\nBcc: b@example.se"
to "@example.se"
to ".ks@example.se"
to "k..s@example.se"
to "ks@example..se"
to "../ks@example.se"
to "ks@example.se/../../x"
to "ks@[127.0.0.1]"
to "ks@malmö.se"
to "a b@example.se"
to "a@b@example.se"
subject ""
subject "a\nBcc: b@example.se"
subject "a\rBcc: b@example.se"
subject "a\u0000"
subject "a\u0009b"
subject "a\u001b[2J"
subject "a\u007f"
subject 17
text "a\u0000"
text "a\rb"
text "a\u001b"
text ["a"]
language "svenska"
language "SV"
language "s\n"
rehearsal 0
rehearsal "true"
END
try having to '"hemligt"'
it 'the error repeats no value' is "$(grep -c hemligt "$work/err")" 0
try having subject "\"$(printf '\377')\""
it 'not UTF-8' fails 65
try having to "\"$(printf %032d 0).$(printf %032d 0)@example.se\""
it 'the name of an address over 64 bytes' fails 65 'over 64 before'
label=$(printf %060d 0)
try having to "\"a@$label.$label.$label.$label.municipal\""
it 'an address over 254 bytes' fails 65 'over 254 characters'
try having to "\"a@$label.$label.$label.$label.municipa\""
it 'one of 254 bytes is read' delivers
try having to "\"a@$label$label.se\""
it 'a label over 63 bytes' fails 65 name@example
slashes=$(printf %064d 0 | tr 0 /)
try having to "\"$slashes@$label.$label.se\""
it 'an address that makes no file name' fails 65 Maildir

padded()
{
	whole
	head -c "$1" /dev/zero | tr '\0' ' '
}
room=$((1048576 - $(whole | wc -c)))
try padded $((room + 1))
it 'over 1 MiB' fails 65 1048576
try padded $room
it 'just 1 MiB is read' delivers

whole >"$work/json"
for words in '' maildir box 'box pigeon' 'maildir box' 'box maildir more' \
    'box maildir /bin/true' 'box sendmail' 'box sendmail true' \
    'box command' 'box command ./true'; do
	# shellcheck disable=SC2086 # words
	deliver $words
	it "usage: $words" refuses usage 64
done
deliver '' maildir
it 'usage: a folder without a name' refuses usage 64

# --- the Maildir ------------------------------------------------------------

try whole
it 'the folders are for their owner only' is "$(stat -c %a "$box" "$own" \
    "$own/tmp" "$own/new" "$own/cur" | sort -u)" 700
it 'so is the message' is "$(stat -c %a "$mail")" 600
it 'which has one name' is "$(stat -c %h "$mail")" 1
inode=$(stat -c %i "$mail")
again whole
it 'a repeat succeeds and adds nothing' delivers
it 'and touches nothing' is "$(stat -c %i "$mail")" "$inode"
again having date 1656655260
it 'nor does one that was written anew' is "$(stat -c %i "$mail")" "$inode"

for flags in '' ':2,' ':2,S'; do
	rm -rf "$own/new" "$own/cur"
	mkdir "$own/cur"
	echo read >"$own/cur/$base$flags"
	again whole
	it "a reader moved it to cur/, flags '$flags'" delivers
	it 'and it does not come back' is "$(ls "$own/new")" ''
done
mv "$own/cur/$base:2,S" "$own/new/$base:2,S"
again whole
it 'a reader put flags on it in new/' delivers
mv "$own/new/$base:2,S" "$own/cur/${base}x:2,S"
again whole
it 'a longer name is another message' files 2
rm -r "$own"

mkdir -p "$own/tmp"
echo half >"$own/tmp/$base"
again whole
it 'what a crash left in tmp/ is replaced' delivers
it 'by the whole message' cmp "$mail" "$work/first"
ln "$mail" "$own/tmp/$base"
again whole
it 'a crash after link(2) leaves nothing in tmp/' delivers
rm "$mail"
echo precious >"$work/precious"
ln -s "$work/precious" "$own/tmp/$base"
again whole
it 'a symbolic link in tmp/ is not followed' delivers
it 'and what it names is kept' is "$(cat "$work/precious")" precious
again having dispatch 18
it 'another dispatch is another message' files 2

try having to '"KS@Example.SE"'
it 'the folder is the address in lower case' is "$mail" "$own/new/$base"
it 'To is as given' has 'To: KS@Example.SE'
try having to '"a/b%2f@example.se"'
it 'a slash makes no folder, and no two addresses share one' \
    is "$mail" "$box/a%2fb%252f@example.se/new/$base"

# --- what may pass ----------------------------------------------------------

rm -rf "$box"
whole >"$work/json"
echo >"$work/file"
deliver "$work/file" maildir
it 'the folder is a file' fails 75 'Not a directory'
deliver "$work/no/box" maildir
it 'there is no folder above' fails 75 'No such file'
(become "$programs/planvakt-deliver" "$box" maildir) \
    <"$work" >"$work/out" 2>"$work/err"
status=$?
it 'standard input cannot be read' fails 75 'standard input'

# A limit on the size of files stands in for a disk that fills up while the
# message is written.
(
	trap '' XFSZ
	ulimit -f 64
	having text "\"$(printf %0200000d 0)\"" | (
		become "$programs/planvakt-deliver" "$box" maildir
	) >"$work/out" 2>"$work/err"
)
status=$?
it 'no room, and nothing is left of the attempt' fails 75 'File too large'
again having text "\"$(printf %0200000d 0)\""
it 'with room again, it is delivered' delivers

# As when a daemon was killed and the next one repeats what is under way.
rm -rf "$box"
whole >"$work/json"
: >"$work/failed"
for attempt in 1 2 3 4 5 6 7 8; do
	(become "$programs/planvakt-deliver" "$box" maildir) \
	    <"$work/json" 2>>"$work/failed" || echo "$attempt" >>"$work/failed" &
done
wait
it 'eight attempts at once succeed' is "$(cat "$work/failed")" ''
it 'and leave one message' files 1
it 'which is whole' cmp "$own/new/$base" "$work/first"

finish
