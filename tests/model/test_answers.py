#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Answers, duties, the digest and rights, each day worked by hand."""

import unittest

from lives import ADD, HEAD, PLAN, begin, lived, refusals, told


class AnswerTest(unittest.TestCase):
    SEPTEMBER = "2022-07-01 - 2022-09-30"

    def answered(self, until="2022-12-20"):
        return begin(self.SEPTEMBER) + lived("2022-10-04") + (
            '2022-10-04T10:00 sf1 activity.update activity=1 '
            'status="started" progress=80 expected="2022-11-01"\n'
        ) + lived(until, "2022-10-05")

    def test_nothing_before_2_november(self):
        lines = told(self.answered(), "sf@x")
        self.assertEqual([line for line in lines if line > "2022-10"], [
            "2022-10-03 sf@x 1 overdue 1", "2022-11-02 sf@x 1 overdue 2",
            "2022-12-01 sf@x 1 overdue 3"])
        # Both rungs (17 and 31 October) fell within the hold: the first
        # goes out with the letter, the next ten workdays later.
        self.assertEqual(told(self.answered(), stage="escalated"), [
            "2022-11-02 sfchef@x 1 escalated 1",
            "2022-11-16 anna@x 1 escalated 1",
            "2022-11-16 grupp@x 1 escalated 1"])

    def test_early_answer(self):
        """Of 20 September, expected 14 October: `due` is told, no more."""
        text = begin(self.SEPTEMBER) + lived("2022-09-20") + (
            '2022-09-20T10:00 sf1 activity.update activity=1 '
            'expected="2022-10-14"\n') + lived("2022-11-30", "2022-09-21")
        lines = [line for line in told(text, "sf@x") if line > "2022-09-21"]
        # The coming weeks are those of 10, 17, 24 and 31 October, of which
        # 1 November is one.
        self.assertEqual(lines, [
            "2022-09-23 sf@x 1 upcoming 2", "2022-09-30 sf@x 1 due 1",
            "2022-10-17 sf@x 1 overdue 1", "2022-10-24 sf@x 1 overdue 2",
            "2022-10-31 sf@x 1 overdue 3"])

    def test_two_holds(self):
        """The third answer begins no hold."""
        text = begin(self.SEPTEMBER) + lived("2022-10-03")
        for day, next_day, until in (
                ("2022-10-03", "2022-10-04", "2022-10-10"),
                ("2022-10-10", "2022-10-11", "2022-10-17"),
                ("2022-10-17", "2022-10-18", "2022-11-11")):
            text += ('%sT10:00 sf1 activity.update activity=1 note="%s"\n'
                     % (day, until))
            text = text.replace(' note="%s"' % until,
                                ' expected="%s"' % until)
            text += lived(until, next_day)
        # 11 October: the answer of the 10th came while the first held, so
        # the second holds through the 17th; the 18th tells.
        self.assertEqual(
            [line for line in told(text, "sf@x", "overdue")], [
                "2022-10-03 sf@x 1 overdue 1", "2022-10-18 sf@x 1 overdue 2",
                "2022-10-24 sf@x 1 overdue 3", "2022-10-31 sf@x 1 overdue 4"])

    def test_hold_over_quiet_days(self):
        """Twenty workdays after 1 July are 29 July, quiet or not."""
        text = begin() + ('2022-03-14T09:30 anna quiet.add '
                          'from_="2022-07-04" to="2022-07-15"\n'
                          ) + lived("2022-07-01") + (
            '2022-07-01T10:00 sf1 activity.update activity=1 note="Snart"\n'
        ) + lived("2022-08-16", "2022-07-02")
        self.assertEqual(told(text, "sf@x", "overdue")[1],
                         "2022-08-01 sf@x 1 overdue 2")
        self.assertEqual(
            told(text, "sf@x", "overdue", ["hold_days=run_days"])[1],
            "2022-08-15 sf@x 1 overdue 2")

    def test_too_far(self):
        """60 workdays after 4 October 2022 are 28 December."""
        for day, words in (("2022-12-28", []), ("2022-12-29", ["move"])):
            text = begin() + lived("2022-03-15") + (
                '2022-10-04T10:00 sf1 activity.update activity=1 '
                'expected="%s"\n' % day)
            self.assertEqual([w for _, w in refusals(text)], words)

    def test_all_climbed(self):
        """After every rung a held answer is told to the first again."""
        text = begin() + lived("2022-08-02") + (
            '2022-08-02T10:00 sf1 activity.update activity=1 '
            'expected="2022-08-12"\n') + lived("2022-08-30", "2022-08-03")
        self.assertEqual(told(text, stage="escalated")[3:], [
            "2022-08-15 sfchef@x 1 escalated 2",
            "2022-08-29 anna@x 1 escalated 2",
            "2022-08-29 grupp@x 1 escalated 2"])

    def test_acknowledged(self):
        """Ten workdays after 4 July are 18 July; the chief still hears."""
        text = begin() + lived("2022-07-04") + (
            "2022-07-04T10:00 sf1 acknowledge activity=1\n"
        ) + lived("2022-07-26", "2022-07-05")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-01 sf@x 1 overdue 1", "2022-07-19 sf@x 1 overdue 2",
            "2022-07-25 sf@x 1 overdue 3"])
        self.assertEqual(told(text, stage="escalated"),
                         ["2022-07-15 sfchef@x 1 escalated 1"])

    def test_acknowledged_over_a_hold(self):
        """Ten workdays after 1 August are the 15th; the hold ends the 8th."""
        text = begin() + lived("2022-08-01") + (
            "2022-08-01T10:00 sf1 acknowledge activity=1\n"
            '2022-08-01T11:00 sf1 activity.update activity=1 '
            'expected="2022-08-08"\n'
        ) + lived("2022-09-02", "2022-08-02")
        self.assertEqual(told(text, "sf@x", "overdue")[-3:], [
            "2022-08-01 sf@x 1 overdue 5", "2022-08-16 sf@x 1 overdue 6",
            "2022-09-01 sf@x 1 overdue 7"])

    def test_snoozed(self):
        """Repeats wait until the day, the escalation does not."""
        text = begin() + lived("2022-06-29") + (
            '2022-06-29T10:00 anna snooze activity=1 until="2022-07-20"\n'
        ) + lived("2022-07-26", "2022-06-30")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-01 sf@x 1 overdue 1", "2022-07-20 sf@x 1 overdue 2",
            "2022-07-25 sf@x 1 overdue 3"])
        self.assertEqual(told(text, stage="escalated"),
                         ["2022-07-15 sfchef@x 1 escalated 1"])


