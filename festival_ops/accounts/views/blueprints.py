"""The addresses of this area: a person's own pages, and the pages of an edition about its people."""

from flask import Blueprint

area = Blueprint("accounts", __name__)
members = Blueprint("members", __name__, url_prefix="/festival/<edition>")
