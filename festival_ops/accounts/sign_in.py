"""Sign-in by Flask-Security."""

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from festival_ops.accounts.models import Group, User
from festival_ops.database import db

users = SQLAlchemyUserDatastore(db, User, Group)
security = Security()


def init(app: Flask) -> None:
    security.init_app(app, users)
