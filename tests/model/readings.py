# SPDX-License-Identifier: ISC
"""Where the design's text can be read two ways: the names of the readings.

The first value of each is the one the model takes; ambiguities.md quotes the
sentence and says why.  compare.py --reading NAME=VALUE tries another.
"""

CHOICES = {
    # id in ambiguities.md: name: values, the first is the default
    "gap": ("exclusive", "inclusive"),            # 1
    "early_answer": ("holds", "ignored"),         # 2
    "replacement": ("begins", "free"),            # 3
    "after_hold": ("always", "if_missed"),        # 4
    "rung_distance": ("step", "own"),             # 5
    "escalated_n": ("recipient", "rung"),         # 6
    "takeover_n": ("assigned_is_first", "anew"),  # 7
    "came_late": ("next_date", "assigned"),       # 8
    "came_that_day": ("instant", "date"),         # 9
    "reopened": ("anew", "catches_up"),           # 10
    "begin_start": ("written", "derived"),        # 11
    "one_ladder": ("yes", "no"),                  # 12
    "silenced": ("told_after", "lost"),           # 13
    "snooze": ("repeats", "all"),                 # 14
    "stale_again": ("no", "yes"),                 # 15
    "duty_weeks": ("plain", "gap"),               # 16
    "unclear_weeks": ("four", "first_and_four"),  # 17
    "hold_days": ("workdays", "run_days"),        # 18
    "steering_months": ("at_once", "after_weeks"),  # 19
    "back_from_quiet": ("yes", "no"),             # 20
    "bounded_ongoing": ("none", "due"),           # 21
    "month_after_week": ("apart", "told"),        # 22
}


def readings(other=()):
    """The default of each, but for those named in other, NAME=VALUE."""
    chosen = {name: values[0] for name, values in CHOICES.items()}
    for word in other:
        name, _, value = word.partition("=")
        if value not in CHOICES.get(name, ()):
            raise SystemExit("%s is none of: %s" % (word, " ".join(
                "%s=%s" % (n, v) for n in CHOICES for v in CHOICES[n])))
        chosen[name] = value
    return chosen
