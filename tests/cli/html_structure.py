#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Whether HTML files are what a reader, a screen reader and Word can follow: one
language, headings that skip no level, tables whose heads say of what they are,
pictures that are told in words, and nothing that is fetched from elsewhere.

    html_structure.py LANGUAGE FILE...
"""
import sys
from html.parser import HTMLParser

VOID = {"meta", "col", "rect", "line", "br"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids = [], [], set()
        self.levels, self.named, self.language = [], set(), None
        self.titles = 0

    def say(self, what):
        self.wrong.append(f"line {self.getpos()[0]}: {what}")

    def handle_startendtag(self, tag, attributes):
        self.look(tag, dict(attributes))

    def handle_starttag(self, tag, attributes):
        self.look(tag, dict(attributes))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.say(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def look(self, tag, a):
        if tag == "html":
            self.language = a.get("lang")
        if tag in ("script", "link", "img", "iframe", "object", "base"):
            self.say(f"a <{tag}>")
        for name in ("src", "srcset", "action", "style"):
            if "url" in a.get(name, "") or name in a and name != "style":
                self.say(f"<{tag}> fetches by {name}")
        if "://" in a.get("href", ""):
            self.say(f"points to {a['href']}")
        if any(name.startswith("on") for name in a):
            self.say(f"<{tag}> does something")
        if "id" in a:
            if a["id"] in self.ids:
                self.say(f"id {a['id']} twice")
            self.ids.add(a["id"])
        if tag == "th" and a.get("scope") not in ("row", "col", "colgroup"):
            self.say("a <th> of nothing")
        if tag == "svg":
            told = a.get("aria-labelledby"), a.get("aria-describedby")
            if a.get("role") == "img" and all(told):
                self.named.update(told)
            elif a.get("aria-hidden") != "true":
                self.say("a picture without words")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
            if level > (self.levels[-1] if self.levels else 0) + 1:
                self.say(f"<{tag}> skips a level")
            self.levels.append(level)

    def end(self, wanted):
        self.close()
        if self.open:
            self.say(f"ends within {self.open}")
        if self.language != wanted:
            self.say(f"the language is {self.language}")
        if self.levels.count(1) != 1:
            self.say(f"{self.levels.count(1)} first headings")
        for name in self.named - self.ids:
            self.say(f"no words {name}")


def main():
    wrong = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        page = Page()
        page.feed(text)
        page.end(sys.argv[1])
        if not text.startswith("<!DOCTYPE html>"):
            page.say("no doctype")
        if "@import" in text or "url(" in text:
            page.say("a style from elsewhere")
        for line in page.wrong:
            print(f"{path}: {line}")
        wrong += len(page.wrong)
    return 1 if wrong else 0


sys.exit(main())
