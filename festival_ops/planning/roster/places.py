"""Where posts stand for the core, and how long the way between them takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from festival_ops.programme.travel import estimate
from festival_ops.security.models import Post
from solver.problem import Trip


@dataclass(frozen=True)
class Place:
    """A venue by its id, or a post with a place of its own on the map by the id below zero."""

    id: int
    latitude: float | None
    longitude: float | None


def place_of(post: Post) -> Place | None:
    """A post that has its own place on the map stands there, any other at its venue, if it has one."""
    if post.latitude is not None:
        return Place(-post.id, post.latitude, post.longitude)
    venue = post.venue
    return None if venue is None else Place(venue.id, venue.latitude, venue.longitude)


def trips(posts: Iterable[Post], known: Mapping[tuple[int, int], int], mode: str) -> tuple[Trip, ...]:
    """Minutes between all places of posts: as the programme knows them, or the quicker of walking and riding."""
    places = sorted({place for post in posts if (place := place_of(post)) is not None}, key=lambda place: place.id)
    found = []
    for here, there in permutations(places, 2):
        minutes = known.get((here.id, there.id))
        if minutes is None:
            guesses = [estimate(here, there, way) for way in ("walk", mode)]
            minutes = min((guess for guess in guesses if guess is not None), default=None)
        if minutes is not None:
            found.append(Trip(here.id, there.id, minutes))
    return tuple(found)
