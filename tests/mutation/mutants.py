# SPDX-License-Identifier: MIT
"""Makes the mutants: small wrong changes of the C code and of the tables in .def files."""
import re
from collections import namedtuple

# The text from start to end becomes `new`. `switch`: what is put around a part of the code, so that it is there when
# tl_is_on(number); None: it must be compiled on its own.
Change = namedtuple("Change", "start end new switch")
Switch = namedtuple("Switch", "start end before after")
Token = namedtuple("Token", "kind text start end")

# ---- code

TOKEN = re.compile(r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<directive>(?m:^)[ \t]*\#(?:\\\n|[^\n])*)
  | (?P<string>"(?:\\.|[^"\\])*")
  | (?P<char>'(?:\\.[^']*|[^'\\])')
  | (?P<number>(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\s\w])
""", re.VERBOSE | re.DOTALL)

BOUND = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
SAME = {"==": "!=", "!=": "=="}
TRUTH = {"true": "false", "false": "true"}
OPEN = {"(": ")", "[": "]", "{": "}"}
CLOSE = {close: open for open, close in OPEN.items()}
# Where the condition before a ?, an operand of && or ||, an operand of a comparison ends.
ASSIGNS = {"=", "|=", "&=", "^=", "+=", "-=", "*=", "/=", "%="}
CONDITION = ASSIGNS | {"?", ":", ",", ";", "return", "{", "}"}
OPERAND = CONDITION | {"&&", "||"}
COMPARED = OPERAND | set(BOUND) | set(SAME) | {"&", "|", "^"}


def tokens_of(text):
    found = (Token(match.lastgroup, match.group(), match.start(), match.end()) for match in TOKEN.finditer(text))
    return [token for token in found if token.kind not in ("comment", "directive")]


def partners(tokens):
    """The index of the other bracket, for each bracket."""
    other, stack = {}, []
    for i, token in enumerate(tokens):
        if token.kind == "sign" and token.text in OPEN:
            stack.append(i)
        elif token.kind == "sign" and token.text in CLOSE:
            other[i] = stack.pop()
            other[other[i]] = i
    return other


class Code:
    """The mutants of one C file."""

    def __init__(self, text):
        self.text = text
        self.tokens = tokens_of(text)
        self.other = partners(self.tokens)
        self.changes = []

    def at(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def change(self, first, last, new, switch=None):
        """Tokens become `new`; the switch is what stands before and behind them."""
        start, end = self.tokens[first].start, self.tokens[last].end
        if switch and not self.is_constant(first):
            switch = Switch(start, end, *switch)
        else:
            switch = None
        self.changes.append(Change(start, end, new, switch))

    def exchange(self, i, new):
        """Another token in its place."""
        self.change(i, i, new, ("(tl_is_on(%d)?" + new + ":", ")"))

    def compare(self, i, new):
        """Another comparison; both are written out."""
        first, last = self.reach(i, -1, COMPARED), self.reach(i, 1, COMPARED)
        start, end = self.tokens[first].start, self.tokens[last].end
        one = self.text[start:self.tokens[i].start] + new + self.text[self.tokens[i].end:end]
        switch = None if self.is_constant(i) else Switch(start, end, "(tl_is_on(%d)?(" + one.replace("%", "%%") + "):(",
                                                         "))")
        self.changes.append(Change(self.tokens[i].start, self.tokens[i].end, new, switch))

    def fix(self, first, last, value):
        """A condition that is always `value`."""
        self.change(first, last, value, ("(tl_is_on(%d)||(" if value == "true" else "(!tl_is_on(%d)&&(", "))"))

    def is_constant(self, i):
        """Whether a token stands where only constants may: outside of functions, in a static table, in a case."""
        if not self.inside_function(i):
            return True
        while self.at(i) not in (";", "}", "static", "case") and not (self.at(i) == "{" and self.at(i - 1) != "="):
            i -= 1
        return self.at(i) in ("static", "case") and self.at(i + 2) != ":"

    def all(self):
        i = 0
        while i < len(self.tokens):
            if self.at(i) == "_Static_assert":
                i = self.other[i + 1]
            self.change_token(i)
            self.remove_statement(i)
            i += 1
        return self.changes

    def change_token(self, i):
        token = self.tokens[i]
        if token.kind == "number":
            self.change_number(i)
        elif token.kind == "string":
            self.change_string(i)
        elif token.kind == "char":
            self.change_char(i)
        elif token.text in TRUTH:
            self.exchange(i, TRUTH[token.text])
        elif token.text in BOUND and "number" not in (self.tokens[i - 1].kind, self.tokens[i + 1].kind):
            self.compare(i, BOUND[token.text])
        elif token.text in SAME and not self.is_condition(i):
            self.compare(i, SAME[token.text])
        elif token.text == "~":
            self.change(i, i, "")
        elif token.text in ("&&", "||"):
            self.remove_operands(i)
        elif token.text == "?":
            self.decide(self.reach(i, -1, CONDITION), i - 1)
        elif token.text in ("if", "while"):
            self.decide(i + 2, self.other[i + 1] - 1)
        elif token.text == "for":
            self.never_repeat(i)

    def is_condition(self, i):
        """Whether a comparison is one whole condition or operand, which is made constant anyway."""
        first, last = self.reach(i, -1, OPERAND), self.reach(i, 1, OPERAND)
        return (self.at(first - 1) in ("&&", "||") or self.at(last + 1) in ("&&", "||", "?")
                or self.at(first - 1) == "(" and self.at(first - 2) in ("if", "while"))

    def change_number(self, i):
        if self.at(i - 1) == "(" and re.fullmatch(r"U?INT\d+_C", self.at(i - 2)) and self.at(i) == "1":
            return  # one bit
        bracket = max(self.enclosing(i), default=0)
        if self.at(bracket) == "[" and self.declares(bracket - 1):
            return  # the size of an array
        inside = self.inside_function(i)
        if inside and self.at(i - 1) in ("(", "[", ",", "{") and self.at(i + 1) in (")", "]", ",", "}"):
            return  # an index or an argument
        value = int(self.at(i).rstrip("uUlL"), 0)
        if value > 0xFFFFFFFF:
            return  # a pattern of bits
        form = "0x%X" if self.at(i)[:2].lower() == "0x" else "%d"
        suffix = re.search("[uUlL]*$", self.at(i)).group()
        self.exchange(i, form % (value + 1) + suffix)
        bounds = self.at(i - 1) in BOUND or self.at(i + 1) in BOUND or not inside
        if value > 0 and bounds:
            self.exchange(i, form % (value - 1) + suffix)

    def declares(self, i):
        """Whether a name stands in its declaration: another word, or a star, is in front of it."""
        return (self.tokens[i - 1].kind == "word" and self.at(i - 1) != "return") or self.at(i - 1) == "*"

    def change_string(self, i):
        inside = self.at(i)[1:-1]
        if inside and not inside.endswith("\\n") and inside[-1].isalnum() and not re.search(r"\\\w+$", inside):
            self.change(i, i, '"' + inside[:-1] + chr(ord(inside[-1]) ^ 1) + '"')

    def change_char(self, i):
        inside = self.at(i)[1:-1]
        if any(sign in BOUND or sign in SAME for sign in (self.at(i - 1), self.at(i + 1))):
            return  # the comparison is changed
        if len(inside) == 1:
            self.change(i, i, "'%c'" % (ord(inside) + 1) if inside not in "&[" else "'!'")
        elif inside in ("\\n", "\\r", "\\t", "\\0", "\\\\", "\\'"):
            self.change(i, i, "'!'")

    def reach(self, i, step, edges):
        """The last token of what stands before (step -1) or behind (1) an operator."""
        i += step
        while True:
            if step * (1 if i in self.other and self.other[i] > i else -1) > 0 and i in self.other:
                i = self.other[i]
            elif i in self.other or self.at(i) in edges or not self.at(i):
                return i - step
            i += step

    def remove_operands(self, i):
        neutral = {"&&": "true", "||": "false"}[self.at(i)]
        first, last = self.reach(i, -1, OPERAND), self.reach(i, 1, OPERAND)
        # The one in front is between two operators, and the tighter one decides.
        if self.at(first - 1) != "&&":
            self.fix(first, i - 1, neutral)
        self.fix(i + 1, last, neutral)

    def decide(self, first, last):
        """
        A condition made constant. Of one in parts only the way that does not follow from a part that is taken out:
        who notices that b is missing in `a && b` notices `true`, too, and `a || b`.
        """
        parts = {self.at(i) for i in self.outside_brackets(first, last)}
        repeats = self.at(first - 2) == "while"
        if ("||" in parts or not "&&" in parts) and not repeats:
            self.fix(first, last, "true")
        if not "||" in parts:
            self.fix(first, last, "false")

    def outside_brackets(self, first, last):
        i = first
        while i <= last:
            yield i
            i = self.other[i] + 1 if self.at(i) in OPEN else i + 1

    def never_repeat(self, i):
        semicolon = self.nth_semicolon(i + 1)
        if semicolon and self.at(semicolon + 1) != ";":
            end = semicolon + 1
            while self.at(end) != ";":
                end = self.other[end] + 1 if self.at(end) in OPEN else end + 1
            self.fix(semicolon + 1, end - 1, "false")

    def nth_semicolon(self, bracket):
        i = bracket + 1
        while i < self.other[bracket]:
            if self.at(i) == ";":
                return i
            i = self.other[i] + 1 if self.at(i) in OPEN else i + 1
        return 0

    def remove_statement(self, i):
        """A call that is a whole statement."""
        label = self.at(i - 1) == ":" and (self.at(i - 2) == "default" or self.at(i - 3) == "case")
        if not label and self.at(i - 1) not in (";", "{", "}", ")", "else") or self.tokens[i].kind != "word" and self.at(i) != "*":
            return
        if self.at(i - 1) == ")" and self.at(self.other[i - 1] - 1) not in ("if", "while", "for"):
            return
        if self.at(i) in ("if", "for", "while", "do", "switch", "return", "case", "default", "else", "static", "const",
                          "struct", "enum", "break", "continue", "typedef", "extern", "goto"):
            return
        if self.tokens[i + 1].kind == "word" or (self.at(i + 1) == "*" and self.at(i) != "*"):
            return  # a declaration
        end = i
        while self.at(end) not in (";", "{", "}", ""):
            end = self.other[end] + 1 if self.at(end) in OPEN else end + 1
        calls = {"("} == {self.at(j) for j in self.outside_brackets(i, end - 1)} - {self.at(i)}
        if not calls or self.at(end) != ";" or not self.inside_function(i):
            return
        block = max(self.enclosing(i))
        if self.at(block) == "{" and self.at(block - 1) != "struct":
            self.change(i, end - 1, "", ("if(tl_is_on(%d));else ", ""))

    def inside_function(self, i):
        return any(self.at(open) == "{" and self.at(open - 1) in (")",) for open in self.enclosing(i))

    def enclosing(self, i):
        return [open for open, close in self.other.items() if open < i < close]


# ---- tables

FORMS = ("TEXT", "NAME", "SECRET", "PATH", "IMAGE", "COMMAND", "CHOICE")
# What each column of an entry is changed to, by its present word; "*": the text itself is changed.
FIELD = {
    "type": {"STRING": ("INTEGER", "LIST"), "INTEGER": ("LONG", "STRING"), "LONG": ("INTEGER", "STRING"),
             "LIST": ("STRING",)},
    "need": {"OPTIONAL": ("MANDATORY",), "MANDATORY": ("OPTIONAL",)},
    "empty": {word: tuple({"ANY", "FILLED", "BLANK"} - {word}) for word in ("ANY", "FILLED", "BLANK")},
    "list": {"FILLED": ("ANY", "ADVISED"), "ADVISED": ("ANY", "FILLED")},
    "number": {"COUNT": ("ID", "TEXT"), "ID": ("COUNT", "TEXT")},
    "form": {word: tuple(form for form in FORMS if form != word and form != "CHOICE") for word in FORMS},
    "of": {"&tl_parameter": ("&tl_data_source",), "&tl_data_source": ("&tl_parameter",)},
}
FIELD["form"]["SCHEMA"] = ("TEXT", "PATH")
KINDS = ("AT_MOST_ONE", "AT_LEAST_ONE", "BOTH_OR_NONE", "REDUNDANT")
SIGNS = ("ANY", "OBJECT", "LIST", "PAIR")
SEVERITIES = {"ERROR": ("WARNING",), "WARNING": ("NOTE",), "NOTE": ("WARNING",)}
AFTER = {"STEPS": ("STOPS", "JUDGES"), "STOPS": ("STEPS", "JUDGES"), "LIMIT": ("STEPS", "JUDGES"),
         "JUDGES": ("STEPS", "HIDES"), "HIDES": ("STEPS", "JUDGES")}
# A fix without edits is a manual one, whatever the table says.
FIXES = {"SAFE": ("SUGGESTED", "MANUAL"), "SUGGESTED": ("SAFE", "MANUAL")}
ENTRY = re.compile(r"^(FIELD|FIELD_NAMED|GROUP|INSIDE|NAMING|VARIED_BY|VARIANT|ALIAS|FOREIGN|RULE|WORDS|LABEL)\(", re.M)


class Table:
    """The mutants of one .def file."""

    def __init__(self, text):
        self.text = text
        self.changes = []
        self.entries = [(match.group(1), *self.arguments(match.end() - 1)) for match in ENTRY.finditer(text)]

    def arguments(self, bracket):
        """Tokens of each argument of an entry, and where the entry ends."""
        tokens = [Token(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(self.text, bracket)]
        depth, arguments = 0, [[]]
        for token in tokens:
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0:
                return arguments, token.end
            if depth == 1 and token.text == ",":
                arguments.append([])
            elif not (depth == 1 and token.text == "("):
                arguments[-1].append(token)
        raise ValueError("an entry is not closed")

    def word(self, argument):
        return self.text[argument[0].start:argument[-1].end]

    def replace(self, start, end, new):
        self.changes.append(Change(start, end, new, None))

    def change(self, argument, new):
        self.replace(argument[0].start, argument[-1].end, new)

    def column(self, argument, choices):
        for new in choices.get(self.word(argument), ()):
            self.change(argument, new)

    def touch(self, argument):
        """Another last letter of a text."""
        text = self.word(argument)
        end = max(i for i, letter in enumerate(text) if letter.isalnum())
        self.change(argument, text[:end] + chr(ord(text[end]) ^ 1) + text[end + 1:])

    def fields(self):
        return [self.word(arguments[0]) for name, arguments, _ in self.entries if name.startswith("FIELD")]

    def others(self, word, words):
        """The word after this one."""
        words = list(words)
        return words[(words.index(word) + 1) % len(words)]

    def all(self):
        for match, (name, arguments, end) in zip(ENTRY.finditer(self.text), self.entries):
            getattr(self, "change_" + name.lower())(arguments)
            if name not in ("RULE", "WORDS", "LABEL"):
                self.replace(match.start(), end, "")
        return self.changes

    def change_field(self, arguments):
        _, type, need, empty, form, limit, of = arguments[:7]
        self.column(type, FIELD["type"])
        self.column(need, FIELD["need"])
        if self.word(type) == "STRING":
            self.column(empty, FIELD["empty"])
            self.column(form, FIELD["form"])
            number = int(self.word(limit))
            for other in (number - 1, number + 1, 0) if number else (64,):
                self.change(limit, str(other))
        elif self.word(type) == "LIST":
            self.column(empty, FIELD["list"])
            self.column(of, FIELD["of"])
        else:
            self.column(form, FIELD["number"])

    def change_field_named(self, arguments):
        self.touch(arguments[1])
        self.change_field(arguments[1:])

    def change_group(self, arguments):
        _, kind, rule, sets, silencer = arguments
        for other in KINDS:
            if other != self.word(kind):
                self.change(kind, other)
        self.change(rule, self.others(self.word(rule), ("half_pair", "no_code", "data_conflict", "no_data_source",
                                                        "missing_field", "redundant_code", "command_without_image",
                                                        "empty_list")))
        self.bits(sets)
        groups = [self.word(found[0]) for name, found, _ in self.entries if name == "GROUP"]
        self.change(silencer, groups[0] if self.word(silencer) == "NONE" else "NONE")

    def bits(self, argument):
        """Each BIT(name) taken out."""
        for i, token in enumerate(argument):
            if token.text == "BIT":
                self.replace(token.start, argument[i + 3].end, "0")

    def swap(self, arguments):
        one, other = map(self.word, arguments)
        self.replace(arguments[0][0].start, arguments[1][-1].end, f"{other}, {one}")

    def change_inside(self, arguments):
        self.swap(arguments)

    def change_naming(self, arguments):
        self.swap(arguments)

    def change_varied_by(self, arguments):
        self.change(arguments[0], self.others(self.word(arguments[0]), self.fields()))

    def change_variant(self, arguments):
        self.touch(arguments[0])
        self.bits(arguments[1])

    def change_alias(self, arguments):
        key, field, use = arguments
        self.touch(key)
        self.change(field, self.others(self.word(field), self.fields()))
        self.column(use, {"OWN": ("EVERYDAY",), "EVERYDAY": ("OWN",)})

    def change_foreign(self, arguments):
        key, sign, what = arguments
        self.touch(key)
        self.column(sign, {word: tuple(other for other in SIGNS if other != word) for word in SIGNS})
        self.touch(what)

    def change_rule(self, arguments):
        number, _, name, lint, server, after, api = arguments[:7]
        self.touch(number)
        self.touch(name)
        self.column(lint, SEVERITIES)
        self.column(server, SEVERITIES)
        self.column(after, AFTER)
        self.change(api, '"1"' if self.word(api) == "NULL" else "NULL")

    def change_words(self, arguments):
        self.column(arguments[1], FIXES)

    def change_label(self, arguments):
        if any(letter.isalnum() for letter in self.word(arguments[1])):
            self.touch(arguments[1])


# ---- both

def mutants_of(path, text):
    """The changes of a file, each once, in the order of the text."""
    changes = Table(text).all() if path.endswith(".def") else Code(text).all()
    return sorted({change[:3]: change for change in changes if text[change.start:change.end] != change.new}.values(),
                  key=lambda change: change[:3])


def with_switches(text, numbered):
    """The text with all switches in it; numbered: pairs of a number and a change."""
    parts = []
    for number, change in numbered:
        switch = change.switch
        if switch:
            # At one place what ends comes first, the inner before the outer, and the outer begins before the inner.
            parts.append((switch.start, 1, -switch.end, number, switch.before % number))
            parts.append((switch.end, 0, -switch.start, -number, switch.after))
    parts.sort()
    pieces, at = [], 0
    for part in parts:
        pieces += [text[at:part[0]], part[4]]
        at = part[0]
    return "".join(pieces) + text[at:]
