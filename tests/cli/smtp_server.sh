#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# transport = smtp: planvakt-deliver itself to a mail server that takes the
# message, refuses it for now or for ever, breaks off, wants TLS and a login.
. "${0%/*}/lib.sh"

server=$work/server
token=00112233445566778899aabbccddeeff
token=$token$token
mkdir "$server"
mkfifo "$work/alive"
exec 9<>"$work/alive"
seconds=1
[ -z "${PLANVAKT_PATIENCE-}" ] || seconds=10 # under Valgrind

# A server in DIRECTORY, its port in $port.
serve()
{
	echo accept >"$1/scenario"
	: >"$1/commands"
	: >"$1/port"
	/usr/bin/python3 "${0%/*}/smtp_server.py" "$1" \
	    <"$work/alive" >"$1/port" 2>>"$1/errors" 9>&- &
	eventually test -s "$1/port" || bail "no server: $(cat "$1/errors")"
	port=$(cat "$1/port")
}

write_dispatch()
{
	cat >"$work/json" <<-END
		{"dispatch":17,"token":"$token","date":1656655200,
		"offset":7200,"from":"noreply@kommunen.example",
		"from_name":"Aktivitetsplanen",
		"to":"ks@kommunen.example, vik@kommunen.example",
		"subject":"Försenad: åtgärd 3","language":"sv",
		"text":"Hej!\n\n.\n..\nFrom här\n","rehearsal":${1-false}}
	END
}

deliver()
{
	said="planvakt-deliver $*"
	(become "$programs/planvakt-deliver" "$work/box" "$@") \
	    <"$work/json" >"$work/out" 2>"$work/err"
	status=$?
}

try()
{
	deliver smtp "smtp://127.0.0.1:$port" --timeout 20 "$@"
}

arrived()
{
	is "$(find "$server" -name '*.eml' | wc -l) messages" "$1 messages"
}

came_to()
{
	is "$(tail -n 1 "$server/commands")" "$1"
}

write_dispatch
deliver maildir
mail=$(find "$work/box/ks@kommunen.example" -type f)
serve "$server"

# SCENARIO;EXIT STATUS;WORDS: the server's code decides (RFC 5321, section
# 4.2.1: 4yz may pass, 5yz does not), but for a login (RFC 4954, section 6).
while IFS=';' read -r scenario wanted words; do
	echo "$scenario" >"$server/scenario"
	patience=20
	case $scenario in *hang) patience=$seconds ;; esac
	deliver smtp "smtp://127.0.0.1:$port" --timeout "$patience"
	it "$scenario: $wanted, in words" refuses \
	    "planvakt-deliver: the mail server smtp://127.0.0.1:$port $words" "$wanted"
done <<'END'
greeting 421 4.3.2 Try later;75;did not take the message: .*\(421 4\.3\.2 Try later\)$
greeting 554 5.3.2 No service here;69;did not take the message: .*\(554 5\.3\.2 No service here\)$
mail 452 4.3.1 Full;75;did not take the message: MAIL failed: 452 \(452 4\.3\.1 Full\)$
mail 550 5.7.1 Not you;69;did not take the message: MAIL failed: 550 \(550 5\.7\.1 Not you\)$
mail 530 5.7.0 Log in first;75;did not take the message: .*\(530 5\.7\.0 Log in first\)$
rcpt 451 4.7.1 Greylisted;75;did not take the message: RCPT failed: 451 .*\(451 4\.7\.1 Greylisted\)$
rcpt 421 4.7.0 Closing;75;did not take the message: .*\(421 4\.7\.0 Closing\)$
rcpt 550 5.1.1 Nobody;69;did not take the message: RCPT failed: 550 .*\(550 5\.1\.1 Nobody\)$
data 451 4.3.0 Later;75;did not take the message: .*\(451 4\.3\.0 Later\)$
data 554 5.5.1 No;69;did not take the message: .*\(554 5\.5\.1 No\)$
end 452 4.3.1 Full;75;did not take the message: .*\(452 4\.3\.1 Full\)$
end 550 5.7.1 Spam;69;did not take the message: .*\(550 5\.7\.1 Spam\)$
end hang;75;took too long: 
greeting close;75;broke off: .
rcpt close;75;broke off: .
data close;75;broke off: .
end close;75;broke off: .
END
it 'nothing was taken' arrived 0

echo accept >"$server/scenario"
try
it 'once the server takes it, it is delivered' succeeds
it 'once' arrived 1
it 'from the sender, to each whom the dispatch names' \
    is "$(cat "$server/1.envelope")" \
    'noreply@kommunen.example ks@kommunen.example vik@kommunen.example'
