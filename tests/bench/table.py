# SPDX-License-Identifier: ISC
"""The table, for a terminal or for docs/performance.md."""

HEADS = ("size", "what", "ours", "spread", "against", "theirs", "spread",
         "ratio", "processor", "reach", "met")


def seconds(value):
    if value is None:
        return "-"
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if value * factor >= 1:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e6:.3g} µs"


def amount(value, row):
    if row.goal.get("memory"):
        return f"{value / 1024:.1f} MiB"
    return seconds(value)


def times(ratio):
    """One digit more than decides."""
    return "-" if ratio is None else \
        f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def to_reach(row):
    goal = row.goal
    if "limit" in goal:
        return "at most " + amount(goal["limit"], row)
    if "reach" in goal:
        return f"at most {goal['reach']:.2f}"
    if goal.get("faster") == 1:
        return "at most 1.00"
    if "faster" in goal:
        return f"at most 1/{goal['faster']:g}"
    return ""


def spread(series, row):
    value = None if series is None or row.goal.get("memory") \
        else series.spread()
    return "" if value is None else f"±{value:.0f} %"


def cells(row):
    theirs = row.theirs
    return (f"{row.size:,}" if row.size else "-", row.what,
            amount(row.value(), row), spread(row.ours, row), row.against,
            seconds(theirs.median()) if theirs else "",
            spread(theirs, row), times(row.ratio()) if theirs else "",
            times(row.ratio("processor")) if theirs else "", to_reach(row),
            {None: "", True: "yes", False: "NO"}[row.met()])


def as_text(heads, lines):
    widths = [max(len(line[at]) for line in [heads, *lines])
              for at in range(len(heads))]
    return "\n".join("  ".join(
        cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
        for line in [heads, *lines])


def as_markdown(heads, lines):
    return "\n".join("| " + " | ".join(line) + " |" for line in
                     [heads, ["---"] * len(heads), *lines])


def table(rows, markdown):
    write = as_markdown if markdown else as_text
    return write(HEADS, [cells(row) for row in rows])
