"""From the rows of a release to its public notice, in the language of the moment."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Release
from festival_ops.planning.notice import days_of, shift_of
from festival_ops.planning.notice_words import Notice, change_notice, first_notice
from festival_ops.planning.preview import published
from festival_ops.planning.queries import items_of
from festival_ops.programme.models import Edition


def notice_of(session: Session, edition: Edition, release: Release) -> Notice:
    after = {row.performance_id: published(row) for row in items_of(session, release)}
    if release.number == 1:
        return first_notice(edition, release.number, release.at, list(after.values()))
    own = (Release.edition_id == edition.id, Release.number == release.number - 1)
    earlier = session.scalar(select(Release).where(*own))
    before = {row.performance_id: published(row) for row in items_of(session, earlier)}
    changed = {change.performance_id: change.kind for change in release.changes}
    shift = shift_of(changed, before, after)
    return change_notice(edition, release.number, release.at, days_of(changed, before, after, shift), shift)
