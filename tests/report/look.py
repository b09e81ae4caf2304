#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Opens HTML files in headless Chromium: axe-core must find nothing in them, no
text may be smaller than 9 pt (12 px), nothing may stand outside the window, and
nothing may scroll sideways, on a telephone, a tablet and A4 at 96 dpi. A picture
of each is left beside it, to be looked at.

    look.py AXE.MIN.JS FILE...
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

WIDTHS = {"telephone": 320, "phone": 375, "tablet": 768, "A4": 794}

AXE = """axe.run(document).then(found => say(found.violations.map(v =>
    v.id + ": " + v.help + ": " + v.nodes[0].html.slice(0, 200))))"""

LOOK = """onload = () => {
  const frame = document.getElementById("frame"), found = [];
  const inside = frame.contentDocument, room = frame.contentWindow.innerWidth;
  const wide = inside.documentElement.scrollWidth;
  if (wide > room) found.push("scrolls: " + wide + " of " + room);
  for (const e of inside.querySelectorAll("body *")) {
    const words = [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim());
    const style = frame.contentWindow.getComputedStyle(e);
    const at = e.getBoundingClientRect(), name = e.tagName.toLowerCase();
    if (!words || ["title", "desc"].includes(name)) continue;
    if (parseFloat(style.fontSize) < 12)
      found.push("small: <" + name + "> " + style.fontSize);
    if (at.width > 1 && (at.left < -0.5 || at.right > room + 0.5) &&
        !(e.closest("thead") && room < 794))
      found.push("outside: <" + name + "> " + e.textContent.slice(0, 40));
  }
  say(found);
}"""

SAY = """function say(found) {
  const e = document.createElement("pre");
  e.id = "said"; e.textContent = JSON.stringify(found);
  document.body.appendChild(e); }"""


def chromium(profile, *words):
    return subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
         "--hide-scrollbars", "--allow-file-access-from-files",
         f"--user-data-dir={profile}", *words],
        capture_output=True, text=True, timeout=120, check=True).stdout


def said(profile, page, size):
    path = os.path.join(profile, "page.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    out = chromium(profile, "--virtual-time-budget=20000",
                   f"--window-size={size}", "--dump-dom", f"file://{path}")
    found = re.search(r'<pre id="said">(.*?)</pre>', out, re.S)
    if not found:
        return ["Chromium did not answer"]
    return json.loads(html.unescape(found[1]))


def look(profile, axe, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    script = f"<script>{axe}\n{SAY}\n{AXE}</script></body>"
    yield "axe", said(profile, text.replace("</body>", script), "1100,1600")
    for name, width in WIDTHS.items():
        frame = (f'<body><iframe id="frame" width="{width}" height="900"'
                 f' style="border:0" src="file://{path}"></iframe>'
                 f"<script>{SAY}\n{LOOK}</script>")
        yield name, said(profile, frame, "1200,1000")
    stem = path.rsplit(".", 1)[0]
    chromium(profile, "--window-size=1100,2400", f"--screenshot={stem}.png",
             f"file://{path}")
    chromium(profile, "--no-pdf-header-footer", f"--print-to-pdf={stem}.pdf",
             f"file://{path}")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        axe = file.read()
    wrong = 0
    with tempfile.TemporaryDirectory() as profile:
        for path in map(os.path.abspath, sys.argv[2:]):
            for where, found in look(profile, axe, path):
                for line in found:
                    print(f"{os.path.basename(path)}, {where}: {line}")
                wrong += len(found)
    return 1 if wrong else 0


sys.exit(main())
