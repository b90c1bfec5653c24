"""Small functions, small files, plain names."""

import ast
import re
from statistics import median

from sources import functions, modules, name, tree

LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 9
LONGEST_FILE = 400
MOST_PARAMETERS = 5
FORBIDDEN = {"manager", "helper", "helpers", "util", "utils", "handler", "controller", "common", "misc"}


def history(path):
    """Migrations are history: nobody reads them from end to end, and nobody may change them."""
    return "migrations" in path.parts


def all_functions():
    return [(path, each) for path in modules() if not history(path) for each in functions(path)]


def lines(function):
    return function.end_lineno - function.lineno + 1


def code_lines(function):
    """The lines of a function without its docstring."""
    first = function.body[0]
    described = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return lines(function) - (first.end_lineno - first.lineno + 1 if described else 0)


def test_no_function_is_longer_than_fifty_lines():
    long = {
        f"{name(path)}:{each.lineno} {each.name}: {lines(each)} lines"
        for path, each in all_functions()
        if lines(each) > LONGEST_FUNCTION
    }

    assert not long


def test_half_of_the_functions_have_less_than_nine_lines():
    assert median(code_lines(each) for _, each in all_functions()) < MEDIAN_FUNCTION


def test_no_file_is_longer_than_four_hundred_lines():
    sizes = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert not {file: size for file, size in sizes.items() if size > LONGEST_FILE}


def test_no_function_takes_more_than_five_parameters():
    greedy = {
        f"{name(path)}:{each.lineno} {each.name}"
        for path, each in all_functions()
        if parameters(each) > MOST_PARAMETERS
    }

    assert not greedy, "make a value of what belongs together"


def parameters(function):
    names = [
        each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    ]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def test_every_module_says_in_its_docstring_what_it_is_for():
    silent = [name(path) for path in modules() if not ast.get_docstring(tree(path)) and not history(path)]

    assert not silent


def test_names_are_plain_nouns_of_the_shop():
    vague = {f"{name(path)}: {each}" for path in modules() for each in names(path) if words(each) & FORBIDDEN}

    assert not vague


def names(path):
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {path.stem, *(each.name for each in ast.walk(tree(path)) if isinstance(each, kinds))}


def words(identifier):
    """The words of a name: `PaidInvoice` and `paid_invoice` are both paid and invoice."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)}


def test_vague_names_would_be_seen():
    assert words("InvoiceManager") & FORBIDDEN
    assert words("_tax_utils") & FORBIDDEN
    assert not words("commonwealth") & FORBIDDEN
