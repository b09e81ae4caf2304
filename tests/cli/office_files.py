#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Documents for tests/cli/office.sh: KIND FILE, its table on standard input as
CSV with semicolons. Sheets are parted by a line "# NAME"."""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relation(name, kind, target):
    return f'<Relationship Id="{name}" Type="{REL}{kind}" Target="{target}"/>'


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts:
            out.writestr(name, text)


def xlsx(path, sheets):
    parts = [
        ("_rels/.rels", "<Relationships>"
         + relation("r1", "officeDocument", "xl/workbook.xml")
         + "</Relationships>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships>"
         + "".join(relation(f"r{i}", "worksheet", f"worksheets/sheet{i}.xml")
                   for i in range(len(sheets))) + "</Relationships>"),
        ("xl/workbook.xml", "<workbook><sheets>"
         + "".join(f'<sheet name="{escape(name)}" r:id="r{i}"/>'
                   for i, (name, _) in enumerate(sheets))
         + "</sheets></workbook>"),
    ]
    for i, (_, rows) in enumerate(sheets):
        body = "".join(
            "<row>" + "".join(
                f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
                for cell in row) + "</row>" for row in rows)
        parts.append((f"xl/worksheets/sheet{i}.xml",
                      f"<worksheet><sheetData>{body}</sheetData></worksheet>"))
    archive(path, parts)


def sheets_of(lines):
    sheets = [("Blad1", [])]
    for line in lines:
        if line.startswith("# "):
            if not sheets[-1][1]:
                sheets.pop()
            sheets.append((line[2:].rstrip("\n"), []))
        else:
            sheets[-1][1].extend(csv.reader([line], delimiter=";"))
    return sheets


KINDS = {"xlsx": xlsx}

if __name__ == "__main__":
    KINDS[sys.argv[1]](sys.argv[2], sheets_of(sys.stdin))
