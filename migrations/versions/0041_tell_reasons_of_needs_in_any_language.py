"""Keep why needs ask for so many in a form for readers of any language, and let needs of a day keep a number."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from babel.numbers import format_decimal

revision = "0041"
down_revision = "0040"

NAMED, MOST = 3, 1000
# How these reasons were written until now, by the language of whoever took them over.
WORDS = {
    "en": {
        "base": "At all hours",
        "venue": "The venue holds {people} people",
        "sector": "The venues of the sector hold {people} people",
        "crowd": "{people} people expected at {shows}",
        "guests": ("{amount} party of honour at {shows}", "{amount} parties of honour at {shows}"),
        "parade": ("{shows} passes", "{shows} pass"),
        "fireworks": "Fireworks at {shows}",
        "ratio": "{ratio} for {per}",
        "share": "of {share} %",
        "posts": "shared by {posts} posts",
        "more": "{more} more",
        "and": "{these} and {last}",
    },
    "vi": {
        "base": "Thường trực",
        "venue": "Sức chứa {people} người",
        "sector": "Các địa điểm trong khu vực chứa được {people} người",
        "crowd": "Dự kiến {people} khán giả tại {shows}",
        "guests": ("{amount} đoàn khách danh dự dự {shows}",) * 2,
        "parade": ("{shows} đi qua",) * 2,
        "fireworks": "Bắn pháo hoa tại {shows}",
        "ratio": "{ratio} cho mỗi {per}",
        "share": "tính trên {share} %",
        "posts": "chia cho {posts} chốt",
        "more": "{more} suất khác",
        "and": "{these} và {last}",
    },
}


def upgrade() -> None:
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("told", sa.JSON(), nullable=True))
        need.add_column(sa.Column("stands_for_id", sa.Integer(), nullable=True))
        need.create_foreign_key(op.f("fk_need_stands_for_id_need"), "need", ["stands_for_id"], ["id"])
        need.create_index(op.f("ix_need_stands_for_id"), ["stands_for_id"])
    need = _needs()
    standards, names = _standards(), _names()
    for row in op.get_bind().execute(sa.select(need.c.id, need.c.reason, need.c.grounds)).all():
        told = read_back(row.reason, row.grounds, standards, names)
        op.get_bind().execute(need.update().where(need.c.id == row.id).values(told=told))
    with op.batch_alter_table("need") as changed:
        changed.drop_column("reason")
        changed.alter_column("told", new_column_name="reason", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("need") as need:
        need.alter_column("reason", new_column_name="told", existing_type=sa.JSON(), nullable=True)
        need.drop_index(op.f("ix_need_stands_for_id"))
        need.drop_constraint(op.f("fk_need_stands_for_id_need"), type_="foreignkey")
        need.drop_column("stands_for_id")
    with op.batch_alter_table("need") as need:
        need.add_column(sa.Column("reason", sa.String(MOST), nullable=False, server_default=""))
    need = _needs()
    for row in op.get_bind().execute(sa.select(need.c.id, need.c.told)).all():
        text = row.told if isinstance(row.told, str) else written(row.told["counted"], "vi")
        op.get_bind().execute(need.update().where(need.c.id == row.id).values(reason=text))
    with op.batch_alter_table("need") as changed:
        changed.drop_column("told")
        changed.alter_column("reason", existing_type=sa.String(MOST), server_default=None)


def read_back(text: str, grounds: Any, standards: dict[int, Any], names: dict[int, Any]) -> Any:
    """What was counted, if that is told in exactly this text; whatever else it says stays as it stands."""
    try:
        counted = [_counted(part, standards, names) for part in grounds["parts"]] if grounds else []
    except KeyError:
        return text
    return {"counted": counted} if counted and text in (written(counted, "en"), written(counted, "vi")) else text


def written(counted: list[Any], language: str) -> str:
    text = " ".join(_sentence(part, language) for part in counted)
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def _counted(part: list[Any], standards: dict[int, Any], names: dict[int, Any]) -> dict[str, Any]:
    standard, count, amount, posts, *shows = part
    named = [[*names[act], starts, ends] for act, starts, ends in shows]
    facts = {"count": count, "amount": amount, "posts": posts, "shows": named[:NAMED]}
    return {**standards[standard], **facts, "more": max(0, len(named) - NAMED)}


def _sentence(part: dict[str, Any], language: str) -> str:
    words: Any = WORDS[language]
    cause = words[part["cause"]]
    if part["cause"] == "base" and part["per"] is not None:
        cause = words[part["reach"]]
    if isinstance(cause, tuple):
        cause = cause[part["amount"] != 1]
    people = format_decimal(part["amount"], locale=language)
    told = cause.format(people=people, amount=part["amount"], shows=_shows(part, language))
    if part["per"] is None:
        return f"{told}: {part['count']}."
    ratio = [words["ratio"].format(ratio=part["ratio"], per=format_decimal(part["per"], locale=language))]
    ratio += [words["share"].format(share=part["share"])] if part["share"] < 100 else []
    ratio += [words["posts"].format(posts=part["posts"])] if part["posts"] > 1 else []
    return f"{told}; {', '.join(ratio)}: {part['count']}."


def _shows(part: dict[str, Any], language: str) -> str:
    words: Any = WORDS[language]
    told = [
        f"“{name_en if language == 'en' else name}” {_clock(starts)}–{_clock(ends)}"
        for name, name_en, starts, ends in part["shows"]
    ]
    told += [words["more"].format(more=part["more"])] if part["more"] else []
    return "".join(told) if len(told) < 2 else words["and"].format(these=", ".join(told[:-1]), last=told[-1])


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _needs() -> sa.Table:
    columns = (sa.Column(name, sa.JSON(none_as_null=True)) for name in ("grounds", "told"))
    return sa.Table("need", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("reason", sa.String), *columns)


def _standards() -> dict[int, Any]:
    rows = op.get_bind().execute(sa.text("SELECT id, cause, reach, count, per, share FROM standard")).all()
    return {
        row.id: {"cause": row.cause, "reach": row.reach, "ratio": row.count, "per": row.per, "share": row.share}
        for row in rows
    }  # fmt: skip


def _names() -> dict[int, Any]:
    rows = op.get_bind().execute(sa.text("SELECT id, name, name_en FROM performance")).all()
    return {row.id: [row.name, row.name_en or row.name] for row in rows}
