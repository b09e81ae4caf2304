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
    if row.size < goal.get("of", 0):
        return ""
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


# --- how it grows with what is stored -----------------------------------------

def grown(first, last):
    return "-" if not first or last is None else f"{last / first:.3g}"


def growth(rows, markdown):
    """Ours, at each size; the last column is the largest by the smallest."""
    sizes = sorted({row.size for row in rows if row.size})
    found = {}
    for row in rows:
        if row.size:
            found.setdefault(row.what, {}).setdefault(row.size, row)
    lines = []
    for what, by in found.items():
        lines.append([what, *(amount(by[size].value(), by[size])
                              if size in by else "-" for size in sizes),
                      grown(by[min(by)].value(), by[max(by)].value())])
    heads = ["ours", *(f"{size:,}" for size in sizes), "growth"]
    return as_markdown(heads, lines) if markdown else as_text(heads, lines)


COUNTED = ("instructions", "libsodium", "statements", "system calls")


def counted(benches, markdown):
    """What the daemon does, counted."""
    sizes = [bench.size for bench in benches if bench.counts]
    lines = []
    for what in (benches[0].counts if sizes else ()):
        for figure in COUNTED:
            values = [calls(bench.counts[what], figure) for bench in benches
                      if bench.counts]
            if any(values):
                lines.append([what, figure, *(f"{value:,.4g}" if value < 1000
                                              else f"{value:,.0f}"
                                              for value in values),
                              grown(values[0], values[-1])])
    heads = ["the daemon", "figure", *(f"{size:,}" for size in sizes),
             "growth"]
    return as_markdown(heads, lines) if markdown else as_text(heads, lines)


def calls(counts, figure):
    """With those of each turn of the loop."""
    value = counts.get(figure, 0)
    return value + counts.get("paced", 0) if figure == "system calls" \
        else value
