#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The calendar and the ladder, each day worked by hand."""

import unittest
from datetime import date

import script
from answer import answers
from lives import ADD, HEAD, PLAN, begin, lived, told
from workdays import Calendar, easter, holidays


class CalendarTest(unittest.TestCase):
    def test_easter(self):
        """Known Easter Sundays, the earliest and latest of a century."""
        for day in ((1954, 4, 18), (2000, 4, 23), (2008, 3, 23),
                    (2022, 4, 17), (2024, 3, 31), (2038, 4, 25)):
            self.assertEqual(easter(day[0]), date(*day))

    def test_moving_days(self):
        days = {name: day for day, name, _ in holidays(2022)}
        self.assertEqual(days["midsommardagen"], date(2022, 6, 25))
        self.assertEqual(days["alla helgons dag"], date(2022, 11, 5))
        self.assertEqual(days["Kristi himmelsfärdsdag"], date(2022, 5, 26))

    def test_national_day_for_whit_monday(self):
        calendar = Calendar()
        self.assertFalse(calendar.workday(date(2004, 5, 31)))
        self.assertTrue(calendar.workday(date(2005, 5, 16)))
        self.assertFalse(calendar.workday(date(2005, 6, 6)))

    def test_late_counts_quiet_days(self):
        """1-24 July quiet: due 30 June is 17 workdays late on 25 July."""
        calendar = Calendar()
        calendar.add_quiet(date(2022, 7, 1), date(2022, 7, 24))
        self.assertEqual(calendar.distance(
            date(2022, 6, 30), date(2022, 7, 25), calendar.workday), 17)
        self.assertEqual(calendar.after(date(2022, 6, 30)),
                         date(2022, 7, 25))


