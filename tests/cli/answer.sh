#!/bin/sh
# SPDX-License-Identifier: ISC
# A reply to a letter, as mail programs write it, becomes the updates that it
# asks for: shown, asked, done. What it does not say in known words is quoted.
. "${0%/*}/lib.sh"

# The mail's text is Latin-1 where a test makes it so.
mail=$work/reply.eml

# A reply with these header lines and the text on standard input.
write_reply()
{
	{
		printf 'From: =?utf-8?Q?=C3=85sa?= <%s>\n' \
		    "${from:-asa@kommun.example}"
		printf 'To: samordnare@kommun.example\n'
		printf 'Date: %s\n' "${date:-Mon, 04 Jul 2022 09:12:00 +0200}"
		printf '%s\n\n' "$1"
		cat
	} >"$mail"
}

reply()
{
	write_reply "In-Reply-To: $letter
Content-Type: text/plain; charset=utf-8"
}

# Asks nobody: what would be done, or nothing.
looks()
{
	planvakt answer "$mail"
}

agrees()
{
	said="answer, and says $1"
	(become "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" answer "$mail") \
	    >"$work/out" 2>"$work/err" <<-END
		$1
	END
	status=$?
}

shows()
{
	grep -qxF -- "$1" "$work/out"
}

# The updates that it shows are these, one line each.
would()
{
	is "$(grep '^planvakt update' "$work/out")" "$(
		while [ $# -gt 0 ]; do
			echo "planvakt update $1"
			shift
		done
	)"
}

