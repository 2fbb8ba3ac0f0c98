"""Problems, plans and answers as JSON and back; what cannot be meant is refused with a sentence that says where."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from solver.bounds import refuse_unsound
from solver.plan import Answer, Plan, Repaired
from solver.problem import Problem
from solver.scope import Scope

Kind = TypeVar("Kind")


def to_plain(saved: Any) -> dict[str, Any]:
    """A problem, plan or answer of any stage as dictionaries, lists, texts and numbers; fields in their order."""
    return asdict(saved)


def to_json(saved: Any) -> str:
    return json.dumps(to_plain(saved), ensure_ascii=False, indent=1)


def problem_from_plain(plain: object) -> Problem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or refers to nothing."""
    problem = read(Problem, plain, "problem")
    refuse_unsound(problem)
    return problem


def plan_from_plain(plain: object) -> Plan:
    return read(Plan, plain, "plan")


def answer_from_plain(plain: object) -> Answer:
    return read(Answer, plain, "answer")


def repaired_from_plain(plain: object) -> Repaired:
    return read(Repaired, plain, "answer")


def problem_from_json(text: str) -> Problem:
    return problem_from_plain(parsed(text))


def plan_from_json(text: str) -> Plan:
    return plan_from_plain(parsed(text))


def answer_from_json(text: str) -> Answer:
    return answer_from_plain(parsed(text))


def repaired_from_json(text: str) -> Repaired:
    return repaired_from_plain(parsed(text))


def scope_from_json(text: str) -> Scope:
    return read(Scope, parsed(text), "scope")


def parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_without_twins, parse_int=_whole, parse_constant=_no_such_number)
    except json.JSONDecodeError as fault:
        raise ValueError(f"This is not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}.") from None
    except RecursionError:
        raise ValueError("This JSON is nested too deeply.") from None


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields_given = dict(pairs)
    if len(fields_given) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in fields_given if names.count(name) > 1)
        raise ValueError(f"The field “{twice}” is given twice.")
    return fields_given


def _whole(text: str) -> int:
    if len(text) > 20:
        _no_such_number(text[:20] + "…")
    return int(text)


def _no_such_number(text: str) -> None:
    raise ValueError(f"{text} is not a number that can be meant here.")


def read(kind: type[Kind], plain: object, where: str) -> Kind:
    """One dataclass from a dictionary of exactly its fields; fields with a default may be left out."""
    if not isinstance(plain, dict):
        raise ValueError(f"{where} must be an object with named fields, not {_shown(plain)}.")
    known = _fields(kind)  # type: ignore[arg-type]
    for name in plain:
        if name not in known:
            raise ValueError(f"{where} has no field “{name}”; it may have {', '.join(known)}.")
    values = {}
    for name, (field, hint) in known.items():
        if name in plain:
            values[name] = _value(hint, plain[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{where}.{name} is missing.")
    return kind(**values)


@cache
def _fields(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def _value(hint: Any, plain: object, where: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        return read(hint, plain, where)
    if isinstance(hint, UnionType):
        return _one_of(get_args(hint), plain, where)
    if get_origin(hint) is tuple:
        if not isinstance(plain, list | tuple):
            raise ValueError(f"{where} must be a list, not {_shown(plain)}.")
        return tuple(_value(get_args(hint)[0], part, f"{where}[{index}]") for index, part in enumerate(plain))
    if get_origin(hint) is Mapping:
        key, held = get_args(hint)
        return _mapping(key, held, plain, where)
    return _scalar(hint, plain, where)


def _one_of(kinds: tuple[Any, ...], plain: object, where: str) -> Any:
    """The kind that it is written as; where it is none of them, the first says so."""
    if plain is None and NoneType in kinds:
        return None
    named = [kind for kind in kinds if kind is not NoneType]
    fitting = (kind for kind in named if type(plain) is kind or (isinstance(plain, dict) and is_dataclass(kind)))
    return _value(next(fitting, named[0]), plain, where)


def _mapping(key: type, hint: Any, plain: object, where: str) -> dict[Any, Any]:
    """JSON has texts for keys: those of ids are whole numbers in writing."""
    if not isinstance(plain, dict):
        raise ValueError(f"{where} must be an object with named fields, not {_shown(plain)}.")
    names = {name: int(name) if key is int and re.fullmatch(r"\d{1,15}", str(name)) else name for name in plain}
    return {_scalar(key, names[name], where): _value(hint, part, f"{where}.{name}") for name, part in plain.items()}


def _scalar(hint: type, plain: object, where: str) -> Any:
    if hint is float and type(plain) is int:
        return float(plain)
    if type(plain) is not hint:
        kinds = {int: "a whole number", str: "a text", bool: "true or false", float: "a number"}
        raise ValueError(f"{where} must be {kinds[hint]}, not {_shown(plain)}.")
    return plain


def _shown(plain: object) -> str:
    text = json.dumps(plain, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"