class LadderTest(unittest.TestCase):
    def test_assigned_the_day_after(self):
        """A plan imported on 14 March is told of on the 15th."""
        rows = [("Vt 2022", "Staben"), ("Vt 2022", "Socialen"),
                ("2022", "Staben, i samverkan med Socialen"),
                ("2022", "Socialen, Staben"), ("Ht 2022", "Rymden")]
        rows = ", ".join(
            '{"activity": "Nr %d", "purpose": "", "timeframe": "%s", '
            '"owner": "%s"}' % (i, *row) for i, row in enumerate(rows))
        text = (HEAD + PLAN).format(day="2022-03-14") + (
            '2022-03-14T10:00 anna import plan="vbe" rows=[%s]\n' % rows
        ) + lived("2022-03-18")
        self.assertEqual(told(text, stage="assigned"), [
            "2022-03-15 ks@x 1 assigned 1", "2022-03-15 ks@x 3 assigned 1",
            "2022-03-15 ks@x 4 assigned 1", "2022-03-15 sf@x 2 assigned 1",
            "2022-03-15 sf@x 3 assigned 1", "2022-03-15 sf@x 4 assigned 1"])

    def test_nobody_answers(self):
        """Vt 2022: the middle is 1 April, 30 days before is 31 May."""
        text = begin() + lived("2022-09-30")
        self.assertEqual(told(text, "sf@x"), [
            "2022-03-15 sf@x 1 assigned 1", "2022-04-01 sf@x 1 midway 1",
            "2022-05-31 sf@x 1 upcoming 1", "2022-06-23 sf@x 1 upcoming 2",
            "2022-06-30 sf@x 1 due 1", "2022-07-01 sf@x 1 overdue 1",
            "2022-07-11 sf@x 1 overdue 2", "2022-07-18 sf@x 1 overdue 3",
            "2022-07-25 sf@x 1 overdue 4", "2022-08-01 sf@x 1 overdue 5",
            "2022-09-01 sf@x 1 overdue 6"])
        self.assertEqual(told(text, "ks@x"), [
            "2022-03-15 ks@x 1 assigned 1", "2022-05-31 ks@x 1 upcoming 1",
            "2022-06-23 ks@x 1 upcoming 2", "2022-06-30 ks@x 1 upcoming 3"])
        self.assertEqual(told(text, stage="escalated"), [
            "2022-07-15 sfchef@x 1 escalated 1",
            "2022-07-29 anna@x 1 escalated 1",
            "2022-07-29 grupp@x 1 escalated 1"])

    def test_five_workdays_of_the_first(self):
        """Due on Sunday 31 July: 1 August is told, 8 August five on."""
        text = begin("senast 2022-07-31") + lived("2022-09-02")
        days = [line[:10] for line in told(text, "sf@x", "overdue")]
        # 1 September is of the fourth week, that of 29 August.
        self.assertEqual(days, ["2022-08-01", "2022-08-08", "2022-08-15",
                                "2022-08-22", "2022-08-29"])
        days = told(text, "sf@x", "overdue", ["gap=inclusive"])
        self.assertEqual(days[1][:10], "2022-08-15")
        days = told(text, "sf@x", "overdue", ["month_after_week=told"])
        self.assertEqual(days[-1][:10], "2022-09-01")

    def test_begin(self):
        """From Friday 1 July five workdays are Friday 8 July."""
        text = begin("Ht 2022") + lived("2022-07-15")
        self.assertEqual(told(text, stage="begin"),
                         ["2022-07-08 sf@x 1 begin 1"])
        started = begin("Ht 2022") + lived("2022-07-05") + (
            "2022-07-06T09:00 sf1 activity.update activity=1 "
            'status="started" note="Nu"\n') + lived("2022-07-15",
                                                    "2022-07-07")
        self.assertEqual(told(started, stage="begin"), [])

    def test_review(self):
        """Quarterly from adoption on 14 March; in May: the first of June."""
        text = begin("kvartalsvis") + lived("2022-12-20")
        self.assertEqual(told(text, stage="review"), [
            "2022-06-14 sf@x 1 review 1", "2022-09-14 sf@x 1 review 2",
            "2022-12-14 sf@x 1 review 3"])
        text = begin("varje år i maj") + lived("2022-12-20")
        self.assertEqual(told(text, stage="review"),
                         ["2022-06-01 sf@x 1 review 1"])

    def test_stale(self):
        """Started on 15 March: 60 days are 14 May, a Saturday."""
        text = begin("2022") + lived("2022-03-15") + (
            "2022-03-15T09:00 sf1 activity.update activity=1 "
            'status="started" note="Nu"\n') + lived("2022-06-30",
                                                    "2022-03-16")
        self.assertEqual(told(text, stage="stale"),
                         ["2022-05-16 sf@x 1 stale 1"])

    def test_stale_once(self):
        """Until the next note, though 120 days go by."""
        text = begin("2023") + lived("2022-03-15") + (
            "2022-03-15T09:00 sf1 activity.update activity=1 "
            'status="started" note="Nu"\n') + lived("2022-07-29",
                                                    "2022-03-16")
        self.assertEqual(told(text, stage="stale"),
                         ["2022-05-16 sf@x 1 stale 1"])
        self.assertEqual(told(text, stage="stale",
                              other=["stale_again=yes"])[1],
                         "2022-07-13 sf@x 1 stale 2")

    def test_quiet_period(self):
        """1-24 July quiet: told before, and again from 25 July on."""
        text = begin() + ('2022-03-14T09:30 anna quiet.add '
                          'from_="2022-07-01" to="2022-07-24"\n'
                          ) + lived("2022-08-16")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-25 sf@x 1 overdue 1", "2022-08-01 sf@x 1 overdue 2",
            "2022-08-08 sf@x 1 overdue 3", "2022-08-15 sf@x 1 overdue 4"])
        # Ten run days after 25 July are 8 August.
        self.assertEqual(told(text, stage="escalated"),
                         ["2022-08-08 sfchef@x 1 escalated 1"])
        # From 14 March to 20 July are 128 days; 64 days on is 17 May.
        text = begin("senast 2022-07-20") + (
            '2022-03-14T09:30 anna quiet.add from_="2022-07-01" '
            'to="2022-07-24"\n') + lived("2022-07-28")
        self.assertEqual(told(text, "sf@x"), [
            "2022-03-15 sf@x 1 assigned 1", "2022-05-17 sf@x 1 midway 1",
            "2022-06-20 sf@x 1 upcoming 1", "2022-06-30 sf@x 1 due 1",
            "2022-07-25 sf@x 1 overdue 1"])

    def test_downtime(self):
        """Off 24 June - 13 July: what stands on the 14th, the rest skipped."""
        text = begin() + lived("2022-06-23") + lived("2022-08-01",
                                                     "2022-07-14")
        lines = told(text, "sf@x")
        self.assertEqual(lines[4:], [
            "2022-07-14 sf@x 1 overdue 1", "2022-07-18 sf@x 1 overdue 2",
            "2022-07-25 sf@x 1 overdue 3", "2022-08-01 sf@x 1 overdue 4"])
        run = [a for a in answers(script.parse(text))
               if a.get("date") == "2022-07-14"
               and a["recipient"] == "sf@x"][0]
        self.assertEqual(run["notices"][0]["regular"], "2022-07-11")
        self.assertTrue(run["notices"][0]["delayed"])
        # Ten workdays after the 14th, when the first was accepted.
        self.assertEqual(told(text, stage="escalated"),
                         ["2022-07-28 sfchef@x 1 escalated 1"])

    def test_rungs_missed(self):
        """Each rung has its reader: after downtime both are told."""
        text = begin() + lived("2022-07-11") + lived("2022-08-02",
                                                     "2022-08-02")
        self.assertEqual(told(text, stage="escalated"), [
            "2022-08-02 anna@x 1 escalated 1",
            "2022-08-02 grupp@x 1 escalated 1",
            "2022-08-02 sfchef@x 1 escalated 1"])

    def test_move_and_done(self):
        text = begin() + lived("2022-06-15") + (
            "2022-06-15T10:00 anna activity.move activity=1 "
            'timeframe="senast 2022-09-30" decision="KS 7"\n'
        ) + lived("2022-09-29", "2022-06-16") + (
            '2022-09-29T10:00 sf1 activity.update activity=1 '
            'status="done" note="Klart"\n') + lived("2022-12-30",
                                                    "2022-09-30")
        # From adoption on 14 March to 30 September are 200 days: the
        # middle is 22 June, a Wednesday.
        self.assertEqual(told(text, "sf@x")[3:], [
            "2022-06-16 sf@x 1 moved 1", "2022-06-22 sf@x 1 midway 1",
            "2022-08-31 sf@x 1 upcoming 1", "2022-09-23 sf@x 1 upcoming 2"])
        self.assertIn("2022-06-16 ks@x 1 moved 1", told(text, "ks@x"))

    def test_takeover(self):
        """Late when taken over: `assigned` is the first reminder."""
        text = begin() + lived("2022-07-06") + (
            "2022-07-06T10:00 anna activity.assign activity=1 "
            'codes=["ks"]\n') + lived("2022-08-05", "2022-07-07")
        self.assertEqual(told(text, "sf@x")[-2:], [
            "2022-07-01 sf@x 1 overdue 1", "2022-07-07 sf@x 1 assigned 1"])
        # From Thursday 7 July the 11th is the second workday: not told.
        self.assertEqual(told(text, "ks@x")[-4:], [
            "2022-07-07 ks@x 1 assigned 1", "2022-07-18 ks@x 1 overdue 2",
            "2022-07-25 ks@x 1 overdue 3", "2022-08-01 ks@x 1 overdue 4"])
        # No chief: ten workdays after the 7th, to the coordinator.
        self.assertEqual(told(text, stage="escalated"), [
            "2022-07-21 anna@x 1 escalated 1",
            "2022-08-04 anna@x 1 escalated 2",
            "2022-08-04 grupp@x 1 escalated 1"])

    def test_came_late(self):
        """Due before it came: only dates to come are told."""
        text = begin(day="2022-07-13") + lived("2022-08-02", "2022-07-14")
        self.assertEqual(told(text, "sf@x"), [
            "2022-07-14 sf@x 1 assigned 1", "2022-07-18 sf@x 1 overdue 1",
            "2022-07-25 sf@x 1 overdue 2", "2022-08-01 sf@x 1 overdue 3"])


    def test_reopened(self):
        """Of what passed while it was done nothing is told; n is anew."""
        text = begin() + lived("2022-07-01") + (
            "2022-07-01T10:00 sf1 activity.update activity=1 "
            'status="done" note="Klart"\n') + lived(
                "2022-07-19", "2022-07-02") + (
            '2022-07-19T10:00 anna activity.reopen activity=1 '
            'reason="Inte"\n') + lived("2022-08-02", "2022-07-20")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-01 sf@x 1 overdue 1", "2022-07-25 sf@x 1 overdue 1",
            "2022-08-01 sf@x 1 overdue 2"])
        # The rungs are counted from 25 July: 8 August is the first.
        self.assertEqual(told(text, stage="escalated"), [])

    def test_overtaken(self):
        """Begin on 8 July and upcoming on 26 July, off until the 27th."""
        text = begin("2022-07-01 - 2022-08-25") + lived("2022-07-07") + lived(
            "2022-07-28", "2022-07-27")
        self.assertEqual(told(text, "sf@x"), [
            "2022-03-15 sf@x 1 assigned 1", "2022-07-27 sf@x 1 upcoming 1"])
        self.assertIn("2022-07-27 sf@x 1 begin 1",
                      told(text, "sf@x", other=["one_ladder=no"]))

    def test_warning_into_quiet(self):
        """30 days before 31 August is 1 August; quiet moves it back."""
        text = begin("senast 2022-08-31") + (
            '2022-03-14T09:30 anna quiet.add from_="07-11" to="08-05" '
            "yearly=true\n") + lived("2022-08-08")
        self.assertEqual(told(text, "sf@x", "upcoming"),
                         ["2022-07-08 sf@x 1 upcoming 1"])
        self.assertEqual(
            told(text, "sf@x", "upcoming", ["back_from_quiet=no"]),
            ["2022-08-08 sf@x 1 upcoming 1"])

    def test_equals(self):
        """The first named has the letters until one is confirmed."""
        text = (HEAD + PLAN).format(day="2022-03-14") + (
            '2022-03-14T09:00 anna import plan="vbe" rows=[{"activity": '
            '"A", "purpose": "", "timeframe": "senast 2022-06-30", '
            '"owner": "Socialen, Staben"}]\n') + lived("2022-06-01") + (
            '2022-06-01T10:00 anna activity.confirm activities=[1] '
            'lead="ks"\n') + lived("2022-06-30", "2022-06-02")
        self.assertEqual(told(text, "sf@x"), [
            "2022-03-15 sf@x 1 assigned 1", "2022-05-31 sf@x 1 upcoming 1",
            "2022-06-02 sf@x 1 assigned 1", "2022-06-23 sf@x 1 upcoming 1",
            "2022-06-30 sf@x 1 upcoming 2"])
        self.assertEqual(told(text, "ks@x"), [
            "2022-03-15 ks@x 1 assigned 1", "2022-06-02 ks@x 1 assigned 1",
            "2022-06-23 ks@x 1 upcoming 1", "2022-06-30 ks@x 1 due 1"])

    def test_external(self):
        """What the police would be told goes to the coordinator."""
        text = (HEAD + PLAN).format(day="2022-03-14") + (
            '2022-03-14T09:00 anna department.add code="pol" '
            'name="Polisen" external=true\n' + ADD.format(
                day="2022-03-14", frame="senast 2022-06-30").replace(
                    'lead="sf"', 'lead="pol"')) + lived("2022-07-01")
        self.assertEqual(
            [line for line in told(text, "anna@x") if "digest" not in line],
            ["2022-03-15 anna@x 1 assigned 1",
             "2022-05-31 anna@x 1 upcoming 1",
             "2022-06-23 anna@x 1 upcoming 2", "2022-06-30 anna@x 1 due 1",
             "2022-07-01 anna@x 1 overdue 1"])

    def test_replaced(self):
        """The successor goes on where the one replaced was."""
        text = begin() + lived("2022-04-01") + (
            '2022-04-01T10:00 anna department.replace old="sf" new="ks"\n'
        ) + lived("2022-06-30", "2022-04-02")
        self.assertEqual(told(text, "sf@x")[-1],
                         "2022-04-01 sf@x 1 midway 1")
        self.assertEqual(told(text, "ks@x")[1:], [
            "2022-05-31 ks@x 1 upcoming 1",
            "2022-06-23 ks@x 1 upcoming 2", "2022-06-30 ks@x 1 due 1"])

    def test_carried(self):
        """A new number in the new plan; the same lead is not told again."""
        text = begin() + lived("2022-04-01") + (
            '2022-04-01T10:00 anna plan.add code="ny" title="Ny"\n'
            '2022-04-01T10:00 anna plan.carry old="vbe" new="ny"\n'
        ) + lived("2022-06-01", "2022-04-02")
        self.assertEqual(told(text, "sf@x")[1:], [
            "2022-04-01 sf@x 1 midway 1", "2022-05-31 sf@x 2 upcoming 1"])

    def test_not_accepted(self):
        """The rungs are counted from the first overdue accepted."""
        text = begin() + lived("2022-06-30") + (
            '2022-06-30T10:00 - mail address="sf@x" state="failing"\n'
        ) + lived("2022-07-01", "2022-07-01") + (
            '2022-07-01T10:00 - mail address="sf@x" state="ok"\n'
        ) + lived("2022-07-25", "2022-07-02")
        # The second was accepted on 11 July: ten workdays are 25 July.
        self.assertEqual(told(text, stage="escalated"),
                         ["2022-07-25 sfchef@x 1 escalated 1"])

    def test_ongoing_with_bounds(self):
        text = begin("löpande under 2022") + lived("2023-01-03")
        # Every four months from 1 January, past its end.
        self.assertEqual(told(text, "sf@x")[-2:], [
            "2022-09-01 sf@x 1 review 2", "2023-01-02 sf@x 1 review 3"])
        self.assertEqual(told(text, "sf@x", other=["bounded_ongoing=due"])[-2:], [
            "2022-12-30 sf@x 1 due 1", "2023-01-02 sf@x 1 overdue 1"])

    def test_pause(self):
        """A pause is as downtime: what stands is told after it."""
        text = begin() + lived("2022-06-29") + (
            '2022-06-29T10:00 anna notice.pause until="2022-07-30"\n'
            ) + lived("2022-07-12", "2022-06-30") + (
            "2022-07-12T10:00 anna notice.resume\n") + lived(
                "2022-07-18", "2022-07-13")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-13 sf@x 1 overdue 1", "2022-07-18 sf@x 1 overdue 2"])


    def test_hold_over_while_closed(self):
        """Done within a hold, reopened after it: the next date, no more."""
        text = begin() + lived("2022-07-01") + (
            "2022-07-01T10:00 sf1 activity.update activity=1 "
            'expected="2022-07-08"\n'
            "2022-07-04T10:00 sf1 activity.update activity=1 "
            'status="done" note="Klart"\n') + lived(
                "2022-07-12", "2022-07-05") + (
            '2022-07-12T10:00 anna activity.reopen activity=1 '
            'reason="Inte"\n') + lived("2022-07-19", "2022-07-13")
        self.assertEqual(told(text, "sf@x", "overdue"), [
            "2022-07-01 sf@x 1 overdue 1", "2022-07-18 sf@x 1 overdue 1"])

if __name__ == "__main__":
    unittest.main()
