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


def wrapped(text, width):
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf(path, sheets):
    """A page for each 600 points, letters of one width (Courier, 8 points)."""
    pages, page, top = [], [], 800
    for row in sheets[0][1]:
        cells = [wrapped(cell, 26) for cell in row]
        for column, lines in enumerate(cells):
            for i, line in enumerate(lines):
                code = line.encode("cp1252").hex()
                page.append(f"BT /F1 8 Tf {40 + 136 * column} "
                            f"{top - 9.2 * i:.1f} Td <{code}> Tj ET")
        top -= 9.2 * max(len(lines) for lines in cells) + 6
        if top < 200:
            pages.append(page)
            page, top = [], 800
    pages.append(page)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               "<< /Type /Pages /Count %d /Kids [%s] >>" % (
                   len(pages),
                   " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))),
               "<< /Type /Font /Subtype /Type1 /BaseFont /Courier "
               "/Encoding /WinAnsiEncoding >>"]
    for i, lines in enumerate(pages):
        text = "\n".join(lines)
        objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                    "/Resources << /Font << /F1 3 0 R >> >> "
                    f"/Contents {5 + 2 * i} 0 R >>",
                    f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"]
    out, places = "%PDF-1.4\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += f"{i + 1} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += (f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n")
    with open(path, "w", encoding="ascii") as file:
        file.write(out)


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


KINDS = {"xlsx": xlsx, "pdf": pdf}

if __name__ == "__main__":
    KINDS[sys.argv[1]](sys.argv[2], sheets_of(sys.stdin))
