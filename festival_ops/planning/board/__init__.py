"""One festival day as a picture: where everything stands on the sheet, in whole pixels, before a template draws it."""

from festival_ops.planning.board.sheet import Board, Labels, Mark, draw

__all__ = ["Board", "Labels", "Mark", "draw"]
