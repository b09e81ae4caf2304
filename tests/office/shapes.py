#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Documents of many shapes around one plan: flat OpenDocument files in the
folder $1, each with the plan of $1/plan.csv, or of $1/long.csv where its name
begins with "long"."""
import csv
import sys
from xml.sax.saxutils import escape

NS = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in [
        ("office", "office"), ("style", "style"), ("text", "text"),
        ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"), ("number", "datastyle")]
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

# So small that no column is too narrow for a word, in any font that a machine
# may have.
STYLES = """<office:styles><style:default-style style:family="paragraph">
<style:text-properties fo:font-size="9pt"/></style:default-style>
</office:styles><office:automatic-styles>
<style:page-layout style:name="PL"><style:page-layout-properties
 fo:page-width="%s" fo:page-height="%s" fo:margin="2cm"/></style:page-layout>
<style:style style:name="Cell" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000"
 fo:padding="0.1cm"/></style:style>
<style:style style:name="Tight" style:family="table-cell">
<style:table-cell-properties fo:border="none" fo:padding="0cm"
 fo:padding-left="0.1cm" fo:padding-right="0.1cm"/></style:style>
<style:style style:name="Row" style:family="table-row">
<style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="Table" style:family="table">
<style:table-properties style:width="17cm" table:align="left"/></style:style>
<style:style style:name="W3" style:family="table-column">
<style:table-column-properties style:column-width="3.5cm"/></style:style>
<style:style style:name="W2" style:family="table-column">
<style:table-column-properties style:column-width="2.5cm"/></style:style>
<style:style style:name="W5" style:family="table-column">
<style:table-column-properties style:column-width="7.5cm"/></style:style>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="PL"/>
</office:master-styles>"""


def paragraph(text):
    return f"<text:p>{text}</text:p>"


def cell(text, more=""):
    return (f'<table:table-cell table:style-name="Cell"{more}>'
            f"{paragraph(text)}</table:table-cell>")


def row(cells):
    return ('<table:table-row table:style-name="Row">'
            + "".join(cells) + "</table:table-row>")


def table(rows):
    head, body = rows[0], rows[1:]
    widths = {2: "55", 4: "3325"}[len(head)]
    return ('<table:table table:style-name="Table">'
            + "".join(f'<table:table-column table:style-name="W{width}"/>'
                      for width in widths)
            + "<table:table-header-rows>"
            + row(cell(escape(text)) for text in head)
            + "</table:table-header-rows>"
            + "".join(row(cell(escape(text)) for text in line)
                      for line in body) + "</table:table>")


def text(body, width="21cm", height="29.7cm"):
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document'
            f'{NS} office:version="1.3" office:mimetype="application/vnd.oasis'
            '.opendocument.text">' + STYLES % (width, height)
            + f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document>")


def layout(inner):
    """A page that is one table of one cell."""
    return ("<table:table><table:table-column/><table:table-row>"
            f'<table:table-cell table:style-name="Cell">{inner}<text:p/>'
            "</table:table-cell></table:table-row></table:table>")


def merged(rows):
    """The owner of several rows in one cell, where they are the same."""
    lines, i = [], 1
    at = rows[0].index("Ansvarig")
    while i < len(rows):
        n = 1
        while i + n < len(rows) and rows[i + n][at] == rows[i][at]:
            n += 1
        for j in range(n):
            cells = [cell(escape(t)) for t in rows[i + j]]
            cells[at] = cell(
                escape(rows[i][at]), f' table:number-rows-spanned="{n}"'
            ) if j == 0 else "<table:covered-table-cell/>"
            lines.append(row(cells))
        i += n
    whole = table(rows[:1])
    return whole.replace("</table:table>", "".join(lines) + "</table:table>")


def noted(rows):
    note = ('<text:note text:id="n1" text:note-class="footnote">'
            "<text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>En not.</text:p></text:note-body></text:note>")
    return table(rows).replace("</text:p>", note + "</text:p>", 1)


def soft(rows):
    """Words with the places where they may be divided."""
    return table([rows[0]] + [
        [t.replace("förvaltning", "för\u00advalt\u00adning") for t in r]
        for r in rows[1:]])


def tight(rows):
    """Nothing between the rows: no line and no white."""
    return table(rows).replace('"Cell"', '"Tight"')


def box(inner):
    return ('<text:p><draw:frame text:anchor-type="paragraph" '
            'svg:width="7cm" svg:height="2cm"><draw:text-box>'
            f"{inner}</draw:text-box></draw:frame></text:p>")


def boxes(rows, contacts):
    """A text box before the table, one with a table after it."""
    return (box(paragraph("Planen gäller hela kommunen")) + paragraph("Plan")
            + table(rows) + box(contacts + paragraph("")))


def changed(rows):
    """A word that was added to each cell of the first column, and one that
    was taken out."""
    info = ("<office:change-info><dc:creator>A</dc:creator>"
            "<dc:date>2026-01-12T09:00:00</dc:date></office:change-info>")
    regions, lines = "", [rows[0]]
    body = [row(cell(escape(t)) for t in rows[0])]
    for i, line in enumerate(rows[1:]):
        first, rest = line[0].split(" ", 1)
        regions += (
            f'<text:changed-region text:id="in{i}"><text:insertion>{info}'
            "</text:insertion></text:changed-region>"
            f'<text:changed-region text:id="out{i}"><text:deletion>{info}'
            "<text:p>Gammalt </text:p></text:deletion>"
            "</text:changed-region>")
        marked = (f'<text:change text:change-id="out{i}"/>'
                  f'<text:change-start text:change-id="in{i}"/>'
                  f'{escape(first)}<text:change-end text:change-id="in{i}"/> '
                  + escape(rest))
        body.append(row([cell(marked)] + [cell(escape(t)) for t in line[1:]]))
    whole = table(lines)
    return (f"<text:tracked-changes>{regions}</text:tracked-changes>"
            + whole.replace("</table:table>",
                            "".join(body[1:]) + "</table:table>"))


def sheets(rows, hidden=""):
    """A sheet with the plan, its third row and second column so hidden."""
    def line(i, texts):
        return (f"<table:table-row{hidden if i == 2 else ''}>" + "".join(
            f'<table:table-cell office:value-type="string">'
            f"<text:p>{escape(t)}</text:p></table:table-cell>"
            for t in texts) + "</table:table-row>")

    lines = ("<table:table-column/>" f"<table:table-column{hidden}/>"
             '<table:table-column table:number-columns-repeated="2"/>'
             + "".join(line(i, texts) for i, texts in enumerate(rows)))
    other = ('<table:table table:name="Läs mig"><table:table-row>'
             '<table:table-cell office:value-type="string"><text:p>Fyll i'
             "</text:p></table:table-cell></table:table-row></table:table>")
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document'
            f'{NS} office:version="1.3" office:mimetype="application/vnd.oasis'
            f'.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            f'{other}<table:table table:name="Plan">{lines}</table:table>'
            "</office:spreadsheet></office:body></office:document>")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def main(folder):
    plan, long = read(f"{folder}/plan.csv"), read(f"{folder}/long.csv")
    contacts = table([["Namn", "Telefon"], ["Växeln", "0920-45 30 00"]])
    title = paragraph("Plan för kommunen, antagen av fullmäktige")
    third = 1 + len(plan) // 3
    shapes = {
        "plain": text(title + table(plan)),
        "landscape": text(title + table(plan), "29.7cm", "21cm"),
        "layout": text(layout(title + table(plan))),
        "two": text(contacts + title + table(plan)),
        "parts": text(title + table(plan[:third]) + title
                      + table(plan[:1] + plan[third:])),
        "merged": text(title + merged(plan)),
        "noted": text(title + noted(plan)),
        "soft": text(title + soft(plan)),
        "long": text(title + table(long)),
        "tight": text(title + tight(plan)),
        "boxes": text(boxes(plan, contacts)),
        "changed": text(changed(plan)),
    }
    for name, content in shapes.items():
        with open(f"{folder}/{name}.fodt", "w", encoding="utf-8") as out:
            out.write(content)
    for name, hidden in (("sheets", ""),
                         ("hidden", ' table:visibility="collapse"')):
        with open(f"{folder}/{name}.fods", "w", encoding="utf-8") as out:
            out.write(sheets(plan, hidden))


if __name__ == "__main__":
    main(sys.argv[1])
