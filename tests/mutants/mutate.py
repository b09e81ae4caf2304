#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Writes sources that hold every mutant of themselves, one of which can be
switched on when the program starts (mutant.h).

    mutate.py OUT SOURCE... -- FLAGS...

Each SOURCE becomes OUT/SOURCE, and OUT/mutants.tsv has a line for each mutant:
its number, file, line, function, and what was changed into what. Needs
Debian's python3-clang-14: only a parser knows where an operand ends.

What is changed, one at a time, in the bodies of functions:
    a < b       the bound (<=), the opposite (>=); == and !=
    a && b      ||; a alone; b alone; and the same of ||
    a + b       -; * and /, % and *, & and |, << and >>; also of += and its like
    !a, -a, a++ a, a, a--
    7, 'x'      one more, one less
    if (a)      if (!a), where a is none of the above; while, ?: likewise
    return a    0, where a is no number
    a = b; f()  left out, but for what only releases memory; break, continue

An operand stands in the text once whatever is changed around it, so that a
source grows by as much as it has mutants. Left as they are: what a macro of
ours or the system's makes (an assert too), constant expressions, tables.

The Makefile gives it the days, workdays, zones and runs of the calendar, the
ladder and the owner texts. Not the grammar of timeframes: what it must read is
lists of texts (tests/data/timeframes*.tsv), not rules from which a case for
each of its 4,500 mutants could be worked out by hand."""

import os
import sys

from clang.cindex import CursorKind as K
from clang.cindex import Config, Index, StorageClass, TranslationUnit, TypeKind

COMPARISONS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
}
ARITHMETIC = {
    "+": "-",
    "-": "+",
    "*": "/",
    "/": "*",
    "%": "*",
    "&": "|",
    "|": "&",
    "^": "|",
    "<<": ">>",
    ">>": "<<",
}
RELEASES = ("free", "_free", "_release", "_decref", "_close")
CONDITIONED = (K.IF_STMT, K.WHILE_STMT, K.CONDITIONAL_OPERATOR)
TRANSPARENT = (K.UNEXPOSED_EXPR, K.PAREN_EXPR)
VERBATIM = (K.CXX_UNARY_EXPR, K.STRING_LITERAL, K.TYPE_REF, K.DECL_REF_EXPR)


class Mutants:
    """All of a run, by number; 0 is none."""

    def __init__(self):
        self.rows = []

    def add(self, file, line, function, before, after):
        self.rows.append((file, line, function, before, after))
        return "MUTANT(%d)" % len(self.rows)


def inner(node):
    """The node without parentheses and conversions around it."""
    while node.kind in TRANSPARENT:
        children = list(node.get_children())
        if len(children) != 1:
            break
        node = children[0]
    return node


def squeeze(text):
    return " ".join(text.split())


class Source:
    def __init__(self, path, flags, mutants):
        self.path = path
        self.mutants = mutants
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.unit = Index.create().parse(
            path,
            flags,
            options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD,
        )
        bad = [d for d in self.unit.diagnostics if d.severity >= 3]
        if bad:
            sys.exit("mutate.py: %s" % bad[0])
        self.macros = sorted(
            (c.extent.start.offset, c.extent.end.offset)
            for c in self.unit.cursor.get_children()
            if c.kind == K.MACRO_INSTANTIATION and self.ours(c)
        )
        self.function = None
        self.names = 0

    def ours(self, node):
        file = node.location.file
        return file is not None and file.name == self.path

    def text(self, start, end):
        return self.bytes[start:end].decode()

    def of(self, node):
        return self.text(node.extent.start.offset, node.extent.end.offset)

    def by_macro(self, start, end):
        """Whether it lies in what a macro stands for."""
        return any(b <= start and end <= e for b, e in self.macros)

    def mutant(self, node, before, after):
        return self.mutants.add(
            self.path,
            node.extent.start.line,
            self.function,
            squeeze(before),
            squeeze(after),
        )

    def name(self):
        self.names += 1
        return "mutant_%d_" % self.names

    # --- the walk ---

    def whole(self):
        edits = []
        for node in self.unit.cursor.get_children():
            if node.kind != K.FUNCTION_DECL or not node.is_definition():
                continue
            if not self.ours(node):
                continue
            self.function = node.spelling
            body = list(node.get_children())[-1]
            edits.append((body.extent, self.render(body)))
        out, at = [], 0
        for extent, text in edits:
            out.append(self.text(at, extent.start.offset))
            out.append(text)
            at = extent.end.offset
        out.append(self.text(at, len(self.bytes)))
        return "".join(out)

    def render(self, node):
        start, end = node.extent.start.offset, node.extent.end.offset
        if self.by_macro(start, end) or node.kind in VERBATIM:
            return self.text(start, end)
        if node.kind == K.VAR_DECL:
            return self.variable(node)
        if node.kind == K.CASE_STMT:
            children = list(node.get_children())
            return self.filled(node, children[1:])
        if node.kind in (K.INTEGER_LITERAL, K.CHARACTER_LITERAL):
            return self.number(node)
        if node.kind == K.BINARY_OPERATOR:
            return self.binary(node)
        if node.kind == K.COMPOUND_ASSIGNMENT_OPERATOR:
            return self.assignment(node)
        if node.kind == K.UNARY_OPERATOR:
            return self.unary(node)
        if node.kind == K.RETURN_STMT:
            return self.returned(node)
        if node.kind in (K.BREAK_STMT, K.CONTINUE_STMT):
            text = self.text(start, end)
            return "if (!%s) %s; else (void)0" % (
                self.mutant(node, text, ""),
                text,
            )
        if node.kind == K.INIT_LIST_EXPR:
            children = list(node.get_children())
            if squeeze(self.text(start, end)) == "{ 0 }":
                return self.text(start, end)
            return self.filled(node, children)
        return self.filled(node, list(node.get_children()))

    def filled(self, node, children):
        """The node's text with that of its children."""
        out, at = [], node.extent.start.offset
        whole_end = node.extent.end.offset
        for i, child in enumerate(children):
            start, end = child.extent.start.offset, child.extent.end.offset
            if start < at or end > whole_end or start == end:
                continue
            if self.is_designator(start, end):
                continue
            out.append(self.text(at, start))
            text = self.render(child)
            if node.kind in CONDITIONED and i == 0:
                text = self.condition(child, text)
            elif self.is_statement_of(node, i, child):
                text = self.left_out(child, text)
            out.append(text)
            at = end
        out.append(self.text(at, whole_end))
        return "".join(out)

    def is_designator(self, start, end):
        return (
            self.bytes[:start].rstrip().endswith(b"[")
            and self.bytes[end:].lstrip()[:1] == b"]"
            and self.bytes[end:].lstrip()[1:].lstrip()[:1] == b"="
        )

    def is_statement_of(self, node, i, child):
        if node.kind == K.COMPOUND_STMT:
            return True
        if node.kind in (K.CASE_STMT, K.DEFAULT_STMT, K.LABEL_STMT):
            return True
        if node.kind in (K.IF_STMT, K.WHILE_STMT):
            return i > 0
        if node.kind == K.FOR_STMT:
            return child.extent.end.offset == node.extent.end.offset
        return node.kind == K.DO_STMT and i == 0

    # --- what is changed ---

    def variable(self, node):
        if node.storage_class == StorageClass.STATIC:
            return self.of(node)
        start, end = node.extent.start.offset, node.extent.end.offset
        given = self.bytes.find(b"=", node.location.offset, end)
        if given < 0:
            return self.text(start, end)
        return self.filled(
            node,
            [c for c in node.get_children() if c.extent.start.offset > given],
        )

    def number(self, node):
        text = self.of(node)
        more = self.mutant(node, text, text + " + 1")
        if text == "0":
            return "(%s + %s)" % (text, more)
        less = self.mutant(node, text, text + " - 1")
        return "(%s + %s - %s)" % (text, more, less)

    def held(self, node, text):
        """An operand's value in a variable: its name, and the statement."""
        name = self.name()
        kind = node.type.get_canonical().kind
        plus = (
            ""
            if kind
            in (
                TypeKind.POINTER,
                TypeKind.CONSTANTARRAY,
                TypeKind.INCOMPLETEARRAY,
            )
            else "+"
        )
        return name, "__auto_type %s = %s(%s);" % (name, plus, text)

    def binary(self, node):
        left, right = list(node.get_children())
        between = self.text(left.extent.end.offset, right.extent.start.offset)
        op = between.split("/*")[0].strip().split()
        op = op[0] if op else ""
        at = self.bytes.find(op.encode(), left.extent.end.offset)
        a, b = self.of(left), self.of(right)
        if not op or self.by_macro(at, at + len(op)):
            return self.filled(node, [left, right])
        if op in ("&&", "||"):
            return self.logical(node, op, left, right)
        if op not in COMPARISONS and op not in ARITHMETIC:
            return self.filled(node, [left, right])
        pointers = [
            n.type.get_canonical().kind == TypeKind.POINTER
            for n in (left, right)
        ]
        if op in ARITHMETIC and pointers[1]:
            return self.filled(node, [left, right])
        x, keep_x = self.held(left, self.render(left))
        y, keep_y = self.held(right, self.render(right))
        others = COMPARISONS.get(op) or (ARITHMETIC[op],)
        chosen = "%s %s %s" % (x, op, y)
        for other in others:
            chosen = "%s ? %s %s %s : (%s)" % (
                self.mutant(
                    node, "%s %s %s" % (a, op, b), "%s %s %s" % (a, other, b)
                ),
                x,
                other,
                y,
                chosen,
            )
        return "({ %s %s %s; })" % (keep_x, keep_y, chosen)

    def logical(self, node, op, left, right):
        a, b = self.of(left), self.of(right)
        x = self.name()
        other = "||" if op == "&&" else "&&"
        whole = "%s %s %s" % (a, op, b)
        needed = "%s ? %s%s : %s ? 1 : %s ? 0 : %s%s" % (
            self.mutant(node, whole, "%s %s %s" % (a, other, b)),
            "!" if op == "&&" else "",
            x,
            self.mutant(node, whole, b),
            self.mutant(node, whole, a),
            "" if op == "&&" else "!",
            x,
        )
        return "({ _Bool %s = !!(%s); (%s) ? !!(%s) : %s; })" % (
            x,
            self.render(left),
            needed,
            self.render(right),
            x,
        )

    def assignment(self, node):
        left, right = list(node.get_children())
        between = self.text(left.extent.end.offset, right.extent.start.offset)
        op = between.strip().split("=")[0]
        if op not in ARITHMETIC:
            return self.filled(node, [right])
        to = self.of(left)
        y, keep = self.held(right, self.render(right))
        off = self.mutant(
            node,
            self.of(node),
            "%s %s= %s" % (to, ARITHMETIC[op], self.of(right)),
        )
        return "({ %s %s ? (%s %s= %s) : (%s %s= %s); })" % (
            keep,
            off,
            to,
            ARITHMETIC[op],
            y,
            to,
            op,
            y,
        )

    def unary(self, node):
        (operand,) = list(node.get_children())
        whole, a = self.of(node), self.of(operand)
        if whole.startswith("!"):
            off = self.mutant(node, whole, a)
            return "(%s ^ !(%s))" % (off, self.render(operand))
        if whole.startswith("-") and not whole.startswith("--"):
            if inner(operand).kind == K.INTEGER_LITERAL:
                off = self.mutant(node, whole, a)
                return "(%s ? %s : %s)" % (off, a, whole)
            x, keep = self.held(operand, self.render(operand))
            off = self.mutant(node, whole, a)
            return "({ %s %s ? %s : -%s; })" % (keep, off, x, x)
        for op, other in (("++", "--"), ("--", "++")):
            if whole.startswith(op):
                changed = other + whole[len(op) :]
            elif whole.endswith(op) and whole[0] not in "*&~+-":
                changed = whole[: -len(op)] + other
            else:
                continue
            off = self.mutant(node, whole, changed)
            return "(%s ? %s : %s)" % (off, changed, whole)
        return self.filled(node, [operand])

    def condition(self, node, text):
        node = inner(node)
        if node.kind in (K.BINARY_OPERATOR, K.UNARY_OPERATOR):
            if not self.of(node).startswith("*"):
                return text
        before = self.of(node)
        off = self.mutant(node, before, "!(%s)" % before)
        return "(%s ^ !!(%s))" % (off, text)

    def returned(self, node):
        children = list(node.get_children())
        text = self.filled(node, children)
        if not children:
            return text
        value = inner(children[0])
        kind = children[0].type.get_canonical().kind
        if kind in (TypeKind.RECORD, TypeKind.VOID):
            return text
        if value.kind in (
            K.INTEGER_LITERAL,
            K.CHARACTER_LITERAL,
            K.UNARY_OPERATOR,
        ) or self.of(value) in ("NULL", "false", "0"):
            return text
        before = self.of(children[0])
        off = self.mutant(node, "return " + before, "return 0")
        return "return %s ? 0 : (%s)" % (off, text[len("return") :])

    def left_out(self, node, text):
        whole = self.of(node)
        if node.kind == K.CALL_EXPR:
            if node.spelling.endswith(RELEASES) or self.by_macro(
                node.extent.start.offset, node.extent.end.offset
            ):
                return text
        elif node.kind == K.BINARY_OPERATOR:
            if "=" not in whole:
                return text
        elif node.kind != K.COMPOUND_ASSIGNMENT_OPERATOR:
            return text
        off = self.mutant(node, whole, "")
        return "(%s ? (void)0 : (void)(%s))" % (off, text)


def main():
    words = sys.argv[1:]
    split = words.index("--")
    out, sources, flags = words[0], words[1:split], words[split + 1 :]
    Config.set_library_file(
        os.environ.get("LIBCLANG", "/usr/lib/llvm-14/lib/libclang.so.1")
    )
    mutants = Mutants()
    for path in sources:
        text = Source(path, flags, mutants).whole()
        to = os.path.join(out, path)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        with open(to, "w", encoding="utf-8") as file:
            file.write(text)
    with open(os.path.join(out, "mutants.tsv"), "w", encoding="utf-8") as file:
        for i, row in enumerate(mutants.rows, 1):
            print(i, *row, sep="\t", file=file)


main()
