# SPDX-License-Identifier: ISC
"""Holds Swedish texts against packaging/po/glossary.

    glossary.py GLOSSARY SV.PO [SOURCE...] [DOCUMENT.md...]

Prints each text that breaks it; SOURCE is C with Swedish in its strings. In a
document, what is typed or shown stands in code."""
import re
import sys

TYPED = (r"`[^`]*`|In-Reply-To|--[a-z-]+|planvaktd? [a-z-]+( [a-z-]+)*|\[[a-z]+\]|<[^>]*>"
         r"|^[a-z_]+: |[a-z]+_[a-z]+|[a-z]+\.[a-z]+|/[a-z]+"
         r"|(clock|log|ladder|activity|plan) (list|show|confirm)")


def strings(lines):
    return "".join(re.search(r'"(.*)"', line)[1] for line in lines)


def entries(path):
    """(English, Swedish) of what is in use."""
    for block in open(path, encoding="utf-8").read().split("\n\n")[1:]:
        parts, at = {"msgid": [], "msgstr": []}, None
        for line in block.split("\n"):
            if line.startswith("msg"):
                at = "msgstr" if line.startswith("msgstr") else "msgid"
                if line.startswith("msgctxt"):
                    at = None
            if at and '"' in line and not line.startswith("#"):
                parts[at].append(line)
        if parts["msgid"]:
            yield strings(parts["msgid"]), strings(parts["msgstr"])


def literals(path):
    text = re.sub(r'"\s*"', "", open(path, encoding="utf-8").read())
    return re.findall(r'"((?:[^"\\\n]|\\.)*)"', text)


def paragraphs(path):
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    return [" ".join(part.split()) for part in
            re.sub(r"`[^`]*`", "", text).split("\n\n")]


def rules(path):
    for line in open(path, encoding="utf-8").read().split("\n"):
        if line.startswith(("#", "never ", "except ", "english ")) or not line:
            continue
        english, swedish = line.split(" = ")
        yield english, *(swedish.split(" not ") + [None])[:2]


def said(path, kind):
    return [line[len(kind):] for line in open(path, encoding="utf-8").read()
            .split("\n") if line.startswith(kind)]


def compiled(words):
    return re.compile(words, re.I)


def broken(glossary, po, sources):
    excepted = said(glossary, "except ")
    known = [(re.sub(TYPED, "", english), swedish)
             for english, swedish in entries(po)
             if not any(pattern in english for pattern in excepted)]
    for english, swedish, wrong in rules(glossary):
        has = compiled(rf"(?<![\w-])({english})(?![\w-])")
        right, not_this = compiled(swedish), compiled(wrong or "(?!)")
        found = [pair for pair in known if has.search(pair[0])]
        for key, text in found:
            if not right.search(text) or not_this.search(text):
                yield f"{english} = {swedish}: {key}: {text}"
        if not found:
            yield f"{english}: no text has it"
    for line in said(glossary, "english "):
        stray = compiled(rf"(?<![\w-])({'|'.join(line.split())})(?![\w-])")
        for _, text in known:
            if stray.search(re.sub(TYPED, "", text)):
                yield f"English within Swedish: {text}"
    letters = [text for source in sources if source.endswith(".c")
               for text in literals(source)]
    documents = [text for source in sources if source.endswith(".md")
                 for text in paragraphs(source)]
    if len(letters) < 100:
        yield "the letters have no texts"
    for line in said(glossary, "never "):
        wrong, right = line.split(": ")
        for text in [text for _, text in known] + letters + documents:
            if compiled(wrong).search(text):
                yield f"{wrong}, which is {right}: {text}"


for fault in broken(sys.argv[1], sys.argv[2], sys.argv[3:]):
    print(fault)