class DutyTest(unittest.TestCase):
    def plan(self, adopted, until, last=""):
        return (HEAD.format(day="2022-03-14") + (
            '2022-03-14T10:00 anna plan.add code="p" title="P" '
            'adopted="%s" steering="grupp@x"\n' % adopted)
            + lived(until) + last)

    def test_past(self):
        """Of 2018, added in 2022: at once, four weeks, then monthly."""
        text = self.plan("2018-05-02", "2022-07-05")
        self.assertEqual(told(text, "anna@x", "follow-up"), [
            "2022-03-15 anna@x p follow-up 1",
            "2022-03-21 anna@x p follow-up 2",
            "2022-03-28 anna@x p follow-up 3",
            "2022-04-04 anna@x p follow-up 4",
            "2022-04-11 anna@x p follow-up 5",
            "2022-05-02 anna@x p follow-up 6",
            "2022-06-01 anna@x p follow-up 7",
            "2022-07-01 anna@x p follow-up 8"])
        self.assertEqual(told(text, "grupp@x", "follow-up")[:2], [
            "2022-03-15 grupp@x p follow-up 1",
            "2022-04-01 grupp@x p follow-up 2"])

    def test_to_come(self):
        """Of 14 March 2022: before, on and after 14 March 2024."""
        last = ('2024-06-10T10:00 anna plan.follow-up code="p" '
                'on="2024-06-10" decision="KS 8"\n'
                ) + lived("2024-12-31", "2024-06-11")
        text = self.plan("2022-03-14", "2024-06-10", last)
        self.assertEqual(told(text, "anna@x", "follow-up"), [
            "2023-12-15 anna@x p follow-up 1",
            "2024-02-13 anna@x p follow-up 2",
            "2024-03-14 anna@x p follow-up 3",
            "2024-03-18 anna@x p follow-up 4",
            "2024-03-25 anna@x p follow-up 5",
            "2024-04-02 anna@x p follow-up 6",
            "2024-04-08 anna@x p follow-up 7",
            "2024-05-02 anna@x p follow-up 8",
            "2024-06-03 anna@x p follow-up 9"])

    def test_ending(self):
        """Valid to the end of June: 31 May, 1 July, then monthly."""
        text = (HEAD.format(day="2022-03-14") + (
            '2022-03-14T10:00 anna plan.add code="p" title="P" '
            'valid_until="2022-06-30"\n') + lived("2022-08-10") + (
            '2022-08-10T10:00 anna plan.close code="p" reason="Ny"\n')
            + lived("2022-10-10", "2022-08-11"))
        self.assertEqual(told(text, stage="ending"), [
            "2022-05-31 anna@x p ending 1", "2022-07-01 anna@x p ending 2",
            "2022-08-01 anna@x p ending 3"])

    def test_digest(self):
        """Empty: the first Monday of a month only.  Midsummer, Easter."""
        text = HEAD.format(day="2022-03-14") + lived("2022-06-30")
        self.assertEqual([line[:10] for line in told(text)], [
            "2022-04-04", "2022-05-02", "2022-06-07"])

    def test_digest_tells_answers(self):
        text = begin("2023") + lived("2022-03-22") + (
            '2022-03-22T10:00 sf1 activity.update activity=1 note="Ja"\n'
        ) + lived("2022-04-10", "2022-03-23")
        self.assertEqual([line[:10] for line in told(text, stage="digest")],
                         ["2022-03-28", "2022-04-04"])

    def test_unclear_without_digest(self):
        text = HEAD.format(day="2022-03-14") + (
            '2022-03-14T09:00 anna setting.set name="digest" value="off"\n'
        ) + (PLAN + ADD).format(day="2022-03-14", frame="snarast")
        lines = told(text + lived("2022-05-10"), stage="unclear")
        self.assertEqual([line[:10] for line in lines], [
            "2022-03-15", "2022-03-21", "2022-03-28", "2022-04-04",
            "2022-05-02"])