tr -d '\r' <"$server/1.eml" >"$work/arrived"
it 'it is the message of the Maildir' cmp "$work/arrived" "$mail"
it 'on the wire each line ends in CR LF' \
    is "$(grep -c "$(printf '\r')\$" "$server/1.eml")" "$(wc -l <"$mail")"
try
it 'a repeat has the same Message-ID' \
    is "$(mail_header "$server/2.eml" Message-ID)" \
    "$(mail_header "$mail" Message-ID)"
echo 'taken close' >"$server/scenario"
try
it 'taken, and never said: it is tried again' refuses . 75
echo 'quit hang' >"$server/scenario"
try
it 'a server that does not say goodbye has it all the same' succeeds
rm "$server"/*.eml "$server"/*.envelope

# --- TLS --------------------------------------------------------------------

echo accept >"$server/scenario"
try --tls yes
it 'a server without TLS gets nothing where TLS is wanted' refuses \
    'has no TLS, and nothing is sent without it.*write tls = no under \[mail\]: ' 75
it 'not even the sender' arrived 0
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$work/key.pem" -out "$work/trust.pem" 2>/dev/null
sealed=$work/sealed
mkdir "$sealed"
cat "$work/trust.pem" "$work/key.pem" >"$sealed/tls.pem"
printf 'planvakt hemligt å"ord\n' >"$sealed/login"
printf 'hemligt å"ord\n' >"$work/password"
echo fel >"$work/wrong"
server=$sealed
serve "$server"
try --tls yes --login planvakt --password-file "$work/password"
it 'a certificate that nobody vouches for is refused' refuses 'certificate' 75
try --tls yes --trust "$work/trust.pem"
it 'a server that wants a login refuses, for now' refuses '\(530 ' 75
try --tls yes --trust "$work/trust.pem" --login planvakt \
    --password-file "$work/wrong"
it 'a wrong password is a matter of the machine, not of the letter' \
    refuses '\(535 ' 75
it 'and is not repeated' is "$(grep -c fel "$work/err")" 0
try --tls yes --trust "$work/trust.pem" --login planvakt \
    --password-file "$work/nothing"
it 'nor is a file that is not there' refuses 'no password in .*/nothing' 75
it 'nothing was taken' arrived 0
try --tls yes --trust "$work/trust.pem" --login planvakt \
    --password-file "$work/password"
it 'by TLS and with the password it is delivered' succeeds
it 'once' arrived 1
: >"$server/smtps"
serve "$server"
deliver smtp "smtps://127.0.0.1:$port" --trust "$work/trust.pem" \
    --login planvakt --password-file "$work/password"
it 'so it is by smtps' succeeds
it 'to the same' arrived 2

# --- words ------------------------------------------------------------------

for words in '' 'mx.example' 'smtp://' 'smtp://mx:0' 'smtp://mx --tls maybe' \
    'smtp://mx --login a' 'smtp://mx --timeout 0' 'smtp://mx --tls'; do
	# shellcheck disable=SC2086 # words
	deliver smtp $words
	it "smtp $words: usage" refuses '^planvakt-deliver: usage' 64
done
write_dispatch true
rm -r "$work/box"
deliver smtp smtp://mx.example
it 'a rehearsal is delivered' succeeds
it 'to the Maildir' is "$(find "$work/box" -path '*/new/*' | wc -l)" 2
write_dispatch
deliver smtp smtp://127.0.0.1:1
it 'no server' refuses 'Failed to connect|refused' 75
it 'the server had no error' is "$(cat "$work/server/errors")" ''

# --- the whole way ----------------------------------------------------------

server=$work/server
serve "$server"
new_key coordinator
must planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail samordnare@kommun.example
printf '%s\n' '[mail]' 'transport = smtp' "server = smtp://127.0.0.1:$port" \
    'from = plan@kommun.example' '[limits]' 'retry_first = 1s' >"$work/conf"
start --config "$work/conf" 9>&-
echo 'rcpt 451 4.7.1 Greylisted' >"$server/scenario"
must planvakt notice test --wait 0 sf@kommun.example
it 'the daemon is told what the server said' heard '451 4\.7\.1 Greylisted'
echo accept >"$server/scenario"
it 'and tries again until it is delivered' heard 'delivered dispatch 1 to sf@'
it 'from whom the configuration says' is "$(cat "$server/1.envelope")" \
    'plan@kommun.example sf@kommun.example'
must planvakt --format json status
it 'letters leave' json_query_is "select json_extract(doc, '$.mail.transport',
    '$.mail.leaves') from said" '["smtp",true]'
exec 9>&-
finish