# A line alone is read as this update; without $2 it is quoted.
reads()
{
	echo "$1" | reply
	looks
	if [ $# -gt 1 ]; then
		it "reads: $1" would "$2 --reported-by ks"
	else
		it "quotes: $1" grep -qF -- "not read: $1" "$work/out"
		it "and makes nothing of it" would
	fi
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
for stage in assigned moved midway; do
	must planvakt ladder set $stage --off
done
must planvakt setting set digest off
must planvakt ladder set unclear --off
stop
start --at 2022-07-01T07:59:58
it "the lead has a letter" heard 'delivered dispatch [0-9]+ to ks@'
it "and the coordinator, whose outcome is an entry too" \
    heard 'delivered dispatch [0-9]+ to samordnare@'
letter=$(mail_header "$(mail_files ks@kommun.example)" Message-ID)
before=$(head_seq)

# --- what a line says ---------------------------------------------------------

reads '1 klar 12 oktober' '1 --expected 2022-10-12'
reads '1 klar 15 januari' '1 --expected 2023-01-15'
reads '1 klart 29 februari' '1 --expected 2024-02-29'
reads '1: klar den 12 oktober 2022' '1 --expected 2022-10-12'
reads '1. Klar 2022-07-01' '1 --status done --done-on 2022-07-01'
reads '1 klar 4 juli' '1 --status done --done-on 2022-07-04'
reads '1 klar 1 juli' '1 --status done --done-on 2022-07-01'
reads '1 klart i går' '1 --status done --done-on 2022-07-03'
reads '1 klar 4 april' '1 --status done --done-on 2022-04-04'
date='Tue, 3 Jan 2023 09:00:00 +0100' reads '1 klar 28 december' \
    '1 --status done --done-on 2022-12-28'
reads '1 blev klar 28 juni' '1 --status done --done-on 2022-06-28'
reads 'Nr 1 är klar.' '1 --status done'
reads 'nr1: färdigt' '1 --status done'
reads '1 pågår 80 %, klart 1 november' \
    '1 --status started --progress 80 --expected 2022-11-01'
reads '1 – pågår, 80% klart, beräknas klart den 1 november.' \
    '1 --status started --progress 80 --expected 2022-11-01'
reads '1: arbetet pågår, vi har kommit 80 %, och blir klart den 1 november' \
    '1 --status started --progress 80 --expected 2022-11-01'
reads '1 80 % klart' '1 --progress 80'
reads '1 klar till 80 procent' '1 --progress 80'
reads '1 är inte påbörjad' '1 --status planned'
reads 'Aktivitet 1 behöver nytt datum: 15 december, polisen dröjer' \
    "1 --note 'behöver nytt datum: 15 december, polisen dröjer'"
it "and says that a new date is decided" grep -qF \
    'planvakt activity move 1 TIMEFRAME --decision REF' "$work/out"
it "its words are said without a quotation" shows \
    '1: behöver nytt datum: 15 december, polisen dröjer'
reads '1 done 12 October' '1 --expected 2022-10-12'
reads '1: in progress, 40%, will be done by 1 November' \
    '1 --status started --progress 40 --expected 2022-11-01'
reads 'No 1 is done' '1 --status done'
reads '1 needs a new date, the police is late' \
    "1 --note 'needs a new date, the police is late'"

# What people write besides: nothing of it may be taken for what it is not.
reads '1: 40 klar'
reads '1. 40 klar'
reads '1 2 klar'
reads '1 klar?'
reads '1 snart klar'
reads '1 nästan klar, 90 %'
reads 'alla klara'
reads 'Allt är klart.'
it "and says why" grep -q "  (it does not begin with an activity's number)$" \
    "$work/out"
it "and what can be read" grep -q '^    what can be read: 7 done 12 Oct' \
    "$work/out"
reads '1-4 klara'
reads '1/7 klar'
reads '1 ej klar, klar 1 november'
reads '1 klar (gäller bara grundskolan)'
reads '1 klar för vår del'
reads '1 klar, se bilaga'
reads '1 skulle varit klar 1 november'
reads '1 klar tidigast 1 november'
reads '1 kanske klar 1 november'
reads '1 pausad'
it "of a word that is not known too" \
    grep -q '  (not all of its words are known)$' "$work/out"
reads '1 utgår'
reads '1 augusti är jag tillbaka'
reads '971 85 Luleå'
reads '1, 2 och 5 klara'
reads '1 inte klar'
reads '1 är klar, men inte provad'
reads '1 klar om polisen svarar'
reads '1 pågår, blir klar'
reads '1 klar 31 november'
reads '1 blir klar 1 juli'
reads '1 pågår 80 %, klart 1 juli'
reads '1 klar 1 mars'
it "and asks for the year" grep -qF -- '--year' "$work/out"
planvakt answer --year 2022 "$mail"
it "which may be this one" would \
    '1 --status done --done-on 2022-03-01 --reported-by ks'
planvakt answer --year 2023 "$mail"
it "or the next" would '1 --expected 2023-03-01 --reported-by ks'
planvakt answer --year 2024 "$mail"
it "and no other" would
echo '1 klar 12 oktober' | reply
planvakt answer --year 2023 "$mail"
it "a day that is not doubtful needs none" would \
    '1 --expected 2022-10-12 --reported-by ks'
reads '1 inte börjat, börjar 1 september' \
    "1 --status planned --note 'börjar 1 september'"
it "which is no new due date" is "$(grep -c 'activity move' "$work/out")" 0
date='Tue, 3 Jan 2023 09:00:00 +0100' reads '1 blir klar 28 december'
reads '1 klar i november'
reads '1 pågår 80 %, klar'
reads '1 12 oktober'
reads '1 personal deltog 12 oktober'
reads '1 blir klar'
reads '1 pågår 180 %'
reads '6 klar 12 oktober'
it "and says why" grep -qF 'the letter named no such activity' "$work/out"
reads '12 oktober 1 klar'

date='no day' reads '1 klar 12 oktober'
it "a mail without a date" grep -qF 'when it was written' "$work/out"

reply <<'END'
Hej!

1 är klar. 2 pågår 40 %
3 och 4 klara
den 12 oktober

Hälsningar
Åsa
END
looks
it "several in one mail, broken where it fell" would \
    '1 --status done --reported-by ks' \
    '2 --status started --progress 40 --reported-by ks' \
    '3 --expected 2022-10-12 --reported-by ks' \
    '4 --expected 2022-10-12 --reported-by ks'
it "who greets and takes leave is not quoted" is \
    "$(grep -cE '^not read: (Hej|Häls)' "$work/out")" 0
it "each is said in words, too" is "$(grep '^[0-9]*: ' "$work/out")" '1: done
2: started, 40 %
3: expected 2022-10-12
4: expected 2022-10-12'
it "who wrote is told" grep -qF 'from asa@kommun.example, 2022-07-04' \
    "$work/out"

reply <<'END'
1 är klar
1 pågår
END
looks
it "what is answered twice is read as neither" would
it "and quoted, both" is "$(grep -c '^not read: 1.*twice' "$work/out")" 2

printf '1 klar,\nmen vi har inte provat\n' | reply
looks
it "a sentence that goes on is not cut" would

reply <<'END'
3 pågår 60 %, klart 1 november
nr 2 är inte vårt ansvar
4 är klar,
1 är inte vårt ansvar

Med vänlig hälsning

Lisa
Kommunstaben, Storgatan 5
END
looks
it "nor goes on in a line that begins with a number" would \
    '3 --status started --progress 60 --expected 2022-11-01 --reported-by ks' \
    '4 --status done --reported-by ks'
it "which is quoted, and not the name below" is \
    "$(awk '/^not read/ { print $3, $4 }' "$work/out")" \
    'nr 2
1 är'

printf '99 klar,\nmen vi har inte provat\n' | reply
looks
it "an activity that is not the letter's is said to be none" \
    grep -q '^not read: 99 klar.*named no such activity' "$work/out"

# --- the letter within the mail -----------------------------------------------

reply <<'END'
1 klar 12 oktober

Den 1 juli 2022 kl. 08:00 skrev Samordnaren
<samordnare@kommun.example>:
> 2 klar 12 oktober
>> 3 klar 12 oktober
4 är klar
END
looks
it "marked lines are passed over, answers among them are read" would \
    '1 --expected 2022-10-12 --reported-by ks' \
    '4 --status done --reported-by ks'
it "nothing of the letter is quoted" is "$(grep -c '^not read' "$work/out")" 0
for divider in '-----Ursprungligt meddelande-----' \
    '-----Original Message-----' \
    'Från: Samordnaren
Skickat: den 1 juli 2022 08:00' \
    '*From:* Coordinator
*Sent:* 1 July 2022' \
    'On 1 July 2022 the coordinator wrote:'; do
	printf '1 är klar\n\n%s\n2 är klar\n' "$divider" | reply
	looks
	it "what is below is the letter: $(echo "$divider" | head -n 1)" would \
	    '1 --status done --reported-by ks'
done

# A phone, Gmail, Outlook with its line, a signature, an answer among what is
# not marked as the letter.
for tail in 'Skickat från min iPhone

4 juli 2022 kl. 08:01 skrev Aktivitetsplanen <samordnare@kommun.example>:

> 2. Skriv om rutinen' \
    'Den mån 4 juli 2022 08:01Aktivitetsplanen <samordnare@kommun.example> skrev:

> 2 klar' \
    'Hämta Outlook för iOS<https://aka.ms/o0ukef>
________________________________
Från: Aktivitetsplanen <samordnare@kommun.example>
Skickat: Monday, July 4, 2022 8:00:12 AM
Till: Kommunstaben <ks@kommun.example>
Ämne: 4 aktiviteter

2 är klar' \
    '-- 
Åsa Ek
Kommunstaben, 971 85 Luleå
0920-12 34 56'; do
	printf '1 är klar\n\nMvh Åsa\n\n%s\n' "$tail" | reply
	looks
	it "beside: $(echo "$tail" | head -n 1 | cut -c 1-40)" would \
	    '1 --status done --reported-by ks'
done
mail_text "$(mail_files ks@kommun.example)" | reply
looks
it "of the letter itself, unmarked, nothing is taken" would

# Nobody wrote these.
for header in 'Auto-Submitted: auto-replied' 'auto-submitted: Auto-Generated' \
    'X-Autoreply: yes' 'Precedence: auto_reply' \
    'Content-Type: multipart/report; boundary=x'; do
	echo '1 är klar' | write_reply "In-Reply-To: $letter
$header"
	looks
	it "nobody answers with $header" refuses 'a machine sent this mail'
done
echo '1 är klar' | write_reply "In-Reply-To: $letter
Auto-Submitted: no"
looks
it "Auto-Submitted: no is a person" would '1 --status done --reported-by ks'

# --- encodings ----------------------------------------------------------------

typed()
{
	write_reply "References: <x@kommun.example>
 $letter
MIME-Version: 1.0
Content-Type: $1
Content-Transfer-Encoding: $2"
	looks
	it "$(echo "$1" | tr -d '\n\t'), $2" would "${3:-1 --status started} --reported-by ks"
}

printf '1 p=E5g=E5r=\n\n' >"$work/body"
<"$work/body" typed 'text/plain; charset="iso-8859-1"' \
    quoted-printable
printf '1 p=C3=A5=\ng=C3=A5r\n' >"$work/body"
<"$work/body" typed 'text/plain;
	charset=UTF-8' Quoted-Printable
printf '1 pågår\n' | base64 >"$work/body"
<"$work/body" typed 'text/plain; charset=utf-8' base64
printf '1 p\345g\345r\r\n' >"$work/body"
<"$work/body" typed 'TEXT/PLAIN; charset=ISO-8859-1' 8bit
printf '1 pågår 80 %%, \nklart 1 november\n' >"$work/body"
<"$work/body" typed \
    'text/plain; charset=utf-8; format=flowed' 8bit \
    '1 --status started --progress 80 --expected 2022-11-01'
typed 'multipart/mixed; boundary="ytter"' 7bit <<'END'
2 är klar
--ytter
Content-Type: multipart/alternative; boundary="ytter-2"

--ytter-2
Content-Type: text/html; charset=utf-8

<p>3 &auml;r klar</p>
--ytter-2
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

1 p=C3=A5g=C3=A5r
--ytter-2--
--ytter
Content-Type: text/plain
Content-Disposition: attachment

4 pågår
--ytter--
END

write_reply "In-Reply-To: $letter
Content-Type: text/html; charset=utf-8" <<'END'
1 klar 12 oktober<br>
END
looks
it "HTML alone is read" would '1 --expected 2022-10-12 --reported-by ks'
it "and it says so" grep -q 'HTML alone' "$work/out"
printf '1 \345r klar\n' | reply
looks
it "characters that are none are refused" refuses 'utf-8'

# --- whose letter -------------------------------------------------------------

echo '1 är klar' | write_reply 'Subject: SV: Aktivitetsplan'
looks
it "a mail that answers nothing is refused" refuses 'no reply to a letter of planvakt'
echo '1 är klar' | write_reply \
    "In-Reply-To: $(echo "$letter" | sed 's/\.[0-9a-f]*@/.00ff@/')"
looks
it "as is the answer to another daemon's letter" refuses 'no reply to a letter of planvakt'
echo 'kort' >"$mail"
looks
it "and what is no mail" refuses 'no mail'
planvakt answer "$work/nowhere.eml"
it "and no file" refuses 'nowhere'
it "until here nothing was done" is "$(head_seq)" "$before"

# --- asked, and done ----------------------------------------------------------

printf '1 klart i går\n2 pågår 80 %%, klart 1 november\n' | reply
spoken=sv_SE.UTF-8
agrees n
spoken=
it "in Swedish, too" is "$(grep '^[0-9]*: ' "$work/out")" \
    '1: klar den 3 juli 2022
2: pågår, 80 %, väntas klar den 1 november 2022'
it "and asks whether to record it" grep -q 'Ska detta registreras?' "$work/err"
echo '1 klar 15 juli' | reply
agrees n
it "no is no" test "$status" -eq 1
it "and writes nothing" is "$(head_seq)" "$before"
agrees j
it "j is yes" test "$status" -eq 0
it "it says so" shows '1 recorded'
planvakt_json activity show 1
it "the day is expected" json_is '$.expected' 2022-07-15

printf '1 klar 4 juli 2021\n2 klar 1 mars\n3 pågår\n' | reply
planvakt answer --yes "$mail"
it "a year may be told" grep -qF -- '--done-on 2021-07-04' "$work/out"
printf '1 klar 1 juni 2024\n3 pågår\n' | reply
planvakt answer --yes "$mail"
it "what the daemon refuses is told" grep -q '^1 was not recorded: .*workdays' \
    "$work/out"
it "with a status" test "$status" -eq 1
planvakt_json activity show 3
it "and does not keep the others back" json_is '$.status' started
printf '4 pågår 20 %%\n' | reply
run sh -c '"$0" --socket "$1" --key "$2" --format json answer - --yes <"$3"' \
    "$programs/planvakt" "$socket" "$work/keys/coordinator" "$mail"
it "a mail may come on standard input, its reading go as JSON" \
    json_query_is "select doc ->> '\$.updates[0].id',
    doc ->> '\$.updates[0].progress', doc ->> '\$.updates[0].reported_by',
    json_array_length(doc, '\$.not_read') from said" '4|20|ks|0'

# --- once, and the newest -----------------------------------------------------

# What was sent first was written on 30 June, the other a day before.
date='Thu, 30 Jun 2022 16:00:00 +0200'
echo '1 pågår 60 %' | write_reply "In-Reply-To: $letter
Message-ID: <yngre@kommun.example>"
must planvakt update 1 --note 'Mer återstår'
planvakt answer --yes "$mail"
it "what was said after it was written is not undone" grep -q older \
    "$work/err"
it "with a status" test "$status" -eq 1
it "but shown" grep -q 'is older than what was said .*Mer återstår' "$work/out"
planvakt answer --yes --again "$mail"
it "until a person says so" succeeds
planvakt_json activity show 1
it "and it is recorded with its mail" json_query_is "select
    doc ->> '\$.progress', doc ->> '\$.notes[#-1].reply',
    doc ->> '\$.notes[#-1].written' from said" \
    "60|$(printf %s yngre@kommun.example | sha256sum | cut -c 1-64)|2022-06-30T14:00:00Z"
planvakt log list --activity 1
it "the log says when that was written, by the clocks there" grep -q \
    'in a mail of 30 June 2022 at 16:00' "$work/out"
it "and tells people no hash and no seconds" is \
    "$(grep -c 'reply: \|1656597600' "$work/out")" 0
spoken=sv_SE.UTF-8
planvakt log list --activity 1
it "in Swedish, too" grep -q ', i ett mejl skrivet den 30 juni 2022 klockan 16.00.*(registrerat på nytt)' "$work/out"
spoken=
before=$(head_seq)
planvakt answer --yes "$mail"
it "a second reading is no fault" succeeds
it "says when it was read" grep -q '^1: already recorded on 2022-07-01 ' \
    "$work/out"
it "and does nothing" is "$(head_seq)" "$before"
must planvakt update 2 --progress 90 --reported-by ks
date='Wed, 29 Jun 2022 16:00:00 +0200'
printf '2 pågår 70 %%\n4 pågår 70 %%\n' | write_reply "In-Reply-To: $letter
Message-ID: <gammal@kommun.example>"
agrees n
it "no to what is older is no" test "$status" -eq 1
it "and it was asked about by itself" grep -q 'also what is older' "$work/err"
agrees j
it "yes to it is yes" test "$status" -eq 0
planvakt_json activity show 2
it "and done" json_is '$.progress' 70
date=

# --- from whom ----------------------------------------------------------------

# The department's address is ks@kommun.example; people answer from their own.
before=$(head_seq)
echo '3 pågår 20 %' | from=nisse@hotmail.example reply
planvakt answer --yes "$mail"
it "a stranger's reply is not recorded unseen" grep -q \
    "none of the department's: answer y on a terminal" "$work/err"
it "but shown, with theirs" grep -q "none of ks's (ks@kommun" "$work/out"
it "and does nothing" is "$(head_seq)" "$before"
agrees j
it "it is asked in its own words" grep -q 'sender is none of' "$work/err"
it "yes to it is yes" test "$status" -eq 0
echo '3 pågår 25 %' | from=Anna@IT.Kommun.example reply
looks
it "a domain within theirs is theirs" is "$(grep 'none of' "$work/out")" ''
echo '3 pågår 25 %' | from=anna@annankommun.example reply
looks
it "one that ends alike is not" grep -q "none of ks's" "$work/out"

# The daemon begins anew while the question stands.
echo '3 pågår 30 %' | reply
mkfifo "$work/says"
exec 8<>"$work/says"
(become "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" answer "$mail") \
    >"$work/out" 2>"$work/err" <"$work/says" &
asking=$!
eventually grep -q 'y/j/n' "$work/err" || bail "it does not ask"
stop
start --at 2022-07-01T12:00
echo j >&8
wait "$asking"
it "who takes his time is heard by the daemon that is there then" test $? -eq 0
planvakt_json activity show 3
it "and what he said is done" json_is '$.progress' 30
must planvakt plan close vbe-2022 --reason Slut --yes
echo '3 pågår 35 %' | reply
planvakt answer --yes "$mail"
it "that its plan is closed is told" grep -q '^3: the plan is closed' "$work/out"
finish