class RightsTest(unittest.TestCase):
    def word(self, line):
        text = begin() + lived("2022-07-01") + "2022-07-01T10:00 " + line
        return [word for _, word in refusals(text)]

    def test_denied(self):
        update = "activity.update activity=1 "
        for line in (
                "rut " + update + 'note="Nej"',
                "ks1 " + update + 'status="done"',
                "sf1 " + update + 'note="Nej" reported_by="ks"',
                'sf1 activity.move activity=1 timeframe="2023" decision="1"',
                'sf1 activity.assign activity=1 codes=["ks"]',
                'sf1 activity.drop activity=1 reason="Nej"',
                'sf1 snooze activity=1 until="2022-07-31" department="ks"',
                'ks1 setting.set name="answer_holds" value="3"',
                'okänd ' + update + 'note="Nej"'):
            self.assertEqual(self.word(line), ["denied"], line)

    def test_allowed(self):
        update = "activity.update activity=1 "
        for line in ("ks1 " + update + 'note="Vi hjälper"',
                     "sf1 " + update + 'status="started" note="Ja"',
                     "anna " + update + 'note="Ja" reported_by="ks"',
                     "sf1 acknowledge activity=1",
                     'ks1 snooze activity=1 until="2022-07-31"'):
            self.assertEqual(self.word(line), [], line)

if __name__ == "__main__":
    unittest.main()
